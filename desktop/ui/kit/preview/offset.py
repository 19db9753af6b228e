"""Two fields for how far a printer moves what it prints, and the page on which one measures it."""

import re
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.settings import Preferences
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

MOST_MM: Final = 25.0
_FORM: Final = re.compile(r"[+-]?\d{1,2}(?:[.,]\d{1,2})?", re.ASCII)


def typed_mm(text: str) -> float | None:
    """Read millimetres as typed ("1,5", "-2"); nothing typed is 0. None when it is no such number or too far."""
    plain = text.strip().replace("\u2212", "-")
    if not plain:
        return 0.0
    if not _FORM.fullmatch(plain):
        return None
    found = float(plain.replace(",", "."))
    return found if abs(found) <= MOST_MM else None


def shown_mm(value: float) -> str:
    return f"{value:g}".replace(".", ",")


class OffsetFields(QWidget):
    """Shows the offset of one printer and keeps what is typed; `changed` tells that it was kept."""

    changed = Signal()

    def __init__(self, t: Translator, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._preferences = preferences
        self._printer = ""
        self.right, self.up = QLineEdit(), QLineEdit()
        self._problem = label("", Role.PROBLEM, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.GROUP)
        grid.setVerticalSpacing(Space.TINY)
        for place, (name, field) in enumerate(((t("Move right (mm)"), self.right), (t("Move up (mm)"), self.up))):
            title = label(name, Role.LABEL)
            title.setBuddy(field)
            field.setAccessibleName(name)
            field.editingFinished.connect(self._keep)
            grid.addWidget(title, 0, place)
            grid.addWidget(field, 1, place)
        grid.addWidget(self._problem, 2, 0, 1, 2)
        self._problem.hide()
        self.show_printer("")

    @property
    def offset(self) -> tuple[float, float]:
        """Millimetres right and up, as kept for the printer shown."""
        return self._preferences.personal.offsets.get(self._printer, (0.0, 0.0))

    @property
    def problem(self) -> str:
        return self._problem.text()

    def show_printer(self, name: str) -> None:
        self._printer = name
        right, up = self.offset
        self.right.setText(shown_mm(right))
        self.up.setText(shown_mm(up))
        self._say("")

    def _keep(self) -> None:
        right, up = typed_mm(self.right.text()), typed_mm(self.up.text())
        for field, value in ((self.right, right), (self.up, up)):
            repolish(field, "problem", value is None)
        if right is None or up is None:
            self._say(self.t("Type millimetres from -25 to 25, for example 1,5."))
            return
        self._say("")
        if (right, up) != self.offset:
            offsets = dict(self._preferences.personal.offsets)
            offsets[self._printer] = (right, up)
            self._preferences.change(offsets=offsets)
            self.changed.emit()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
