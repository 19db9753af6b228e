"""What was built on an import since: whatever would lose its ground if the import were undone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Table, exists, func, select, true
from sqlalchemy.orm import Session

from desktop.models import (
    Base,
    Enrolment,
    ExternalId,
    FamilyRow,
    Household,
    ImportBatch,
    Likeness,
    Member,
    RecordVersion,
)
from desktop.rules.terms import Relation
from desktop.services.importing.taken_back import standing
from desktop.services.importing.written import Written, parts, tables

_ROOTS = ("household", "member", "enrolment")
_MOST = 200

Found: TypeAlias = tuple[str, str, UUID]
"""Kind of what stands there, then kind and id of the record it stands on."""

Stands: TypeAlias = tuple[Found, set[str | None]]
"""The same, with the imports that wrote it; None among them where a person did."""

Later: TypeAlias = dict[str, dict[UUID, int]]
"""Records by kind, each with the last version that the import wrote, where there is a later one."""


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """One thing that stands on a record of the import; `kind` is a key of `desktop.wording.importing.BUILT`."""

    kind: str
    household: UUID
    family: str  # name of the caretaker, else of the head or whoever stands first
    village: str


@dataclass(frozen=True, slots=True)
class LaterImport:
    """An import that changed what an earlier one brought."""

    id: UUID
    file_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands on an import: the first of them, and how many there are of each kind.

    `later` are imports that stand on it, the newest first; `by_hand`: people worked on it too.
    """

    built: tuple[BuiltOn, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    later: tuple[LaterImport, ...] = ()
    by_hand: bool = False

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def built_on(session: Session, written: Written) -> Ground:
    later = _later(session, written)
    stands = [*_changed_since(session, later), *_added_since(session, written, later)]
    found = [one for one, _ in stands]
    by = {batch for _, batches in stands for batch in batches}
    counts = Counter(kind for kind, _, _ in found)
    return Ground(tuple(_told(session, found[:_MOST])), dict(counts), tuple(_imports(session, by)), None in by)


def _imports(session: Session, batches: set[str | None]) -> Iterator[LaterImport]:
    ids = [UUID(batch) for batch in batches if batch is not None]
    statement = select(ImportBatch.id, ImportBatch.file_name, ImportBatch.at).where(ImportBatch.id.in_(ids))
    for row in session.execute(statement.order_by(ImportBatch.at.desc(), ImportBatch.id.desc())) if ids else ():
        yield LaterImport(row.id, row.file_name, row.at)


def _later(session: Session, written: Written) -> Later:
    """Records of the import that have a later version than its own."""
    version = RecordVersion
    mine = (
        select(version.kind, version.record, func.max(version.version).label("last"))
        .where(version.batch == written.batch)
        .group_by(version.kind, version.record)
        .subquery()
    )
    later = exists().where(version.kind == mine.c.kind, version.record == mine.c.record, version.version > mine.c.last)
    found: Later = {}
    for row in session.execute(select(mine).where(later)):
        found.setdefault(row.kind, {})[UUID(row.record)] = row.last
    return found


def _changed_since(session: Session, later: Later) -> Iterator[Stands]:
    """Records of the import with a later version that was not taken back."""
    for kind, last in later.items():
        stands = standing(session, kind, last)
        if kind == Likeness.__tablename__:
            for pair in _undecided(session, list(stands)):
                del stands[pair]
        for record in sorted(stands):
            yield (kind, kind, record), stands[record]


def _undecided(session: Session, pairs: list[UUID]) -> set[UUID]:
    """Two people found alike are nobody's work until somebody decided."""
    found: set[UUID] = set()
    for part in parts(pairs):
        found.update(session.scalars(select(Likeness.id).where(Likeness.id.in_(part), Likeness.decision.is_(None))))
    return found


def _added_since(session: Session, written: Written, later: Later) -> Iterator[Stands]:
    """Records written after the import that name a family, member or enrolment it brought, if they still count."""
    made = {kind: set(written.made(kind)) for kind in _ROOTS}
    if not any(made.values()):
        return
    after = _last_change(session, made, later)
    for table, column, root in _references():
        if not made[root]:
            continue
        wanted = table.c.change_number > after
        besides = table.c.decision.is_not(None) if table.name == Likeness.__tablename__ else true()
        rows = session.execute(select(table.c.id, column.label("root")).where(wanted, besides))
        named = {row.id: row.root for row in rows if row.root in made[root] and not written.holds(table.name, row.id)}
        stands = standing(session, table.name, dict.fromkeys(named, 0))
        for record, name in named.items():
            if record in stands:
                yield (table.name, root, name), stands[record]


def _last_change(session: Session, made: dict[str, set[UUID]], later: Later) -> int:
    """A change number of the import: whatever came later has a greater one, and its own are known by their ids.

    A record that was changed since has the number of that change, so it says nothing of when the import was.
    """
    models: tuple[Any, ...] = (Household, Member, Enrolment)
    for model, (kind, ids) in zip(models, made.items(), strict=True):
        for part in parts(ids - later.get(kind, {}).keys()):
            first = session.scalar(select(func.min(model.change_number)).where(model.id.in_(part)))
            return int(first or 0)
    return 0


def _references() -> Iterator[tuple[Table, ColumnElement[Any], str]]:
    """Every column of a journalled record that names one of the roots, also those no foreign key speaks of."""
    journalled = {table.__tablename__ for table in tables().values() if "change_number" in table.__table__.c}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys if table.name in journalled and "id" in table.c else ():
            if key.column.table.name in _ROOTS:
                yield table, key.parent, key.column.table.name
    external, household = ExternalId.__table__, Household.__table__
    assert isinstance(external, Table)
    assert isinstance(household, Table)
    yield external, external.c.record_id, "household"
    yield external, external.c.record_id, "member"
    yield household, household.c.caretaker_id, "member"


def _told(session: Session, found: list[Found]) -> Iterator[BuiltOn]:
    """Each with the family it is about."""
    homes = _homes(session, found)
    rows = {
        row.household_id: row
        for row in session.scalars(select(FamilyRow).where(FamilyRow.household_id.in_(set(homes.values()))))
    }
    names = {household: row.caretaker_name for household, row in rows.items() if row.caretaker_name}
    names |= _called(session, set(homes.values()) - names.keys())
    for kind, root, record in found:
        household = homes.get((root, record))
        if household is not None:
            row = rows.get(household)
            yield BuiltOn(kind, household, names.get(household, ""), row.village_name if row else "")


def _called(session: Session, families: set[UUID]) -> dict[UUID, str]:
    """Families without caretaker are called by their head, else by whoever stands first."""
    order = Member.household_id, Member.relation.is_distinct_from(Relation.HEAD), Member.position
    statement = select(Member.household_id, Member.name).where(Member.household_id.in_(families)).order_by(*order)
    names: dict[UUID, str] = {}
    for household, name in session.execute(statement):
        names.setdefault(household, name)
    return names


def _homes(session: Session, found: list[Found]) -> dict[tuple[str, UUID], UUID]:
    """Household of each record that is one, belongs to one, or says which."""
    models = tables()
    homes = {(root, record): record for _, root, record in found if root == "household"}
    for root in {root for _, root, _ in found} - {"household"}:
        ids = {record for _, name, record in found if name == root}
        table = models[root].__table__
        for name in ("household_id", "member_id", "one_id", "record_id", "enrolment_id"):
            if name in table.c:
                homes |= _through(session, root, table, name, ids)
                break
    return homes


def _through(session: Session, root: str, table: Any, name: str, ids: set[UUID]) -> dict[tuple[str, UUID], UUID]:
    steps = {row.id: row[1] for row in session.execute(select(table.c.id, table.c[name]).where(table.c.id.in_(ids)))}
    if name == "household_id":
        return {(root, record): household for record, household in steps.items()}
    wanted = set(steps.values())
    homes: dict[UUID, UUID] = {}
    for model in (Member, Enrolment):
        homes |= {row[0]: row[1] for row in session.execute(
            select(model.id, model.household_id).where(model.id.in_(wanted)))}  # fmt: skip
    # What names a household itself is its own way home.
    return {(root, record): homes.get(step, step) for record, step in steps.items()}
