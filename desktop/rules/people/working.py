"""What an invented person works, by age, sex, school and health."""

from random import Random
from typing import Final

from desktop.rules.people.lists import Lists
from desktop.rules.people.naming import pick
from desktop.rules.register import MemberFields
from desktop.rules.terms import Schooling, Sex

GROWN: Final = 17
SEVERE: Final = ("6", "8", "11")  # more than one kind of disability (codes of DOMAIN.md 2.9)
_OLD = 60
_PUPIL, _NOT_YET = "Pelajar/Mahasiswa", "Belum/tidak bekerja"
_AT_HOME = frozenset({"Tidak bekerja", "Mengurus rumah tangga"})


def work_of(rng: Random, lists: Lists, age: int, facts: MemberFields) -> tuple[bool, str]:
    """Whether the person works, and the occupation."""
    if facts.schooling is Schooling.ATTENDING:
        return False, _PUPIL
    if age < GROWN or facts.disability in SEVERE:
        return False, _NOT_YET
    kind = "elder" if age >= _OLD else "male" if facts.sex is Sex.MALE else "female"
    occupation = pick(rng, lists[f"work.{kind}"])
    return occupation not in _AT_HOME, occupation
