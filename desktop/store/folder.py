"""An office is one folder on a local disk; this is where each thing lies in it, and who holds it open."""

import errno
import os
import shutil
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.errors import Refused
from desktop.store.files import TEMPORARY, flush_folder, system_errors, whole_file
from desktop.store.keys import KeyFile, from_json, to_json

SYNCED = ("onedrive", "google drive", "googledrive", "dropbox", "icloud", "nextcloud")
NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "sshfs", "fuse.sshfs", "afs", "davfs"})
DRIVE_REMOVABLE, DRIVE_REMOTE = 2, 4
NEW = ".ejsika-new"  # ends the name of the folder an office is made in
MARK = "ejsika.making"  # lies in it until the office has its name: what is under this roof is ours
SUBFOLDERS = ("photos", "backups", "outbox", "inbox")


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """Names of the parts of an office folder (DESIGN.md 4.1)."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "office.db"

    @property
    def keys(self) -> Path:
        return self.path / "keys.json"

    @property
    def about(self) -> Path:
        return self.path / "office.toml"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def lock(self) -> Path:
        return self.path / "office.lock"

    @property
    def mark(self) -> Path:
        return self.path / MARK

    def exists(self) -> bool:
        return self.keys.is_file() and self.database.is_file()

    def checked(self) -> "OfficeFolder":
        """Refuse a folder that is missing or is not an office."""
        if not self.path.is_dir():
            raise Refused("folder.missing", path=str(self.path))
        if not self.database.is_file():
            raise Refused("folder.not_an_office", path=str(self.path))
        if not self.keys.is_file():
            raise Refused("folder.no_keys", path=str(self.path))
        return self

    def refuse_taken(self) -> None:
        """Refuse a folder that holds anything: an office is never written over."""
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise Refused("folder.not_empty", path=str(self.path))

    def create(self) -> None:
        """Make the folder and its parts. Refuses one that holds anything, and one that is not on a local disk."""
        self.refuse_taken()
        refuse_unsafe_place(self.path)
        with system_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self.mark.touch()
            for part in SUBFOLDERS:
                (self.path / part).mkdir(parents=True, exist_ok=True)

    def read_keys(self) -> KeyFile:
        with system_errors(self.keys):
            return from_json(self.keys.read_bytes())

    def write_keys(self, keyfile: KeyFile) -> None:
        with whole_file(self.keys) as file:
            file.write(to_json(keyfile))

    def read_about(self) -> dict[str, object]:
        """Read office.toml: code and name of the office, shown before anyone signs in. Nothing depends on it."""
        try:
            return tomllib.loads(self.about.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            return {}

    def write_about(self, code: str, name: str) -> None:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        with whole_file(self.about) as file:
            file.write(f'# e-JSiKa\nformat = 1\ncode = "{code}"\nname = "{quoted}"\n'.encode())

    def hold(self) -> FileLock:
        """Take the office for this process; the system frees it when the process ends, however it ends."""
        # Not per thread: an office is opened on a worker and may be closed on another thread.
        lock = FileLock(self.lock, thread_local=False)
        with system_errors(self.path):
            try:
                lock.acquire(timeout=0)
            except Timeout as taken:
                raise Refused("folder.in_use", path=str(self.path)) from taken
            except OSError as fault:
                if fault.errno == errno.EROFS:
                    raise Refused("folder.read_only", path=str(self.path)) from fault
                raise
        _clear_away(self)
        return lock


def _clear_away(folder: OfficeFolder) -> None:
    """Remove what writers that were cut off left: nobody else has the folder open now."""
    if not folder.path.name.endswith(NEW):
        with suppress(OSError):
            folder.mark.unlink(missing_ok=True)
    for leftover in list(folder.path.rglob(f"*{TEMPORARY}")):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
            continue
        with suppress(OSError):
            leftover.unlink(missing_ok=True)


@contextmanager
def made_whole(final: OfficeFolder) -> Iterator[OfficeFolder]:
    """Let an office be made beside its place; it gets its name when the block ends well, else nothing is left."""
    final.refuse_taken()
    building = OfficeFolder(final.path.absolute().with_name(f"{final.path.absolute().name}{NEW}"))
    _clear_unfinished(building)  # left by one that was cut off
    try:
        yield building
        building.lock.unlink(missing_ok=True)
        with system_errors(final.path):
            if final.path.exists():
                final.path.rmdir()
            building.path.replace(final.path)
            flush_folder(final.path.absolute().parent)
        with suppress(OSError):  # else the first who signs in takes it away
            final.mark.unlink()
    finally:
        _clear_unfinished(building)


def _clear_unfinished(building: OfficeFolder) -> None:
    """Remove an office that was not finished. Refuses what bears its name and not its mark: it is somebody else's."""
    path = building.path
    if not os.path.lexists(path):
        return
    ours = path.is_dir() and not path.is_symlink() and (building.mark.is_file() or not any(path.iterdir()))
    if not ours:
        raise Refused("folder.in_the_way", path=str(path))
    with suppress(OSError):
        for part in list(path.iterdir()):
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            elif part != building.mark:
                part.unlink(missing_ok=True)
        building.mark.unlink(missing_ok=True)  # last: a second cut leaves it known as ours
        path.rmdir()


def refuse_unsafe_place(path: Path) -> None:
    """Refuse network folders, removable drives and folders a cloud copies: they break databases (TRUST.md 3.4)."""
    absolute = path.absolute()
    if any(mark in part.casefold() for part in absolute.parts for mark in SYNCED):
        raise Refused("folder.synced", path=str(path))
    kind = _windows_drive(absolute) if os.name == "nt" else _mount_type(absolute)
    if kind in ("remote", "removable"):
        raise Refused(f"folder.{kind}", path=str(path))


def _windows_drive(path: Path) -> str:
    import ctypes  # noqa: PLC0415 - only there on Windows

    if str(path).startswith("\\\\"):
        return "remote"
    kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)  # type: ignore[attr-defined,unused-ignore]
    return {DRIVE_REMOTE: "remote", DRIVE_REMOVABLE: "removable"}.get(kind, "fixed")


def _mount_type(path: Path) -> str:
    """Find the kind of the file system that holds `path`, from the longest mount point above it."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    best, kind = "", "unknown"
    for line in mounts:
        _, point, file_system, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, "remote" if file_system in NETWORK_TYPES else "fixed"
    return "removable" if best.startswith(("/media/", "/run/media/")) else kind


class Attempts:
    """Wrong passwords slow down: three are free, then 1, 2, 4 ... 60 seconds, also over restarts.

    A copy of the file on another machine is not slowed by this; there only the cost of each try is a limit.
    """

    FREE = 3
    LONGEST = 60

    def __init__(self, folder: OfficeFolder) -> None:
        self._path = folder.path / "attempts"

    def seconds_to_wait(self) -> int:
        count, last = self._read()
        if count < self.FREE:
            return 0
        pause = min(self.LONGEST, 2 ** (count - self.FREE))
        # A clock set back must not lock people out for longer than the longest pause.
        return int(max(0, min(pause, last + pause - time.time())) + 0.999)

    def failed(self) -> int:
        count = self._read()[0] + 1
        try:
            self._path.write_text(f"{count} {int(time.time())}", encoding="ascii")
        except OSError:  # a read-only folder: the cost of the try stays
            return count
        return count

    def succeeded(self) -> None:
        with suppress(OSError):  # a read-only folder: taking hold of the office says so
            self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, int]:
        try:
            count, last = self._path.read_text(encoding="ascii").split()
            return int(count), int(last)
        except (OSError, ValueError):
            return 0, 0
