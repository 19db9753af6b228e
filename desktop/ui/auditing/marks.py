"""Which rows are marked with the space bar, so that several are explained at once."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.services.auditing.audits import FindingRow
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView

MARK: Final = "✓"


class Marks(QObject):
    """Also the getter of the column that shows them. `changed`: others are marked than before."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: dict[UUID, FindingRow] = {}
        self._view: TableView | None = None
        self._model: TableModel | None = None

    def __call__(self, row: FindingRow) -> str:
        return MARK if row.id in self.rows else ""

    @property
    def watching(self) -> bool:
        """Whether rows can be marked here."""
        return self._view is not None

    def watch(self, view: TableView, model: TableModel) -> None:
        self._view, self._model = view, model
        view.installEventFilter(self)

    def turn(self, row: object) -> None:
        """Mark a row, or take its mark off."""
        if isinstance(row, FindingRow):
            if self.rows.pop(row.id, None) is None:
                self.rows[row.id] = row
            self._tell()

    def turn_all(self, rows: Sequence[FindingRow]) -> None:
        """Mark all that are in view; where they are, take all marks off."""
        self.rows = {} if all(row.id in self.rows for row in rows) else {row.id: row for row in rows}
        self._tell()

    def clear(self) -> None:
        if self.rows:
            self.rows.clear()
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        view, model = self._view, self._model
        if watched is not view or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if view is None or model is None:
            return False
        if event.key() == Qt.Key.Key_Space:
            self.turn(view.row)
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.turn_all([row for row in model.rows if isinstance(row, FindingRow)])
            return True
        return False

    def _tell(self) -> None:
        if self._view is not None:
            self._view.viewport().update()
        self.changed.emit()
