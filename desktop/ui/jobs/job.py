"""One piece of work on its way through the runner."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event

from desktop.errors import Cancelled, Refused
from desktop.progress import Progress


class Lane(StrEnum):
    """What work does with the office file: one writer at a time, two readers beside it."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Step:
    """How far work is; `what` is a marked English string, `total` is None while nobody knows."""

    done: int = 0
    total: int | None = None
    what: str = ""


@dataclass(eq=False, slots=True)
class Job:
    """The worker thread writes `step`, `answer` and `error`; everything else belongs to the interface thread."""

    work: Callable[[Progress], object] | None
    done: Callable[..., object] | None = None
    refused: Callable[[Refused], object] | None = None
    ended: Callable[[], object] | None = None
    title: str = ""
    lane: Lane = Lane.READ
    newest: str = ""
    wanted: bool = True
    answer: object = None
    error: Exception | None = None
    step: Step = field(default_factory=Step)
    told: Step | None = None
    started: float = field(default_factory=time.monotonic)
    stop: Event = field(default_factory=Event)

    @property
    def seconds(self) -> float:
        """Time since it was asked for."""
        return time.monotonic() - self.started

    @property
    def stopping(self) -> bool:
        return self.stop.is_set()

    def run(self) -> None:
        """Do the work; called on a worker thread."""
        if self.stop.is_set() or self.work is None:
            raise Cancelled
        self.answer = self.work(Meter(self))

    def let_go(self) -> None:
        """Drop what may hold widgets, on the interface thread: a worker must never be the last to hold one."""
        self.work = self.done = self.refused = self.ended = None
        self.answer = self.error = None


class Meter:
    """The progress that work is handed: notes the latest step and stops the work when asked to.

    Only notes it: the runner looks some twenty times a second, so that no worker can flood the window.
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if self._job.stop.is_set():
            raise Cancelled
        self._job.step = Step(done, total, what)
