"""What came from others: packages in the inbox that wait, those taken in, and why one was refused."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditLine, ReceivedPackage, User
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.exchange import receiving
from desktop.services.exchange.packing import SUFFIX
from desktop.services.exchange.receiving import Outcome, Preview

FILE = "arrived_file"
"""Kind under which the log knows a file of the inbox: who sent it is not known before it is opened."""


class ArrivedState(StrEnum):
    """Where a package that came stands."""

    WAITING = "waiting"
    REFUSED = "refused"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a package was refused, and when somebody saw it."""

    code: str
    values: Mapping[str, Any]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ArrivedRow:
    """A package that came. What only its inside says is empty until it is taken in."""

    digest: str
    state: ArrivedState
    at: datetime  # when it was taken in, or came
    bytes: int | None = None
    path: Path | None = None  # in the inbox
    sender: str = ""
    number: int = 0
    period: str = ""
    records: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    made_at: datetime | None = None
    by: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A package that was looked into: what it would bring, or why it cannot be taken in."""

    path: Path
    digest: str
    preview: Preview | None = None
    refused: Refused | None = None


@allowed(*EVERYBODY)
def arrived(desk: Desk) -> list[ArrivedRow]:
    """Packages that wait in the inbox, then those that were taken in or refused, the newest first."""
    with desk.read() as session:
        names = {user.id: user.full_name or user.name for user in session.scalars(select(User))}
        taken = session.scalars(select(ReceivedPackage).order_by(ReceivedPackage.at.desc(), ReceivedPackage.id.desc()))
        known = [_taken(row, names[row.by]) for row in taken]
        digests = {row.digest for row in known}
        lying = [_lying(session, path) for path in _inbox(desk) if path.stem not in digests]
    return sorted([*lying, *known], key=_in_order)


@allowed(*EVERYBODY)
def waiting(desk: Desk) -> int:
    """How many packages in the inbox wait for a person."""
    return sum(row.state is ArrivedState.WAITING for row in arrived(desk))


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def look(desk: Desk, paths: Sequence[Path], progress: Progress = SILENT) -> list[Seen]:
    """Look into packages; what is wrong with one says nothing of the others. Keeps nothing."""
    return [_look(desk, path, progress) for path in paths]


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def note_refused(desk: Desk, seen: Sequence[Seen]) -> Answer[int]:
    """Write into the log which packages cannot be taken in and why: once for each reason."""
    with desk.write("package.refuse") as unit:
        noted = 0
        for one in seen:
            if one.refused is not None and not _known(unit.session, one.digest, one.refused):
                values = {name: str(value) for name, value in one.refused.values.items()}
                unit.journal.note(kind=FILE, record=one.digest, code=one.refused.code, values=values)
                noted += 1
    return Answer(noted, unit.changes)


@allowed(Role.OPERATOR)
def take(desk: Desk, paths: Sequence[Path], progress: Progress = SILENT) -> Answer[list[Outcome]]:
    """Take in packages in the order of their numbers; the log keeps why one was refused."""
    answer = receiving.take_all(desk, paths, progress)
    wrong = [Seen(one.path, one.path.stem, refused=one.refused) for one in answer.value if one.refused is not None]
    if wrong:
        note_refused(desk, wrong)
    return answer


def _look(desk: Desk, path: Path, progress: Progress) -> Seen:
    try:
        preview = receiving.look(desk, path, progress)
    except Refused as refused:
        return Seen(path, path.stem, refused=refused)
    return Seen(path, preview.digest, preview)


def _inbox(desk: Desk) -> list[Path]:
    folder = desk.office.folder.path / "inbox"
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []


def _lying(session: Session, path: Path) -> ArrivedRow:
    about = path.stat()
    reason = _reason(session, path.stem)
    state = ArrivedState.REFUSED if reason else ArrivedState.WAITING
    return ArrivedRow(path.stem, state, datetime.fromtimestamp(about.st_mtime, UTC), about.st_size, path, reason=reason)


def _taken(row: ReceivedPackage, by: str) -> ArrivedRow:
    return ArrivedRow(
        row.digest, ArrivedState(row.state) if row.state != "held" else ArrivedState.WAITING, row.at,
        sender=row.sender, number=row.number, period=row.period, records=row.records, totals=json.loads(row.totals),
        counts=json.loads(row.counts), made_at=row.made_at, by=by,
    )  # fmt: skip


def _in_order(row: ArrivedRow) -> tuple[bool, float]:
    return row.state is not ArrivedState.WAITING, -row.at.timestamp()


def _reason(session: Session, digest: str) -> Reason | None:
    """The newest reason in the log."""
    line = session.scalar(
        select(AuditLine)
        .where(AuditLine.kind == FILE, AuditLine.record == digest)
        .order_by(AuditLine.seq.desc())
        .limit(1)
    )
    if line is None:
        return None
    detail = json.loads(line.detail or "{}")
    by = session.scalar(select(User.full_name).where(User.name == line.actor)) or line.actor
    return Reason(detail["code"], detail["values"], datetime.fromisoformat(line.at), by)


def _known(session: Session, digest: str, refused: Refused) -> bool:
    reason = _reason(session, digest)
    return reason is not None and reason.code == refused.code
