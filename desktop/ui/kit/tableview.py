"""The view of a paged table: quiet rows, keyboard first, columns wide enough for what they hold."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.ui.kit import fonts
from desktop.ui.kit.columns import Column
from desktop.ui.kit.delegate import PADDING, Delegate, room_for
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tokens import Size

_ARROW: Final = 14


class TableView(QTableView):
    """`chosen` follows the selection (a row, or None), `opened` is Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: TableModel, name: str, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: object = None
        self._told: object = None
        self._paint = Delegate(self)
        self.setAccessibleName(name)
        self._dress(dense=dense)
        # Before setModel, so that the key is noted while the view still has its selection.
        model.modelAboutToBeReset.connect(self._keep)
        self.setModel(model)
        self.setItemDelegate(self._paint)
        model.modelReset.connect(self._restore)
        model.stale_changed.connect(self._repaint)
        self.doubleClicked.connect(self._open)
        share_room(self, self._model.columns)

    @property
    def row(self) -> object | None:
        """The selected row; where the keys are without any selected, as when the focus comes, it is none."""
        selected = self.selectionModel().selectedRows()
        return self._model.row_at(selected[0]) if selected else None

    def choose(self, key: object) -> bool:
        """Select the row with a key; False when it is not among those loaded."""
        place = self._model.place_of(key)
        if place >= 0:
            self.selectRow(place)
            self.scrollTo(self._model.index(place, 0))
        return place >= 0

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Down and self.row is None and self.model().rowCount():
            self.selectRow(0)  # nothing is chosen, though Qt has made the first row its current one at the focus
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share_room(self, self._model.columns)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _dress(self, *, dense: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(Size.ROW_DENSE)
        # Fixed, so that a list of thousands is never measured row by row.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(Size.ROW_DENSE if dense else Size.ROW)
        head = self.horizontalHeader()
        head.setFont(fonts.face(Size.SECONDARY, Weight.STRONG))
        head.setHighlightSections(False)
        head.setFixedHeight(Size.ROW_DENSE if dense else Size.FIELD)
        if any(column.name for column in self._model.columns):
            head.setSectionsClickable(True)
            head.setSortIndicatorClearable(False)
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def _keep(self) -> None:
        row = self.row
        self._kept = None if row is None else self._model.key(row)

    def _restore(self) -> None:
        """Select the same row again, else the first: the detail follows without a click."""
        place = max(0, self._model.place_of(self._kept)) if self._kept is not None else 0
        if self._model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._model.index(place, 0), flags)
        self._tell()

    def _tell(self) -> None:
        """Say which row is selected, once for each: an equal row read again brings nothing new."""
        row = self.row
        if row != self._told:
            self._told = row
            self.chosen.emit(row)

    def _open(self) -> None:
        if self.row is not None:
            self.opened.emit(self.row)

    def _repaint(self) -> None:
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._paint.hovered:
            self._paint.hovered = row
            self.viewport().update()


def share_room(view: QTableView, columns: Sequence[Column]) -> None:
    """Give each column what its title and sample need, and the rest to those that stretch.

    Where there is too little room those give it up first, as far as their titles: a cut cell has its tooltip, a
    list that must be pushed sideways is read by nobody.
    """
    titles = [_title_room(view, column) for column in columns]
    wide = [max(title, room_for(column, column.longest)) for title, column in zip(titles, columns, strict=True)]
    left = view.viewport().width() - sum(wide)
    if left < 0:
        floors = [title if column.stretch else 0 for title, column in zip(titles, columns, strict=True)]
        wide = _narrowed(wide, floors, -left)
        left = 0
    shares = sum(column.stretch for column in columns)
    for place, column in enumerate(columns):
        # Where none stretches the last takes it all, so that the lines between rows go through.
        extra = left * column.stretch // shares if shares else left * (place == len(columns) - 1)
        view.setColumnWidth(place, wide[place] + extra)


def _title_room(view: QTableView, column: Column) -> int:
    titles = QFontMetrics(view.horizontalHeader().font())
    return titles.horizontalAdvance(column.title) + 2 * PADDING + (_ARROW if column.name else 0)


def _narrowed(wide: list[int], floors: list[int], short: int) -> list[int]:
    """Take what is short from the columns that have a floor, in the shares of what each can give."""
    can = [one - floor if floor else 0 for one, floor in zip(wide, floors, strict=True)]
    give = min(short, sum(can))
    if give <= 0:
        return wide
    # Rounded up: one pixel too much already calls the bar.
    return [one - min(room, -(-give * room // sum(can))) for one, room in zip(wide, can, strict=True)]
