"""The part of a table model that only shows: plain frozen rows under columns that are data."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.kit.columns import Column
from desktop.wording import Translator

Index = QModelIndex | QPersistentModelIndex

NOWHERE: Final = QModelIndex()


class Rows(QAbstractTableModel):
    """Rows come from services; `key` gives what stays the same when a row is read again."""

    def __init__(
        self,
        t: Translator,
        columns: Sequence[Column],
        key: Callable[..., object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.t = t
        self.columns: Final = tuple(columns)
        self.key: Final = key
        self._rows: list[object] = []

    @property
    def rows(self) -> Sequence[object]:
        return self._rows

    def row_at(self, index: Index) -> object | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, key: object) -> int:
        """Row number of a key, or -1."""
        return next((place for place, row in enumerate(self._rows) if self.key(row) == key), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(self.t, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment
        return None
