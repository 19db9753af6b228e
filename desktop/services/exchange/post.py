"""Files on their way: copied out and read back, brought into the inbox, joined from parts (TRUST.md 4.2, 4.5)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.exchange.limits import USUAL
from desktop.models import SentPackage
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.store.files import system_errors, whole_file

PART_SUFFIX = ".ejsika-part"


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
        row = unit.session.get(SentPackage, package)
        if row is None:
            raise Refused("exchange.package_unknown")
        data = _read(desk.office.folder.path / "outbox" / row.name)
        if hashlib.sha256(data).hexdigest() != row.digest:
            raise Refused("exchange.outbox_changed", file=row.name)
        written = tuple(_copy(piece, folder / name) for name, piece in _pieces(row.name, data, part_size))
        row.state = "copied" if row.state == "made" else row.state
        row.copied_at = desk.now()
        unit.journal.note(kind="sent_package", record=str(row.id), files=len(written))
    return Answer(written, unit.changes)


@allowed(Role.OPERATOR)
def fetch(desk: Desk, files: Sequence[Path]) -> Fetched:
    """Bring files into the inbox, so that the stick may go. Parts are joined; a missing one is named, not refused."""
    inbox = desk.office.folder.path / "inbox"
    packages, pieces = [], []
    for path in files:
        data = _read(path)
        if parts.is_part(data):
            pieces.append(parts.read(data, path.name))
        else:
            packages.append(_keep(inbox, data))
    missing = []
    for joined in parts.join(pieces):
        if joined.missing:
            missing.append(joined)
        else:
            packages.append(_keep(inbox, joined.data))
    return Fetched(tuple(dict.fromkeys(packages)), tuple(missing))


def _pieces(name: str, data: bytes, part_size: int) -> list[tuple[str, bytes]]:
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
