"""Statuses by hand: which ways are open, that each has its reason, and that bulk work skips who is in already."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, FamilyRow
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from tests import families

S = EnrolmentStatus


def enrolment(desk: Desk, status: EnrolmentStatus = S.CANDIDATE) -> UUID:
    (family,) = families.add(desk, 1)
    with desk.write("test.status") as unit:
        row = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one()
        row.status = status
        return row.id


def status(desk: Desk, which: UUID) -> str:
    with desk.read() as session:
        return session.get_one(Enrolment, which).status


@pytest.mark.parametrize("wanted", list(EnrolmentStatus))
@pytest.mark.parametrize("now", list(EnrolmentStatus))
def test_only_the_open_ways_are_open(operator: Desk, now: EnrolmentStatus, wanted: EnrolmentStatus) -> None:
    which = enrolment(operator, now)
    step = Move(wanted, operator.today(), "berita acara 12")
    if now in enrolling.BY_HAND.get(wanted, ()):
        enrolling.move(operator, which, step)
        assert status(operator, which) == wanted
    else:
        with pytest.raises(Refused) as refused:
            enrolling.move(operator, which, step)
        assert refused.value.code == "enrolling.not_from"
        assert status(operator, which) == now


def test_a_step_keeps_day_reason_and_paper_and_the_list_follows(operator: Desk) -> None:
    which = enrolment(operator, S.ACTIVE)
    day = operator.today() - timedelta(days=3)
    done = enrolling.move(operator, which, Move(S.GRADUATED, day, " mampu ", "BA 7/2019"))
    assert done.changes.touches("enrolment", "enrolment_step")
    with operator.read() as session:
        step = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status == S.GRADUATED)).one()
        shown = session.scalars(select(FamilyRow.status)).one()
        action = session.scalars(select(AuditLine.action).where(AuditLine.kind == "enrolment_step")).all()[-1]
    assert (step.on, step.reason, step.paper) == (day, "mampu", "BA 7/2019")
    assert (shown, action) == ("graduated", "enrolment.graduated")


@pytest.mark.parametrize(
    ("reason", "days", "code"), [("  ", 0, "enrolling.no_reason"), ("pindah", 1, "enrolling.future")]
)
def test_a_step_needs_a_reason_and_a_day_that_has_come(operator: Desk, reason: str, days: int, code: str) -> None:
    which = enrolment(operator, S.ACTIVE)
    with pytest.raises(Refused) as refused:
        enrolling.move(operator, which, Move(S.STOPPED, operator.today() + timedelta(days=days), reason))
    assert refused.value.code == code
    assert status(operator, which) == S.ACTIVE


def test_an_enrolment_that_is_not_there(operator: Desk, supervisor: Desk) -> None:
    step = Move(S.STOPPED, operator.today(), "x")
    for desk, code in ((operator, "enrolling.unknown"), (supervisor, "role.not_allowed")):
        with pytest.raises(Refused) as refused:
            enrolling.move(desk, new_id(), step)
        assert refused.value.code == code


def test_enrolling_again_leaves_who_is_in_as_he_is(operator: Desk) -> None:
    ids = families.add(operator, 2)
    which = enrolment(operator, S.SUSPENDED)
    with operator.read() as session:
        suspended = session.get_one(Enrolment, which).household_id
    with operator.write("test.enrol") as unit:
        assert enrolling.enrol_candidates(unit, "jamsosratu", [*ids, suspended], operator.today()) == 0
        assert enrolling.enrol_candidates(unit, "jscm", [ids[0], ids[0]], operator.today()) == 1
    assert status(operator, which) == S.SUSPENDED
