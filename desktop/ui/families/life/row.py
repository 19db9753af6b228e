"""Two buttons below a family: enter what happened to it, and look back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.families.detail import FamilyDetail
from desktop.ui.kit.button import Action, from_action
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class LifeRow(QWidget):
    """All signals bring the family shown. Only who may change families enters events."""

    event_wanted = Signal(object)
    history_wanted = Signal(object)
    successor_wanted = Signal(object)

    def __init__(self, t: Translator, *, may_enter: bool) -> None:
        super().__init__()
        self._family: FamilyDetail | None = None
        actions = [Action(t("History"), self._look_back, "history")]
        if may_enter:
            actions.insert(0, Action(t("Event…"), self._enter, "calendar-account-outline"))
        self.buttons = [from_action(action) for action in actions]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.TINY, 0, 0)
        row.setSpacing(Space.WITHIN)
        for made in self.buttons:
            row.addWidget(made)
        row.addStretch(1)
        self.show_family(None)

    def show_family(self, family: FamilyDetail | None) -> None:
        """Take the family shown; without one there is nothing to enter or to look back at."""
        self._family = family
        for made in self.buttons:
            made.setEnabled(family is not None)

    def name_successor(self) -> None:
        """Enter who receives the money from now on."""
        if self._family is not None:
            self.successor_wanted.emit(self._family)

    def _enter(self) -> None:
        if self._family is not None:
            self.event_wanted.emit(self._family)

    def _look_back(self) -> None:
        if self._family is not None:
            self.history_wanted.emit(self._family)
