"""The life of a thing as a line of words, the step it stands at marked, and where wanted what is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.kit.chip import Chip
from desktop.ui.kit.picture import Picture
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone

TICK = "check"


class Steps(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.WITHIN)

    def show_steps(self, names: Sequence[str], at: int, tone: Tone = Tone.GOOD, *, done: str = "") -> None:
        """Show the names in order; the one at `at` stands in a chip.

        `done` is the word for a step that is behind one; with it those have a tick.
        """
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, name in enumerate(names):
            if place:
                self._row.addWidget(label("→", Role.SECONDARY))
            if done and place < at:
                self._row.addWidget(Picture(TICK, str(Tone.GOOD), Size.ICON))
            self._row.addWidget(Chip(name, tone) if place == at else label(name, Role.SECONDARY))
        self.setAccessibleName(" → ".join(_said(name, place, at, done) for place, name in enumerate(names)))


def _said(name: str, place: int, at: int, done: str) -> str:
    if place == at:
        return f"[{name}]"
    return f"{name} ({done})" if done and place < at else name
