"""What a file says otherwise: nothing never erases, spelling makes no difference, derived gives way to given."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.register import HouseholdFields, MemberFields
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.importing.differences import HOUSEHOLD, MEMBER, household_changes, member_changes

BORN, OTHER_DAY = date(1985, 8, 17), date(1985, 8, 18)
HOUSE: dict[str, Any] = {
    "no_kk": "3601120101190001", "address": "Kp. Cikole", "hamlet": "Cikole", "rt": "003", "rw": "001",
    "phone": "081200000000", "latitude": -6.5, "longitude": 105.75, "receives_pkh": True, "poverty_percentile": 12,
}  # fmt: skip
PERSON: dict[str, Any] = {
    "name": "SITI AMINAH", "nik": "3601125708850001", "birth_place": "PANDEGLANG", "relation": Relation.SPOUSE,
    "marital": Marital.MARRIED, "schooling": next(iter(Schooling)), "school_level": "primary", "school_class": 3,
    "pregnant": False, "disability": "0", "works": True, "occupation": "Petani", "mother_name": "MARYAM",
    "father_name": "SARIP", "presence": Presence.LIVING_HERE, "sex": Sex.FEMALE, "sex_derived": False,
    "birth_date": BORN, "birth_date_derived": False,
}  # fmt: skip
EMPTY_PERSON = dict.fromkeys(PERSON) | {"name": "SITI AMINAH", "sex_derived": False, "birth_date_derived": False}


def test_every_field_is_compared() -> None:
    assert set(HOUSE) == set(HOUSEHOLD)
    assert set(PERSON) - {"sex", "sex_derived", "birth_date", "birth_date_derived"} == set(MEMBER)


def test_a_file_that_says_nothing_changes_nothing() -> None:
    assert household_changes(HouseholdFields(), HOUSE) == {}
    assert member_changes(MemberFields(), PERSON) == {}


def test_a_file_that_says_the_same_changes_nothing() -> None:
    assert household_changes(HouseholdFields(**HOUSE), HOUSE) == {}
    assert member_changes(MemberFields(**PERSON), PERSON) == {}


@pytest.mark.parametrize("name", HOUSEHOLD)
def test_what_the_office_lacks_of_a_family_is_filled(name: str) -> None:
    assert household_changes(HouseholdFields(**HOUSE), {**HOUSE, name: None}) == {name: HOUSE[name]}


@pytest.mark.parametrize("name", [name for name in MEMBER if name != "name"])
def test_what_the_office_lacks_of_a_person_is_filled(name: str) -> None:
    assert member_changes(MemberFields(**PERSON), {**PERSON, name: None}) == {name: PERSON[name]}


@given(st.sets(st.sampled_from(MEMBER)))
def test_only_what_is_said_is_changed(said: set[str]) -> None:
    changes = member_changes(MemberFields(**{name: PERSON[name] for name in said}), EMPTY_PERSON)
    assert changes == {name: PERSON[name] for name in said if name != "name"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("address", "Kp. Cikole", "KP.  CIKOLE"), ("hamlet", "Cikole", " cikole "), ("rt", "003", "3"),
        ("rw", "1", "001"), ("rt", "0", "000"),
    ],
)  # fmt: skip
def test_another_way_to_write_it_is_no_change(name: str, old: Any, new: Any) -> None:
    assert household_changes(HouseholdFields(**{name: new}), {**HOUSE, name: old}) == {}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("address", "Kp. Cikole", "Kp. Cikole 2"), ("rt", "003", "030"), ("rt", "003", "3A"),
        ("receives_pkh", True, False), ("poverty_percentile", 12, 0), ("no_kk", "3601120101190001", "3601120101190010"),
        ("phone", "0812", "812"),
    ],
)  # fmt: skip
def test_another_value_is_a_change(name: str, old: Any, new: Any) -> None:
    assert household_changes(HouseholdFields(**{name: new}), {**HOUSE, name: old}) == {name: new}


@pytest.mark.parametrize(
    ("said", "known", "changes"),
    [
        # The NIK's birth date never replaces one that was given, not even to correct it.
        ({"birth_date": OTHER_DAY, "birth_date_derived": True}, {}, {}),
        ({"sex": Sex.MALE, "sex_derived": True}, {}, {}),
        # It replaces another that was derived.
        (
            {"birth_date": OTHER_DAY, "birth_date_derived": True},
            {"birth_date_derived": True},
            {"birth_date": OTHER_DAY},
        ),
        # It fills what is empty, and is marked.
        (
            {"birth_date": BORN, "birth_date_derived": True},
            {"birth_date": None},
            {"birth_date": BORN, "birth_date_derived": True},
        ),
        ({"sex": Sex.FEMALE, "sex_derived": True}, {"sex": None}, {"sex": Sex.FEMALE, "sex_derived": True}),
        # What is given takes its place and the mark goes, also when both agree.
        (
            {"birth_date": OTHER_DAY},
            {"birth_date_derived": True},
            {"birth_date": OTHER_DAY, "birth_date_derived": False},
        ),
        ({"birth_date": BORN}, {"birth_date_derived": True}, {"birth_date_derived": False}),
        ({"sex": Sex.FEMALE}, {"sex_derived": True}, {"sex_derived": False}),
        ({"sex": Sex.MALE}, {}, {"sex": Sex.MALE}),
    ],
)
def test_derived_and_given(said: dict[str, Any], known: dict[str, Any], changes: dict[str, Any]) -> None:
    assert member_changes(MemberFields(**said), {**PERSON, **known}) == changes


birth = st.sampled_from([None, BORN, OTHER_DAY])
sex = st.sampled_from([None, *Sex])


facts = st.tuples(birth, st.booleans(), sex, st.booleans())


@given(facts, facts)
def test_what_was_changed_once_is_not_changed_again(of_file: tuple[Any, ...], of_office: tuple[Any, ...]) -> None:
    said_birth, said_mark, said_sex, said_sex_mark = of_file
    birth_date, mark, known_sex, sex_mark = of_office
    said = MemberFields(
        birth_date=said_birth, birth_date_derived=said_mark, sex=said_sex, sex_derived=said_sex_mark, name="SITI"
    )
    known = {
        **PERSON, "birth_date": birth_date, "birth_date_derived": mark, "sex": known_sex, "sex_derived": sex_mark,
    }  # fmt: skip
    changed = {**known, **member_changes(said, known)}
    assert member_changes(said, changed) == {}
    # Nothing known is lost.
    assert birth_date is None or changed["birth_date"] is not None
    assert known_sex is None or changed["sex"] is not None
