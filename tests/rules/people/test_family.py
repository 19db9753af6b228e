"""Ages and relations in invented families fit together; pupils sit in the class of their age."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.people.family import MOST, FamilyMaker, Person
from desktop.rules.people.lists import Lists
from desktop.rules.people.naming import Namer, Village, phone
from desktop.rules.people.plan import Ground
from desktop.rules.people.schooling import SchoolYear
from desktop.rules.terms import Marital, Relation, Schooling, Sex

ON = date(2019, 4, 1)
YEAR = timedelta(days=365)
MOMENTS = st.dates(date(2014, 1, 1), date(2026, 12, 31))


def drawn(seed: int, on: date, times: int = 25) -> list[list[Person]]:
    maker = FamilyMaker(Random(seed), on)
    return [draw() for draw in (maker.with_children, maker.without_children, maker.elderly) for _ in range(times)]


@given(st.integers(), MOMENTS)
def test_ages_fit_together(seed: int, on: date) -> None:
    for family in drawn(seed, on):
        assert 1 <= len(family) <= MOST
        for person in family:
            assert person.born <= on
            assert on - person.born < 100 * YEAR
            for parent in (person.father, person.mother):
                assert parent is None or person.born - parent.born > 16 * YEAR
            assert person.mother is None or person.born - person.mother.born < 45 * YEAR


@given(st.integers(), MOMENTS)
def test_brothers_and_sisters_are_born_ten_months_apart(seed: int, on: date) -> None:
    for family in drawn(seed, on):
        mothers = {id(person.mother) for person in family if person.mother}
        for mother in mothers:
            births = sorted(person.born for person in family if id(person.mother) == mother)
            assert all(later - born > timedelta(days=300) for born, later in pairwise(births))


@given(st.integers())
def test_a_family_has_one_head_who_comes_first_and_at_most_one_spouse(seed: int) -> None:
    for family in drawn(seed, ON):
        relations = [person.relation for person in family]
        assert relations[0] is Relation.HEAD
        assert relations.count(Relation.HEAD) == 1
        assert relations.count(Relation.SPOUSE) <= 1
        assert (Relation.SPOUSE in relations) == (family[0].marital is Marital.MARRIED)


def test_parents_are_of_their_sex_and_the_married_are_grown() -> None:
    for family in drawn(5, ON, times=400):
        for person in family:
            assert person.father is None or person.father.sex is Sex.MALE
            assert person.mother is None or person.mother.sex is Sex.FEMALE
            assert person.marital is Marital.SINGLE or ON - person.born > 17 * YEAR


def test_every_relation_of_the_generator_occurs() -> None:
    found = {person.relation for family in drawn(5, ON, times=400) for person in family}
    assert found == set(Relation) - {Relation.SERVANT, Relation.OTHER}


@pytest.mark.parametrize(
    ("born", "level", "school_class"),
    [
        (date(2011, 2, 1), "primary", 1),
        (date(2011, 12, 1), "primary", 1),
        (date(2006, 3, 1), "primary", 6),
        (date(2005, 3, 1), "junior", 1),
        (date(2002, 3, 1), "senior", 1),
        (date(2000, 3, 1), "senior", 3),
    ],
)
def test_pupils_sit_in_the_class_of_their_age(born: date, level: str, school_class: int) -> None:
    year = SchoolYear(ON)
    schools = [year.of(Random(seed), born) for seed in range(40)]
    attending = [school for school in schools if school.schooling is Schooling.ATTENDING]
    assert len(attending) > 20
    assert {(school.level, school.school_class) for school in attending} == {(level, school_class)}


def test_the_school_year_begins_in_july() -> None:
    born = date(2011, 12, 1)
    assert SchoolYear(date(2018, 6, 30)).of(Random(1), born).schooling is Schooling.NEVER
    assert SchoolYear(date(2018, 7, 1)).of(Random(1), born).school_class == 1


@given(st.integers(), st.dates(date(1928, 1, 1), ON))
def test_only_who_attends_has_a_class_and_only_who_went_has_a_level(seed: int, born: date) -> None:
    school = SchoolYear(ON).of(Random(seed), born)
    assert (school.school_class is not None) == (school.schooling is Schooling.ATTENDING)
    assert bool(school.level) == (school.schooling is not Schooling.NEVER)
    if school.school_class is not None:
        assert 1 <= school.school_class <= {"primary": 6, "junior": 3, "senior": 3, "tertiary": 4}[school.level]


@given(st.integers(), st.integers(1925, 2019), st.sampled_from(Sex))
def test_names_are_of_the_sex_and_generation(lists: Lists, seed: int, year: int, sex: Sex) -> None:
    word = "male" if sex is Sex.MALE else "female"
    era = "old" if year < 1965 else "middle" if year < 1995 else "young"
    name = Namer(lists).name(Random(seed), sex, year)
    firsts = [first for first in lists[f"{word}.{era}.first"] if f"{name} ".startswith(f"{first} ")]
    assert firsts
    assert name not in lists["needs.second"]


def test_hamlets_belong_to_the_village_whoever_asks(ground: Ground) -> None:
    area = ground.villages[0]
    one, other = Village(1, area, ground.lists), Village(1, area, ground.lists)
    assert [one.address(Random(n)) for n in range(20)] == [other.address(Random(n)) for n in range(20)]
    hamlets = {one.address(Random(n))[1] for n in range(200)}
    assert 2 <= len(hamlets) <= 9


def test_phones_look_like_phones() -> None:
    numbers = {phone(Random(seed)) for seed in range(50)}
    assert len(numbers) == 50
    assert all(number.startswith("08") and number.isdecimal() and len(number) == 12 for number in numbers)
