"""The bar below a pair: the three decisions with their keys, and the reason that each asks for."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.duplicates.deciding import LONGEST
from desktop.services.duplicates.keeping import Decision
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import N_, Translator

CHOICES: Final = (
    (Decision.SAME, N_("1  The same person"), "1", "account-check-outline"),
    (Decision.DIFFERENT, N_("2  Two people"), "2", "account-multiple-outline"),
    (Decision.LATER, N_("3  Later"), "3", "clock-outline"),
)
ASKED: Final = {
    Decision.SAME: N_("The same person. What shows it?"),
    Decision.DIFFERENT: N_("Two different people. What shows it?"),
    Decision.LATER: N_("Later. What is still missing?"),
}
OFFERED: Final = {
    Decision.SAME: (N_("Seen on KTP and KK"), N_("Asked in the village"), N_("Confirmed by Dukcapil")),
    Decision.DIFFERENT: (N_("Seen on KTP and KK"), N_("Asked in the village"), N_("Confirmed by Dukcapil")),
    Decision.LATER: (N_("Waits for a visit"), N_("Waits for Dukcapil"), N_("Papers are missing")),
}
"""Reasons to take with one key; they are kept as said in the person's language."""


class ReasonLine(QLineEdit):
    """Esc gives up."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DecisionBar(QStackedWidget):
    """`decided` brings the decision and its reason."""

    decided = Signal(object, str)

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self._decision: Decision | None = None
        self.buttons: list[QPushButton] = []
        self.reason = ReasonLine()
        self.reason.setMaxLength(LONGEST)
        self._asked = label("", Role.STRONG)
        self._offered = QHBoxLayout()
        self.offers: list[QPushButton] = []
        self.keep = button(t("Keep the decision"), self._keep, kind=Kind.PRIMARY)
        self.addWidget(self._choices())
        self.addWidget(self._form())
        self.reason.textChanged.connect(self._weigh)
        self.reason.returnPressed.connect(self._keep)
        self.reason.left.connect(self.give_up)

    @property
    def asking(self) -> bool:
        """Whether a reason is being typed."""
        return self._decision is not None

    def give_up(self) -> None:
        """Leave the pair undecided."""
        self._decision = None
        self.reason.clear()
        self.setCurrentIndex(0)

    def choose(self, decision: Decision) -> None:
        """Ask for the reason of a decision."""
        t = self.t
        self._decision = decision
        asked = t(ASKED[decision])
        self._asked.setText(asked)
        self.reason.setAccessibleName(asked)
        self.reason.setPlaceholderText(t("In a few words; Enter keeps it, Esc goes back"))
        for old in self.offers:
            self._offered.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.offers = [self._offer(t(word)) for word in OFFERED[decision]]
        self.setCurrentIndex(1)
        self.reason.clear()
        self._weigh("")
        self.reason.setFocus()

    def _choices(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, Space.TINY, 0, 0)
        row.setSpacing(Space.WITHIN)
        for decision, word, key, icon in CHOICES:
            choose: Callable[[], object] = partial(self.choose, decision)
            self.buttons.append(button(self.t(word), choose, icon=icon))
            row.addWidget(self.buttons[-1])
            # A button's own key presses it for a tenth of a second, while which the first letters typed are lost.
            QShortcut(QKeySequence(key), self).activated.connect(choose)
        row.addStretch(1)
        return made

    def _form(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, Space.TINY, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(self._asked)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep)
        row.addWidget(button(self.t("Back"), self.give_up))
        column.addLayout(row)
        offers = QHBoxLayout()
        offers.addLayout(self._offered)
        offers.addStretch(1)
        column.addLayout(offers)
        return made

    def _offer(self, word: str) -> QPushButton:
        made = button(word, partial(self._take, word), kind=Kind.LINK)
        self._offered.addWidget(made)
        return made

    def _take(self, word: str) -> None:
        self.reason.setText(word)
        self.reason.setFocus()

    def _weigh(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _keep(self) -> None:
        decision, why = self._decision, self.reason.text().strip()
        if decision is not None and why:
            self.give_up()
            self.decided.emit(decision, why)
