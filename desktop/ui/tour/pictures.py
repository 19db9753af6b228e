"""Drawn stand-ins for photographs: a house and a card, of nobody."""

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

WIDE, HIGH = 800, 600


def house() -> bytes:
    """A wall, a roof and a door before the sky."""
    image = _ground("#BFD9EA")
    painter = QPainter(image)
    painter.fillRect(QRectF(0, 430, WIDE, 170), QColor("#7C9A5B"))
    painter.fillRect(QRectF(190, 270, 420, 230), QColor("#EADBC0"))
    painter.fillRect(QRectF(360, 360, 80, 140), QColor("#6B4A32"))
    painter.setBrush(QColor("#A4513C"))
    painter.drawPolygon(QPolygonF([QPointF(140, 280), QPointF(400, 120), QPointF(660, 280)]))
    painter.end()
    return _file(image)


def card() -> bytes:
    """A card with lines where the words would stand."""
    image = _ground("#6D7B87")
    painter = QPainter(image)
    painter.fillRect(QRectF(100, 120, 600, 360), QColor("#C7DCEB"))
    painter.fillRect(QRectF(530, 200, 130, 170), QColor("#8DA3B4"))
    for line in range(6):
        painter.fillRect(QRectF(140, 190 + line * 42, 340 - line * 30, 14), QColor("#51616E"))
    painter.end()
    return _file(image)


def _ground(colour: str) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def _file(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "BMP")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
