"""What may follow from a decision, each asked for first: stop, close, open again, take back."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.duplicates import deciding, remedies
from desktop.services.duplicates.comparing import Participation, Side
from desktop.ui.duplicates.comparison import participation
from desktop.ui.duplicates.following import where
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.screen import Bench


class Acting(QObject):
    """Acts on the pair in view. `failed` brings the sentence of a refusal."""

    failed = Signal(str)

    def __init__(self, bench: Bench, over: QWidget) -> None:
        super().__init__(over)
        self.bench = bench
        self.t = bench.t
        self.pair: UUID | None = None
        self._over = over

    def ask_stop(self, side: Side, one: Participation) -> None:
        t = self.t
        question = Question(
            t("Stop this participation as a double?"),
            f"{where(side)}\n{participation(t, one)}",
            verb=t("Stop the participation"),
            safe=t("Leave it"),
            parent=self._over,
        )
        work = Ask(remedies.stop, self.bench.desk, self.pair, one.id)
        self._ask(question, partial(self._do, work, t("Participation stopped.")))

    def ask_close(self, side: Side) -> None:
        t = self.t
        what = t("It leaves all lists and gets no money. Its records stay, and a supervisor can open it again.")
        question = Question(
            t("Close the family of {name} as a double?", name=side.caretaker or side.name),
            f"{where(side)}\n{what}",
            verb=t("Close the family"),
            safe=t("Leave it"),
            reason=t("Why this family and not the other?"),
            parent=self._over,
        )
        self._ask(question, partial(self._close, side.household))

    def ask_reopen(self, side: Side) -> None:
        t = self.t
        question = Question(
            t("Open the family of {name} again?", name=side.caretaker or side.name),
            t("It stands in the lists again, with the status that it had."),
            verb=t("Open again"),
            safe=t("Leave it"),
            parent=self._over,
        )
        work = Ask(remedies.reopen_family, self.bench.desk, self.pair, side.household)
        self._ask(question, partial(self._do, work, t("Family opened again")))

    def ask_back(self) -> None:
        t = self.t
        question = Question(
            t("Take the decision back?"),
            t("The pair waits for a decision again. The earlier decision stays readable."),
            verb=t("Take the decision back"),
            safe=t("Leave it"),
            reason=t("Reason"),
            parent=self._over,
        )
        self._ask(question, self._take_back)

    def _ask(self, question: Question, act: Callable[[str], object]) -> None:
        question.agreed.connect(act)
        question.open()

    def _close(self, household: UUID, reason: str) -> None:
        work = Ask(remedies.close_family, self.bench.desk, self.pair, household, reason)
        self._do(work, self.t("Family closed."))

    def _take_back(self, reason: str) -> None:
        work = Ask(deciding.take_back, self.bench.desk, self.pair, reason)
        self._do(work, self.t("Decision taken back"))

    def _do(self, work: Ask[Answer[None]], said: str, _: str = "") -> None:
        self.bench.runner.submit(work, partial(self._done, said), self._failed, lane=Lane.WRITE)

    def _done(self, said: str, _: object) -> None:
        self.bench.toast(said, None)

    def _failed(self, refused: Refused) -> None:
        self.failed.emit(self.bench.sentence(refused))
