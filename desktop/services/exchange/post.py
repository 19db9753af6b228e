"""Files on their way: copied out and read back, brought into the inbox, joined from parts (TRUST.md 4.2, 4.5)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.exchange.limits import USUAL
from desktop.models import Area, SentPackage
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store.files import system_errors, whole_file
from desktop.store.folder import OfficeFolder

PART_SUFFIX = ".ejsika-part"
MAIL_PART = parts.SIZE
"""Bytes of a part that goes through the mail of most offices."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies in the inbox now, and which parts are still missing of which package."""

    packages: tuple[Path, ...]
    missing: tuple[parts.Joined, ...]


@allowed(Role.OPERATOR)
def copy_out(desk: Desk, package: UUID, folder: Path, *, part_size: int = 0) -> Answer[tuple[Path, ...]]:
    """Copy a package from the outbox to a stick or folder, whole or in parts of `part_size` bytes, and read it back.

    It counts as copied only after what lies there equals what was sent.
    """
    with desk.write("package.copy") as unit:
        row, data = from_outbox(unit.session, desk.office.folder, package)
        written = tuple(_copy(piece, folder / name) for name, piece in pieces(row.name, data, part_size))
        went_out(row, desk.now())
        unit.journal.note(kind="sent_package", record=str(row.id), files=len(written))
    return Answer(written, unit.changes)


@allowed(*EVERYBODY)
def sent(desk: Desk, to: str, number: int | None = None) -> UUID:
    """Find a package that was made for another office by its number, else the newest."""
    mine = select(SentPackage.id).where(SentPackage.receiver == to)
    wanted = mine.where(SentPackage.number == number) if number else mine
    with desk.read() as session:
        found = session.scalar(wanted.order_by(SentPackage.made_at.desc(), SentPackage.id.desc()).limit(1))
    if found is None:
        raise Refused("exchange.package_unknown")
    return found


@allowed(Role.OPERATOR)
def fetch(desk: Desk, files: Sequence[Path]) -> Fetched:
    """Bring files into the inbox, so that the stick may go. Parts are joined; a missing one is named, not refused."""
    inbox = desk.office.folder.path / "inbox"
    packages, cut = [], []
    for path in files:
        data = _read(path)
        if parts.is_part(data):
            cut.append(parts.read(data, path.name))
        else:
            packages.append(_keep(inbox, data))
    missing = []
    for joined in parts.join(cut):
        if joined.missing:
            missing.append(joined)
        else:
            packages.append(_keep(inbox, joined.data))
    return Fetched(tuple(dict.fromkeys(packages)), tuple(missing))


def told(joined: parts.Joined) -> str:
    """Write which parts of a package are missing: 2, 4-6."""
    return parts.told(joined.missing)


def from_outbox(session: Session, office: OfficeFolder, package: UUID) -> tuple[SentPackage, bytes]:
    """A package that was made, and its file. Refused where that is not what was made."""
    row = session.get(SentPackage, package)
    if row is None:
        raise Refused("exchange.package_unknown")
    data = _read(office.path / "outbox" / row.name)
    if hashlib.sha256(data).hexdigest() != row.digest:
        raise Refused("exchange.outbox_changed", file=row.name)
    return row, data


def office_name(session: Session, code: str) -> str:
    """Another office as papers and e-mails name it; by its code where its area is not known here."""
    area = session.get(Area, code)
    if area is None:
        return f"Kantor {code}"
    of_province = area.level == "province" and not area.name.lower().startswith("provinsi")
    return f"Dinas Sosial Provinsi {area.name}" if of_province else f"Dinas Sosial {area.name}"


def went_out(row: SentPackage, at: datetime) -> None:
    """Note that a package left the outbox; what the other office said of it stays."""
    row.state = "copied" if row.state == "made" else row.state
    row.copied_at = at


def pieces(name: str, data: bytes, part_size: int) -> list[tuple[str, bytes]]:
    """The files a package goes out as: whole, or in parts of this size."""
    if part_size <= 0:
        return [(name, data)]
    stem = Path(name).stem
    cut = list(parts.split(data, part_size))
    return [(f"{stem}-{at}-{len(cut)}{PART_SUFFIX}", piece) for at, piece in enumerate(cut, 1)]


def _copy(data: bytes, path: Path) -> Path:
    with whole_file(path) as file:
        file.write(data)
    if _read(path) != data:
        raise Refused("exchange.copy_differs", file=path.name)
    return path


def _keep(inbox: Path, data: bytes) -> Path:
    """Keep what came under the name of its own content: another file's name is only a hint."""
    path = inbox / f"{hashlib.sha256(data).hexdigest()}.ejsika"
    if not path.exists():
        with whole_file(path) as file:
            file.write(data)
    return path


def _read(path: Path) -> bytes:
    with system_errors(path):
        if path.stat().st_size > USUAL.file * 2:
            raise Refused("exchange.too_large", most=USUAL.file)
        return path.read_bytes()
