"""Tells a later change that stands from one that an import made and its undoing took back."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.models import AuditLine, ImportBatch, RecordVersion
from desktop.services.importing.written import parts

UNDO = "import.undo"

Version = tuple[str, int]
"""Id of a record, as the journal writes it, with the number of one of its versions."""


def standing(session: Session, kind: str, since: Mapping[UUID, int]) -> dict[UUID, set[str | None]]:
    """Records with a version after the one given that neither an undone import wrote nor the undoing of one.

    Each with the imports that wrote such versions, None among them where a person did.

    An import that was undone left its records as they were before it, so nothing stands on what came earlier.
    """
    undone: set[str | None] = {
        str(batch) for batch in session.scalars(select(ImportBatch.id).where(ImportBatch.undone_at.is_not(None)))
    }
    found: dict[UUID, set[str | None]] = {}
    for some in parts(since):
        later = [
            ((row.record, row.version), row.batch)
            for row in _versions(session, kind, some)
            if row.version > since[UUID(row.record)]
        ]
        by_hand = [version for version, batch in later if batch is None]
        back = set(_by_undoing(session, kind, by_hand)) if undone else set()
        for version, batch in later:
            if version not in back and batch not in undone:
                found.setdefault(UUID(version[0]), set()).add(batch)
    return found


def _versions(session: Session, kind: str, records: list[UUID]) -> Sequence[Row[str, int, str | None]]:
    statement = select(RecordVersion.record, RecordVersion.version, RecordVersion.batch)
    wanted = RecordVersion.record.in_([str(record) for record in records])
    return session.execute(statement.where(RecordVersion.kind == kind, wanted)).all()


def _by_undoing(session: Session, kind: str, versions: list[Version]) -> Iterator[Version]:
    """Those of the versions that were written by the undoing of an import: the log says so of each."""
    records = {record for record, _ in versions}
    statement = select(AuditLine.record, AuditLine.version).where(
        AuditLine.kind == kind, AuditLine.record.in_(records), AuditLine.action == UNDO
    )
    for row in session.execute(statement) if records else ():
        if row.record is not None and row.version is not None:
            yield row.record, row.version
