"""Backups: made with SQLite's own means, opened again and proved before they get their name (DESIGN.md 4.12).

Photographs never change, so each is copied once, into a folder beside the backups; those that the program makes by
itself lie in the office folder, where the photographs are.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from desktop import __version__
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.store import photos, proof
from desktop.store.engine import connect, database_errors
from desktop.store.files import scratch_folder, system_errors, whole_file
from desktop.store.folder import OfficeFolder
from desktop.store.office import OpenOffice
from desktop.store.photos import Copied
from desktop.wording import N_

SUFFIX = ".ejsika-backup"
PARTS = ("office.db", "keys.json", "office.toml")
MANIFEST = "manifest.json"
STAMP = re.compile(r"(\d{8}T\d{6})")
LARGEST = 64 * 2**30


@dataclass(frozen=True, slots=True)
class BackupDone:
    """Where a backup lies, its size in bytes and what it was proved to hold."""

    path: Path
    size: int
    summary: str
    photos: Copied = field(default_factory=Copied)


def make(office: OpenOffice, target: Path, progress: Progress = SILENT) -> BackupDone:
    """Write a checked backup to `target`; nothing appears under that name unless it was proved.

    One file, a zip without compression (an encrypted database does not shrink): database, keys, manifest.
    """
    if target.exists():
        raise Refused("files.exists", path=str(target))
    if not target.absolute().parent.is_dir():
        raise Refused("files.missing", path=str(target.parent))
    with system_errors(target), scratch_folder(target, office.code) as scratch:
        copy = scratch / "office.db"
        progress.step(0, 3, N_("Copying the office file"))
        with database_errors(copy), office.readers.connect() as connection:
            connection.rollback()  # VACUUM INTO wants no transaction
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("VACUUM INTO ?", (str(copy),))
        progress.step(1, 3, N_("Checking the copy"))
        found = prove(copy, office.key)
        copied = _photographs(office, copy, target, progress)
        progress.step(2, 3, N_("Writing the backup"))
        _pack(office.folder, copy, found, target)
    return BackupDone(target, target.stat().st_size, found, copied)


def _photographs(office: OpenOffice, copy: Path, target: Path, progress: Progress) -> Copied:
    """Copy the photographs that the backup itself names: those added meanwhile belong to the next."""
    if target.absolute().parent == office.folder.backups.absolute():
        return Copied()
    with database_errors(copy), _alone(copy, office.key) as connection:
        return photos.copy_out(connection, office.folder, photos.beside(target, office.code), progress)


def prove(database: Path, key: bytes) -> str:
    """Open a copy and prove it whole; answers its summary. Refuses what fails."""
    with database_errors(database), _alone(database, key) as connection:
        faults = [*proof.database(connection), *proof.chain(connection)]
        if faults:
            raise Refused("backup.not_verified", reason=faults[0].code)
        return proof.summary(connection)


def automatic(office: OpenOffice, why: str, progress: Progress = SILENT) -> BackupDone:
    """Make a backup in the office's own folder, then thin out the old ones."""
    stamp = office.clock().strftime("%Y%m%dT%H%M%S")
    done = make(office, office.folder.backups / f"{stamp}-{why}{SUFFIX}", progress)
    for path in superseded(office.folder.backups, office.clock()):
        path.unlink(missing_ok=True)
    return done


def superseded(folder: Path, now: datetime) -> list[Path]:
    """Choose what may go: kept are all of two days, then 12 daily, 8 weekly and 12 monthly ones."""
    stamped = sorted(
        (
            (datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=now.tzinfo), path)
            for path in folder.glob(f"*{SUFFIX}")
            if (found := STAMP.match(path.name))
        ),
        reverse=True,
    )
    kept: set[Path] = {path for at, path in stamped if now - at <= timedelta(days=2)}
    for pattern, most in (("%Y%m%d", 12), ("%G%V", 8), ("%Y%m", 12)):
        newest: dict[str, Path] = {}
        for at, path in stamped:
            newest.setdefault(at.strftime(pattern), path)
        kept.update(list(newest.values())[:most])
    return [path for _, path in stamped if path not in kept]


def unpack(backup: Path, folder: OfficeFolder) -> None:
    """Lay a backup out as a new office folder, after checking that nothing in it was damaged."""
    with system_errors(backup), _damage(backup), zipfile.ZipFile(backup) as archive:
        _check_members(archive, backup)
        folder.create()
        for name in PARTS:
            into = folder.path / name
            with archive.open(name) as source, system_errors(into), into.open("wb") as file:
                shutil.copyfileobj(source, file)
                file.flush()
                os.fsync(file.fileno())


@contextmanager
def _damage(backup: Path) -> Iterator[None]:
    """Turn whatever reading a zip with any of its bytes changed may raise into one refusal."""
    try:
        yield
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # of a jump to a place before the file
            raise
        raise Refused("backup.damaged", path=str(backup)) from fault
    except (zipfile.BadZipFile, zlib.error, ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Refused("backup.damaged", path=str(backup)) from fault
    except (EOFError, RuntimeError, OverflowError, struct.error) as fault:
        # RuntimeError is also the family of "not supported" and of "encrypted".
        raise Refused("backup.damaged", path=str(backup)) from fault


def _check_members(archive: zipfile.ZipFile, backup: Path) -> None:
    """Refuse other parts than ours, parts kept otherwise than we keep them, and parts whose digest differs."""
    found = archive.infolist()
    names = sorted(info.filename for info in found)
    plain = all(info.compress_type == zipfile.ZIP_STORED for info in found)
    if names != sorted((*PARTS, MANIFEST)) or not plain or sum(info.file_size for info in found) > LARGEST:
        raise Refused("backup.damaged", path=str(backup))
    digests = json.loads(archive.read(MANIFEST))["sha256"]
    for name in PARTS:
        with archive.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digests[name]:  # type: ignore[arg-type]
                raise Refused("backup.damaged", path=str(backup))


def _pack(folder: OfficeFolder, copy: Path, summary: str, target: Path) -> None:
    sources = {"office.db": copy, "keys.json": folder.keys, "office.toml": folder.about}
    digests = {}
    with whole_file(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sources.items():
            with path.open("rb") as part:
                digests[name] = hashlib.file_digest(part, "sha256").hexdigest()
            archive.write(path, name)
        manifest = {"format": 1, "program": __version__, "sha256": digests, "summary": json.loads(summary)}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


class _alone:  # noqa: N801 - reads as a verb: with _alone(database, key)
    """A connection to a copy that nobody else uses."""

    def __init__(self, database: Path, key: bytes) -> None:
        self._engine = create_engine(
            "sqlite://", module=dbapi2, creator=lambda: connect(database, key), poolclass=StaticPool
        )

    def __enter__(self) -> Connection:
        self._connection = self._engine.connect()
        self._connection.execute(text("SELECT 1"))
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._engine.dispose()
