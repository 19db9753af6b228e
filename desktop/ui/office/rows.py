"""Rows of parts that do not fill their line."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.kit.tokens import Space


def left(*parts: QWidget) -> QHBoxLayout:
    """Lay parts out from the left."""
    row = QHBoxLayout()
    row.setSpacing(Space.WITHIN)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
