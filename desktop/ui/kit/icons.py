"""Icons of one family (Material Design 6, as packaged by qtawesome), drawn in the theme's colours."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from desktop.ui.kit import tokens


def _folder() -> Path:
    """Find qtawesome's fonts without importing it, which takes longer than all that is needed of it."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("qtawesome")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    """Load the one font; called when the first icon is painted, so that start-up never waits for it."""
    font = next(_folder().glob("materialdesignicons6-*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


@cache
def _codes() -> dict[str, str]:
    file = next(_folder().glob("materialdesignicons6-*.json"))
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def draw(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint an icon to fill a square; an unknown name raises KeyError."""
    font = QFont(_family())
    font.setPixelSize(max(1, round(rect.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chr(int(_codes()[name], 16)))
    painter.restore()


class _Engine(QIconEngine):
    """Looks the colour up while painting, so that icons follow a change of theme by themselves."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # What cannot be pressed is grey whatever its colour was: white on a grey ground would not be seen.
        disabled = mode == QIcon.Mode.Disabled
        colour = QColor(getattr(tokens.now(), "secondary" if disabled else self._role))
        if disabled:
            colour.setAlphaF(0.6)
        draw(painter, QRectF(rect), self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """Icon by its name in the family ("plus", "printer-outline"), in a colour by its name in the tokens."""
    return QIcon(_Engine(name, role))
