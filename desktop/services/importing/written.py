"""The records one import wrote, and the versions of them that are its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import Base, RecordVersion
from desktop.services.importing.known import Record

AT_ONCE = 5_000  # SQLite takes 32,766 values in one statement


@dataclass(slots=True)
class Written:
    """By kind of record: each with its first and last version that the import wrote."""

    batch: str
    versions: dict[str, dict[UUID, tuple[int, int]]] = field(default_factory=dict)

    def made(self, kind: str) -> list[UUID]:
        """Records that the import brought."""
        return [record for record, (first, _) in self.versions.get(kind, {}).items() if first == 1]

    def changed(self, kind: str) -> dict[UUID, int]:
        """Records that were there, with the last version before the import."""
        return {record: first - 1 for record, (first, _) in self.versions.get(kind, {}).items() if first > 1}

    def holds(self, kind: str, record: UUID) -> bool:
        return record in self.versions.get(kind, {})


def read_written(session: Session, batch: UUID) -> Written:
    found = Written(str(batch))
    statement = (
        select(
            RecordVersion.kind,
            RecordVersion.record,
            func.min(RecordVersion.version).label("first"),
            func.max(RecordVersion.version).label("last"),
        )
        .where(RecordVersion.batch == found.batch)
        .group_by(RecordVersion.kind, RecordVersion.record)
    )
    for row in session.execute(statement):
        found.versions.setdefault(row.kind, {})[UUID(row.record)] = (row.first, row.last)
    return found


def tables() -> dict[str, type[Base]]:
    """Every kind of record by the name of its table."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def rows_of(session: Session, model: type[Base], ids: Sequence[UUID]) -> Iterator[list[Record]]:
    """Records with all columns, some thousands at a time."""
    table = model.__table__
    for part in parts(ids):
        found = session.execute(select(table).where(table.c.id.in_(part)))
        yield [dict(row._mapping) for row in found]  # noqa: SLF001 - the documented name


def parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    everything = list(ids)
    for start in range(0, len(everything), AT_ONCE):
        yield everything[start : start + AT_ONCE]
