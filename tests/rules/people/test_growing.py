"""School and work follow the day on which an office is made; the people themselves, and who is entitled, do not."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.rules.components import ComponentRules, examine
from desktop.rules.dates import age_on
from desktop.rules.fault_kinds import FaultCode
from desktop.rules.faults import examine as faults_of
from desktop.rules.people.generate import plan_households
from desktop.rules.people.plan import SCHOOL_OR_SMALL, Ground, HouseholdPlan
from desktop.rules.register import MemberFields
from desktop.rules.terms import Schooling
from tests.rules.people.examined import family

SEED, COUNT = 23, 400
TODAY = date(2026, 11, 21)
RULES = ComponentRules(tuple(SCHOOL_OR_SMALL), school_from=6, school_below=21)
GROWING = ("schooling", "school_level", "school_class", "works", "occupation")
LEVELS = ("primary", "junior", "senior", "tertiary")


def made(ground: Ground, today: date | None, *, faults: bool = False) -> list[HouseholdPlan]:
    return list(plan_households(SEED, replace(ground, today=today), COUNT, faults=faults))


def people(plans: list[HouseholdPlan]) -> list[MemberFields]:
    return [member for plan in plans for member in plan.members]


def age(member: MemberFields, day: date) -> int:
    assert member.birth_date is not None
    return age_on(member.birth_date, day)


def as_invented(member: MemberFields) -> MemberFields:
    """Without what time changes."""
    return replace(member, schooling=None, school_level="", school_class=None, works=None, occupation="")


@pytest.fixture(scope="module")
def then(ground: Ground) -> list[HouseholdPlan]:
    return made(ground, None)


@pytest.fixture(scope="module")
def now(ground: Ground) -> list[HouseholdPlan]:
    return made(ground, TODAY)


@pytest.mark.parametrize("today", [date(2019, 9, 1), date(2021, 7, 1), TODAY, date(2040, 1, 1)])
def test_who_the_people_are_does_not_hang_on_the_day(ground: Ground, then: list[HouseholdPlan], today: date) -> None:
    for before, after in zip(then, made(ground, today), strict=True):
        assert replace(before, members=()) == replace(after, members=())
        assert list(map(as_invented, before.members)) == list(map(as_invented, after.members))


@pytest.mark.parametrize("today", [None, date(2019, 4, 1), date(2019, 6, 30), date(2010, 1, 1)])
def test_within_the_school_year_and_before_it_nothing_changes(
    ground: Ground, then: list[HouseholdPlan], today: date | None
) -> None:
    assert made(ground, today) == then


@pytest.mark.parametrize("today", [date(2020, 1, 1), TODAY, date(2033, 1, 1)])
def test_who_was_entitled_then_still_is_by_what_is_known_today(ground: Ground, today: date) -> None:
    for plan in made(ground, today):
        for day in (ground.on, date(2019, 12, 31)):
            counted = any(examine(member, RULES, day).components for member in plan.members)
            assert counted or not plan.entitled


def test_pupils_are_of_the_age_of_their_level(now: list[HouseholdPlan]) -> None:
    """A few are older: those by whom alone their family is entitled stay in the last class."""
    usual = {"primary": range(6, 14), "junior": range(12, 17), "senior": range(15, 20), "tertiary": range(18, 25)}
    attending = [member for member in people(now) if member.schooling is Schooling.ATTENDING]
    assert {member.school_level for member in attending} == set(LEVELS)
    beyond = [member for member in attending if age(member, TODAY) not in usual[member.school_level]]
    assert {(member.school_level, member.school_class) for member in beyond} <= {("senior", 3)}
    assert len(beyond) < len(attending) / 5


def test_children_of_primary_age_go_to_school_and_the_small_of_then_are_among_them(
    ground: Ground, now: list[HouseholdPlan]
) -> None:
    children = [member for member in people(now) if 8 <= age(member, TODAY) <= 12]
    attending = [member for member in children if member.schooling is Schooling.ATTENDING]
    assert len(attending) > 0.9 * len(children)
    assert any(age(member, ground.on) < 2 for member in attending)


def test_who_left_school_works_or_does_not_and_is_no_pupil(now: list[HouseholdPlan]) -> None:
    for member in people(now):
        pupil = member.schooling is Schooling.ATTENDING
        assert pupil == (member.occupation == "Pelajar/Mahasiswa")
        assert (member.school_class is not None) == pupil
        if member.works:
            assert age(member, TODAY) >= 17


def test_nobody_goes_back_to_a_level_he_had_passed(ground: Ground) -> None:
    """Read on later and later days, each way through school is one."""
    ways = [people(made(ground, date(year, 9, 1))) for year in (2020, 2023, 2026, 2032)]
    for way in zip(*ways, strict=True):
        places = [LEVELS.index(step.school_level) for step in way if step.school_level]
        kept_back = any(step.school_class == 3 and age(step, date(2019, 9, 1)) > 12 for step in way)
        assert places == sorted(places) or kept_back, [step.school_level for step in way]


def test_who_had_left_then_and_who_cannot_go_stay_as_they_were(
    then: list[HouseholdPlan], now: list[HouseholdPlan]
) -> None:
    severe, left = ("6", "8", "11"), 0
    for before, after in zip(people(then), people(now), strict=True):
        if before.schooling is Schooling.LEFT or before.disability in severe:
            assert before == after
            left += 1
    assert left


def doubted(plans: list[HouseholdPlan]) -> int:
    """Families in which the age of a pupil would be doubted today."""
    found = ({fault.code for fault in faults_of(family(plan), "36.01", TODAY)} for plan in plans)
    return sum(FaultCode.SCHOOL_AGE in codes for codes in found)


def test_hardly_any_age_of_a_pupil_is_doubtful_today(then: list[HouseholdPlan], now: list[HouseholdPlan]) -> None:
    assert doubted(then) > COUNT / 4
    assert doubted(now) < COUNT / 50


def test_planted_faults_are_where_they_were(ground: Ground) -> None:
    before, after = made(ground, None, faults=True), made(ground, TODAY, faults=True)
    assert [plan.faults for plan in before] == [plan.faults for plan in after]
    assert [member.nik for member in people(before)] == [member.nik for member in people(after)]
