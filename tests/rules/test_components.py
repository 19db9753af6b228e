"""Why a member counts, on the day of the tranche."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.components import ComponentRules, examine
from desktop.rules.register import MemberFields
from desktop.rules.terms import Component, Marital, Presence, Relation, Schooling, Sex

DAY = date(2019, 4, 11)
RULES = ComponentRules(tuple(Component), school_from=6, school_below=21, elderly_from=60)

people = st.builds(
    MemberFields,
    sex=st.none() | st.sampled_from(Sex),
    relation=st.none() | st.sampled_from(Relation),
    marital=st.none() | st.sampled_from(Marital),
    schooling=st.none() | st.sampled_from(Schooling),
    school_level=st.sampled_from(["", "primary", "junior", "senior", "tertiary"]),
    pregnant=st.none() | st.booleans(),
    disability=st.sampled_from(["", "0", "3"]),
    birth_date=st.none() | st.dates(date(1920, 1, 1), date(2020, 1, 1)),
    presence=st.none() | st.sampled_from(Presence),
)


def aged(years: int, *, days: int = 0) -> date:
    return date(DAY.year - years, DAY.month, DAY.day) + timedelta(days=days)


def pupil(years: int, level: str = "") -> MemberFields:
    return MemberFields(birth_date=aged(years), schooling=Schooling.ATTENDING, school_level=level)


def test_the_fifth_birthday_ends_early_childhood() -> None:
    day_before = MemberFields(birth_date=aged(5, days=1))
    birthday = MemberFields(birth_date=aged(5))
    assert examine(day_before, RULES, DAY).components == (Component.UNDER_FIVE,)
    assert examine(birthday, RULES, DAY).components == ()
    assert examine(day_before, RULES, DAY + timedelta(days=1)).components == (), "ages count on the day asked"


def test_unborn_on_the_day_is_no_child_yet() -> None:
    assert examine(MemberFields(birth_date=DAY + timedelta(days=1)), RULES, DAY).components == ()


@pytest.mark.parametrize(
    ("years", "level", "component", "derived"),
    [
        (8, "primary", Component.PRIMARY, False),
        (14, "primary", Component.PRIMARY, False),
        (14, "junior", Component.JUNIOR, False),
        (17, "senior", Component.SENIOR, False),
        (7, "", Component.PRIMARY, True),
        (12, "", Component.PRIMARY, True),
        (13, "", Component.JUNIOR, True),
        (16, "", Component.SENIOR, True),
    ],
)
def test_school_levels(years: int, level: str, component: Component, *, derived: bool) -> None:
    (found,) = examine(pupil(years, level), RULES, DAY).found
    assert (found.component, found.derived) == (component, derived)
    assert found.values == {"age": years, "born": aged(years), "day": DAY}


def test_school_has_its_ages() -> None:
    assert examine(pupil(21, "senior"), RULES, DAY).components == ()
    assert examine(pupil(20, "senior"), RULES, DAY).components == (Component.SENIOR,)
    assert examine(pupil(5, "primary"), RULES, DAY).components == ()
    assert examine(pupil(19, "tertiary"), RULES, DAY).components == ()


def test_only_who_attends_is_a_pupil() -> None:
    left = MemberFields(birth_date=aged(14), schooling=Schooling.LEFT, school_level="junior")
    assert examine(left, RULES, DAY).components == ()
    silent = examine(MemberFields(birth_date=aged(14), school_level="junior"), RULES, DAY)
    assert silent.components == ()
    assert "schooling" in silent.unknown


def test_a_child_in_school_is_not_early_childhood_too() -> None:
    rules = ComponentRules(tuple(Component), under_five_below=7, school_from=6, school_below=22)
    assert examine(pupil(6, "primary"), rules, DAY).components == (Component.PRIMARY,)
    assert examine(MemberFields(birth_date=aged(6)), rules, DAY).components == (Component.UNDER_FIVE,)


def test_elderly_and_disabled_may_be_one_person() -> None:
    person = MemberFields(birth_date=aged(60), disability="2")
    assert examine(person, RULES, DAY).components == (Component.ELDERLY, Component.DISABLED)
    no_age = ComponentRules(tuple(Component))
    assert examine(person, no_age, DAY).components == (Component.DISABLED,)


def test_pregnancy_is_of_women_or_unknown() -> None:
    assert examine(MemberFields(pregnant=True), RULES, DAY).components == (Component.PREGNANT,)
    assert examine(MemberFields(pregnant=True, sex=Sex.MALE), RULES, DAY).components == ()
    assert examine(MemberFields(pregnant=False, sex=Sex.FEMALE), RULES, DAY).components == ()


def test_what_nobody_said_is_named() -> None:
    assert examine(MemberFields(), RULES, DAY).unknown == ("birth_date",)
    woman = MemberFields(birth_date=aged(25), sex=Sex.FEMALE, disability="0")
    assert examine(woman, RULES, DAY).unknown == ("pregnant",)
    told = MemberFields(birth_date=aged(25), sex=Sex.MALE, disability="0")
    assert examine(told, RULES, DAY).unknown == ()
    assert examine(woman, ComponentRules((Component.PRIMARY,), school_below=21), DAY).unknown == ()


@given(people)
def test_what_is_found_is_counted_and_explained(person: MemberFields) -> None:
    answer = examine(person, RULES, DAY)
    assert len(set(answer.components)) == len(answer.components)
    if person.presence not in (None, Presence.LIVING_HERE):
        assert answer.found == ()
    for found in answer.found:
        assert found.code == f"rules.component_{found.component}"
        assert found.values
    only = ComponentRules((Component.ELDERLY,), elderly_from=60)
    assert set(examine(person, only, DAY).components) <= {Component.ELDERLY}
