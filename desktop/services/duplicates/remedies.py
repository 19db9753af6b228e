"""What may follow when two are the same: stop one participation, or close one family; never by itself."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, FamilyClosure, Household, Likeness
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import enrolling
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.duplicates.deciding import checked_reason, families_of, find_pair
from desktop.services.duplicates.keeping import Decision
from desktop.services.enrolling import Move

DOUBLE = "double"
STOPPED_FOR = "ganda"
"""Reason of the step, as the paper says it."""
_LONGEST_PAPER = 120


@allowed(Role.OPERATOR)
def stop(desk: Desk, pair: UUID, enrolment: UUID, paper: str = "") -> Answer[None]:
    """Stop one participation of a pair that was decided as the same; the family stays in the register."""
    with desk.read() as session:
        row = _same(session, pair)
        held = session.get(Enrolment, enrolment)
        if held is None or held.household_id not in families_of(session, row):
            raise Refused("duplicates.not_of_pair")
    step = Move(EnrolmentStatus.STOPPED, desk.today(), STOPPED_FOR, paper.strip()[:_LONGEST_PAPER])
    return enrolling.move(desk, enrolment, step)


@allowed(Role.OPERATOR)
def close_family(desk: Desk, pair: UUID, household: UUID, reason: str) -> Answer[None]:
    """Take one of the two families off all lists; its records and its history stay, and it can be opened again."""
    why = checked_reason(reason)
    with desk.write("duplicates.close_family") as unit:
        session = unit.session
        one, other = families_of(session, _same(session, pair))
        if household not in (one, other):
            raise Refused("duplicates.not_of_pair")
        if one == other:
            raise Refused("duplicates.one_family")
        owner = session.get_one(Household, household).owner
        if owner != desk.office.code:
            raise Refused("duplicates.other_owner", owner=owner)
        if open_closure(session, household) is not None:
            raise Refused("duplicates.closed_already")
        if open_closure(session, other if household == one else one) is not None:
            raise Refused("duplicates.other_closed")
        closure = FamilyClosure(household_id=household, kind=DOUBLE, on=desk.today(), reason=why, by=desk.person.id)
        session.add(closure)
        unit.touch(families={household})
    return Answer(None, unit.changes)


@allowed(Role.SUPERVISOR)
def reopen_family(desk: Desk, pair: UUID, household: UUID) -> Answer[None]:
    """Take a family that was closed as a double back into the lists."""
    with desk.write("duplicates.reopen_family") as unit:
        row = find_pair(unit.session, pair)
        if household not in families_of(unit.session, row):
            raise Refused("duplicates.not_of_pair")
        closure = open_closure(unit.session, household)
        if closure is None or closure.kind != DOUBLE:
            raise Refused("duplicates.not_closed")
        closure.reopened_on = desk.today()
        unit.touch(families={household})
    return Answer(None, unit.changes)


def open_closure(session: Session, household: UUID) -> FamilyClosure | None:
    """The closure by which a family is off the lists now."""
    statement = select(FamilyClosure).where(
        FamilyClosure.household_id == household, FamilyClosure.reopened_on.is_(None)
    )
    return session.scalars(statement).first()


def _same(session: Session, pair: UUID) -> Likeness:
    row = find_pair(session, pair)
    if row.decision != Decision.SAME:
        raise Refused("duplicates.not_same")
    return row
