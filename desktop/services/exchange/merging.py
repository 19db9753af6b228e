"""Puts what came into the tables: the newer version of each record, in one transaction of the person who takes it."""

from collections.abc import Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from desktop.errors import Refused
from desktop.models import Household, ReceivedPackage, RecordConflict, User
from desktop.services.exchange.incoming import Person, Records
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
        self._write(foreign.update, records, _places(states, State.NEWER))
        for at in _places(states, State.APART):
            self._keep_apart(records, at)
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
            raise Refused("exchange.reference", kind=records.kind.name) from None
        name = "id" if came.table.name == Household.__tablename__ else FAMILY_OF
        self._families.update(map(bytes, filter(None, came.columns.get(name, ()))))

    def _keep_apart(self, records: Records, at: int) -> None:
        """Two versions that came of the same earlier one: ours stays, theirs is kept for a person to decide."""
        kind, name = records.kind.name, records.names[at]
        self._unit.session.add(
            RecordConflict(
                kind=kind, record=name, ours=foreign.newest_values(self._unit, kind, name), theirs=records.texts[at],
                theirs_version=records.versions[at], package_id=self._package.id,
            )
        )  # fmt: skip


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
