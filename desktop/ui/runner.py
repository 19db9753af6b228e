"""Runs work beside the window and brings its answers back to the interface thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from desktop.changes import Changes
from desktop.errors import Cancelled, Refused
from desktop.progress import Progress
from desktop.ui.jobs.job import Job, Lane

T = TypeVar("T")

_LOOK_MS: Final = 50
_READERS: Final = 2


class Runner(QObject):
    """One per program. Every signal and every callback comes on the interface thread."""

    changed = Signal(object)  # Changes of an answer, announced once
    refused = Signal(object)  # Refused that the screen did not take itself
    trouble = Signal(object)  # an exception nobody expected: a fault of the program
    counted = Signal(int)  # jobs waiting or running; the idle lock waits for none
    progressed = Signal(object)  # Job that has taken a step, at most some twenty times a second
    finished = Signal(object)  # Job that is over, however it ended
    closing = Signal()  # nothing can be submitted any more: what waits to ask stops waiting
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            Lane.WRITE: ThreadPoolExecutor(1, "write"),
            Lane.READ: ThreadPoolExecutor(_READERS, "read"),
        }
        self._jobs: dict[Job, Future[None]] = {}
        self._ready: SimpleQueue[Job] = SimpleQueue()
        self._closed = False
        # A queued signal without arguments: nothing of Qt is made or dropped on a worker thread.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._tell_steps)

    @property
    def count(self) -> int:
        return len(self._jobs)

    @property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(self._jobs)

    def submit(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        refused: Callable[[Refused], object] | None = None,
        *,
        ended: Callable[[], object] | None = None,
        title: str = "",
        lane: Lane = Lane.READ,
        newest: str = "",
    ) -> Job:
        """Run `work` on a lane; then `done` gets its answer, or `refused` the refusal (else the signal).

        `ended` is called after either, and after a cancel or a fault. `title` (translated) shows the work in
        the foot bar. Of jobs with the same word in `newest` only the last one's answer is delivered.
        """
        if self._closed:
            raise RuntimeError("the runner is closed")
        if newest:
            self._supersede(newest)
        job = Job(work, done, refused, ended, title=title, lane=lane, newest=newest)
        self._jobs[job] = self._lanes[lane].submit(self._work, job)
        self._look.start()
        self.counted.emit(self.count)
        return job

    def cancel(self, job: Job) -> None:
        """Ask a job to stop; one that has not begun is over at once, another at its next step."""
        job.stop.set()
        future = self._jobs.get(job)
        if future is not None and future.cancel():
            job.error = Cancelled()
            self._ready.put(job)
            self._arrived.emit()

    def close(self) -> None:
        """Stop everything and wait until no worker is left; answers still on their way are dropped."""
        self._closed = True
        self.closing.emit()
        self._look.stop()
        for job in self.jobs:
            job.stop.set()
        for pool in self._lanes.values():
            pool.shutdown(wait=True, cancel_futures=True)
        for job in self.jobs:
            job.let_go()
        self._jobs.clear()

    def _supersede(self, newest: str) -> None:
        for job in self.jobs:
            if job.newest == newest:
                job.wanted = False
                self.cancel(job)

    def _work(self, job: Job) -> None:
        """Run on a worker thread."""
        try:
            job.run()
        except Exception as error:  # noqa: BLE001 - one of the program's two: a worker must always answer
            job.error = error
        self._ready.put(job)
        self._arrived.emit()

    def _deliver(self) -> None:
        if self._closed or self._ready.empty():
            return
        job = self._ready.get_nowait()
        self._jobs.pop(job, None)
        try:
            self._settle(job)
        finally:
            # Also when a callback fails: its fault goes to the hook, and the idle lock must not wait for ever.
            if not self._jobs:
                self._look.stop()
            self.finished.emit(job)
            self.counted.emit(self.count)
            job.let_go()

    def _settle(self, job: Job) -> None:
        error = job.error
        try:
            if error is None:
                if job.wanted:
                    _call(job.done, job.answer)
                changes = getattr(job.answer, "changes", None)
                if isinstance(changes, Changes) and changes.kinds:
                    self.changed.emit(changes)
            elif isinstance(error, Refused):
                self._refuse(job, error)
            elif not isinstance(error, Cancelled):
                self.trouble.emit(error)
        finally:
            if job.wanted:
                _call(job.ended)

    def _refuse(self, job: Job, error: Refused) -> None:
        if not job.wanted:
            return
        if job.refused is None:
            self.refused.emit(error)
        else:
            _call(job.refused, error)

    def _tell_steps(self) -> None:
        for job in self.jobs:
            if job.step is not job.told:
                job.told = job.step
                self.progressed.emit(job)


def _call(callback: Callable[..., object] | None, *values: object) -> None:
    """Call, unless the callback belongs to a widget that is gone by now."""
    bound = callback.func if isinstance(callback, partial) else callback
    owner = getattr(bound, "__self__", None)
    if callback is None or (isinstance(owner, QObject) and not isValid(owner)):
        return
    callback(*values)
