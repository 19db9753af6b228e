"""Members who died or moved away by an event of the family: it has to be taken back before the form says otherwise."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.models import Household, LifeEvent
from desktop.rules.life import GONE_BY, Life
from desktop.rules.terms import Presence
from desktop.services.event_traces import Trace, read, undone
from desktop.store import versions

GONE = frozenset({Presence.DIED.value, Presence.MOVED.value})


def held(session: Session, household: Household) -> dict[UUID, date]:
    """Day of the event by which each of them is gone; who is gone without one (older data) is left out."""
    gone = {member.id: member.presence for member in household.members if member.presence in GONE}
    found: dict[UUID, date] = {}
    for event in _standing(session, household.id, gone) if gone else ():
        for member, said in _said_by(session, event, gone):
            if said == gone[member]:
                found[member] = event.on
            else:
                found.pop(member, None)  # a later event brought him back
    return found


def caretaker_gone(session: Session, household: Household) -> bool:
    """Whether an event took the caretaker away, and nobody was named since."""
    if household.caretaker_id is not None:
        return False
    last: object = ""
    for event in _standing(session, household.id, ()):
        for trace in read(event.facts):
            if trace.record == household.id and trace.before:
                before, after = (
                    _values(session, trace, one).get("caretaker_id") for one in (trace.before, trace.after)
                )
                last = after if before != after else last
    return last is None


def _standing(session: Session, family: UUID, gone: Iterable[UUID]) -> Iterator[LifeEvent]:
    """Events of the family that were not taken back, and of the family its people came from, as they were entered."""
    statement = (
        select(LifeEvent)
        .where(or_(LifeEvent.household_id == family, LifeEvent.member_id.in_(gone)))
        .order_by(LifeEvent.entered_at, LifeEvent.id)
    )
    events = session.scalars(statement).all()
    taken_back = {one for home in {event.household_id for event in events} for one in undone(session, home)}
    yield from (event for event in events if event.kind != Life.UNDONE and event.id not in taken_back)


def _said_by(session: Session, event: LifeEvent, people: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """State into which an event put each of these people; a death does also where a file had said it before."""
    about = GONE_BY.get(Life(event.kind))
    if about is not None and event.member_id is not None and event.member_id in people:
        yield event.member_id, about.value
    for trace in read(event.facts):
        if trace.record in people and (said := _said(session, trace)):
            yield trace.record, said


def _said(session: Session, trace: Trace) -> str:
    """State into which an event put a member; "" where it left it, or nobody can say any more."""
    before = _values(session, trace, trace.before) if trace.before else {}
    now = str(_values(session, trace, trace.after).get("presence") or "")
    return now if now != before.get("presence") else ""


def _values(session: Session, trace: Trace, version: int) -> dict[str, Any]:
    return versions.value(session.connection(), trace.kind, trace.record, version) or {}
