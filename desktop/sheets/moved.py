"""Rows of text files with a separator within a value, unquoted: all cells behind it stand in the wrong columns."""

from collections.abc import Sequence

from desktop.rules.register import RowProblem
from desktop.sheets.cells import plain
from desktop.sheets.reading import Cell, Sheet

TOO_WIDE = "sheets.row_too_wide"


def moved(sheet: Sheet, cells: Sequence[Cell], width: int) -> bool:
    """Whether something stands beyond the headings, of which there are `width`.

    In a workbook that is a note beside the table. In text nobody can tell which cell begins the wrong ones, so
    nothing of the row is to be trusted.
    """
    return sheet.parted and any(plain(cell) for cell in cells[width:])


def too_wide(row: int) -> RowProblem:
    """What is said of such a row, and nothing else."""
    return RowProblem(row, "", "", TOO_WIDE, refuses=True)
