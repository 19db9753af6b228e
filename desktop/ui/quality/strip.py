"""The fault chosen, in a sentence, with what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.quality.rows import FaultRow, Reason
from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import day
from desktop.ui.quality.words import level_chip
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Decisions:
    """What whoever may decide presses."""

    let_stand: Callable[[], object]
    doubt_again: Callable[[], object]


class FaultStrip(Card):
    """Empty while no fault is chosen. `decisions` are None for whoever may not decide."""

    def __init__(
        self,
        t: Translator,
        open_family: Callable[[], object],
        decisions: Decisions | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self.t = t
        self.row: FaultRow | None = None
        self.title = label("", Role.STRONG)
        self.level = Chip()
        self.sentence = label("", wrap=True)
        self.reason = label("", Role.SECONDARY, wrap=True)
        self.family = from_action(Action(t("Open the family"), open_family, "account-group-outline"))
        self._may = decisions is not None
        may = decisions or Decisions(_nothing, _nothing)
        self.stand = from_action(Action(t("Let stand…"), may.let_stand, "check", "Ctrl+L"), Kind.PLAIN)
        self.again = from_action(Action(t("Ask again…"), may.doubt_again, "undo-variant", "Ctrl+U"), Kind.PLAIN)
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: FaultRow | None) -> None:
        """Say what it is about; the reason comes later, where there is one."""
        self.row = row
        self.reason.clear()
        self.reason.hide()
        self.setVisible(row is not None)
        if row is None:
            return
        who = row.person or row.caretaker or self.t("No caretaker yet")
        parts = (who, self.t("Facilitator: {name}", name=row.facilitator) if row.facilitator else "")
        self.title.setText(" · ".join(part for part in parts if part))
        chip = level_chip(self.t, row.level)
        self.level.say(self.t("Stands") if row.stands else chip.text, Tone.GOOD if row.stands else chip.tone)
        self.sentence.setText(self.t.sentence(row.code.value, {}))
        self.stand.setVisible(self._may and row.may_stand)
        self.again.setVisible(self._may and row.stands)

    def show_reason(self, reason: Reason | None) -> None:
        if reason is None or self.row is None:
            return
        t, when = self.t, day(self.t, reason.on)
        if self.row.stands:
            said = t("Let stand by {name}, {day}: {reason}", name=reason.by, day=when, reason=reason.text)
        else:
            said = t("Was let stand; asked again by {name}, {day}: {reason}", name=reason.by, day=when,
                     reason=reason.text)  # fmt: skip
        self.reason.setText(said)
        self.reason.show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.TINY)
        head = QHBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(self.title, 1)
        head.addWidget(self.level)
        words.addLayout(head)
        words.addWidget(self.sentence)
        words.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addStretch(1)
        row.addWidget(self.stand)
        row.addWidget(self.again)
        row.addWidget(self.family)
        self.column.addLayout(words)
        self.column.addLayout(row)


def _nothing() -> None:
    """Who may not let stand has no such button to press."""
