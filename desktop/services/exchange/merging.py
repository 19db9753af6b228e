"""Puts what came into the tables: the newer version of each record, in one transaction of the person who takes it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select, tuple_
from sqlalchemy.exc import IntegrityError

from desktop.errors import Refused
from desktop.models import Household, ReceivedPackage, RecordConflict, User
from desktop.services.exchange.incoming import Person, Records
from desktop.services.exchange.kinds import PUBLISHED
from desktop.store import foreign
from desktop.store.bulk import Columns
from desktop.store.journal import record_names
from desktop.store.unit import Unit

AT_ONCE = 500
NEWER, KNOWN, APART = "newer", "known", "apart"
FAMILY_OF = "household_id"


@dataclass(slots=True)
class Counts:
    """What became of the rows, by kind of record."""

    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    apart: dict[str, int] = field(default_factory=dict)


class Merge:
    """One package being taken in."""

    def __init__(self, unit: Unit, package: ReceivedPackage, first: bool) -> None:
        self.counts = Counts()
        self._unit = unit
        self._package = package
        self._first = first  # nothing of this office is here yet, so nothing has to be looked for
        self._families: set[UUID] = set()

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
        published = records.kind.name in PUBLISHED
        known = {} if self._first and not published else self._known(records)
        names = record_names(records.kind.table, records.columns)
        if not published:
            self._refuse_foreign(known, names)
        states = [
            self._compare(known.get(name), version) for name, version in zip(names, records.versions, strict=True)
        ]
        self._insert(records, [at for at, name in enumerate(names) if name not in known])
        self._update(records, [at for at, name in enumerate(names) if name in known and states[at] == NEWER], names)
        for at, state in enumerate(states):
            if state == KNOWN:
                _count(self.counts.known, records)
            elif state == APART:
                self._keep_apart(records, at, names[at])

    def finish(self) -> None:
        """Say which families have to be shown anew."""
        self._unit.touch("household", families=self._families)

    def _known(self, records: Records) -> dict[str, Any]:
        """What stands here under these names: owner and version."""
        table = records.kind.table
        keys = list(table.primary_key.columns)
        found: dict[str, Any] = {}
        wanted = list(zip(*(records.columns[key.name] for key in keys), strict=True))
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            of_these = keys[0].in_([one for (one,) in some]) if len(keys) == 1 else tuple_(*keys).in_(some)
            statement = select(*keys, table.c.owner, table.c.version).where(of_these)
            for row in self._unit.connection.execute(statement):
                found["/".join(map(str, row[: len(keys)]))] = row
        return found

    def _compare(self, known: Any, version: dict[str, int]) -> str:
        """Where a version stands beside the one here. What is published and known here stays as this office has it."""
        if known is not None and known.owner != self._package.sender:
            return KNOWN
        return _compare(known, version)

    def _refuse_foreign(self, known: dict[str, Any], names: list[str]) -> None:
        sender = self._package.sender
        if any(known[name].owner != sender for name in names if name in known):
            raise Refused("exchange.not_its_own", office=sender)

    def _insert(self, records: Records, places: list[int]) -> None:
        if not places:
            return
        columns = _some(records, places)
        try:
            foreign.insert(self._unit, records.kind.table, columns)
        except IntegrityError:
            raise Refused("exchange.reference", kind=records.kind.name) from None
        _count(self.counts.new, records, len(places))
        self._note_families(records.kind.table, columns)

    def _update(self, records: Records, places: list[int], names: list[str]) -> None:
        if not places:
            return
        columns = _some(records, places)
        try:
            foreign.update(self._unit, records.kind.table, columns, [names[at] for at in places])
        except IntegrityError:
            raise Refused("exchange.reference", kind=records.kind.name) from None
        _count(self.counts.changed, records, len(places))
        self._note_families(records.kind.table, columns)

    def _keep_apart(self, records: Records, at: int, name: str) -> None:
        """Two versions that came of the same earlier one: ours stays, theirs is kept for a person to decide."""
        kind = records.kind.name
        ours = foreign.newest_values(self._unit, kind, name)
        self._unit.session.add(
            RecordConflict(
                kind=kind, record=name, ours=ours, theirs=records.texts[at],
                theirs_version=json.dumps(records.versions[at]), package_id=self._package.id,
            )
        )  # fmt: skip
        _count(self.counts.apart, records)

    def _note_families(self, table: Table, columns: Columns) -> None:
        name = "id" if table.name == Household.__tablename__ else FAMILY_OF
        if name in columns:
            self._families.update(family for family in columns[name] if family)


def _some(records: Records, places: list[int]) -> dict[str, Sequence[Any]]:
    """The columns of the rows at these places, with the sender's versions and changes."""
    every = {**records.columns, "change_number": records.changes}
    every["version"] = [json.dumps(version) for version in records.versions]
    if len(places) == len(records.texts):
        return every
    return {name: [column[at] for at in places] for name, column in every.items()}


def _compare(known: Any, version: dict[str, int]) -> str:
    """Hold a version vector against the one that stands here (TRUST.md 5.2)."""
    if known is None:
        return NEWER
    here: dict[str, int] = json.loads(known.version)
    streams = here.keys() | version.keys()
    behind = any(here.get(stream, 0) < version.get(stream, 0) for stream in streams)
    ahead = any(here.get(stream, 0) > version.get(stream, 0) for stream in streams)
    return NEWER if behind and not ahead else APART if behind else KNOWN


def _count(counts: dict[str, int], records: Records, many: int = 1) -> None:
    counts[records.kind.name] = counts.get(records.kind.name, 0) + many
