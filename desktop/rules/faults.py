"""What is doubtful, wrong or missing in one family, by its numbers and by what its people are to each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from desktop.rules.dates import age_on
from desktop.rules.fault_kinds import FaultCode
from desktop.rules.nik import NikProblem, check_kk, check_nik, from_elsewhere, read_kk, read_nik
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex

_OLDEST = 110
_GROWN = 17  # the age of the identity card
_FERTILE = range(10, 50)  # whom the register asks (DOMAIN.md 2.9)
_AFTER_BIRTH = timedelta(days=42)  # the six weeks that still count as a pregnancy
_GENERATION = 12  # years between a parent and a child at the very least
_FIRST_CARDS = 1977  # the first nationwide rules of population registers; no card is older
_FEWEST = 20  # of fewer nothing can be said
# Ages at which somebody may attend: late starters and those who repeat are no fault.
_SCHOOL_AGES = {"primary": range(5, 18), "junior": range(10, 22), "senior": range(13, 26)}
_LETTERS = re.compile(r"[^\W\d_].*?[^\W\d_]", re.DOTALL)  # two at least
_DIGIT = re.compile(r"\d")
_GENERATIONS = {Relation.CHILD: 1, Relation.GRANDCHILD: 2, Relation.PARENT: -1}


@dataclass(frozen=True, slots=True)
class Person:
    """What the examination asks of a member; None or "" means nobody has said."""

    name: str
    nik: str = ""
    sex: Sex | None = None
    sex_derived: bool = False
    birth_date: date | None = None
    birth_date_derived: bool = False
    relation: Relation | None = None
    marital: Marital | None = None
    schooling: Schooling | None = None
    school_level: str = ""
    pregnant: bool | None = None
    presence: Presence = Presence.LIVING_HERE
    due_on: date | None = None  # of a pregnancy
    civil_servant: bool = False  # or soldier, police, of a state company: by what the family said


@dataclass(frozen=True, slots=True)
class Family:
    """`caretaker` is a place among the people; `placed` says whether the village is known."""

    people: Sequence[Person]
    caretaker: int | None = None
    no_kk: str = ""
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """`person` is a place in the family, None where it is the family's; `about` the value that is doubted.

    Another value is another fault, and a reason to let the old one stand says nothing of it.
    """

    person: int | None
    code: FaultCode
    about: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those seen are as they should rarely be: birthdays on 1 January or 31 December."""

    seen: int
    found: int

    @property
    def suspicious(self) -> bool:
        """More than one in ten, by three standard deviations, so that chance alone hardly ever says so."""
        return self.seen >= _FEWEST and self.found > 0.1 * self.seen + 3 * sqrt(0.09 * self.seen)


def examine(family: Family, office: str, today: date) -> tuple[Fault, ...]:
    """Everything that is to be mended, asked or known, of those who live in the family.

    `office` ("36.01") says which numbers come from elsewhere. Nobody is asked for the numbers of the dead.
    """
    here = [(at, one) for at, one in enumerate(family.people) if one.presence is Presence.LIVING_HERE]
    found = list(_kk(family, office, today))
    for at, person in here:
        found.extend(Fault(at, code, person.nik) for code in _nik(person, office, today))
        found.extend(_person(at, person, today))
    found.extend(_same_nik(here))
    found.extend(_generations(here))
    found.extend(_couple(here))
    found.extend(_whole(family, here, today))
    return tuple(found)


def _nik(person: Person, office: str, today: date) -> Iterator[FaultCode]:
    # What was read from the NIK itself cannot differ from it.
    born = None if person.birth_date_derived else person.birth_date
    sex = None if person.sex_derived else person.sex
    for problem in check_nik(person.nik, born, sex, today):
        if problem is NikProblem.BIRTH_DIFFERS and born is not None and _swapped(person.nik, born, today):
            yield FaultCode.BIRTH_SWAPPED
        else:
            yield FaultCode(problem.value)
    if from_elsewhere(person.nik, office):
        yield FaultCode.NIK_ELSEWHERE


def _swapped(nik: str, born: date, today: date) -> bool:
    """Whether the NIK has the same birth date with day and month changed for each other."""
    reading = read_nik(nik, today)
    in_nik = reading.birth_date if reading else None
    return in_nik is not None and (in_nik.day, in_nik.month) == (born.month, born.day) and in_nik.day != in_nik.month


def _kk(family: Family, office: str, today: date) -> Iterator[Fault]:
    number = family.no_kk
    codes = [FaultCode(problem.value) for problem in check_kk(number, today)]
    reading = read_kk(number, today)
    if not codes and reading is not None and reading.recorded is not None and reading.recorded.year < _FIRST_CARDS:
        # As a day of this century it has not come yet, as one of the last it was before there were such cards.
        codes.append(FaultCode.KK_FUTURE_DATE)
    if number and any(number == person.nik for person in family.people):
        codes.append(FaultCode.KK_IS_NIK)
    if from_elsewhere(number, office):
        codes.append(FaultCode.KK_ELSEWHERE)
    return (Fault(None, code, number) for code in codes)


