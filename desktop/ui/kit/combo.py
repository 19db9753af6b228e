"""A choice from a short list; its arrow is painted by us, because style sheets leave an ugly edge."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from desktop.ui.kit import icons, tokens

_ARROW = 18


class Combo(QComboBox):
    """Choices are pairs of a value and its word; `chosen` brings the value when a person picks one."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._dressed = False
        self._choices: list[tuple[object, str]] = []
        self.offer(choices)
        self.activated.connect(self._pick)

    @property
    def value(self) -> object:
        return self._choices[self.currentIndex()][0] if self.currentIndex() >= 0 else None

    def choose(self, value: object) -> None:
        """Show a value; one that is not offered shows nothing."""
        self.setCurrentIndex(next((place for place, (one, _) in enumerate(self._choices) if one == value), -1))

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; what was chosen stays chosen where it is still offered, else the first."""
        if list(choices) == self._choices and self.currentIndex() >= 0:
            return  # a form offers them anew with every family
        kept, self._choices = self.value, list(choices)
        self.blockSignals(True)
        self.clear()
        self.addItems([word for _, word in choices])
        self.blockSignals(False)
        if any(value == kept for value, _ in self._choices):
            self.choose(kept)

    def showPopup(self) -> None:
        """Make the list when it is first dropped down: in a form of many fields that is most of the time they take."""
        if not self._dressed:
            # The list it comes with paints itself and passes over the sheet; this one obeys it.
            self.setItemDelegate(QStyledItemDelegate(self))
            self._dressed = True
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on: a form that is scrolled must not change its answers."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        role = "secondary" if self.isEnabled() else "field_line"
        top = (self.height() - _ARROW) / 2
        square = QRectF(self.width() - _ARROW - 8, top, _ARROW, _ARROW)
        icons.draw(painter, square, "chevron-down", QColor(getattr(tokens.now(), role)))
        painter.end()

    def _pick(self, _place: int) -> None:
        self.chosen.emit(self.value)
