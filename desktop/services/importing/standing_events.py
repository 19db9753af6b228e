"""What a file may not undo: values that events in the family set, and that stand (DESIGN.md 4.14)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.models import Household, LifeEvent, Member, RecordVersion
from desktop.rules.life import Life
from desktop.rules.terms import Presence

_AT_ONCE = 5_000  # SQLite takes 32,766 values in one statement
_FIELDS = {
    Household.__tablename__: ("no_kk", "address", "hamlet", "rt", "rw", "village_code", "caretaker_id"),
    Member.__tablename__: ("presence", "marital", "relation"),
}
_GONE = frozenset({Presence.DIED, Presence.MOVED})


@dataclass(frozen=True, slots=True)
class SetByEvent:
    """The newest event that set one value, and all that events found there before."""

    event: Life
    on: date
    value: object
    before: frozenset[object]

    def is_undone_by(self, field: str, new: object, said_on: date | None) -> bool:
        """Whether a file that says `new` puts back what was before; one of a later day may say so, unless of leaving.

        A death is never taken back by a file, nor is a departure; who moved away may have died since.
        """
        if field == "presence" and self.value in _GONE:
            return self.value == Presence.DIED or new != Presence.DIED
        later = said_on is not None and said_on > self.on
        return not later and _plain(new) in {_plain(one) for one in self.before}


Standing: TypeAlias = dict[tuple[UUID, str], SetByEvent]
"""By record and field."""


def read_standing(session: Session, families: Iterable[UUID]) -> Standing:
    """Read what events that were not taken back set in these families and their people."""
    found: Standing = {}
    events = list(_events(session, list(families)))
    undone = {json.loads(row.facts)["undoes"] for row in events if row.kind == Life.UNDONE}
    counted = [row for row in events if row.kind != Life.UNDONE and str(row.id) not in undone]
    traces = [(row, *trace) for row in counted for trace in json.loads(row.facts).get("records", [])]
    values = _values(session, {record for _, kind, record, *_ in traces if kind in _FIELDS})
    for row, kind, record, before, after in traces:
        old, new = values.get((record, before)), values.get((record, after))
        if old is None or new is None:
            continue  # made by the event, or destroyed by law
        for field in _FIELDS[kind]:
            if old.get(field) != new.get(field):
                key = UUID(record), field
                earlier = found[key].before if key in found else frozenset()
                found[key] = SetByEvent(Life(row.kind), row.on, new.get(field), earlier | {old.get(field)})
    return found


def left_out(
    standing: Standing, known: dict[str, Any], changes: dict[str, Any], said_on: date | None
) -> Iterator[tuple[str, SetByEvent]]:
    """Take out of the changes what would undo an event, and answer it."""
    for field in list(changes):
        stands = standing.get((known["id"], field))
        if stands is None or _plain(known[field]) != _plain(stands.value):
            continue  # corrected by hand since
        if stands.is_undone_by(field, changes[field], said_on):
            del changes[field]
            yield field, stands


def _events(session: Session, families: list[UUID]) -> Iterator[Row[UUID, str, date, str]]:
    statement = select(LifeEvent.id, LifeEvent.kind, LifeEvent.on, LifeEvent.facts)
    if session.scalar(select(LifeEvent.id).limit(1)) is None:
        return
    for some in _parts(families):
        mine = statement.where(LifeEvent.household_id.in_(some))
        yield from session.execute(mine.order_by(LifeEvent.entered_at, LifeEvent.id))


def _values(session: Session, records: set[str]) -> dict[tuple[str, int], dict[str, Any]]:
    statement = select(RecordVersion.record, RecordVersion.version, RecordVersion.values).where(
        RecordVersion.kind.in_(_FIELDS), RecordVersion.values.is_not(None)
    )
    return {
        (row.record, row.version): json.loads(row.values)
        for some in _parts(list(records))
        for row in session.execute(statement.where(RecordVersion.record.in_(some)))
    }


def _parts(names: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _plain(value: object) -> object:
    """Capitals, spaces and the zeros before an RT make no difference."""
    if not isinstance(value, str):
        return value
    return " ".join(value.split()).casefold().lstrip("0")
