"""What stands under the tabs of a tranche: short tables are as high as their rows, the list of payments fills."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Size, Space

_NO_LIMIT = 16_777_215  # Qt's own
_AIR = Space.WITHIN


class Sheets(QStackedWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: dict[int, TableModel] = {}
        self.currentChanged.connect(self._fit)

    def add_table(self, model: TableModel, name: str) -> None:
        """Add a table that holds all its rows at once."""
        self._tables[self.count()] = model
        model.modelReset.connect(self._fit)
        self.addWidget(TableView(model, name, self))

    def _fit(self, _place: int = 0) -> None:
        """Leave no empty ground under the last row; where the window is too low the table scrolls."""
        model = self._tables.get(self.currentIndex())
        if model is None:
            self.setMaximumHeight(_NO_LIMIT)
        else:
            self.setMaximumHeight(Size.FIELD + max(1, model.rowCount()) * Size.ROW + _AIR)
