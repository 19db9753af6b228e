"""Writing a file so that after a power cut there is the old one or the new one, never half of one."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from desktop.errors import Refused

TEMPORARY = ".ejsika-tmp"
HELD = "ejsika.lock"
TRIES = 6
JUST_MADE_SECONDS = 60.0  # a folder still empty after that belongs to a writer that was cut off


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path`; flush it to disk and rename it when the block ends well.

    A full disk, a folder that is missing or read-only becomes `Refused`; the old file stays as it was.
    """
    _prove_folder(path)
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


class Placing:
    """Files that are whole in a scratch folder, each with the name it will get (see `in_place`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[tuple[Path, Path, bool]] = []
        self.placed: tuple[str, ...] = ()

    @contextmanager
    def open(self, target: Path, *, new: bool = False) -> Iterator[BinaryIO]:
        """Write the file that `target` shall be; with `new` it must not be there yet."""
        _prove(target, new=new)
        made = self._folder / target.name
        with system_errors(target), made.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        self._waiting.append((made, target, new))

    def prove(self) -> None:
        """Refuse what cannot get its name. The last deed of the transaction: the drawing may have taken minutes."""
        for _, target, new in self._waiting:
            _prove(target, new=new)

    def settle(self) -> None:
        """Give every file its name. What was proved and fails now goes beside it: the books count it already."""
        placed, lost = [], []
        for made, target, _ in self._waiting:
            for name in (target, *_beside(target)):
                if _moved(made, name):
                    placed.append(str(name))
                    break
            else:
                lost.append(str(target))
        self.placed = tuple(placed)
        if lost:
            raise Refused("files.booked_not_placed", path=", ".join(lost))


@contextmanager
def in_place(out: Path, owner: str) -> Iterator[Placing]:
    """Give files their names when the block ends well; the transaction that books them lies within the block.

    Whatever may hinder a name (a folder, a file that may not be replaced) is proved before the commit, so that a
    refusal leaves the books as they were. The name itself comes after the commit. The other order would leave, when
    the power goes between the two, originals under their name that no book knows, and the next print would make
    them a second time unnoticed. In this order the books say that the print waits, and it is made again as spoiled
    pages with a reason: the loss is seen, and the second paper is explained.
    """
    _prove_folder(out)
    with scratch_folder(out, owner) as folder:
        placing = Placing(folder)
        yield placing
        placing.settle()


def prove_target(path: Path) -> None:
    """Refuse what cannot be written, before anything is done whose paper it is to be."""
    _prove_folder(path)
    _prove(path, new=False)
    with system_errors(path), tempfile.TemporaryFile(dir=path.absolute().parent):
        pass


def _prove_folder(path: Path) -> None:
    """The refusal names the folder: people know nothing of the file that is written first."""
    if not path.name:
        raise Refused("files.is_folder", path=str(path))
    if not path.absolute().parent.is_dir():
        raise Refused("files.missing", path=str(path.parent))


def _prove(target: Path, *, new: bool) -> None:
    with system_errors(target):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        if not os.path.lexists(target):
            return
        if new:
            raise Refused("files.exists", path=str(target))
        # Only a rename shows whether the system lets it go: a reader on Windows may hold it open.
        aside = target.with_name(target.name + TEMPORARY)
        target.replace(aside)
        if not _moved(aside, target):
            raise Refused("files.not_allowed", path=str(aside))


def _moved(made: Path, name: Path) -> bool:
    """Rename; a scanner for viruses may hold a fresh file for a moment."""
    for waited in range(TRIES):
        try:
            made.replace(name)
            flush_folder(name.parent)
        except PermissionError:
            time.sleep(0.05 * waited)
        except OSError:
            return False
        else:
            return True
    return False


def _beside(target: Path) -> Iterator[Path]:
    names = (target.with_name(f"{target.stem}-{number}{target.suffix}") for number in range(2, 10))
    return (name for name in names if not os.path.lexists(name))


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
        if not any(leftover.iterdir()):
            if time.time() - leftover.stat().st_mtime > JUST_MADE_SECONDS:
                leftover.rmdir()
        else:
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
