"""Writing a file so that after a power cut there is the old one or the new one, never half of one."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from desktop.errors import Refused

TEMPORARY = ".ejsika-tmp"
HELD = "ejsika.lock"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path`; flush it to disk and rename it when the block ends well.

    A full disk, a folder that is missing or read-only becomes `Refused`; the old file stays as it was.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with system_errors(path), temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with system_errors(path):
            temporary.replace(path)
            flush_folder(path.parent)
    finally:
        with suppress(OSError):  # what could not be made cannot be taken away either
            temporary.unlink(missing_ok=True)


@contextmanager
def system_errors(path: Path) -> Iterator[None]:
    """Turn what the system says about a file into advice."""
    try:
        yield
    except FileNotFoundError as fault:
        raise Refused("files.missing", path=str(fault.filename or path)) from fault
    except IsADirectoryError as fault:
        raise Refused("files.is_folder", path=str(path)) from fault
    except PermissionError as fault:
        raise Refused("files.not_allowed", path=str(path)) from fault
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused("files.full", path=str(path.parent)) from fault
        raise Refused("files.failed", path=str(path), reason=fault.strerror or str(fault.errno)) from fault


@contextmanager
def scratch_folder(beside: Path, owner: str) -> Iterator[Path]:
    """Make a folder beside a file that is being made, and clear away those of writers that were cut off.

    `owner` is the code of the office. Whoever writes in such a folder holds its lock, which the system lets go
    when the program ends: a second print at the same moment, or a practice office of the same code, is left alone.
    """
    mark = f".ejsika-{owner}-"
    with system_errors(beside):
        parent = beside.absolute().parent
        for leftover in parent.glob(f"{mark}*{TEMPORARY}"):
            _clear_away(leftover)
        folder, lock = _held_folder(parent, mark)
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _held_folder(parent: Path, mark: str) -> tuple[Path, FileLock]:
    """Make a folder and hold it; another writer may take it for a leftover just before its lock is held."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=mark, suffix=TEMPORARY))
        lock = FileLock(folder / HELD)
        with suppress(FileNotFoundError):
            lock.acquire()
            if (folder / HELD).exists():
                return folder, lock
            lock.release()


def _clear_away(leftover: Path) -> None:
    held = FileLock(leftover / HELD)
    with suppress(Timeout, OSError):
        if any(leftover.iterdir()):  # an empty one is just being made
            held.acquire(timeout=0)
            shutil.rmtree(leftover, ignore_errors=True)
            held.release()
            shutil.rmtree(leftover, ignore_errors=True)  # where an open file cannot be removed


def flush_folder(folder: Path) -> None:
    """Make a name that was given in this folder survive a power cut."""
    if os.name == "nt":  # a folder cannot be opened there; the rename is in the journal of NTFS
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
