"""The kinds of events to choose from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from desktop.rules.life import Life
from desktop.ui.families.life.questions import KINDS
from desktop.ui.kit.card import Card
from desktop.wording import Translator
from desktop.wording.life import EVENTS

WIDE = 230


class KindMenu(Card):
    """Arrow keys move between the kinds; `chosen` brings the one chosen."""

    chosen = Signal(object)

    def __init__(self, t: Translator) -> None:
        super().__init__(t("Kind of event"))
        self.setFixedWidth(WIDE)
        self._group = QButtonGroup(self)
        self.buttons = {kind: QRadioButton(t(EVENTS[kind])) for kind in KINDS}
        for place, made in enumerate(self.buttons.values()):
            self._group.addButton(made, place)
            self.add(made)
        self.column.addStretch(1)
        self._group.idToggled.connect(self._toggled)

    def choose(self, kind: Life) -> None:
        self.buttons[kind].setChecked(True)

    def _toggled(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(KINDS[place])
