"""The program's own log on this PC: faults and crashes, never what an office holds."""

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOST_BYTES = 1 << 20
NAME = "ejsika.log"


@contextmanager
def kept_log(folder: Path) -> Iterator[Path | None]:
    """Write what `desktop` logs, and crashes of the interpreter itself, into a file while the program runs.

    A log that has grown large gives way to a new one; where none can be written the program runs without.
    """
    file = folder / NAME
    try:
        if file.exists() and file.stat().st_size > MOST_BYTES:
            file.replace(file.with_suffix(".old.log"))
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        yield None
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("desktop")
    logger.addHandler(handler)
    before = faulthandler.is_enabled()
    stream = handler.stream
    assert stream is not None
    faulthandler.enable(stream)
    try:
        yield file
    finally:
        faulthandler.disable()
        if before:
            # A windowed program has no standard error to go back to.
            with suppress(OSError, ValueError, RuntimeError):
                faulthandler.enable()
        logger.removeHandler(handler)
        handler.close()
