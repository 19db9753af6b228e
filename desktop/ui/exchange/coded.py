"""Codes that people compare letter by letter, as the screen shows them."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.tokens import Size


def coded(part: QWidget) -> None:
    """Letters of one width, for what is compared letter by letter."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(Size.SUBHEAD)
    font.setBold(True)
    part.setFont(font)


def spread(fingerprint: str) -> str:
    """The groups apart, three to a line."""
    groups = fingerprint.split("-")
    return "  ".join(groups[:3]) + "\n" + "  ".join(groups[3:])
