"""Five fields for the five groups of a fingerprint, typed one after another or pasted at once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.exchange.coded import coded
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

GROUPS, LETTERS = 5, 4


class Groups(QWidget):
    """`edited`: something was typed. `passed_last` is Enter in the last."""

    edited = Signal()
    passed_last = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = [QLineEdit(self) for _ in range(GROUPS)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GROUP)
        for at, field in enumerate(self.fields):
            name = t("Group {number}", number=at + 1)
            caption = label(name, Role.LABEL, self)
            caption.setBuddy(field)
            field.setAccessibleName(name)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            coded(field)
            field.textEdited.connect(partial(self.put, at))
            field.returnPressed.connect(partial(self._enter, at))
            group = QVBoxLayout()
            group.setSpacing(Space.TINY)
            group.addWidget(caption)
            group.addWidget(field)
            row.addLayout(group, 1)

    @property
    def typed(self) -> str:
        return "-".join(field.text() for field in self.fields)

    @property
    def whole(self) -> bool:
        return all(len(field.text()) == LETTERS for field in self.fields)

    def clear(self) -> None:
        for field in self.fields:
            field.clear()
        self.mark(())

    def mark(self, wrong: tuple[int, ...]) -> None:
        """Mark groups that differ, counted from 1, and go to the first."""
        for at, field in enumerate(self.fields, 1):
            repolish(field, "problem", at in wrong)
        if wrong:
            self._go(min(wrong[0], GROUPS) - 1)

    def put(self, at: int, text: str) -> None:
        """A group that is full goes on to the next; a whole fingerprint that is pasted is spread over the fields."""
        letters = "".join(letter for letter in text.upper() if letter.isalnum())
        for place, field in enumerate(self.fields[at:]):
            if place == 0 or len(letters) > place * LETTERS:
                field.setText(letters[place * LETTERS : (place + 1) * LETTERS])
        self.mark(())
        if len(letters) >= LETTERS and at + 1 < GROUPS:
            self._go(min(GROUPS - 1, at + len(letters) // LETTERS))
        self.edited.emit()

    def _go(self, at: int) -> None:
        self.fields[at].setFocus()
        self.fields[at].selectAll()

    def _enter(self, at: int) -> None:
        if at + 1 < GROUPS:
            self._go(at + 1)
        else:
            self.passed_last.emit()
