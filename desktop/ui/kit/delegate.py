"""Paints the cells of a table: text, figures and chips on quiet rows."""

from html import escape
from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.ui.kit import chip, fonts, tokens
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tokens import Colours, Size, Tone

Index = QModelIndex | QPersistentModelIndex

PADDING = 10
_STALE = 0.55


def font_of(column: Column) -> QFont:
    return fonts.face(Size.BODY, Weight.STRONG if column.kind == Kind.STRONG else Weight.REGULAR)


def room_for(column: Column, text: str) -> int:
    """Width in pixels of a cell in which a text of this column stands whole."""
    if column.kind == Kind.CHIP:
        return chip.width(text) + 2 * PADDING
    # Rounded up: a text wider than its cell by a fraction of a pixel would already be cut.
    return ceil(QFontMetricsF(font_of(column)).horizontalAdvance(text)) + 1 + 2 * PADDING


class Delegate(QStyledItemDelegate):
    """Marks the row under the pointer, the selected one, and the one that has the keyboard's focus."""

    hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TableModel):
            super().paint(painter, option, index)
            return
        colours = tokens.now()
        rect: QRect = option.rect
        painter.save()
        self._ground(painter, option, index, colours)
        if model.stale:
            painter.setOpacity(_STALE)
        inside = rect.adjusted(PADDING, 0, -PADDING, 0)
        column = model.columns[index.column()]
        value = column.chip(model.row_at(index)) if column.kind == Kind.CHIP else None
        if value is not None:
            same = bool(option.state & QStyle.StateFlag.State_Selected) and value.tone == Tone.BRAND
            chip.draw(painter, inside.left(), rect.center().y() + 0.5, value, inside.width(), outlined=same)
        else:
            self._text(painter, inside, column, str(index.data() or ""), colours)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        if not isinstance(model, TableModel):
            return super().sizeHint(option, index)
        return QSize(room_for(model.columns[index.column()], str(index.data() or "")), Size.ROW)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the whole text of a cell that is too narrow for it."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        rect: QRect = option.rect
        cut = self.sizeHint(option, index).width() > rect.width()
        # Escaped and wrapped, else a name that looks like markup would be taken for it.
        QToolTip.showText(event.globalPos(), f"<span>{escape(str(index.data()))}</span>" if cut else "", view)
        return True

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Colours) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(colours.brand_tint))
        elif index.row() == self.hovered:
            painter.fillRect(rect, QColor(colours.hover))
        # Filled and not drawn: a pen would reach half a pixel into the next cell's ring.
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        view = self.parent()
        if selected and isinstance(view, QAbstractItemView) and view.hasFocus():
            self._ring(painter, QRectF(rect), index, colours)

    def _ring(self, painter: QPainter, rect: QRectF, index: Index, colours: Colours) -> None:
        """Draw this cell's part of the ring around the row that the keyboard moves."""
        top, bottom = rect.top() + 1, rect.bottom() - 1
        for y in (top - 1, bottom - 1):
            painter.fillRect(QRectF(rect.left(), y, rect.width(), 2), QColor(colours.focus))
        if index.column() == 0:
            painter.fillRect(QRectF(rect.topLeft(), QPointF(rect.left() + 2, rect.bottom())), QColor(colours.focus))
        if index.column() == index.model().columnCount() - 1:
            painter.fillRect(QRectF(QPointF(rect.right() - 2, rect.top()), rect.bottomRight()), QColor(colours.focus))

    def _text(self, painter: QPainter, inside: QRect, column: Column, text: str, colours: Colours) -> None:
        font = font_of(column)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, column.alignment, shown)
