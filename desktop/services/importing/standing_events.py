"""What a file may not undo: values that events in the family set, and that stand (DESIGN.md 4.14)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.models import FamilyLink, Household, LifeEvent, Member, RecordVersion
from desktop.rules.dates import long_date
from desktop.rules.life import GONE_BY, Life, event_between
from desktop.rules.terms import Presence

_AT_ONCE = 5_000  # SQLite takes 32,766 values in one statement
_FIELDS = {
    Household.__tablename__: ("no_kk", "address", "hamlet", "rt", "rw", "village_code", "caretaker_id"),
    Member.__tablename__: ("presence", "marital", "relation"),
}
_ASKED: Mapping[Life | None, str] = MappingProxyType(
    {Life.DEATH: "import.death_is_event", Life.LEFT: "import.move_is_event"}
)
"""What is said of who died or went by the file alone: who follows and money that waits hang on the event."""
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

        A death is never taken back by a file, nor is a departure; that who moved away died since is news.
        """
        if field == "presence" and self.value in _GONE:
            return self.value == Presence.DIED or new != Presence.DIED
        later = said_on is not None and said_on > self.on
        return not later and _plain(new) in {_plain(one) for one in self.before}


Values: TypeAlias = dict[tuple[str, int], dict[str, Any]]
"""What each version of a record held."""

Standing: TypeAlias = dict[tuple[UUID, str], SetByEvent]
"""By record and field."""


def read_standing(session: Session, families: Iterable[UUID]) -> Standing:
    """Read what events that were not taken back set in these families and their people."""
    found: Standing = {}
    if session.scalar(select(LifeEvent.id).limit(1)) is None:
        return found
    events = list(_events(session, list(_with_origins(session, families))))
    undone = {json.loads(row.facts)["undoes"] for row in events if row.kind == Life.UNDONE}
    counted = [row for row in events if row.kind != Life.UNDONE and str(row.id) not in undone]
    traces = {row.id: json.loads(row.facts).get("records", []) for row in counted}
    values = _values(session, {trace[1] for row in counted for trace in traces[row.id] if trace[0] in _FIELDS})
    for row in counted:
        for key, old, new in _set_by(row, traces[row.id], values):
            earlier = found[key].before if key in found else frozenset()
            found[key] = SetByEvent(Life(row.kind), row.on, new, earlier | ({old} - {new}))
    return found


def _set_by(row: Any, traces: list[Any], values: Values) -> Iterator[tuple[tuple[UUID, str], object, object]]:
    """Record and field, what stood there before, and what since. A death counts also where it was known before."""
    gone = GONE_BY.get(Life(row.kind))
    if gone is not None and row.member_id is not None:
        yield (row.member_id, "presence"), gone.value, gone.value
    for kind, record, before, after in traces:
        old, new = values.get((record, before)), values.get((record, after))
        if not before and new is not None and "presence" in _FIELDS[kind]:
            yield (UUID(record), "presence"), new["presence"], new["presence"]  # who was born or came in lives here
        if old is None or new is None:
            continue  # made by the event, or destroyed by law
        for field in _FIELDS[kind]:
            if old.get(field) != new.get(field):
                yield (UUID(record), field), old.get(field), new.get(field)


def _with_origins(session: Session, families: Iterable[UUID]) -> set[UUID]:
    """These families, and those they were split off from: there is what happened to their people before."""
    found: set[UUID] = set()
    new = set(families)
    while new:
        found |= new
        links = [
            session.scalars(select(FamilyLink.from_household_id).where(FamilyLink.to_household_id.in_(some)))
            for some in _parts(list(new))
        ]
        new = {family for some in links for family in some} - found
    return found


def kept_back(
    standing: Standing, known: dict[str, Any], changes: dict[str, Any], said_on: date | None
) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Take out of the changes what only an event may change; answers field, code and values of what to say."""
    for field, stands in _undoing(standing, known, changes, said_on):
        yield field, "import.event_stands", _told(stands)
    if (said := changes.get("presence")) is not None:
        code = _ASKED.get(event_between(Presence(known["presence"]), Presence(said)))
        values: dict[str, object] = {"name": known["name"]}
        set_by = standing.get((known["id"], "presence"))
        if code is None and set_by is not None and set_by.value == known["presence"]:
            code, values = "import.presence_by_event", values | _told(set_by)
        if code is not None:
            del changes["presence"]
            yield "presence", code, values


def _told(stands: SetByEvent) -> dict[str, object]:
    return {"event": stands.event, "on": long_date(stands.on)}


def _undoing(
    standing: Standing, known: dict[str, Any], changes: dict[str, Any], said_on: date | None
) -> Iterator[tuple[str, SetByEvent]]:
    """Take out of the changes what would undo an event."""
    for field in list(changes):
        stands = standing.get((known["id"], field))
        if stands is None or _plain(known[field]) != _plain(stands.value):
            continue  # corrected by hand since
        if stands.is_undone_by(field, changes[field], said_on):
            del changes[field]
            yield field, stands


def _events(session: Session, families: list[UUID]) -> list[Row[UUID, UUID | None, str, date, str, datetime]]:
    """Events of these families, as they were entered."""
    columns = LifeEvent.id, LifeEvent.member_id, LifeEvent.kind, LifeEvent.on, LifeEvent.facts, LifeEvent.entered_at
    statement = select(*columns)
    rows = [
        row for some in _parts(families) for row in session.execute(statement.where(LifeEvent.household_id.in_(some)))
    ]
    return sorted(rows, key=attrgetter("entered_at", "id"))


def _values(session: Session, records: set[str]) -> Values:
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
