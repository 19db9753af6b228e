"""Planted faults: each is where the plan says it is, and nowhere else."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.rules.nik import check_kk, check_nik
from desktop.rules.people.faults import ONE_FAULT_IN
from desktop.rules.people.generate import plan_households
from desktop.rules.people.plan import FaultKind, Ground, HouseholdPlan
from desktop.rules.register import MemberFields
from desktop.rules.terms import Presence, Relation

SEED, COUNT = 20, 1500
Pair = tuple[HouseholdPlan, HouseholdPlan, HouseholdPlan]  # sound, faulty, the one before


@pytest.fixture(scope="module")
def sound(ground: Ground) -> list[HouseholdPlan]:
    return list(plan_households(SEED, ground, COUNT))


@pytest.fixture(scope="module")
def faulty(ground: Ground) -> list[HouseholdPlan]:
    return list(plan_households(SEED, ground, COUNT, faults=True))


def of_kind(
    sound: list[HouseholdPlan], faulty: list[HouseholdPlan], kind: FaultKind
) -> Iterator[tuple[MemberFields, MemberFields]]:
    for before, after in zip(sound, faulty, strict=True):
        for fault in after.faults:
            if fault.kind is kind and fault.member is not None:
                yield before.members[fault.member], after.members[fault.member]


def test_every_kind_is_planted_about_as_often(faulty: list[HouseholdPlan]) -> None:
    counts = Counter(fault.kind for plan in faulty for fault in plan.faults)
    assert set(counts) == set(FaultKind)
    assert max(counts.values()) - min(counts.values()) <= 2
    assert COUNT // ONE_FAULT_IN - 3 <= sum(counts.values()) <= COUNT // ONE_FAULT_IN


def test_only_families_that_say_so_differ_from_the_sound_ones(
    sound: list[HouseholdPlan], faulty: list[HouseholdPlan]
) -> None:
    assert all((before == after) == (not after.faults) for before, after in zip(sound, faulty, strict=True))
    assert not any(plan.faults for plan in sound)
    assert all(plan.entitled for plan in faulty if plan.faults)


def test_niks_lose_a_digit_or_the_last_one_or_all(sound: list[HouseholdPlan], faulty: list[HouseholdPlan]) -> None:
    for before, after in of_kind(sound, faulty, FaultKind.NIK_15_DIGITS):
        assert after.nik == before.nik[:15]
    for _, after in of_kind(sound, faulty, FaultKind.NIK_LAST_ZERO):
        assert (len(after.nik), after.nik[-1]) == (16, "0")
    for before, after in of_kind(sound, faulty, FaultKind.NIK_MISSING):
        assert (bool(before.nik), after.nik) == (True, "")


def test_niks_contradict_the_birth_date_by_a_day_or_the_sex(
    ground: Ground, sound: list[HouseholdPlan], faulty: list[HouseholdPlan]
) -> None:
    for before, after in of_kind(sound, faulty, FaultKind.NIK_DATE_OFF):
        assert before.birth_date is not None
        assert after.birth_date is not None
        assert abs(after.birth_date - before.birth_date) == timedelta(days=1)
        assert [str(p) for p in check_nik(after.nik, after.birth_date, after.sex, ground.on)] == [
            "rules.nik_birth_differs"
        ]
    for _, after in of_kind(sound, faulty, FaultKind.NIK_SEX):
        found = check_nik(after.nik, after.birth_date, after.sex, ground.on)
        assert [str(problem) for problem in found] == ["rules.nik_sex_differs"]


def test_a_double_is_the_same_person_in_two_families_of_one_village(faulty: list[HouseholdPlan]) -> None:
    holders: dict[str, list[HouseholdPlan]] = {}
    for plan in faulty:
        for member in plan.members:
            if len(member.nik) == 16:
                holders.setdefault(member.nik, []).append(plan)
    doubles = [plans for plans in holders.values() if len(plans) > 1]
    planted = [plan for plan in faulty if any(fault.kind is FaultKind.NIK_DOUBLE for fault in plan.faults)]
    assert len(doubles) == len(planted) > 0
    assert all(one.village_code == other.village_code for one, other in doubles)
    assert all(plan.members[-1].relation is Relation.OTHER and len(plan.members) <= 9 for plan in planted)


def test_cards_are_invalid_where_planted_only(ground: Ground, faulty: list[HouseholdPlan]) -> None:
    for plan in faulty:
        planted = any(fault.kind is FaultKind.KK_INVALID for fault in plan.faults)
        assert bool(check_kk(plan.no_kk, ground.on)) == planted


def test_namesakes_live_in_one_village_and_are_two_people(faulty: list[HouseholdPlan]) -> None:
    caretakers: dict[tuple[str, str], set[object]] = {}
    for plan in faulty:
        one = plan.members[plan.caretaker]
        caretakers.setdefault((plan.village_code, one.name), set()).add(one.birth_date)
    planted = [plan for plan in faulty if any(fault.kind is FaultKind.SAME_NAME for fault in plan.faults)]
    assert planted
    for plan in planted:
        name = plan.members[plan.caretaker].name
        assert len(caretakers[plan.village_code, name]) > 1


def test_names_are_varied_but_keep_the_person(sound: list[HouseholdPlan], faulty: list[HouseholdPlan]) -> None:
    pairs = list(of_kind(sound, faulty, FaultKind.NAME_VARIANT))
    assert pairs
    assert all(after.name != before.name and after.nik == before.nik for before, after in pairs)


def test_the_dead_are_neither_caretakers_nor_mothers_to_be(faulty: list[HouseholdPlan]) -> None:
    for plan in faulty:
        for fault in plan.faults:
            if fault.kind is FaultKind.DIED:
                assert fault.member is not None
                dead = plan.members[fault.member]
                assert (dead.presence, bool(dead.pregnant)) == (Presence.DIED, False)
                assert fault.member != plan.caretaker


def test_birth_dates_are_swapped(sound: list[HouseholdPlan], faulty: list[HouseholdPlan]) -> None:
    for before, after in of_kind(sound, faulty, FaultKind.BIRTH_SWAPPED):
        assert before.birth_date is not None
        assert after.birth_date is not None
        assert (after.birth_date.day, after.birth_date.month) == (before.birth_date.month, before.birth_date.day)
        assert after.birth_date != before.birth_date


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(0, 80))
def test_faults_neither_add_nor_drop_families(ground: Ground, seed: int, count: int) -> None:
    plans = list(plan_households(seed, ground, count, faults=True))
    assert len(plans) == count + count // 10
    assert all(len(plan.faults) <= 1 for plan in plans)
