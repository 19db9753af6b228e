"""Paints pages on the ground they lie on: paper is white in every theme."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui.kit import fonts, tokens
from desktop.ui.kit.tokens import Size

_ON_PAPER: Final = "#556475"


def paint_ground(painter: QPainter, room: QRect) -> None:
    painter.fillRect(room, QColor(tokens.now().neutral_tint))


def paint_pages(
    painter: QPainter, places: Iterable[tuple[int, QRectF]], pictures: Mapping[int, QImage], shift: QPointF
) -> None:
    """Paint pages, each with its place among all; `shift` is how far one has scrolled.

    Until a page is drawn its number stands on it.
    """
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(fonts.face(Size.SECONDARY))
    for page, place in places:
        rect = place.translated(-shift)
        painter.fillRect(rect, Qt.GlobalColor.white)
        if page in pictures:
            painter.drawImage(rect, pictures[page])
        else:
            painter.setPen(QColor(_ON_PAPER))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(page + 1))
        painter.setPen(QColor(tokens.now().line))
        painter.drawRect(rect)
