"""Takes a tranche one step on: the question first where it cannot be undone, then the work."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Step, TrancheStatus
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.payout import steps
from desktop.ui.screen import Bench


class Advancing(QObject):
    """`done` brings a sentence, `refused` the refusal; `began` and `ended` stand around the work."""

    began = Signal()
    done = Signal(str)
    refused = Signal(object)
    ended = Signal()

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window
        self.question: Question | None = None

    def ask(self, step: Step, status: TrancheStatus) -> None:
        """Ask, and go on once it is agreed; a check can be drafted over and is not asked about."""
        if step is Step.CHECK:
            self.go_on(step, status.row.key)
            return
        made = steps.question(self._bench.t, step, status)
        made.setParent(self._window, made.windowFlags())
        made.agreed.connect(partial(self._agreed, step, status.row.key))
        self.question = made
        made.open()

    def go_on(self, step: Step, key: TrancheKey, password: str = "") -> None:
        self.began.emit()
        desk, t = self._bench.desk, self._bench.t
        work = steps.Approve(desk, key, password) if step is Step.APPROVE else steps.Advance(desk, key, step)
        done = partial(self._done, step, key)
        title = steps.verb(t, step).rstrip("…")
        self._bench.runner.submit(work, done, self._refused, ended=self._ended, title=title, lane=Lane.WRITE)

    def _agreed(self, step: Step, key: TrancheKey, _trimmed: str) -> None:
        # The password as typed: blanks at its ends may belong to it.
        field = self.question.reason if self.question is not None else None
        self.go_on(step, key, field.text() if field is not None else "")

    def _done(self, step: Step, key: TrancheKey, answer: Answer[object]) -> None:
        self.done.emit(steps.done(self._bench.t, step, key, answer.value))

    def _refused(self, refused: Refused) -> None:
        self.refused.emit(refused)

    def _ended(self) -> None:
        self.ended.emit()
