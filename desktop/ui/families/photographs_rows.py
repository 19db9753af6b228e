"""The tiles of a family's photographs, a few side by side."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.families.photographs import PhotoRow
from desktop.ui.families.photographs_tile import Tile
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

ACROSS = 3  # tiles side by side in the narrowest panel


class Tiles(QWidget):
    """`opened` brings the place of the one pressed."""

    opened = Signal(int)

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.tiles: list[Tile] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.WITHIN)

    def put(self, rows: tuple[PhotoRow, ...], pictures: Mapping[UUID, bytes]) -> None:
        """Show other photographs; what has no picture here stays covered."""
        for line in self._lines:
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()
        self.tiles = [Tile(self.t, row) for row in rows]
        self._lines = [_line(self.tiles[start : start + ACROSS]) for start in range(0, len(rows), ACROSS)]
        for line in self._lines:
            self._column.addWidget(line)
        for place, tile in enumerate(self.tiles):
            tile.clicked.connect(partial(self.opened.emit, place))
            if tile.row.id in pictures:
                tile.show_picture(pictures[tile.row.id])


def _line(tiles: list[Tile]) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.WITHIN)
    for tile in tiles:
        row.addWidget(tile)
    row.addStretch(1)
    return line
