"""The interface font: the system's on Windows, the packaged Inter elsewhere, figures of one width."""

import sys
from enum import IntEnum
from typing import Final

import fontpkg_inter
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.tokens import Size

PACKAGED: Final = "Inter"
_FILE: Final = "Inter[opsz,wght].ttf"


class Weight(IntEnum):
    REGULAR = 400
    MEDIUM = 500
    STRONG = 600
    BOLD = 700


def install(app: QApplication) -> None:
    """Make the interface font the one every widget starts with."""
    family = "Segoe UI"
    if sys.platform != "win32":
        QFontDatabase.addApplicationFont(str(fontpkg_inter.ROOT / "files" / _FILE))
        family = PACKAGED
    app.setFont(_face(family, Size.BODY, Weight.REGULAR))


def face(size: int = Size.BODY, weight: Weight = Weight.REGULAR) -> QFont:
    """Interface font at a size in pixels and a weight."""
    return _face(QApplication.font().family(), size, weight)


def _face(family: str, size: int, weight: Weight) -> QFont:
    font = QFont(family)
    font.setPixelSize(size)
    # Figures of one width everywhere: numbers stand under one another and do not jump while they count.
    font.setFeature(QFont.Tag("tnum"), 1)
    if family == PACKAGED:
        # Qt thickens a variable font by smearing it when asked for bold; its own axis draws the real bold.
        font.setVariableAxis(QFont.Tag("wght"), float(weight))
    else:
        font.setWeight(QFont.Weight(weight))
    return font
