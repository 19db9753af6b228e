"""A row of tabs: words with a line under the one in view; arrow keys move between them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.ui.kit import fonts, tokens
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.tokens import Size, Space

_HIGH = 34


class Tabs(QTabBar):
    def __init__(self, names: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(fonts.face(Size.BODY, Weight.STRONG))
        for name in names:
            self.addTab(name)

    def tabSizeHint(self, index: int) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self.tabText(index))
        return QSize(wide + 2 * Space.INSIDE, _HIGH)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _mark(self, painter: QPainter, rect: QRect) -> None:
        """Draw the line under the tab in view; where the tabs have the keyboard a ring takes its place."""
        colours = tokens.now()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(rect.adjusted(3, 3, -4, -5), Size.CORNER_FIELD, Size.CORNER_FIELD)
            return
        line = QRect(rect.left() + Space.WITHIN, rect.bottom() - 1, rect.width() - Space.INSIDE, 2)
        painter.fillRect(line, QColor(colours.brand))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.now()
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(colours.line))
        for index in range(self.count()):
            current = index == self.currentIndex()
            rect = self.tabRect(index)
            painter.setFont(fonts.face(Size.BODY, Weight.STRONG if current else Weight.REGULAR))
            painter.setPen(QColor(colours.brand if current else colours.secondary))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if current:
                self._mark(painter, rect)
        painter.end()
