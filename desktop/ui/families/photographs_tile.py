"""One photograph in the row: its small picture, or covered where it would show somebody's numbers."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.services.families.photographs import HOLDS_NUMBERS, PhotoRow, Shows
from desktop.services.families.putting_away import AwayRow
from desktop.ui.kit import fonts, icons, tokens
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.tokens import Size, Space
from desktop.ui.kit.words import day
from desktop.wording import N_, Translator

WIDE: Final = 104
HIGH: Final = 78
CAPTION: Final = 18
_CORNER: Final = 6

SHOWS: Final = {
    Shows.HOUSE: N_("House"),
    Shows.KTP: N_("KTP"),
    Shows.KK: N_("Family card (KK)"),
    Shows.CARETAKER: N_("Caretaker"),
}
_ICONS: Final = {
    Shows.HOUSE: "home-outline",
    Shows.KTP: "card-account-details-outline",
    Shows.KK: "file-document-outline",
    Shows.CARETAKER: "account-outline",
}


class Tile(QAbstractButton):
    """Pressing it opens the photograph whole."""

    def __init__(self, t: Translator, row: PhotoRow) -> None:
        super().__init__()
        self.row = row
        self._image: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(t(SHOWS[row.shows]))
        self.setAccessibleName(caption(t, row))
        hint = t("Press to show it; that you looked is kept in the log.") if row.shows in HOLDS_NUMBERS else ""
        self.setToolTip("\n".join(part for part in (caption(t, row), hint) if part))

    @property
    def covered(self) -> bool:
        return self._image is None

    def show_picture(self, jpeg: bytes) -> None:
        self._image = QImage.fromData(jpeg)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH + CAPTION)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(1, 1, WIDE - 2, HIGH - 2)
        path = QPainterPath()
        path.addRoundedRect(frame, _CORNER, _CORNER)
        painter.fillPath(path, QColor(colours.neutral_tint))
        if self._image is None:
            side = 30.0
            square = QRectF(frame.center().x() - side / 2, frame.center().y() - side / 2, side, side)
            icons.draw(painter, square, _ICONS[self.row.shows], QColor(colours.secondary))
        else:
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(frame, self._image, _middle(self._image, frame))
            painter.restore()
        edge = colours.focus if self.hasFocus() else colours.field_line if self.underMouse() else colours.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.drawPath(path)
        self._write(painter, colours.secondary)
        painter.end()

    def _write(self, painter: QPainter, ink: str) -> None:
        painter.setFont(fonts.face(Size.SECONDARY, Weight.REGULAR))
        painter.setPen(QColor(ink))
        room = QRectF(0, HIGH, WIDE, CAPTION)
        row = self.row
        words = f"{self.text()} · {row.whose}" if row.whose and row.shows is Shows.KTP else row.whose or self.text()
        short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDE - Space.TINY)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, short)


def caption(t: Translator, row: PhotoRow) -> str:
    """What it shows, whose, taken or added when and by whom."""
    words = [t(SHOWS[row.shows])]
    if row.whose:
        words.append(row.whose)
    if row.taken_on:
        words.append(t("taken {day}", day=day(t, row.taken_on)))
    words.append(t("added {day} by {name}", day=day(t, row.added_at.date()), name=row.added_by))
    return " · ".join(words)


def away_caption(t: Translator, row: AwayRow) -> str:
    """What it showed, and who put it away when and why."""
    gone = t("put away {day} by {name}", day=day(t, row.on), name=row.by)
    said = f"{gone}: {row.reason}" if row.reason else gone
    return f"{caption(t, row.photo)}\n{said}"


def _middle(image: QImage, frame: QRectF) -> QRectF:
    """The part of a picture that fills the frame without stretching it."""
    wanted = frame.width() / frame.height()
    wide = min(float(image.width()), image.height() * wanted)
    high = wide / wanted
    return QRectF((image.width() - wide) / 2, (image.height() - high) / 2, wide, high)
