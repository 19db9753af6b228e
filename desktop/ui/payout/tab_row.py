"""The tabs of a tranche, and right of them the way to a table of results while money is settled."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.rules.terms import PayListState, Role
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import TrancheStatus
from desktop.ui.kit.button import button
from desktop.ui.kit.tabs import Tabs
from desktop.wording import Translator

SETTLED = frozenset({PayListState.OPEN, PayListState.CLOSED})


class TabRow(QWidget):
    """`result_wanted` brings the key of the tranche."""

    result_wanted = Signal(object)

    def __init__(self, t: Translator, tabs: Tabs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._key: TrancheKey | None = None
        self.result = button(t("Result from a table…"), self._want, icon="table-arrow-right")
        self.result.setShortcut(QKeySequence("Ctrl+O"))
        self.result.setToolTip("Ctrl+O")
        self.result.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(tabs, 1)
        row.addWidget(self.result)

    def show_tranche(self, found: TrancheStatus, role: Role) -> None:
        self._key = found.row.key
        self.result.setVisible(role is Role.OPERATOR and found.row.state in SETTLED)

    def _want(self) -> None:
        self.result_wanted.emit(self._key)
