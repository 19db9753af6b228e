"""Which records an event changed, by their versions: enough to take it back, without keeping anybody's data twice."""

import json
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop.models.base import RecordedById
from desktop.services.event_traces import Trace
from desktop.store.unit import Unit


def number_of(version: str | None) -> int:
    """Number of a record's version: how often it was changed, here and elsewhere."""
    return sum(json.loads(version or "{}").values())


class Tracing:
    """Watches what a transaction writes from here on; `found` says which records it changed or made."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._seen: dict[UUID, tuple[RecordedById, int]] = {}
        event.listen(unit.session, "before_flush", self._notice)

    def found(self) -> list[Trace]:
        """Flush, then name every record that has another version now, or is new."""
        self._unit.session.flush()
        traces = [
            Trace(inspect(type(row)).local_table.name, row.id, before, number_of(row.version))
            for row, before in self._seen.values()
        ]
        return sorted(traces, key=_order)

    def _notice(self, session: Session, *_: object) -> None:
        # The unit was here first: the version is the next one already, and the last one stands in the history.
        for row in (*session.new, *session.dirty):
            if isinstance(row, RecordedById) and session.is_modified(row):
                last = get_history(row, "version").deleted
                self._seen.setdefault(row.id, (row, number_of(last[0] if last else None)))


def _order(trace: Trace) -> tuple[str, bytes]:
    return trace.kind, trace.record.bytes
