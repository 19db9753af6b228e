"""Every record as it stood at a moment, from the versions the journal keeps; the one file that reads JSON in SQL."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Table, and_, func, or_, select

from desktop.models import AuditLine, Base, RecordVersion
from desktop.models.base import Moment, Uuid16
from desktop.progress import SILENT, Progress
from desktop.wording import N_

AT_ONCE = 500  # names in one question
EVERY = 5_000
READING = N_("Reading how it stood")
V = RecordVersion


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one record; `values` is None where they were destroyed by law. Who wrote it is in the log."""

    kind: str
    record: str
    number: int
    since: datetime
    values: Mapping[str, Any] | None
    actor: str
    action: str
    line: int  # of the log: of two versions the one with the higher line came later, whatever the clock said


def at(moment: datetime) -> ColumnElement[bool]:
    """Versions that held just before a moment: what was written in the moment itself came too late."""
    return and_(V.valid_from < moment, or_(V.valid_to.is_(None), V.valid_to >= moment))


def stood(
    connection: Connection, kind: str, records: Iterable[uuid.UUID], moment: datetime
) -> dict[uuid.UUID, dict[str, Any]]:
    """Values of these records just before a moment; who was not there yet, or was destroyed by law, is left out."""
    names = [str(record) for record in records]
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for start in range(0, len(names), AT_ONCE):
        some = V.record.in_(names[start : start + AT_ONCE])
        statement = select(V.record, V.values).where(V.kind == kind, some, at(moment), V.values.is_not(None))
        for row in connection.execute(statement):
            found[uuid.UUID(row.record)] = revived(kind, row.values)
    return found


def value(connection: Connection, kind: str, record: uuid.UUID, number: int) -> dict[str, Any] | None:
    """Values of one version; None where they are not there."""
    kept = connection.scalar(select(V.values).where(V.kind == kind, V.record == str(record), V.version == number))
    return None if kept is None else revived(kind, kept)


def revived(kind: str, kept: str) -> dict[str, Any]:
    """Turn kept text back into what the columns hold."""
    table = Base.metadata.tables[kind]
    values = json.loads(kept)
    return {name: _read(table, name, one) for name, one in values.items() if name in table.columns}


def _read(table: Table, name: str, kept: Any) -> Any:
    if kept is None:
        return None
    match table.columns[name].type:
        case Uuid16():
            return uuid.UUID(kept)
        case Moment():
            return datetime.fromisoformat(kept)
        case Date():
            return date.fromisoformat(kept)
        case _:
            return kept


def written(connection: Connection, kind: str, records: Iterable[uuid.UUID]) -> Iterator[Version]:
    """All versions of these records in the order they were written, with who wrote them."""
    A = AuditLine  # noqa: N806 - a table, as everywhere
    names = [str(record) for record in records]
    for start in range(0, len(names), AT_ONCE):
        statement = (
            select(V.record, V.version, V.valid_from, V.values, A.actor, A.action, A.seq)
            .join(A, and_(A.kind == V.kind, A.record == V.record, A.version == V.version))
            .where(V.kind == kind, V.record.in_(names[start : start + AT_ONCE]), A.value_hash.is_not(None))
            .order_by(V.record, V.version)
        )
        for row in connection.execute(statement):
            values = None if row.values is None else revived(kind, row.values)
            yield Version(kind, row.record, row.version, row.valid_from, values, row.actor, row.action, row.seq)


def columns_at(
    connection: Connection, kind: str, names: tuple[str, ...], moment: datetime, progress: Progress = SILENT
) -> Iterator[tuple[Any, ...]]:
    """Id and these columns, as kept (text of ids and days), of all records of a kind just before a moment."""
    total = connection.scalar(select(func.count()).select_from(Base.metadata.tables[kind]))
    parts = [func.json_extract(V.values, f"$.{name}") for name in names]
    statement = select(V.record, *parts).where(V.kind == kind, at(moment), V.values.is_not(None))
    rows = connection.execute(statement, execution_options={"yield_per": EVERY})
    for done, row in enumerate(rows):
        if done % EVERY == 0:
            progress.step(done, total, READING)
        yield tuple(row)


def first_moment(connection: Connection) -> datetime | None:
    """When the office wrote its first line; before that nothing can be told."""
    first = connection.scalar(select(AuditLine.at).where(AuditLine.seq == 1))
    return datetime.fromisoformat(first) if first else None
