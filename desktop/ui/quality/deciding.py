"""Letting a doubt stand, and taking it up again: each with its question and its reason."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.services.desk import Answer
from desktop.services.quality import doubting, examining
from desktop.services.quality.rows import FaultRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.quality.words import value
from desktop.ui.screen import Bench
from desktop.wording import quality as wording


class Deciding(QObject):
    """`refused` brings why not."""

    refused = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._t, self._above = bench, bench.t, parent

    def let_stand(self, row: FaultRow | None) -> None:
        """Let a fault stand, if a reason is given."""
        if row is None or not row.may_stand:
            return
        t = self._t
        question = Question(
            t("Is this right as it stands?"),
            self._about(row, t("It stays in the list of what was let stand. Another value will be doubted anew.")),
            verb=t("Let stand"),
            safe=t("Leave it in the list"),
            reason=t("What you saw, and where (for example: as on the KTP, seen on 3 April)"),
            parent=self._above,
        )
        question.agreed.connect(partial(self._stand, row))
        question.open()

    def doubt_again(self, row: FaultRow | None) -> None:
        """Take up again what somebody let stand, if a reason is given."""
        if row is None or not row.stands:
            return
        t = self._t
        question = Question(
            t("Ask about this again?"),
            self._about(
                row, t("It goes back to what is to be mended or asked. What was said before stays in the log.")
            ),
            verb=t("Ask again"),
            safe=t("Leave it as it stands"),
            reason=t("Why it is doubtful after all (for example: the KTP was of somebody else)"),
            parent=self._above,
        )
        question.agreed.connect(partial(self._again, row))
        question.open()

    def _about(self, row: FaultRow, detail: str) -> str:
        t = self._t
        return f"{row.person or row.caretaker} · {t(wording.KINDS[row.code])} · {value(t, row)}\n{detail}"

    def _stand(self, row: FaultRow, reason: str) -> None:
        work = Ask(examining.let_stand, self._bench.desk, row.family, row.code, row.about, reason)
        said = partial(self._done, self._t("Let stand; the reason is kept."))
        self._bench.runner.submit(work, said, self.refused.emit, lane=Lane.WRITE)

    def _again(self, row: FaultRow, reason: str) -> None:
        work = Ask(doubting.doubt_again, self._bench.desk, row.family, row.code, row.about, reason)
        said = partial(self._done, self._t("It is to be asked again; the reason is kept."))
        self._bench.runner.submit(work, said, self.refused.emit, lane=Lane.WRITE)

    def _done(self, sentence: str, _: Answer[None]) -> None:
        self._bench.toast(sentence, None)
