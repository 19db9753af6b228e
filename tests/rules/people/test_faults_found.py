"""The faults of invented registers are found where they were planted, and sound families have none."""

import pytest

from desktop.rules.fault_kinds import NOTES, FaultCode
from desktop.rules.faults import examine
from desktop.rules.people.generate import plan_households
from desktop.rules.people.plan import FaultKind, Ground, HouseholdPlan
from desktop.rules.terms import Presence
from tests.rules.people.examined import family

SEED, COUNT = 31, 1500
FOUND_BY = {
    FaultKind.NIK_15_DIGITS: {FaultCode.NIK_LENGTH},
    FaultKind.NIK_DATE_OFF: {FaultCode.BIRTH_DIFFERS},
    FaultKind.NIK_SEX: {FaultCode.SEX_DIFFERS},
    FaultKind.NIK_MISSING: {FaultCode.NIK_MISSING},
    FaultKind.BIRTH_SWAPPED: {FaultCode.BIRTH_SWAPPED, FaultCode.BIRTH_DIFFERS},
    FaultKind.KK_INVALID: {FaultCode.KK_LENGTH, FaultCode.KK_IMPOSSIBLE_DATE, FaultCode.KK_SERIAL},
    FaultKind.DIED: {FaultCode.NO_HEAD, FaultCode.CARETAKER_GONE},
}
"""Kinds that one family shows by itself; the others take two families, or a whole column."""


def found(plan: HouseholdPlan, ground: Ground) -> set[FaultCode]:
    return {fault.code for fault in examine(family(plan), "36.01", ground.on)} - NOTES


@pytest.fixture(scope="module")
def plans(ground: Ground) -> list[HouseholdPlan]:
    return list(plan_households(SEED, ground, COUNT, faults=True))


def test_planted_faults_are_found(plans: list[HouseholdPlan], ground: Ground) -> None:
    seen = set()
    for plan in plans:
        for fault in plan.faults:
            expected = FOUND_BY.get(fault.kind)
            if expected is not None and fault.kind is not FaultKind.DIED:
                assert found(plan, ground) & expected, fault.kind
                seen.add(fault.kind)
    assert seen == set(FOUND_BY) - {FaultKind.DIED}


def test_a_caretaker_who_died_is_found(plans: list[HouseholdPlan], ground: Ground) -> None:
    """Somebody else's death is no fault: it is what happened."""
    died = [plan for plan in plans for fault in plan.faults if fault.kind is FaultKind.DIED]
    assert died
    for plan in died:
        gone = plan.members[plan.caretaker].presence is Presence.DIED
        assert (FaultCode.CARETAKER_GONE in found(plan, ground)) is gone


def test_sound_families_have_nothing_to_mend(plans: list[HouseholdPlan], ground: Ground) -> None:
    """A card made on the day a son was born may have his very digits: that is asked about, and may stand."""
    sound = [plan for plan in plans if not plan.faults]
    assert {code for plan in sound for code in found(plan, ground)} <= {FaultCode.KK_IS_NIK}
    assert sum(bool(found(plan, ground)) for plan in sound) < len(sound) / 500


def test_a_faulty_family_has_no_other_fault(plans: list[HouseholdPlan], ground: Ground) -> None:
    """So that a person who mends what was planted has mended all."""
    for plan in plans:
        for fault in plan.faults:
            others = found(plan, ground) - FOUND_BY.get(fault.kind, set())
            assert not others or fault.kind is FaultKind.NIK_LAST_ZERO, (fault.kind, others)
