"""Puts what came into the tables: the newer version of each record, in one transaction of the person who takes it."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from desktop.errors import Refused
from desktop.models import Household, ReceivedPackage, User
from desktop.services.exchange import apart
from desktop.services.exchange.incoming import Person, Records
from desktop.services.exchange.missing_years import missing
from desktop.services.exchange.weighing import Counts, Scale, State
from desktop.store import foreign
from desktop.store.foreign import Came
from desktop.store.unit import Unit

FAMILY_OF = "household_id"
Write: TypeAlias = Callable[[Unit, Came], None]


class Merge:
    """One package being taken in."""

    def __init__(self, unit: Unit, package: ReceivedPackage, first: bool) -> None:
        self.counts = Counts()
        self._unit = unit
        self._package = package
        self._scale = Scale(unit.connection, package.sender, first)
        self._families: set[bytes] = set()
        self._unsettled = apart.any_open(unit.session)

    def people(self, people: Sequence[Person]) -> None:
        """Keep who acted at the other office, apart from those who sign in here."""
        session, office = self._unit.session, self._package.sender
        for person in people:
            row = session.get(User, person.id)
            if row is not None and row.office != office:
                raise Refused("exchange.not_its_own", office=office)
            row = row or User(id=person.id, office=office, active=False, must_change_password=False)
            row.name, row.full_name, row.role = f"{person.name}@{office}", person.full_name, person.role
            row.created_at = row.created_at or self._package.at
            session.add(row)
        try:
            session.flush()
        except IntegrityError:  # two people of one name
            raise Refused("exchange.row_wrong") from None

    def records(self, records: Records) -> None:
        """Take in rows of one kind."""
        states = self._scale.weigh(records)
        self._write(foreign.insert, records, _places(states, State.NEW))
        newer = _places(states, State.NEWER)
        self._write(foreign.update, records, newer)
        if newer and self._unsettled:
            arrived = {records.names[at]: records.versions[at] for at in newer}
            apart.settle(self._unit, self._package, records.kind.name, arrived)
        for at in _places(states, State.APART):
            if not self._keep_apart(records, at):
                states[at] = State.KNOWN
        self.counts.add(records.kind.name, states)

    def finish(self) -> None:
        """Say which families have to be shown anew."""
        self._unit.touch("household", families={UUID(bytes=family) for family in self._families})

    def _write(self, write: Write, records: Records, places: list[int]) -> None:
        if not places:
            return
        came = _some(records, places)
        try:
            write(self._unit, came)
        except IntegrityError:
            if year := missing(self._unit.connection, came.table, came.columns):
                raise Refused("exchange.year_missing", office=self._package.sender, name=year) from None
            raise Refused("exchange.reference", kind=records.kind.name) from None
        name = "id" if came.table.name == Household.__tablename__ else FAMILY_OF
        self._families.update(map(bytes, filter(None, came.columns.get(name, ()))))

    def _keep_apart(self, records: Records, at: int) -> bool:
        """Two versions that came of the same earlier one: ours stays, theirs is kept for a person to decide."""
        kind, name = records.kind.name, records.names[at]
        ours = foreign.newest_values(self._unit, kind, name)
        return apart.keep(self._unit, self._package, kind, name, ours, records.texts[at], records.versions[at])


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare Python its search for cycles while rows by the hundred thousand are made, none of which is in one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _places(states: Sequence[State], wanted: State) -> list[int]:
    return [at for at, state in enumerate(states) if state is wanted]


def _some(records: Records, places: list[int]) -> Came:
    """The rows at these places, with the sender's versions and changes."""
    table = records.kind.table
    columns = {**records.columns, "change_number": records.changes, "version": records.versions}
    if len(places) == len(records.names):
        return Came(table, columns, records.names, records.texts)
    columns = {name: [column[at] for at in places] for name, column in columns.items()}
    return Came(table, columns, [records.names[at] for at in places], [records.texts[at] for at in places])
