"""A part of a form that is folded away until somebody needs it: a line that says what is in it, and a key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.families.form.keys import on_key
from desktop.ui.kit import icons
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space


class Fold(Card):
    """What is in it is made when it is first opened; `opened` says that it came into view."""

    opened = Signal()

    def __init__(self, title: str, make: Callable[[], QWidget], key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self._make = make
        self._inside: QWidget | None = None
        self.line = button(title, self.turn, kind=Kind.LINK, icon="chevron-right")
        self.line.setToolTip(f"{title} ({key})")
        on_key(key, self.turn, self)
        self._summary = label("", Role.SECONDARY, wrap=True)
        head = QVBoxLayout()
        head.setSpacing(Space.TINY)
        head.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._summary)
        self.column.addLayout(head)
        self.fold(away=True)

    @property
    def open(self) -> bool:
        return self._inside is not None and not self._inside.isHidden()

    @property
    def summary(self) -> str:
        return self._summary.text()

    def say(self, summary: str) -> None:
        """Say what is in it; seen while it is folded away."""
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary) and not self.open)

    def turn(self) -> None:
        """Open it, or fold it away."""
        self.fold(away=self.open)
        if self.open:
            self.opened.emit()

    def fold(self, *, away: bool) -> None:
        if self._inside is None and not away:
            self._inside = self._make()
            self.add(self._inside)
        if self._inside is not None:
            self._inside.setVisible(not away)
        self.line.setIcon(icons.icon("chevron-right" if away else "chevron-down", "brand"))
        self.line.setAccessibleDescription(self.summary)
        self._summary.setVisible(bool(self.summary) and away)
