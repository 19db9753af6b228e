"""A small table found by the words of its headings: rows as text, each with its number in the file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop.sheets.cells import plain
from desktop.sheets.headings import normal_heading
from desktop.sheets.moved import moved
from desktop.sheets.reading import Cell, Sheet, open_sheets

TOP = 20  # rows among which the headings are looked for


@dataclass(frozen=True, slots=True)
class NamedRow:
    """What one row says, by the meaning of its columns; "" where a cell is empty. `numeric`: cells that are numbers.

    Of a row that is `moved` the cells stand in the wrong columns; none is to be trusted.
    """

    number: int  # of the row in the file
    said: Mapping[str, str]
    numeric: frozenset[str] = frozenset()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class NamedTable:
    columns: Mapping[str, int]
    total: int | None
    rows: Iterator[NamedRow]


def find_table(
    path: Path, headings: Mapping[str, Sequence[str]], needed: Sequence[Collection[str]]
) -> NamedTable | None:
    """The first sheet whose first rows name at least one column of each group in `needed`; None where none does."""
    words = {what: {normal_heading(word) for word in some} for what, some in headings.items()}
    for sheet in open_sheets(path):
        numbered = enumerate(sheet.rows(), 1)
        for _, row in islice(numbered, TOP):
            found = _columns(row, words)
            if all(any(what in found for what in group) for group in needed):
                return NamedTable(found, sheet.total, _rows(sheet, len(row), numbered, found))
    return None


def _columns(row: Sequence[Cell], words: Mapping[str, set[str]]) -> dict[str, int]:
    names = [normal_heading(cell) for cell in row]
    return {
        what: place
        for what, some in words.items()
        if (place := next((at for at, name in enumerate(names) if name in some), None)) is not None
    }


def _rows(
    sheet: Sheet, width: int, numbered: Iterator[tuple[int, list[Cell]]], columns: Mapping[str, int]
) -> Iterator[NamedRow]:
    for number, row in numbered:
        cells = {what: row[place] if place < len(row) else "" for what, place in columns.items()}
        numeric = frozenset(what for what, cell in cells.items() if isinstance(cell, float | int))
        said = {what: plain(cell).strip() for what, cell in cells.items()}
        yield NamedRow(number, said, numeric, moved(sheet, row, width))
