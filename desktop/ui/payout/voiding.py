"""Voids a receipt with a reason, and issues the new one that takes its place; each by another person."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services.desk import Answer
from desktop.services.money import receipts
from desktop.services.money.receipts import ReceiptFound
from desktop.services.money.rows import PaymentRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.kit.words import rupiah
from desktop.ui.screen import Bench

WORKED_ON = (PayListState.APPROVED, PayListState.OPEN)
ISSUED_IN = (*WORKED_ON, PayListState.CLOSED)
"""After the close a new receipt is unused at once: its money goes back to the treasury."""


def may_void(role: Role, state: PayListState | None, row: PaymentRow) -> bool:
    """Whether a supervisor may void this receipt: it counts, and its money is still here."""
    here = state in WORKED_ON and row.state is PaymentState.UNPAID
    return role is Role.SUPERVISOR and here and row.receipt_state == ReceiptState.ISSUED


def may_issue_anew(role: Role, state: PayListState | None, row: PaymentRow) -> bool:
    """Whether the operator may give this payment a new receipt for the one that was voided."""
    return role is Role.OPERATOR and state in ISSUED_IN and row.receipt_state == ReceiptState.VOID


class Voiding(QObject):
    """`done` brings a sentence, `refused` the refusal."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._t, self._window = bench, bench.t, window
        self.question: Question | None = None

    def ask_void(self, row: PaymentRow) -> None:
        """Ask for the reason: a voided number is never given again."""
        t = self._t
        self.question = Question(
            t("Void receipt {number}?", number=row.receipt),
            t(
                "{name}, {amount}. The money is withheld until the operator issues a new receipt; "
                "the paper that is out does not count any more.",
                name=row.caretaker_name,
                amount=rupiah(row.amount),
            ),
            verb=t("Void the receipt"),
            safe=t("Leave it as it is"),
            reason=t("Reason"),
            parent=self._window,
        )
        self.question.agreed.connect(partial(self.void, row.receipt))
        self.question.open()

    def void(self, number: str, reason: str) -> None:
        work = Ask(receipts.void, self._bench.desk, number, reason)
        self._submit(work, self._t("Receipt {number} is void. The operator issues a new one.", number=number))

    def issue_anew(self, row: PaymentRow) -> None:
        """Nothing is lost by it, so it is not asked about."""
        self._submit(Ask(receipts.issue_anew, self._bench.desk, row.receipt), "")

    def _submit(self, work: Ask[Answer[ReceiptFound]], said: str) -> None:
        done = partial(self._done, said)
        self._bench.runner.submit(work, done, self._refused, lane=Lane.WRITE)

    def _done(self, said: str, answer: Answer[ReceiptFound]) -> None:
        found = answer.value
        told = {"name": found.caretaker_name, "number": found.number}
        anew = self._t("{name} has a new receipt: {number}. Print it.", **told)
        if found.state is ReceiptState.UNUSED:
            anew = self._t("{name} has the unused receipt {number}; the money can go back now.", **told)
        self.done.emit(said or anew)

    def _refused(self, refused: Refused) -> None:
        self.refused.emit(refused)
