"""Imports that were accepted, the newest first, with what became of them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import ImportBatch, User
from desktop.services.desk import EVERYBODY, Desk, allowed

_AT_MOST = 500
_FIGURES = (
    "rows", "households_new", "members_new", "households_changed", "members_changed", "households_back", "members_back",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One accepted file. Counts are those of the day it was taken in."""

    id: UUID
    file_name: str
    layout: str
    at: datetime
    by: str
    rows: int
    households_new: int
    members_new: int
    households_changed: int
    members_changed: int
    households_back: int = 0  # an undone import had taken them off the lists
    members_back: int = 0
    undone_at: datetime | None = None
    undone_by: str = ""
    undone_for: str = ""

    @property
    def undone(self) -> bool:
        return self.undone_at is not None


@allowed(*EVERYBODY)
def batches(desk: Desk, limit: int = _AT_MOST) -> list[BatchRow]:
    """Answer the accepted imports, the newest first."""
    with desk.read() as session:
        return [_row(found) for found in session.execute(_statement().limit(limit))]


def batch_of(session: Session, batch: UUID) -> BatchRow:
    """Read one; refused where there is none of that id."""
    found = session.execute(_statement().where(ImportBatch.id == batch)).first()
    if found is None:
        raise Refused("import.no_batch", batch=str(batch))
    return _row(found)


def _statement() -> Any:
    taker, undoer = aliased(User), aliased(User)
    return (
        select(ImportBatch, taker.full_name.label("taken_by"), undoer.full_name.label("undone_by_name"))
        .join(taker, taker.id == ImportBatch.by)
        .outerjoin(undoer, undoer.id == ImportBatch.undone_by)
        .order_by(ImportBatch.at.desc(), ImportBatch.id.desc())
    )


def _row(found: Row[Any]) -> BatchRow:
    batch: ImportBatch = found.ImportBatch
    counts: dict[str, Any] = json.loads(batch.counts)
    figures = {name: int(counts.get(name, 0)) for name in _FIGURES}
    return BatchRow(
        id=batch.id,
        file_name=batch.file_name,
        layout=batch.layout,
        at=batch.at,
        by=found.taken_by,
        undone_at=batch.undone_at,
        undone_by=found.undone_by_name or "",
        undone_for=batch.undone_for or "",
        **figures,
    )
