"""What the parts of a file mean: each by its name, with what stands in it, and a choice beside it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.ui.kit.combo import Combo
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space

_CHOICE_WIDTH = 260
Offered = Sequence[tuple[object, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked about: what it is called, what is told of it, and what it means so far."""

    key: Hashable
    name: str
    told: str
    meaning: object
    offered: Offered


class Meanings(QWidget):
    """Asks anew with `ask`; `said` holds every answer by its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[Hashable, Combo] = {}
        self._scroll = Scroll(QWidget(), self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._scroll)

    @property
    def said(self) -> Mapping[Hashable, object]:
        return {key: combo.value for key, combo in self.choices.items()}

    def ask(self, asked: Sequence[Asked]) -> None:
        """Ask about these; what is known of each is chosen already."""
        self.choices = {}
        old, self._scroll = self._scroll, Scroll(self._rows(asked), self)
        self._column.replaceWidget(old, self._scroll)
        old.hide()
        old.deleteLater()

    def take_focus(self) -> None:
        """Stand where something is to be said still, else at the first."""
        combos = list(self.choices.values())
        open_one = next((combo for combo in combos if not combo.value), None) or next(iter(combos), None)
        if open_one is not None:
            open_one.setFocus()

    def _rows(self, asked: Sequence[Asked]) -> QWidget:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(Space.CARDS)
        grid.setVerticalSpacing(Space.WITHIN)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(asked):
            combo = Combo(one.name, one.offered, body)
            combo.setMinimumWidth(_CHOICE_WIDTH)
            combo.choose(one.meaning)
            self.choices[one.key] = combo
            grid.addWidget(label(one.name, Role.STRONG, body), row, 0)
            grid.addWidget(label(one.told, Role.SECONDARY, body), row, 1)
            grid.addWidget(combo, row, 2)
        grid.setRowStretch(len(asked), 1)
        return body
