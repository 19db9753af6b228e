"""A scrolling area that can be as high as what is in it and no higher."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class Scroll(QScrollArea):
    """Scrolls up and down only. A snug one leaves the room it does not need to others.

    `reading` names one with nothing in it that takes the keyboard: it is reached by Tab, to scroll it with the arrows.
    """

    def __init__(
        self, inside: QWidget, parent: QWidget | None = None, *, snug: bool = False, reading: str = ""
    ) -> None:
        super().__init__(parent)
        self._snug = snug
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if reading else Qt.FocusPolicy.NoFocus)
        if reading:
            self.setAccessibleName(reading)
            self.setProperty("part", "reading")
        self._inside = inside
        self.setWidget(inside)
        inside.installEventFilter(self)
        if snug:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        hint, inside = super().sizeHint(), self._inside
        if not self._snug:
            return hint
        high = inside.heightForWidth(self.viewport().width()) if inside.hasHeightForWidth() else -1
        return QSize(hint.width(), max(high, inside.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._snug and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
