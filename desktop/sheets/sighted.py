"""A sheet as a person sees it who says what its columns mean: where its headings stand, and what is below each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from desktop.sheets.cells import plain
from desktop.sheets.headings import is_numbering, normal_heading
from desktop.sheets.reading import Cell

SAMPLES = 3  # rows below the headings that are shown to tell what a column holds
_LONGEST_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Sighted:
    """A sheet with its headings."""

    sheet: str
    header_row: int  # from 1
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]  # by column

    @property
    def named(self) -> tuple[str, ...]:
        """Headings reduced to what they mean, in order, the empty ones left out."""
        return tuple(normal_heading(heading) for heading in self.headings if heading)


def sighted(sheet: str, number: int, headings: Sequence[str], top: Sequence[list[Cell]]) -> Sighted:
    """The sheet whose headings stand in row `number` of its first rows; a row of column numbers tells nothing."""
    rows = (row for row in top[number:] if any(cell != "" for cell in row) and not is_numbering(row))
    below = list(islice(rows, SAMPLES))
    samples = tuple(
        tuple(plain(row[place])[:_LONGEST_SAMPLE] for row in below if place < len(row) and row[place] != "")
        for place in range(len(headings))
    )
    return Sighted(sheet, number, tuple(headings), samples)
