"""The conflict desk: records that were changed in two places, field by field, with who, when and which office."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditLine, ReceivedPackage, RecordConflict, RecordVersion, User
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.exchange.about import HIDDEN, About, about
from desktop.services.exchange.kinds import PUBLISHED
from desktop.services.exchange.pointing import column_of, shown
from desktop.store.versions import revived


class Decided(StrEnum):
    """What became of a difference."""

    OURS = "ours"
    THEIRS = "theirs"
    FIELDS = "fields"
    OWNER = "owner"  # the owner's decision arrived
    SUPERSEDED = "superseded"  # a newer version of the other side came


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One column that differs, with both values as people know them."""

    name: str
    here: Any
    there: Any
    taken: Decided | None  # of a decided one: whose value stands


@dataclass(frozen=True, slots=True)
class Side:
    """Who wrote one of the two, where and when."""

    office: str
    person: str  # "" where the package does not say
    at: datetime
    package: int  # number of the package that brought it; 0 for ours


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A difference in the list. `owner` is who decides it: this office or another one."""

    id: UUID
    kind: str
    about: About
    owner: str
    mine: bool  # whether this office decides
    sender: str
    package: int
    period: str
    came_at: datetime
    fields: tuple[str, ...]
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class ConflictDetail:
    """Both sides of a difference; `stamp` names the version here that was looked at."""

    row: ConflictRow
    fields: tuple[FieldRow, ...]
    here: Side
    there: Side
    stamp: int
    whole: bool  # one side is taken as a whole: what is published or paid is not mixed
    reason: str
    decided_by: str
    decided_at: datetime | None


WHOLE = PUBLISHED | {"payment", "payment_part", "pay_list", "receipt", "treasury_return", "decree", "payout_order"}
"""Kinds whose columns belong together."""


@allowed(*EVERYBODY)
def listed(desk: Desk, *, decided: bool = False) -> list[ConflictRow]:
    """List what waits, the oldest first; or what was decided, the newest first."""
    order = RecordConflict.decided_at.desc() if decided else ReceivedPackage.at
    statement = (
        select(RecordConflict, ReceivedPackage)
        .join(ReceivedPackage, ReceivedPackage.id == RecordConflict.package_id)
        .where(RecordConflict.decided.is_not(None) if decided else RecordConflict.decided.is_(None))
        .order_by(order, RecordConflict.id)
    )
    with desk.read() as session:
        return [_row(session, desk.office.code, *found) for found in session.execute(statement).all()]


def waiting(session: Session) -> int:
    """How many differences wait for a person, for the first screen and the board."""
    statement = select(func.count()).select_from(RecordConflict).where(RecordConflict.decided.is_(None))
    return session.scalar(statement) or 0


@allowed(*EVERYBODY)
def open_conflict(desk: Desk, conflict: UUID) -> ConflictDetail:
    """Show both sides in full. A line in the log says who looked."""
    with desk.write("conflict.open") as unit:
        session = unit.session
        found, package = find(session, conflict)
        row = _row(session, desk.office.code, found, package)
        newest = newest_version(session, found)
        unit.journal.note(kind="record_conflict", record=str(conflict))
        by = session.get(User, found.decided_by) if found.decided_by else None
        return ConflictDetail(
            row, tuple(_fields(session, found)), _here(session, row, newest),
            Side(package.sender, "", package.made_at, package.number), newest.version, found.kind in WHOLE,
            found.reason, (by.full_name or by.name) if by else "", found.decided_at,
        )  # fmt: skip


def find(session: Session, conflict: UUID) -> tuple[RecordConflict, ReceivedPackage]:
    """A difference and the package that brought it."""
    row = session.get(RecordConflict, conflict)
    if row is None:
        raise Refused("exchange_desk.unknown")
    return row, session.get_one(ReceivedPackage, row.package_id)


def newest_version(session: Session, row: RecordConflict) -> RecordVersion:
    """The version that stands here now."""
    return session.scalars(
        select(RecordVersion).where(
            RecordVersion.kind == row.kind, RecordVersion.record == row.record, RecordVersion.valid_to.is_(None)
        )
    ).one()


def sides(session: Session, row: RecordConflict) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values here and there: of an open difference as they are now, of a decided one as they were."""
    ours = row.ours if row.decided else newest_version(session, row).values or row.ours
    return revived(row.kind, ours), revived(row.kind, row.theirs)


def differing(here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    """Names of the columns that differ, in the order of the table's values."""
    return [name for name in there if name not in HIDDEN and here.get(name) != there[name]]


def _row(session: Session, office: str, row: RecordConflict, package: ReceivedPackage) -> ConflictRow:
    here, there = sides(session, row)
    owner = str(here["owner"])
    return ConflictRow(
        row.id, row.kind, about(session, row.kind, here), owner, owner == office or row.kind in PUBLISHED,
        package.sender, package.number, package.period, package.at, tuple(differing(here, there)),
        Decided(row.decided) if row.decided else None,
    )  # fmt: skip


def _fields(session: Session, row: RecordConflict) -> Iterator[FieldRow]:
    here, there = sides(session, row)
    chosen = json.loads(row.decision or "{}")
    for name in differing(here, there):
        column = column_of(row.kind, name)
        taken = Decided(chosen[name]) if name in chosen else None
        yield FieldRow(name, shown(session, column, here.get(name)), shown(session, column, there[name]), taken)


def _here(session: Session, row: ConflictRow, newest: RecordVersion) -> Side:
    line = session.scalar(
        select(AuditLine).where(
            AuditLine.kind == newest.kind, AuditLine.record == newest.record, AuditLine.version == newest.version
        )
    )
    person = session.scalar(select(User).where(User.name == line.actor)) if line else None
    name = (person.full_name or person.name) if person else line.actor if line else ""
    return Side(row.owner, name, newest.valid_from, 0)
