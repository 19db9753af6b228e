"""The table of a list that is signed: its cells broken into lines, its rows with room to sign, its upright rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.documents.cells import Broken, broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Line, Text, fit, width_of
from desktop.documents.signed_rows import SignedList, SignedRow
from desktop.rules.money import grouped

SIZE: Final = 8.0
LEADING: Final = 9.4
PAD: Final = 3.0


@dataclass(frozen=True, slots=True)
class Made:
    """A row as it will stand, and how high it is."""

    cells: tuple[Broken, ...]
    high: float
    strong: bool = False
    rupiah: int = 0
    count: int = 0


class Grid:
    """Lays out one list's rows between its columns."""

    def __init__(self, sheet: SignedList, left: float, room: float) -> None:
        self._sheet, self.left, self.room = sheet, left, room
        weights = sum(column.weight for column in sheet.columns) or 1
        self.widths = [room * column.weight / weights for column in sheet.columns]

    def titles(self) -> Made:
        made = self._made([column.title for column in self._sheet.columns], strong=True)
        return Made(made.cells, made.high + 2, strong=True)

    def row(self, row: SignedRow) -> Made:
        made = self._made(row.cells, strong=row.strong)
        count = 0 if row.strong else row.count
        return Made(made.cells, max(self._sheet.row_height, made.high), row.strong, row.rupiah, count)

    def texts(self, made: Made, y: float, number: int, *, centred: bool = False) -> Iterator[Text]:
        """Words of a row below `y`. Odd numbers sign left, even ones right."""
        x, font = self.left, BOLD if made.strong else REGULAR
        for cell, column, width in zip(made.cells, self._sheet.columns, self.widths, strict=True):
            if column.signs and not made.strong and cell.lines == ("",):
                yield _sign_here(x, y - made.high + 4, width, number)
            else:
                place = (x + PAD, y - LEADING + 1.0, width - 2 * PAD)
                align = 0.5 if centred else column.align
                lines = set_lines(cell, font, place, LEADING * cell.size / SIZE, align)
                yield from (text for text in lines if text.text)
            x += width

    def rules(self, top: float, low: float) -> Iterator[Line]:
        """The upright rules between the columns."""
        x = self.left
        for width in [0.0, *self.widths]:
            x += width
            yield Line(x, top, x, low, 0.3)

    def _made(self, cells: Sequence[str], *, strong: bool) -> Made:
        font = BOLD if strong else REGULAR
        made = tuple(broken(cell, font, SIZE, width - 2 * PAD) for cell, width in zip(cells, self.widths, strict=True))
        high = max((cell.height(LEADING, SIZE) for cell in made), default=LEADING) + PAD
        return Made(made, high, strong)


def _sign_here(x: float, y: float, width: float, number: int) -> Text:
    """Odd rows sign left, even ones right, so that a signature has the height of two rows."""
    half = width / 2
    left = x if number % 2 else x + half
    words = f"{grouped(number)}. {'.' * 40}"
    size = SIZE - 1
    while width_of(words, REGULAR, size) > half - PAD and len(words) > 12:  # noqa: PLR2004 - dots enough to see
        words = words[:-1]
    return fit(left + PAD, y, REGULAR, size, words, half - PAD)
