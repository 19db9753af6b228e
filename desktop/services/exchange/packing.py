"""Makes a package for another office: all that changed since it last said what it has (TRUST.md 5.1)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop import __version__
from desktop.exchange.manifest import Head, Kind
from desktop.exchange.sealing import Letter, Sealed, seal
from desktop.models import Counter, Office, PeerStream, SentPackage
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange import catching_up, outgoing, own_keys, standing, trusting
from desktop.services.exchange.kinds import kinds_for
from desktop.store import proof
from desktop.store.files import whole_file
from desktop.store.journal import CHANGES
from desktop.store.migrate import HEAD

SUFFIX = ".ejsika"


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package that was made, and where it lies."""

    id: UUID
    receiver: str
    number: int
    path: Path
    digest: str
    bytes: int
    records: int
    totals: dict[str, int]
    made_at: datetime


@allowed(Role.OPERATOR)
def make(
    desk: Desk, to: str, period: str = "", progress: Progress = SILENT, kind: Kind = Kind.DATA
) -> Answer[PackageRow]:
    """Seal what changed for another office and lay it into the outbox. Refused without a card two people confirmed.

    `kind` catch-up holds instead what this office has of the other one, which came back from a backup.
    """
    with desk.write("package.make") as unit:
        session = unit.session
        keys, receiver = own_keys.in_use(session), trusting.of(session, to)
        office = session.get_one(Office, 1)
        before = _newest(session, to, office.stream)
        after, upto = acknowledged(session, to, office.stream), _changes(session)
        number = before.number + 1 if before else 1
        tally = outgoing.Tally()
        if kind is Kind.CATCH_UP:
            upto, lines = after, catching_up.lines(session, to, tally)
        else:
            lines = outgoing.lines(session, kinds_for(to), (office.code, after, upto), tally)
        rows = _watched(lines, tally, progress)
        seq, digest = proof.head(unit.connection)
        letter = Letter(
            kind, receiver, schema=int(HEAD), number=number, log=Head(seq, digest), made_at=desk.now(),
            app=__version__, previous=before.digest if before else None, range=(after, upto),
            received=_received(session, to), period=period, totals=tally.totals, practice=office.practice,
            standing=standing.told(session, to, keys),
        )  # fmt: skip
        sealed = seal(letter, rows, keys)
        row = _row(desk, sealed, period)
        session.add(row)
        session.flush()
        unit.journal.note(kind="sent_package", record=str(row.id), to=to, number=number, digest=row.digest)
        path = _lay(desk, row, sealed.data)
    answer = PackageRow(row.id, to, number, path, row.digest, row.bytes, row.records, tally.totals, row.made_at)
    return Answer(answer, unit.changes)


def _watched(rows: Iterable[bytes], tally: outgoing.Tally, progress: Progress) -> Iterator[bytes]:
    """Tell how many rows went by. Who stops here leaves no file and no line: both come later."""
    for some in rows:
        progress.step(sum(tally.totals.values()), None, "")
        yield some


def acknowledged(session: Session, office: str, stream: str) -> int:
    """Up to which change of ours the other office has said it has everything."""
    statement = select(func.max(SentPackage.upto)).where(
        SentPackage.receiver == office, SentPackage.stream == stream, SentPackage.state == "received"
    )
    return session.scalar(statement) or 0


def _newest(session: Session, office: str, stream: str) -> SentPackage | None:
    mine = select(SentPackage).where(SentPackage.receiver == office, SentPackage.stream == stream)
    return session.scalar(mine.order_by(SentPackage.number.desc()).limit(1))


def _changes(session: Session) -> int:
    return session.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0


def _received(session: Session, office: str) -> dict[str, int]:
    """What we have of the other office: each package back says it, so that no paper of its own is needed."""
    return {row.stream: row.applied for row in session.scalars(select(PeerStream).where(PeerStream.office == office))}


def _row(desk: Desk, sealed: Sealed, period: str) -> SentPackage:
    page = sealed.manifest
    day = desk.today().isoformat()
    return SentPackage(
        receiver=page.to, stream=page.stream, number=page.number, kind=page.kind, after=page.range[0],
        upto=page.range[1], period=period, digest=hashlib.sha256(sealed.data).hexdigest(),
        name=f"{page.stream.replace('#', '-')}-{page.to}-{page.number:04}-{day}{SUFFIX}", bytes=len(sealed.data),
        records=page.payload.records, totals=json.dumps(page.totals), state="made", made_by=desk.person.id,
        made_at=desk.now(), log_seq=page.log.seq, log_hash=page.log.hash,
    )  # fmt: skip


def _lay(desk: Desk, row: SentPackage, data: bytes) -> Path:
    """Write the file before the transaction is kept. One that lies there under its name is left over from a cut."""
    path: Path = desk.office.folder.path / "outbox" / row.name
    with whole_file(path) as file:
        file.write(data)
    return path
