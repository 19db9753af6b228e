"""Families that leave the lists and come back: nothing is deleted, and their programmes end with a step."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, WaitingPlace
from desktop.rules.ids import new_id
from desktop.rules.life import Closure
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.life.events import Happened
from desktop.store.unit import Unit

ENDED = frozenset({EnrolmentStatus.NOT_ELIGIBLE, EnrolmentStatus.STOPPED, EnrolmentStatus.GRADUATED})


def open_closure(session: Session, family: UUID) -> FamilyClosure | None:
    """The closure under which a family is in no list now."""
    statement = select(FamilyClosure).where(FamilyClosure.household_id == family, FamilyClosure.reopened_on.is_(None))
    return session.scalars(statement.order_by(FamilyClosure.on.desc()).limit(1)).first()


def close(unit: Unit, desk: Desk, family: UUID, kind: Closure, why: Happened) -> FamilyClosure:
    """Take a family off the lists, and end its part in every programme."""
    closure = FamilyClosure(
        id=new_id(),
        household_id=family,
        kind=kind.value,
        on=why.on,
        reason=(why.reason.strip() or why.paper.strip())[:200],
        by=desk.person.id,
    )
    unit.session.add(closure)
    for enrolment in enrolments(unit.session, family):
        if EnrolmentStatus(enrolment.status) not in ENDED:
            step(unit, enrolment, EnrolmentStatus.STOPPED, why)
    leave_waiting(unit, family, why, "withdrawn")
    unit.touch("family_closure", families={family})
    return closure


def reopen(unit: Unit, closure: FamilyClosure, on: date) -> None:
    """Take a family back into the lists. Its programmes stay ended: a person decides whether it joins again."""
    closure.reopened_on = on
    unit.touch("family_closure", families={closure.household_id})


def enrolments(session: Session, family: UUID) -> Sequence[Enrolment]:
    return session.scalars(select(Enrolment).where(Enrolment.household_id == family)).all()


def leave_waiting(unit: Unit, family: UUID, why: Happened, reason: str) -> None:
    """End the places of a family in waiting lists: `reason` is a code. Each by itself, so that it can be undone."""
    mine = select(Enrolment.id).where(Enrolment.household_id == family)
    statement = select(WaitingPlace).where(WaitingPlace.enrolment_id.in_(mine), WaitingPlace.left_on.is_(None))
    for place in unit.session.scalars(statement):
        place.left_on, place.left_for = why.on, reason


def step(unit: Unit, enrolment: Enrolment, status: EnrolmentStatus, why: Happened) -> None:
    """Move one enrolment to another status with the day, reason and paper of an event."""
    enrolment.status, enrolment.since = status.value, why.on
    unit.session.add(
        EnrolmentStep(
            id=new_id(),
            enrolment_id=enrolment.id,
            status=status.value,
            on=why.on,
            reason=why.reason.strip()[:200],
            paper=why.paper.strip()[:120],
        )
    )
