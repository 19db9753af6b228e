"""Starts a deed in a process of its own and kills it with the signal nobody can catch, at a moment of its work."""

import multiprocessing
import random
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop.rules.terms import Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.services.money import proving
from tests import offices
from tests.torture.deeds import BEGINS, DONE

# A server that has loaded everything once makes the next process in milliseconds.
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PATIENCE = 120.0  # seconds: a hung deed is a fault
Deed = Callable[..., None]


def _run(deed: Deed, pipe: Connection, arguments: tuple[Any, ...]) -> None:
    deed(pipe.send, *arguments)


def perform(deed: Deed, *arguments: object, kill_after: float | None = None) -> tuple[bool, float]:
    """Run a deed, kill it so many seconds after it began. Answers whether it said "done", and how long it took."""
    context: Any = multiprocessing.get_context(METHOD)
    context.set_forkserver_preload(["tests.torture.deeds"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(deed, there, arguments))
    process.start()
    there.close()
    try:
        return _watched(process, here, kill_after)
    finally:
        process.kill()
        process.join(PATIENCE)
        process.close()
        here.close()


def _watched(process: Any, pipe: Connection, kill_after: float | None) -> tuple[bool, float]:
    assert pipe.poll(PATIENCE), "the deed never began"
    assert pipe.recv() == BEGINS
    began = time.monotonic()
    if kill_after is None:
        assert pipe.poll(PATIENCE), "the deed never ended"
    else:
        time.sleep(kill_after)
        process.kill()
    process.join(PATIENCE)
    took = time.monotonic() - began
    return said_done(pipe), took


def said_done(pipe: Connection) -> bool:
    try:
        return pipe.poll() and bool(pipe.recv() == DONE)
    except EOFError:
        return False


def moments(longest: float, count: int, seed: int) -> list[float | None]:
    """Seconds after which to kill: spread over the whole of the work and a little beyond, in random order.

    The first is cut as it begins and the last is let end, however the machine's speed changes meanwhile.
    """
    chance = random.Random(seed)
    slots = [(slot + chance.random()) / count * longest * 1.15 for slot in range(count)]
    chance.shuffle(slots)
    return [0.0, *slots, None]


def assert_sound(desk: Desk) -> dict[str, int]:
    """Prove the whole office: pages, log, versions, records, money, numbers. Answers its totals."""
    proved = safety.verify(desk, proving.prove)
    found = [(fault.code, fault.values) for fault in proved.faults]
    assert not found, found
    return proved.totals


def sound(folder: Path, role: Role = Role.OPERATOR) -> dict[str, int]:
    """Open an office after a cut and prove it."""
    with closing(offices.sign_in(folder, role)) as desk:
        return assert_sound(desk)


def leftovers(folder: Path) -> list[str]:
    """Names of what writers that were cut off left anywhere under a folder.

    A scratch folder nothing was written in may be just being made: the next writer takes it away a minute later.
    """
    found = (path for path in folder.rglob("*.ejsika-*") if not path.name.endswith(".ejsika-backup"))
    return sorted(path.name for path in found if not path.is_dir() or any(path.iterdir()))
