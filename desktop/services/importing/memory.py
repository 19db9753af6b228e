"""Keeping Python from searching for garbage while a register is in memory, where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the cyclic collector: it would walk the million objects of a large file again and again.

    It took a quarter of an import's time. What is dropped is freed all the same, since none of it is in a ring.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()
