"""A chip: one word of state on a tint, never clipped; painted alike as a widget and in a table."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.kit import fonts, tokens
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.tokens import Size, Tone

_PADDING = 11


@dataclass(frozen=True, slots=True)
class ChipValue:
    """What a chip says (already translated) and in which tone."""

    text: str
    tone: Tone = Tone.NEUTRAL

    def __str__(self) -> str:
        return self.text


def width(text: str) -> int:
    """Width in pixels that a chip needs."""
    font = fonts.face(Size.SECONDARY, Weight.STRONG)
    return round(QFontMetricsF(font).horizontalAdvance(text) + 0.5) + 2 * _PADDING


def draw(
    painter: QPainter, left: float, middle: float, value: ChipValue, room: float, *, outlined: bool = False
) -> None:
    """Paint a chip from `left`, centred on `middle`, at most `room` wide (then the word is shortened).

    `outlined` keeps it apart from a ground of its own tint, as a selected row has.
    """
    font = fonts.face(Size.SECONDARY, Weight.STRONG)
    wide = min(float(width(value.text)), room)
    rect = QRectF(left, middle - Size.CHIP / 2, wide, Size.CHIP)
    word = QFontMetricsF(font).elidedText(value.text, Qt.TextElideMode.ElideRight, wide - 2 * _PADDING + 1)
    colours = tokens.now()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.ink(value.tone) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(colours.tint(value.tone))
    body = rect.adjusted(0.5, 0.5, -0.5, -0.5) if outlined else rect
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
    painter.setPen(colours.ink(value.tone))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


class Chip(QWidget):
    """A chip that stands in a layout."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._value = ChipValue(text, tone)
        self.say(text, tone)

    @property
    def value(self) -> ChipValue:
        return self._value

    def say(self, text: str, tone: Tone) -> None:
        """Show another word; an empty one leaves no chip."""
        self._value = ChipValue(text, tone)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width(self._value.text) if self._value.text else 0, Size.CHIP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._value.text:
            return
        painter = QPainter(self)
        draw(painter, 0, self.height() / 2, self._value, self.width())
        painter.end()
