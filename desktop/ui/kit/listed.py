"""A table, or while it has no rows the sentence on what belongs there."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.ui.kit.empty import Empty
from desktop.ui.kit.tableview import TableView


class Listed(QWidget):
    def __init__(self, table: TableView, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(table)
        self._pages.addWidget(empty)

    def show_rows(self, there: bool) -> None:
        """Show the table where there are rows, else the sentence, which the caller says."""
        self._pages.setCurrentIndex(0 if there else 1)
