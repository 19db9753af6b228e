"""Makes packages of photographs for another office, each from where the one before ended."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from desktop import __version__
from desktop.errors import Refused
from desktop.exchange.manifest import Head, Kind
from desktop.exchange.sealing import Letter, Sealed, seal
from desktop.models import Office, SentPackage
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange import own_keys, photographs, trusting
from desktop.store import proof
from desktop.store.files import whole_file
from desktop.store.migrate import HEAD


@dataclass(frozen=True, slots=True)
class PhotoPackage:
    """A package of photographs that was made; `more` says whether another one is needed for the rest."""

    id: UUID
    number: int
    path: Path
    photographs: int
    bytes: int
    more: bool
    lost: int


@allowed(Role.OPERATOR)
def make(desk: Desk, to: str, progress: Progress = SILENT, *, again: bool = False) -> Answer[PhotoPackage]:
    """Seal photographs of records that were sent before, from where the last such package ended or all `again`."""
    with desk.write("package.make_photos") as unit:
        session = unit.session
        keys, receiver = own_keys.in_use(session), trusting.of(session, to)
        office = session.get_one(Office, 1)
        mine = (SentPackage.receiver == to, SentPackage.stream == office.stream)
        upto = session.scalar(select(func.max(SentPackage.upto)).where(*mine, SentPackage.kind != Kind.PHOTOS)) or 0
        before = select(func.max(SentPackage.upto)).where(*mine, SentPackage.kind == Kind.PHOTOS)
        after = 0 if again else session.scalar(before) or 0
        chosen = photographs.choose(session, desk.office.folder, office.code, after, upto)
        if not chosen.rows:
            raise Refused("exchange.no_photographs", office=to)
        progress.step(0, len(chosen.rows), "")
        last = session.scalars(select(SentPackage).where(*mine).order_by(SentPackage.number.desc()).limit(1)).first()
        letter = Letter(
            Kind.PHOTOS, receiver, schema=int(HEAD), number=last.number + 1 if last else 1,
            log=Head(*proof.head(unit.connection)), made_at=desk.now(), app=__version__,
            previous=last.digest if last else None, range=(after, chosen.upto), practice=office.practice,
            totals={photographs.PHOTO: len(chosen.rows)},
        )  # fmt: skip
        sealed = seal(letter, chosen.lines(), keys, chosen.blobs)
        row = _sent(desk, sealed)
        session.add(row)
        session.flush()
        unit.journal.note(kind="sent_package", record=str(row.id), to=to, number=row.number, photographs=row.records)
        path: Path = desk.office.folder.path / "outbox" / row.name
        with whole_file(path) as file:
            file.write(sealed.data)
    made = PhotoPackage(row.id, row.number, path, row.records, row.bytes, chosen.upto < upto, chosen.lost)
    return Answer(made, unit.changes)


def _sent(desk: Desk, sealed: Sealed) -> SentPackage:
    page = sealed.manifest
    return SentPackage(
        receiver=page.to, stream=page.stream, number=page.number, kind=page.kind, after=page.range[0],
        upto=page.range[1], period="", digest=hashlib.sha256(sealed.data).hexdigest(),
        name=f"{page.stream.replace('#', '-')}-{page.to}-{page.number:04}-foto-{desk.today().isoformat()}.ejsika",
        bytes=len(sealed.data), records=page.payload.records, totals=json.dumps(page.totals), state="made",
        made_by=desk.person.id, made_at=desk.now(),
    )  # fmt: skip
