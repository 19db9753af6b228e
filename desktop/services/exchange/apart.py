"""Keeps apart what came of the same earlier version as ours, for a person to decide (TRUST.md 5.2.3)."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import ReceivedPackage, RecordConflict
from desktop.services.exchange.kinds import PUBLISHED
from desktop.store.unit import Unit

SUPERSEDED, BY_OWNER = "superseded", "owner"
"""How a difference ends without a person here: a newer one of the same record came, or its owner decided."""


def keep(unit: Unit, package: ReceivedPackage, kind: str, record: str, ours: str, theirs: str, version: str) -> bool:
    """Keep both values. Answers no where this very version was kept apart, or decided, before: packages repeat it.

    An older one of the same record that nobody decided is superseded by it; its values stay.
    """
    same = select(RecordConflict).where(RecordConflict.kind == kind, RecordConflict.record == record)
    if kind in PUBLISHED and ours == theirs:
        return False
    for row in unit.session.scalars(same):
        if row.theirs_version == version:
            return False
        if row.decided is None and within(json.loads(row.theirs_version), json.loads(version)):
            row.decided, row.decided_at = SUPERSEDED, package.at
    unit.session.add(
        RecordConflict(
            kind=kind, record=record, ours=ours, theirs=theirs, theirs_version=version, package_id=package.id
        )
    )
    unit.session.flush()
    return True


def settle(unit: Unit, package: ReceivedPackage, kind: str, arrived: Mapping[str, str]) -> None:
    """End the differences about records of which a version above both has arrived: their owner decided."""
    statement = select(RecordConflict).where(RecordConflict.kind == kind, RecordConflict.decided.is_(None))
    for row in unit.session.scalars(statement):
        version = arrived.get(row.record)
        if version is not None and within(json.loads(row.theirs_version), json.loads(version)):
            row.decided, row.decided_at = BY_OWNER, package.at
    unit.session.flush()


def any_open(session: Session) -> bool:
    """Whether anything waits for a decision."""
    return session.scalar(select(RecordConflict.id).where(RecordConflict.decided.is_(None)).limit(1)) is not None


def within(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether the other version knew of this one."""
    return all(other.get(stream, 0) >= count for stream, count in one.items())


def merged(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """The vector that knows of both."""
    return {stream: max(one.get(stream, 0), other.get(stream, 0)) for stream in {**one, **other}}
