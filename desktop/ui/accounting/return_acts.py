"""What is done with a return: confirmed, declined or taken back with a reason, its account and proof, entered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.accounting import returns, undoing
from desktop.services.accounting.return_rows import ReturnRow
from desktop.ui.accounting.return_words import about
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.screen import Bench

PROOFS = "*.pdf *.jpg *.jpeg *.png"


class ReturnActs(QObject):
    """`done` brings the sentence on what was done, `failed` a refusal."""

    done = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self.t, self._window = bench, bench.t, window
        self.question: Question | None = None

    def ask_confirm(self, row: ReturnRow) -> None:
        t = self.t
        question = Question(
            t("Is the money of STS {number} in the treasury?", number=row.sts_number),
            t("{about}. Confirm only what you saw on the bank's paper. It cannot be undone.", about=about(t, row)),
            verb=t("Confirm the return"), safe=t("Decide later"), parent=self._window,
        )  # fmt: skip
        self._put(question, partial(self._confirm, row))

    def ask_decline(self, row: ReturnRow) -> None:
        t = self.t
        question = Question(
            t("Decline STS {number}?", number=row.sts_number),
            t("{about}. Its families are unpaid again; whoever made it reads why.", about=about(t, row)),
            verb=t("Decline"), safe=t("Decide later"), reason=t("Reason"), parent=self._window,
        )  # fmt: skip
        said = t("STS {number} is declined; its families are unpaid again.", number=row.sts_number)
        self._put(question, partial(self._act, undoing.decline, row, said))

    def ask_take_back(self, row: ReturnRow) -> None:
        t = self.t
        question = Question(
            t("Take STS {number} back?", number=row.sts_number),
            t("{about}. Its families are unpaid again; the reason stands beside each.", about=about(t, row)),
            verb=t("Take it back"), safe=t("Leave it as it is"), reason=t("Reason"), parent=self._window,
        )  # fmt: skip
        said = t("STS {number} is taken back; its families are unpaid again.", number=row.sts_number)
        self._put(question, partial(self._act, undoing.take_back, row, said))

    def ask_account(self, row: ReturnRow) -> None:
        t = self.t
        question = Question(
            t("Into which account was STS {number} paid?", number=row.sts_number),
            t("As the STS says it. It can be put right until the return is confirmed."),
            verb=t("Keep the account"), safe=t("Leave it as it is"), reason=t("Account of the treasury"),
            given=row.account, calm=True, parent=self._window,
        )  # fmt: skip
        said = t("The account of STS {number} is kept.", number=row.sts_number)
        self._put(question, partial(self._act, returns.name_account, row, said))

    def choose_proof(self, row: ReturnRow) -> None:
        path = choose_proof(self._window, self.bench)
        if path is not None:
            self.add_proof(row, path)

    def add_proof(self, row: ReturnRow, path: Path) -> None:
        work = Ask(returns.add_proof, self.bench.desk, row.id, path)
        self._submit(work, self.t("The proof of STS {number} is kept.", number=row.sts_number))

    def complete(self, row: ReturnRow) -> None:
        """Enter what an older program returned."""
        self._submit(
            Ask(returns.complete, self.bench.desk, row.key), self.t("Entered. A second person confirms it now.")
        )

    def _confirm(self, row: ReturnRow, _: str) -> None:
        work = Ask(returns.confirm, self.bench.desk, row.id)
        self._submit(work, self.t("STS {number} is confirmed.", number=row.sts_number))

    def _act(self, service: Callable[..., Any], row: ReturnRow, said: str, typed: str) -> None:
        self._submit(Ask(service, self.bench.desk, row.id, typed), said)

    def _put(self, question: Question, agreed: Callable[[str], None]) -> None:
        self.question = question
        question.agreed.connect(agreed)
        question.open()

    def _submit(self, work: Ask[Any], said: str) -> None:
        title = self.t("Saving the return")
        self.bench.runner.submit(work, partial(self._said, said), self._refused, title=title, lane=Lane.WRITE)

    def _said(self, said: str, _: object) -> None:
        self.done.emit(said)

    def _refused(self, refused: Refused) -> None:
        self.failed.emit(refused)


def choose_proof(window: QWidget, bench: Bench) -> Path | None:
    """Ask for a photograph or PDF of an STS."""
    t = bench.t
    chosen, _ = QFileDialog.getOpenFileName(
        window, t("Photograph or PDF of the STS"), str(documents()), f"{t('Photograph or PDF')} ({PROOFS})"
    )
    return Path(chosen) if chosen else None
