"""Asks that a tranche's list goes back, and lets another person decide; each with its question."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.rules.terms import PayListState
from desktop.services.desk import Answer
from desktop.services.money import stepping_back
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Asked, TrancheStatus
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.question import Question
from desktop.ui.payout.terms import STATES, tranche_name
from desktop.ui.screen import Bench
from desktop.wording import Translator

T = TypeVar("T")


class GoingBack(QObject):
    """`done` brings a sentence, `refused` the refusal."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._t, self._window = bench, bench.t, window
        self.question: Question | None = None

    def ask(self, status: TrancheStatus) -> None:
        """Ask for the reason; what happens then is said before."""
        t, key = self._t, status.row.key
        now = status.row.state or PayListState.CHECKED
        state = stepping_back.BACK[now]
        self._put(
            Question(
                t("Ask that {tranche} goes back to {state}?", tranche=tranche_name(t, key), state=_word(t, state)),
                " ".join((_consequence(t, now), t("Another person decides; until then all stays as it is."))),
                verb=t("Ask to go back"),
                safe=t("Leave it as it is"),
                reason=t("Reason"),
                parent=self._window,
            ),
            partial(self._asked, key),
        )

    def grant(self, status: TrancheStatus) -> None:
        wish = status.wish_back
        if wish is None:
            return
        t = self._t
        name, state = tranche_name(t, wish.key), _word(t, wish.to_state)
        self._put(
            Question(
                t("Let {tranche} go back to {state}?", tranche=name, state=state),
                f"{wished(t, wish)} {_consequence(t, wish.from_state)}",
                verb=t("Let it go back"),
                safe=t("Leave it as it is"),
                parent=self._window,
            ),
            partial(self._granted, wish),
        )

    def decline(self, status: TrancheStatus) -> None:
        wish = status.wish_back
        if wish is None:
            return
        t = self._t
        self._put(
            Question(
                t("Leave {tranche} as it is?", tranche=tranche_name(t, wish.key)),
                f"{wished(t, wish)} {t('Say why it stays; whoever asked will read it.')}",
                verb=t("Take the wish back") if wish.mine else t("Decline"),
                safe=t("Let it wait") if wish.mine else t("Decide later"),
                reason=t("Reason") if wish.mine else t("Answer"),
                parent=self._window,
            ),
            partial(self._withdrawn if wish.mine else self._declined, wish.key),
        )

    def _put(self, question: Question, agreed: Callable[[str], None]) -> None:
        self.question = question
        question.agreed.connect(agreed)
        question.open()

    def _asked(self, key: TrancheKey, reason: str) -> None:
        self._submit(Ask(stepping_back.ask, self._bench.desk, key, reason), self._t("Asked. A supervisor decides now."))

    def _granted(self, wish: Asked, _: str) -> None:
        said = self._t(
            "{tranche} is back at {state}.",
            tranche=tranche_name(self._t, wish.key),
            state=_word(self._t, wish.to_state),
        )
        self._submit(Ask(stepping_back.grant, self._bench.desk, wish.key), said)

    def _declined(self, key: TrancheKey, answer: str) -> None:
        self._submit(
            Ask(stepping_back.decline, self._bench.desk, key, answer), self._t("Declined; all stays as it is.")
        )

    def _withdrawn(self, key: TrancheKey, reason: str) -> None:
        self._submit(
            Ask(stepping_back.withdraw, self._bench.desk, key, reason), self._t("Taken back; all stays as it is.")
        )

    def _submit(self, work: Ask[Answer[T]], said: str) -> None:
        self._bench.runner.submit(work, partial(self._said, said), self._refused, lane=Lane.WRITE)

    def _said(self, said: str, _: object) -> None:
        self.done.emit(said)

    def _refused(self, refused: Refused) -> None:
        self.refused.emit(refused)


def wished(t: Translator, wish: Asked) -> str:
    """Who wants what, and why."""
    return t(
        "{name} asks that it goes back to {state}: “{reason}”.",
        name=wish.asked_by,
        state=_word(t, wish.to_state),
        reason=wish.reason,
    )


def _word(t: Translator, state: PayListState) -> str:
    return t(STATES[state][0])


def _consequence(t: Translator, state: PayListState) -> str:
    """What going back from this state does to the papers."""
    return {
        PayListState.CHECKED: t("The list can be drafted again; no receipt has a number yet."),
        PayListState.APPROVED: t("Receipts that were numbered become void; their numbers are not given again."),
        PayListState.OPEN: t("The pay-out stops; the receipts stay as they are."),
        PayListState.CLOSED: t("The pay-out begins again, and unused receipts count again."),
        PayListState.LOCKED: t("The tranche is no longer locked; nothing else changes."),
    }[state]
