"""A small table whose cells are typed into like those of a spreadsheet: type over, Enter goes down, Ctrl+V pastes."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.kit.columns import Column
from desktop.ui.kit.delegate import Delegate, Index
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Colours
from desktop.wording import Translator

Put = Callable[[object, str], object | None]
"""Gives the row with what was typed in it, or None where that cannot be read."""


class GridModel(TableModel):
    """`puts` says of which columns the cells are typed into. `edited` follows each change, `unread` brings what is
    no value of its column; the cell stays as it was.
    """

    edited = Signal()
    unread = Signal(str)

    def __init__(
        self,
        t: Translator,
        columns: Sequence[Column],
        key: Callable[..., object],
        puts: Mapping[int, Put],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(t, columns, key, parent)
        self.puts = puts
        self.locked = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.column() in self.puts and not self.locked else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.EditRole:
            value = self.columns[index.column()].get(self.row_at(index))
            return "" if value is None else str(value)
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, put = self.row_at(index), self.puts.get(index.column())
        if row is None or put is None or role != Qt.ItemDataRole.EditRole or self.locked:
            return False
        made = put(row, str(value).strip())
        if made is None:
            self.unread.emit(str(value).strip())
            return False
        if made != row:
            self._rows[index.row()] = made
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
            self.edited.emit()
        return True


class GridDelegate(Delegate):
    """Marks the one cell the keyboard stands on; what is typed stands at the side of its column."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        model = index.model()
        if isinstance(model, TableModel):
            column = model.columns[index.column()]
            made.setAlignment(column.alignment)
            made.setAccessibleName(column.title)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, GridModel):
            model.setData(index, editor.text())

    def _ring(self, painter: QPainter, rect: QRectF, _index: Index, colours: Colours) -> None:
        colour = QColor(colours.focus)
        for edge in (
            QRectF(rect.left(), rect.top(), rect.width(), 2),
            QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2),
            QRectF(rect.left(), rect.top(), 2, rect.height()),
            QRectF(rect.right() - 2, rect.top(), 2, rect.height()),
        ):
            painter.fillRect(edge, colour)


class GridView(TableView):
    """`pasted` brings the text of the clipboard. The cell one stands on is typed over, Enter begins with what is there.

    Delete empties the cell. Tab leaves the table unless one types: then it goes to the next cell.
    """

    pasted = Signal(str)

    def __init__(self, model: GridModel, name: str, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(model, name, parent, dense=dense)
        self._paint = GridDelegate(self)
        self.setItemDelegate(self._paint)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)

    @property
    def row(self) -> object | None:
        return self._model.row_at(self.currentIndex()) if self.currentIndex().isValid() else None

    def stand_on(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.model().index(row, column))

    def take_typed(self) -> None:
        """Take what stands in a cell that is typed into just now, as Enter would."""
        editor = self.indexWidget(self.currentIndex()) if self.currentIndex().isValid() else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()  # the Enter that ends the typing comes by here too
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._begin(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self.model().setData(index, "")
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter takes what was typed and goes one row down."""
        index = QPersistentModelIndex(self.currentIndex())
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and index.row() + 1 < self.model().rowCount():
            self.stand_on(index.row() + 1, index.column())

    def _begin(self, index: QModelIndex) -> None:
        if index.isValid() and self.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
