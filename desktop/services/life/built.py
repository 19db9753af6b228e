"""What was built on a family that a split made: whatever would lose its ground if the split were taken back."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop.models import (
    BankAccount,
    Caseload,
    Enrolment,
    FamilyClosure,
    FamilyLink,
    Household,
    Housing,
    Letter,
    LifeEvent,
    Member,
    OtherAid,
    Photograph,
    Visit,
)
from desktop.rules.life import Built, Life, Link
from desktop.rules.terms import Presence
from desktop.services.event_traces import Trace
from desktop.store import versions

OWN = frozenset({"owner", "version", "change_number"})
"""Columns of the journal: they say nothing of the family."""
OF_A_FAMILY: Mapping[Built, Any] = MappingProxyType(
    {
        Built.ENROLMENT: Enrolment,
        Built.ACCOUNT: BankAccount,
        Built.AID: OtherAid,
        Built.HOUSING: Housing,
        Built.CASELOAD: Caseload,
        Built.VISIT: Visit,
        Built.LETTER: Letter,
        Built.PHOTOGRAPH: Photograph,
    }
)


def built(session: Session, family: UUID, left: list[Trace], taken_back: set[UUID]) -> tuple[Built, ...]:
    """Kinds of what the family has beside what the event left; `taken_back` are events that count no more."""
    known = {trace.record for trace in left}
    made = next(trace for trace in left if trace.record == family)
    return tuple(kind for kind, there in _asked(session, family, made, known, taken_back) if there)


def _asked(
    session: Session, family: UUID, made: Trace, known: set[UUID], taken_back: set[UUID]
) -> Iterator[tuple[Built, bool]]:
    def since(model: Any, *which: ColumnElement[bool], where: ColumnElement[bool] | None = None) -> bool:
        mine = model.household_id == family if where is None else where
        return not set(session.scalars(select(model.id).where(mine, *which))) <= known

    yield Built.FAMILY, _changed(session, family, made)
    yield Built.MEMBER, since(Member, Member.presence != Presence.WITHDRAWN)
    yield Built.EVENT, since(LifeEvent, LifeEvent.kind != Life.UNDONE, LifeEvent.id.not_in(taken_back))
    yield Built.CLOSURE, since(FamilyClosure, FamilyClosure.reopened_on.is_(None))
    either = or_(FamilyLink.from_household_id == family, FamilyLink.to_household_id == family)
    yield Built.LINK, since(FamilyLink, FamilyLink.kind != Link.UNDONE, where=either)
    for kind, model in OF_A_FAMILY.items():
        yield kind, since(model)


def _changed(session: Session, family: UUID, made: Trace) -> bool:
    """Whether its number, address or caretaker are others than the split wrote."""
    row = session.get_one(Household, family)
    then = versions.value(session.connection(), made.kind, family, made.after) or {}
    return any(getattr(row, name) != value for name, value in then.items() if name not in OWN)
