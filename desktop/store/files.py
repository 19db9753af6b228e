"""Writing a file so that after a power cut there is the old one or the new one, never half of one."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.errors import Refused

TEMPORARY = ".ejsika-tmp"


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
            _flush_folder(path.parent)
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


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there; the rename is in the journal of NTFS
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
