"""Two people compared field by field: what counts, how much, and that a name and a place prove nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.ids import new_id
from desktop.rules.likeness import (
    LEAST,
    LIKELY,
    Aspect,
    Degree,
    Hint,
    Person,
    Rule,
    births,
    compare,
    likely,
    mark,
    niks,
    score,
    usable,
)
from desktop.rules.likeness_names import UNNAMED, name_form

VILLAGE, NEIGHBOUR, FAR = "36.01.01.2001", "36.01.01.2002", "36.01.02.2001"
NIK = "3601015203840001"
BORN = date(1984, 3, 12)


def person(name: str = "SITI AMINAH", mother: str = "", **values: Any) -> Person:
    form = name_form(mother) if mother else UNNAMED
    return Person(new_id(), new_id(), name_form(name), **({"mother": form, "village": VILLAGE} | values))


@pytest.mark.parametrize(
    ("one", "other", "degree", "hint"),
    [
        (NIK, NIK, Degree.EQUAL, Hint.NONE),
        (NIK, "3601015203840002", Degree.DIFFERENT, Hint.NONE),  # two people born on one day
        (NIK, "3601015203850001", Degree.ALIKE, Hint.ONE_DIGIT),
        (NIK, "3601015302840001", Degree.DIFFERENT, Hint.NONE),  # two digits
        (NIK, "3601015208340001", Degree.ALIKE, Hint.ONE_DIGIT),  # two neighbours changed places
        ("3601015203840017", "3601015203840010", Degree.ALIKE, Hint.ONE_DIGIT),  # a spreadsheet wrote the last one
        (NIK, "360101520384001", Degree.ALIKE, Hint.ONE_DIGIT),  # one digit lost
        (NIK, "", Degree.UNKNOWN, Hint.NONE),
        ("", "", Degree.UNKNOWN, Hint.NONE),
        ("0000000000000000", "0000000000000000", Degree.UNKNOWN, Hint.NONE),
        ("3,60E+15", "3,60E+15", Degree.UNKNOWN, Hint.NONE),
        ("360101520384000", "360101520384000", Degree.UNKNOWN, Hint.NONE),  # equally damaged proves nothing
        (NIK, "3671125203840001", Degree.DIFFERENT, Hint.NONE),
    ],
)
def test_identity_numbers(one: str, other: str, degree: Degree, hint: Hint) -> None:
    assert niks(one, other) == (degree, hint)
    assert niks(other, one) == (degree, hint)


@pytest.mark.parametrize(
    ("one", "other", "degree", "hint"),
    [
        (BORN, BORN, Degree.EQUAL, Hint.NONE),
        (BORN, date(1984, 12, 3), Degree.ALIKE, Hint.SWAPPED),
        (BORN, date(1984, 3, 17), Degree.ALIKE, Hint.ONE_DIGIT),
        (BORN, date(1984, 3, 21), Degree.ALIKE, Hint.ONE_DIGIT),  # 12 and 21
        (BORN, date(1994, 3, 12), Degree.ALIKE, Hint.ONE_DIGIT),
        (BORN, date(1948, 3, 12), Degree.ALIKE, Hint.ONE_DIGIT),
        (BORN, date(1984, 1, 1), Degree.ALIKE, Hint.FILLER),
        (BORN, date(1984, 12, 31), Degree.ALIKE, Hint.FILLER),
        (date(1984, 1, 1), date(1984, 1, 1), Degree.EQUAL, Hint.FILLER),
        (BORN, date(1985, 1, 1), Degree.DIFFERENT, Hint.NONE),
        (BORN, date(1995, 3, 21), Degree.DIFFERENT, Hint.NONE),
        (BORN, date(1984, 7, 28), Degree.DIFFERENT, Hint.NONE),
        (BORN, None, Degree.UNKNOWN, Hint.NONE),
        (None, None, Degree.UNKNOWN, Hint.NONE),
    ],
)
def test_birth_dates(one: date | None, other: date | None, degree: Degree, hint: Hint) -> None:
    first, second = person(birth=one), person(birth=other)
    assert births(first, second) == births(second, first) == (degree, hint)


def test_a_birth_date_worked_out_from_an_age_may_be_a_year_off() -> None:
    derived = person(birth=date(1985, 7, 1), derived=True)
    assert births(derived, person(birth=BORN)) == (Degree.ALIKE, Hint.FROM_AGE)
    assert births(replace(derived, birth=date(1986, 7, 1)), person(birth=BORN))[0] is Degree.DIFFERENT
    assert births(replace(derived, derived=False), person(birth=BORN))[0] is Degree.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "degree"),
    [("L", "L", Degree.EQUAL), ("L", "P", Degree.DIFFERENT), ("", "P", Degree.UNKNOWN)],
)
def test_sexes(one: str, other: str, degree: Degree) -> None:
    assert compare(person(sex=one), person(sex=other)).degree(Aspect.SEX) is degree


@pytest.mark.parametrize(
    ("other", "degree"),
    [(VILLAGE, Degree.EQUAL), (NEIGHBOUR, Degree.ALIKE), (FAR, Degree.DIFFERENT), ("", Degree.UNKNOWN)],
)
def test_villages(other: str, degree: Degree) -> None:
    assert compare(person(), person(village=other)).degree(Aspect.VILLAGE) is degree


def test_one_name_in_one_village_is_never_enough() -> None:
    """One of two women of a name was marked dead for the other (PKH Mojokerto, DOMAIN.md 3.5)."""
    bare = compare(person(), person())
    assert (bare.degree(Aspect.NAME), bare.degree(Aspect.VILLAGE)) == (Degree.EQUAL, Degree.EQUAL)
    assert not bare.likely
    card = {"no_kk": "3601010101190001", "sex": "P"}
    assert not compare(person(**card), person(**card)).likely


MAYBE_BORN = st.none() | st.dates(date(1930, 1, 1), date(2024, 12, 31))
MAYBE_NIK = st.just("") | st.from_regex(r"36[0-9]{14}", fullmatch=True)
NAMES = st.sampled_from(("SITI AMINAH", "ROHAYATI", "SARIP", "MUHAMAD RIZKI", "X", "ENTIN SURYATIN"))


@given(NAMES, MAYBE_BORN, MAYBE_BORN, MAYBE_NIK, MAYBE_NIK, st.sampled_from(("", "L", "P")))
def test_where_nothing_but_name_and_place_agrees_nobody_is_asked(
    name: str, born: date | None, other_born: date | None, nik: str, other_nik: str, sex: str
) -> None:
    one = person(name, birth=born, nik=nik, sex=sex)
    other = person(name, birth=other_born, nik=other_nik, sex=sex)
    comparison = compare(one, other)
    agreeing = [
        field.aspect
        for field in comparison.fields
        if field.degree in (Degree.EQUAL, Degree.ALIKE) and field.aspect in (Aspect.NIK, Aspect.BIRTH, Aspect.MOTHER)
    ]
    if not agreeing:
        assert likely(one, other) is None


@given(NAMES, NAMES, MAYBE_BORN, MAYBE_BORN, MAYBE_NIK, MAYBE_NIK)
def test_the_order_makes_no_difference(
    name: str, other_name: str, born: date | None, other_born: date | None, nik: str, other_nik: str
) -> None:
    one, other = person(name, birth=born, nik=nik), person(other_name, birth=other_born, nik=other_nik)
    assert compare(one, other) == compare(other, one)
    assert 0 <= compare(one, other).points <= 100
    assert mark(one, other) == mark(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Spelling, titles and the father's name (DOMAIN.md 3.5).
        (person("Hj. SITI AMINAH BINTI SARIP", birth=BORN), person("Siti Aminah", birth=BORN)),
        (person("Soekarsih", birth=BORN), person("Sukarsih, S.Pd.", birth=BORN)),
        # The same day swapped, with the mother.
        (person(mother="MUNAH", birth=BORN), person(mother="Ibu Munah", birth=date(1984, 12, 3), village=FAR)),
        # A second NIK after moving: everything else agrees.
        (
            person(mother="MUNAH", birth=BORN, nik=NIK),
            person(mother="MUNAH", birth=BORN, nik="3671125203840009", village=FAR),
        ),
        # A day that nobody knows, with the mother in the same village.
        (person(mother="MUNAH", birth=BORN), person(mother="MUNAH", birth=date(1984, 1, 1))),
        # No birth date, no number: name, mother and village.
        (person(mother="MUNAH"), person(mother="MUNAH")),
    ],
)
def test_the_usual_doubles_are_asked_about(one: Person, other: Person) -> None:
    comparison = likely(one, other)
    assert comparison is not None
    assert comparison.points >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(birth=BORN), person(birth=BORN, name="SITI AMINI")),
        (person(mother="MUNAH", birth=BORN), person("HASAN", mother="MUNAH", birth=BORN)),  # siblings, twins
        (person(birth=BORN, sex="L"), person(birth=BORN, sex="P")),
        (person(mother="MUNAH", birth=BORN), person(mother="MUNAH", birth=date(1991, 8, 30), nik=NIK)),
        (person(birth=BORN, nik=NIK), person(birth=BORN, nik="3671125203840009", village=FAR)),
        (person(birth=date(1984, 1, 1)), person(birth=date(1984, 1, 1))),  # half a village is born on that day
        (person(""), person("", birth=BORN)),
    ],
)
def test_the_usual_neighbours_are_not(one: Person, other: Person) -> None:
    assert likely(one, other) is None


def test_members_of_a_family_with_numbers_of_their_own_are_two_people() -> None:
    one = person("SITI AISAH", mother="MUNAH", birth=BORN, nik=NIK)
    twin = replace(person("SITI AISYAH", mother="MUNAH", birth=BORN, nik="3601015203840002"), household=one.household)
    assert likely(one, twin) is None
    assert likely(one, replace(twin, nik="")) is not None
    assert likely(one, replace(twin, household=new_id())) is not None


def test_an_equal_number_keeps_a_pair_in_the_list_whatever_the_rest() -> None:
    nothing = compare(person("SARIP", birth=BORN), person("ROHAYATI", birth=BORN + timedelta(days=9000)))
    assert nothing.points == 0
    assert {rule: score(rule, nothing) for rule in Rule} == LEAST
    everything = compare(
        person(nik=NIK, birth=BORN, mother="MUNAH", sex="P"), person(nik=NIK, birth=BORN, mother="MUNAH", sex="P")
    )
    assert {score(rule, everything) for rule in Rule} == {100}


@pytest.mark.parametrize(
    "change",
    [
        {"nik": NIK},
        {"name": name_form("SITI AMINI")},
        {"birth": BORN},
        {"sex": "P"},
        {"mother": name_form("MUNAH")},
        {"village": FAR},
        {"no_kk": "3601010101190001"},
    ],
)
def test_a_mark_changes_with_each_value_compared(change: dict[str, Any]) -> None:
    one, other = person(), person()
    assert mark(one, other) == mark(replace(one, id=new_id()), other)
    assert mark(one, other) != mark(replace(one, **change), other)


@pytest.mark.parametrize(
    ("number", "says"), [(NIK, True), ("", False), ("3601", False), ("1111111111111111", False), ("0" * 16, False)]
)
def test_numbers_that_say_something(number: str, says: bool) -> None:
    assert usable(number) is says
