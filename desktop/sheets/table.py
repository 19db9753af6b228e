"""Any list of the program as a workbook, row by row, so that its length does not matter."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, BinaryIO, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill

from desktop.progress import SILENT, Progress
from desktop.sheets.extent import column_letter
from desktop.sheets.safety import harmless
from desktop.wording.sheets import WRITING

Value: TypeAlias = str | int | float | date | None
WriteOnly: TypeAlias = Any  # the library's own stubs lack most of a write-only sheet
_STEP = 500
_HEAD_FONT = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="E5EEF0")
_LONGEST_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class ColumnKind(Enum):
    """How a column is written; identity numbers are TEXT, always."""

    TEXT = "@"
    NUMBER = "#,##0"
    RUPIAH = '"Rp"#,##0'
    DATE = "dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class TableColumn:
    heading: str  # already translated
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16  # letters


def write_table(
    out: BinaryIO,
    title: str,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Value]],
    progress: Progress = SILENT,
) -> int:
    """Write the sheet to an open binary file and answer the number of rows below the headings."""
    book = Workbook(write_only=True)
    sheet: WriteOnly = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[column_letter(number)].width = column.width
    sheet.append([heading_cell(sheet, column.heading) for column in columns])
    count = 0
    with whole(sheet):
        for row in rows:
            count += 1
            if count % _STEP == 0:
                progress.step(count, None, WRITING)
            sheet.append([_cell(sheet, column.kind, value) for column, value in zip(columns, row, strict=True)])
        if columns:
            sheet.auto_filter.ref = f"A1:{column_letter(len(columns))}{count + 1}"
    book.save(out)
    return count


@contextmanager
def whole(sheet: WriteOnly) -> Iterator[None]:
    """Close a write-only sheet; if its rows did not all come, leave nothing of it in the folder of scratch files."""
    done = False
    try:
        yield
        done = True
    finally:
        sheet.close()
        if not done:
            sheet._writer.cleanup()  # noqa: SLF001 - the library tidies up only when it saves


def sheet_title(title: str) -> str:
    """A name that spreadsheets accept."""
    return title.translate(_NOT_IN_TITLES).strip(" '")[:_LONGEST_TITLE].strip() or "Data"


def heading_cell(sheet: WriteOnly, text: str) -> Cell:
    cell = text_cell(sheet, text)
    cell.font = _HEAD_FONT
    cell.fill = _HEAD_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def text_cell(sheet: WriteOnly, text: str) -> Cell:
    """A cell that stays the text it is, whatever it looks like."""
    cell = WriteOnlyCell(sheet, harmless(text))
    cell.data_type = "s"
    cell.number_format = ColumnKind.TEXT.value
    return cell


def _cell(sheet: WriteOnly, kind: ColumnKind, value: Value) -> Cell | None:
    if value is None or value == "":
        return None
    if kind is ColumnKind.TEXT or isinstance(value, str):
        return text_cell(sheet, str(value))
    moment = datetime.combine(value, time()) if isinstance(value, date) and not isinstance(value, datetime) else value
    cell = WriteOnlyCell(sheet, moment)
    cell.number_format = kind.value
    return cell
