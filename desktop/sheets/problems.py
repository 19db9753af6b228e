"""Refused rows handed back as a workbook: what was in them, and beside it why, to be corrected and read again."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from desktop.sheets.extent import column_letter
from desktop.sheets.table import WriteOnly, heading_cell, sheet_title, text_cell, whole

REASON = "Alasan"
ROW = "Baris asal"
_REASON_WIDTH = 60
_WIDTH = 18
_REASON_FONT = Font(color="9C2B1B")


def write_problems(
    out: BinaryIO, headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str], Sequence[str]]]
) -> int:
    """Rows are (row number in the original, its cells, translated sentences); answers how many were written.

    The original headings stay as they were, so that the corrected file is recognised again.
    """
    book = Workbook(write_only=True)
    sheet: WriteOnly = book.create_sheet(sheet_title("Baris ditolak"))
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["A"].width = _REASON_WIDTH
    for number in range(3, len(headings) + 3):
        sheet.column_dimensions[column_letter(number)].width = _WIDTH
    sheet.append([heading_cell(sheet, text) for text in (REASON, ROW, *headings)])
    count = 0
    with whole(sheet):
        for number, cells, sentences in rows:
            count += 1
            reason = text_cell(sheet, "\n".join(sentences))
            reason.font = _REASON_FONT
            reason.alignment = Alignment(wrap_text=True, vertical="top")
            original = [text_cell(sheet, cell) if cell else None for cell in cells]
            sheet.append([reason, text_cell(sheet, str(number)), *original])
    book.save(out)
    return count
