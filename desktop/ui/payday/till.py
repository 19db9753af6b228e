"""Hands the work of one payment to the services, one at a time, and says how it went."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.payday import paying
from desktop.services.payday.rows import Paid, Received, Seen
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.screen import Bench

MANY = "payday.many_by_proxy"


class Till(QObject):
    """`paid` and `unwanted` bring the family as it was seen, `refused` a sentence; `turned` that it began or ended."""

    paid = Signal(object)
    unwanted = Signal(object)
    refused = Signal(str)
    turned = Signal()

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self.t, self._window = bench, bench.t, window
        self.busy = False
        self.question: Question | None = None

    def pay(self, seen: Seen, received: Received, *, anyway: bool = False) -> None:
        work = Ask(paying.pay, self.bench.desk, seen.payment_id, received, anyway=anyway)
        self._begin(True)
        refused, done = partial(self._refused, seen, received), partial(self._paid, seen)
        self.bench.runner.submit(work, done, refused, ended=self._over, lane=Lane.WRITE)

    def keep_refusal(self, seen: Seen, received: Received) -> None:
        work = Ask(paying.refuse, self.bench.desk, seen.payment_id, received.note, witness=received.witness)
        self._begin(True)
        done, refused = partial(self._unwanted, seen), partial(self._refused, seen, received)
        self.bench.runner.submit(work, done, refused, ended=self._over, lane=Lane.WRITE)

    def _paid(self, seen: Seen, _: Answer[Paid]) -> None:
        self.paid.emit(seen)

    def _unwanted(self, seen: Seen, _: Answer[None]) -> None:
        self.unwanted.emit(seen)

    def _refused(self, seen: Seen, received: Received, refused: Refused) -> None:
        sentence = self.bench.sentence(refused)
        if refused.code != MANY:
            self.refused.emit(sentence)
            return
        self.question = Question(
            self.t("One proxy for many families"),
            sentence,
            verb=self.t("Pay all the same"),
            safe=self.t("Do not pay"),
            parent=self._window.window(),
        )
        self.question.agreed.connect(partial(self._meant, seen, received))
        self.question.open()

    def _meant(self, seen: Seen, received: Received, _: str) -> None:
        self.pay(seen, received, anyway=True)

    def _over(self) -> None:
        self._begin(False)

    def _begin(self, busy: bool) -> None:
        self.busy = busy
        self.turned.emit()
