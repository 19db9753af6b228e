"""A QR code drawn on the screen: always dark on white, whatever the theme, because it is there to be scanned."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.kit.tokens import Size

WHITE = 4  # fields around it, by the standard


class QrCode(QWidget):
    """`show_modules` takes rows of fields, true where it is dark."""

    def __init__(self, name: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_modules(self, modules: tuple[tuple[bool, ...], ...]) -> None:
        self._modules = modules
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(QRectF(self.rect()), Size.CORNER_FIELD, Size.CORNER_FIELD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(QColor("#000000"))
        count = len(self._modules) + 2 * WHITE
        # Whole pixels of the screen itself: fields of two sizes are hard to scan.
        ratio = self.devicePixelRatioF()
        field = max(1, int(self._side * ratio) // count) / ratio
        start = (self._side - field * len(self._modules)) / 2
        start = int(start * ratio) / ratio
        for row, fields in enumerate(self._modules):
            for column, dark in enumerate(fields):
                if dark:
                    painter.drawRect(QRectF(start + column * field, start + row * field, field, field))
        painter.end()
