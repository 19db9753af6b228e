"""One transaction of one person: a session whose every change is journalled, all kept or nothing."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop.changes import Changes
from desktop.models import Base, Enrolment, ExternalId, FamilyClosure, Household, Member, PersonDetails, Recorded
from desktop.store import examining, search
from desktop.store.journal import Journal, Who

HOUSEHOLD = "household"


class Unit:
    """A transaction under way. The family list and the full-text index follow with the commit."""

    def __init__(self, connection: Connection, who: Who, action: str, clock: Callable[[], datetime]) -> None:
        self.connection = connection
        self.session = Session(connection, autoflush=False, expire_on_commit=False)
        self.journal = Journal(connection, who, action, clock)
        self._kinds: set[str] = set()
        self._families: set[uuid.UUID] = set()
        self._standing: set[uuid.UUID] = set()
        self._stamped: list[Base] = []
        event.listen(self.session, "before_flush", self._before_flush)
        event.listen(self.session, "after_flush", self._after_flush)

    @property
    def changes(self) -> Changes:
        return Changes(frozenset(self._kinds), frozenset(str(family) for family in self._families | self._standing))

    def touch(self, *kinds: str, families: set[uuid.UUID] | None = None) -> None:
        """Say what a bulk statement changed, which the session does not see."""
        self._kinds.update(kinds)
        self._families.update(families or ())

    def restate(self, families: set[uuid.UUID]) -> None:
        """Say which families stand elsewhere in a programme now: much less is to be done for them than for `touch`."""
        self._standing.update(families)

    def insert_many(self, model: type[Base], rows: list[dict[str, Any]]) -> None:
        """Insert records in bulk, journalled (see `Journal.insert_many`)."""
        self.session.flush()
        self.journal.insert_many(model, rows)
        self._kinds.add(model.__tablename__)

    def update_many(self, model: type[Base], rows: list[dict[str, Any]], names: Sequence[str] = ()) -> None:
        """Update records in bulk, journalled (see `Journal.update_many`)."""
        self.session.flush()
        self.journal.update_many(model, rows, names)
        self._kinds.add(model.__tablename__)

    def finish(self) -> None:
        """Flush everything, bring what is derived of families up to date, write the journal; the caller commits."""
        self.session.flush()
        search.refresh(self.connection, self._families)
        search.restate(self.connection, self._standing - self._families)
        examining.forget(self.connection, self._families | self._standing)
        self.journal.write()

    def close(self) -> None:
        self.session.close()

    def _before_flush(self, session: Session, *_: object) -> None:
        if session.deleted:
            raise AssertionError("nothing is deleted: close it, void it or end it instead")
        self._stamped = [row for row in (*session.new, *session.dirty) if session.is_modified(row)]
        for row in self._stamped:
            if isinstance(row, Recorded):
                self.journal.stamp(row)
            if isinstance(row, Member | Enrolment):
                # Who moves is taken off the list of the family he leaves, too.
                self._families.update(filter(None, get_history(row, "household_id").deleted))

    def _after_flush(self, session: Session, *_: object) -> None:
        for row in self._stamped:
            self._kinds.add(row.__tablename__)
            if isinstance(row, Recorded):
                self.journal.keep(row)
            if isinstance(row, Household):
                self._families.add(row.id)
            elif isinstance(row, Member | Enrolment | FamilyClosure):
                self._families.add(row.household_id)
            elif isinstance(row, ExternalId) and row.kind == HOUSEHOLD:
                self._families.add(row.record_id)
            elif isinstance(row, PersonDetails):
                self._families.add(session.get_one(Member, row.member_id).household_id)