def _person(at: int, person: Person, today: date) -> Iterator[Fault]:
    if not person.name.strip():
        yield Fault(at, FaultCode.NO_NAME, "")
    elif _DIGIT.search(person.name) or not _LETTERS.search(person.name):
        yield Fault(at, FaultCode.NAME_STRANGE, person.name)
    if person.sex is None:
        yield Fault(at, FaultCode.SEX_MISSING, "")
    if person.relation is None:
        yield Fault(at, FaultCode.RELATION_MISSING, "")
    if person.schooling is Schooling.ATTENDING and not person.school_level:
        yield Fault(at, FaultCode.SCHOOL_NO_LEVEL, "")
    if person.pregnant and person.sex is Sex.MALE:
        yield Fault(at, FaultCode.PREGNANT_MAN, "")
    if person.pregnant and person.due_on is not None and person.due_on + _AFTER_BIRTH < today:
        yield Fault(at, FaultCode.DUE_PASSED, person.due_on.isoformat())
    if person.civil_servant:
        yield Fault(at, FaultCode.CIVIL_SERVANT, "")
    yield from _ages(at, person, today)


def _ages(at: int, person: Person, today: date) -> Iterator[Fault]:
    born = person.birth_date
    if born is None:
        yield Fault(at, FaultCode.BIRTH_MISSING, "")
        return
    if born > today:
        yield Fault(at, FaultCode.BORN_LATER, born.isoformat())
        return
    age = age_on(born, today)
    if age > _OLDEST:
        yield Fault(at, FaultCode.TOO_OLD, born.isoformat())
    if person.pregnant and person.sex is not Sex.MALE and age not in _FERTILE:
        yield Fault(at, FaultCode.PREGNANT_AGE, born.isoformat())
    ages = _SCHOOL_AGES.get(person.school_level)
    if person.schooling is Schooling.ATTENDING and ages is not None and age not in ages:
        yield Fault(at, FaultCode.SCHOOL_AGE, f"{born.isoformat()} {person.school_level}")


def _same_nik(here: Sequence[tuple[int, Person]]) -> Iterator[Fault]:
    niks = [person.nik for _, person in here if person.nik]
    if len(niks) == len(set(niks)):
        return
    for at, person in here:
        if person.nik and niks.count(person.nik) > 1:
            yield Fault(at, FaultCode.SAME_NIK_INSIDE, person.nik)


def _generations(here: Sequence[tuple[int, Person]]) -> Iterator[Fault]:
    """Compare with head and spouse together: a stepchild may be older than one of them, not than both."""
    couple = [one.birth_date for _, one in here if one.relation in (Relation.HEAD, Relation.SPOUSE)]
    known = [born for born in couple if born is not None]
    if not known or len(known) < len(couple):
        return
    for at, person in here:
        steps = _GENERATIONS.get(person.relation) if person.relation else None
        if person.birth_date is None or steps is None:
            continue
        about = f"{person.birth_date.isoformat()} {min(known).isoformat()}"
        younger = [(person.birth_date - born).days / 365.25 for born in known]
        if steps > 0 and max(younger) < steps * _GENERATION:
            yield Fault(at, FaultCode.CHILD_TOO_OLD, about)
        elif steps < 0 and min(younger) > -_GENERATION:
            yield Fault(at, FaultCode.PARENT_TOO_YOUNG, about)


def _couple(here: Sequence[tuple[int, Person]]) -> Iterator[Fault]:
    heads = [person for _, person in here if person.relation is Relation.HEAD]
    if len(heads) != 1 or heads[0].sex is None:
        return
    for at, person in here:
        if person.relation is Relation.SPOUSE and person.sex is heads[0].sex:
            yield Fault(at, FaultCode.SPOUSE_SAME_SEX, f"{person.sex}")


def _whole(family: Family, here: Sequence[tuple[int, Person]], today: date) -> Iterator[Fault]:
    if not family.placed:
        yield Fault(None, FaultCode.TO_BE_PLACED, "")
    if not here:
        yield Fault(None, FaultCode.NOBODY_HERE, "")
        return
    heads = [at for at, person in here if person.relation is Relation.HEAD]
    for at in heads[1:]:
        yield Fault(at, FaultCode.TWO_HEADS, "")
    if not heads and all(person.relation for _, person in here):
        yield Fault(None, FaultCode.NO_HEAD, "")
    if family.caretaker is None:
        yield Fault(None, FaultCode.NO_CARETAKER, "")
        return
    caretaker = family.people[family.caretaker]
    if caretaker.presence is not Presence.LIVING_HERE:
        yield Fault(family.caretaker, FaultCode.CARETAKER_GONE, f"{caretaker.presence}")
    elif _too_young(caretaker, today):
        yield Fault(family.caretaker, FaultCode.CARETAKER_YOUNG, f"{caretaker.birth_date}")


def _too_young(person: Person, today: date) -> bool:
    if person.marital in (Marital.MARRIED, Marital.DIVORCED, Marital.WIDOWED) or person.birth_date is None:
        return False
    return age_on(person.birth_date, today) < _GROWN
