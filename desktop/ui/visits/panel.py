"""One visit beside the list: what was seen, what was agreed, and what follows until when."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.services.visits import FollowUp, VisitDetail, VisitRow
from desktop.ui.kit.button import Action, from_action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day
from desktop.ui.visits.terms import chip
from desktop.wording import Translator

WAITING = (FollowUp.OPEN, FollowUp.DUE, FollowUp.OVERDUE)


@dataclass(frozen=True, slots=True)
class Doings:
    """What can be done with the visit shown; None where this person may not."""

    complete: Callable[[], object] | None
    again: Callable[[], object] | None
    family: Callable[[], object]


class VisitPanel(Card):
    """Shows what the list knows at once, the texts when the visit has been opened."""

    def __init__(self, t: Translator, doings: Doings, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.t = t
        self._doings = doings
        self.detail: VisitDetail | None = None
        self.name = label("", Role.SUBTITLE, wrap=True)
        self.chip = Chip()
        self.where = label("", Role.SECONDARY, wrap=True)
        self.notice = Notice()
        self._scroll = QScrollArea()
        self._empty = Empty("clipboard-text-outline")
        self._foot = QHBoxLayout()
        self.buttons: list[QPushButton] = []
        self.done: QPushButton | None = None  # where the follow-up waits
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        self.detail = None
        self._empty.say(self.t("Choose a visit on the left to read it here."))
        self._switch(empty=True)

    def show_row(self, row: VisitRow) -> None:
        if self.detail is not None and self.detail.row.id == row.id:
            return
        self.detail = None
        self._head(row)
        self._put([])
        self._offer()
        self._switch(empty=False)

    def show_detail(self, detail: VisitDetail) -> None:
        self.detail = detail
        row, t = detail.row, self.t
        self._head(row)
        seen = [*_section(t("Seen"), detail.seen), *_section(t("Agreed"), detail.agreed or t("Nothing was agreed."))]
        self._put([*seen, *self._follow_up(row)])
        self._offer()
        self._switch(empty=False)

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.DANGER)

    def _head(self, row: VisitRow) -> None:
        t = self.t
        self.done = None
        self.notice.clear()
        self.name.setText(row.caretaker)
        word = chip(t, row.state)
        self.chip.say(word.text if row.state is not FollowUp.NONE else "", word.tone)
        place = " / ".join(part for part in (row.village, row.district) if part)
        lines = [f"{row.purpose} · {full_day(t, row.on)}", t("Facilitator: {name}", name=row.facilitator)]
        card = t("Card {number}", number=row.card_number) if row.card_number else ""
        self.where.setText("\n".join([*lines, "  ·  ".join(part for part in (card, place) if part)]))

    def _follow_up(self, row: VisitRow) -> list[QWidget]:
        t = self.t
        if row.state is FollowUp.NONE or row.due_on is None:
            return _section(t("Follow-up"), t("None."))
        parts = _section(t("Follow-up"), row.follow_up)
        if row.done_on is not None:
            said = t("Done on {day}; it was due on {due}.", day=full_day(t, row.done_on), due=full_day(t, row.due_on))
        else:
            said = t("Due on {due}.", due=full_day(t, row.due_on))
        parts.insert(-1, label(said, Role.SECONDARY, wrap=True))
        if self._doings.complete is not None and row.state in WAITING:
            self.done = from_action(Action(t("Mark as done"), self._doings.complete, "check"))
            parts.append(_left(self.done))
        return parts

    def _offer(self) -> None:
        t, doings = self.t, self._doings
        actions = [Action(t("Open the family"), doings.family, "account-group-outline")]
        if doings.again is not None:
            actions.insert(0, Action(t("Visit again"), doings.again, "plus"))
        for old in self.buttons:
            self._foot.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [from_action(action, parent=self) for action in actions]
        for at, made in enumerate(self.buttons):
            self._foot.insertWidget(at, made)

    def _put(self, parts: list[QWidget]) -> None:
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.TINY)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _switch(self, *, empty: bool) -> None:
        self._empty.setVisible(empty)
        for part in (self._top, self.where, self._scroll, self._bottom):
            part.setVisible(not empty)

    def _lay_out(self) -> None:
        self._top, self._bottom = QWidget(), QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.name, 1)
        top.addWidget(self.chip)
        self._bottom.setLayout(self._foot)
        self._foot.setContentsMargins(0, Space.TINY, 0, 0)
        self._foot.setSpacing(Space.WITHIN)
        self._foot.addStretch(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self.add(self._empty, 1)
        for part in (self._top, self.where, self.notice):
            self.add(part)
        self.add(self._scroll, 1)
        self.add(self._bottom)


def _section(heading: str, text: str) -> list[QWidget]:
    return [label(heading.upper(), Role.SECTION), label(text, wrap=True), _gap()]


def _gap() -> QWidget:
    made = QWidget()
    made.setFixedHeight(Space.WITHIN)
    return made


def _left(widget: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return made
