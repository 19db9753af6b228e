"""Which identity papers a person has: a box to tick for each of the list."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.rules.code_lists import CodeBook
from desktop.ui.kit.check import Check
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space

NAME = "papers"


class Papers(QWidget):
    """`edited`: a person ticked a box, or took a tick away."""

    edited = Signal()

    def __init__(self, book: CodeBook) -> None:
        super().__init__()
        self._book = book
        self._kept = ""
        self.checks = {one.code: Check(one.label) for one in book.own(NAME).codes}
        self._unsure = label("", Role.SECONDARY, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addWidget(label(book.own(NAME).title, Role.LABEL))
        row = QHBoxLayout()
        row.setSpacing(Space.INSIDE)
        for check in self.checks.values():
            row.addWidget(check)
            check.toggled.connect(self._toggled)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._unsure)

    def put(self, kept: str) -> None:
        """Tick what is kept; a code nobody is certain of is shown in words and stays until a box is ticked."""
        self._kept = self._book.resolved(NAME, kept)
        certain = self._book.certain(NAME, self._kept)
        for code, check in self.checks.items():
            with QSignalBlocker(check):
                check.setChecked(certain and code in self._kept.split())
        self._unsure.setText("" if certain else self._book.label(NAME, self._kept))
        self._unsure.setVisible(not certain)

    def read(self) -> str:
        ticked = " ".join(code for code, check in self.checks.items() if check.isChecked())
        return ticked or ("" if self._book.certain(NAME, self._kept) else self._kept)

    def _toggled(self, _on: bool) -> None:
        self.edited.emit()
