"""A table model that asks for its next page as one scrolls and keeps old rows while a new query runs."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from desktop.ui.kit.columns import Column
from desktop.ui.kit.rows import Index, Rows
from desktop.wording import Translator


class TableModel(Rows):
    """Loading runs on a worker: the model only says what it wants and takes what comes."""

    page_wanted = Signal(int, int)  # query, offset: load from there and call `extend` with the same query
    sort_wanted = Signal(str, bool)  # name of the column, descending
    stale_changed = Signal(bool)

    def __init__(
        self,
        t: Translator,
        columns: Sequence[Column],
        key: Callable[..., object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(t, columns, key, parent)
        self._more = False
        self._waiting = False
        self._stale = False
        self._query = 0

    @property
    def stale(self) -> bool:
        """Whether a newer query is on its way."""
        return self._stale

    def begin(self) -> int:
        """A new query starts: what is shown goes stale, pages of older queries will be passed over."""
        self._query += 1
        self._waiting = False
        self._set_stale(stale=True)
        return self._query

    def replace(self, rows: Sequence[object], *, more: bool = False, query: int | None = None) -> None:
        """Show the first page of a query; an answer to an older query is passed over."""
        if query is not None and query != self._query:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._more = more
        self._waiting = False
        self.endResetModel()
        self._set_stale(stale=False)

    def extend(self, rows: Sequence[object], *, more: bool, query: int) -> None:
        """Add the page that `page_wanted` asked for."""
        if query != self._query or not self._waiting:
            return
        # Still waiting while rows go in: whoever hears of them must not ask for the same page again.
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
        self._waiting = False
        self._more = more and bool(rows)

    def failed(self) -> None:
        """The page or query asked for will not come: what is shown stands, and may be asked for again."""
        self._waiting = False
        self._set_stale(stale=False)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._waiting and not self._stale

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.page_wanted.emit(self._query, len(self._rows))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask whoever loads the rows: there may be far more of them than are here."""
        if 0 <= column < len(self.columns) and self.columns[column].name:
            self.sort_wanted.emit(self.columns[column].name, order == Qt.SortOrder.DescendingOrder)

    def _set_stale(self, *, stale: bool) -> None:
        if stale != self._stale:
            self._stale = stale
            self.stale_changed.emit(stale)
