"""Writes the file for a bank or the post by a template: a workbook, delimited text or lines of fixed width."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.money import grouped
from desktop.sheets.extent import column_letter
from desktop.sheets.payer_template import NUMBERS, Form, PayerColumn, PayerTemplate
from desktop.sheets.safety import harmless
from desktop.sheets.table import ColumnKind, WriteOnly, heading_cell, sheet_title, text_cell, whole
from desktop.wording.sheets import WRITING

_STEP = 500
_WIDE = {"name": 30, "holder": 30, "address": 34, "remark": 34, "account": 20, "nik": 20, "no_kk": 20, "receipt": 22}


@dataclass(frozen=True, slots=True)
class PayLine:
    """One payment: the texts of the fields by their names, and its whole rupiah."""

    amount: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PayHead:
    """What the lines above and below say; `count` and `rupiah` are known before the file is written."""

    count: int
    rupiah: int
    texts: Mapping[str, str] = field(default_factory=dict)

    def values(self, template: PayerTemplate) -> dict[str, str]:
        total = template.amount(self.rupiah)
        return {**self.texts, "count": str(self.count), "total": total, "sum": grouped(self.rupiah)}


def write_payout(
    out: BinaryIO, template: PayerTemplate, head: PayHead, lines: Iterable[PayLine], progress: Progress = SILENT
) -> None:
    """Write the whole file to an open binary file. Refused where a number does not fit the width it is given."""
    counted = _counted(lines, head.count, progress)
    if template.form is Form.XLSX:
        _write_workbook(out, template, head, counted)
        return
    # The text stays as the template's encoding can write it: a letter it has not is written without its mark.
    text = TextIOWrapper(out, encoding=template.encoding, errors="replace", newline="", write_through=True)
    try:
        if template.form is Form.DELIMITED:
            _write_delimited(text, template, head, counted)
        else:
            _write_fixed(text, template, head, counted)
    finally:
        text.detach()


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as it will be, for a person to look at: its cells as they are written, in rows."""

    above: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]


def shown(template: PayerTemplate, head: PayHead, lines: Iterable[PayLine]) -> ShownFile:
    """Show these lines as the file will have them. Refused where a number does not fit the width it is given."""
    plain, rows = _Plain(template.encoding), []
    for number, line in enumerate(lines, 1):
        made = cells(template, line, number)
        if template.form is not Form.XLSX:
            made = [plain(cell) for cell in made]
        if template.form is Form.FIXED:
            made = [_filled(column, cell, number) for column, cell in zip(template.columns, made, strict=True)]
        rows.append(tuple(map(harmless, made) if template.form is Form.DELIMITED else made))
    above, below = (tuple(map(tuple, _said(template, head, said))) for said in (template.above, template.below))
    return ShownFile(above, tuple(rows), below)


def cells(template: PayerTemplate, line: PayLine, number: int) -> list[str]:
    """The texts of one row, in the order of the columns."""
    return [_cell(template, column, line, number) for column in template.columns]


def _cell(template: PayerTemplate, column: PayerColumn, line: PayLine, number: int) -> str:
    if column.field == "row":
        return str(number)
    if column.field == "amount":
        return template.amount(line.amount)
    return line.texts.get(column.field, "") if column.field else column.value


def _counted(lines: Iterable[PayLine], total: int, progress: Progress) -> Iterator[tuple[int, PayLine]]:
    for number, line in enumerate(lines, 1):
        if number % _STEP == 0:
            progress.step(number, total, WRITING)
        yield number, line


def _said(template: PayerTemplate, head: PayHead, rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    values = head.values(template)
    for row in rows:
        yield [cell.format_map(values) for cell in row]


def _write_workbook(
    out: BinaryIO, template: PayerTemplate, head: PayHead, lines: Iterable[tuple[int, PayLine]]
) -> None:
    book = Workbook(write_only=True)
    sheet: WriteOnly = book.create_sheet(sheet_title(template.sheet))
    for place, column in enumerate(template.columns, 1):
        sheet.column_dimensions[column_letter(place)].width = _WIDE.get(column.field, max(12, len(column.heading) + 4))
    if template.headings:
        sheet.freeze_panes = f"A{len(template.above) + 2}"
    with whole(sheet):
        for row in _said(template, head, template.above):
            sheet.append([text_cell(sheet, cell) if cell else None for cell in row])
        if template.headings:
            sheet.append([heading_cell(sheet, column.heading) for column in template.columns])
        for number, line in lines:
            sheet.append(_row(sheet, template, line, number))
        for row in _said(template, head, template.below):
            sheet.append([text_cell(sheet, cell) if cell else None for cell in row])
    book.save(out)


def _row(sheet: WriteOnly, template: PayerTemplate, line: PayLine, number: int) -> list[object]:
    made: list[object] = []
    for column, text in zip(template.columns, cells(template, line, number), strict=True):
        if column.field in ("amount", "row") and not (template.amount_as_text and column.field == "amount"):
            cell = WriteOnlyCell(sheet, line.amount if column.field == "amount" else number)
            cell.number_format = ColumnKind.NUMBER.value
            made.append(cell)
        else:
            made.append(text_cell(sheet, text) if text else None)
    return made


def _write_delimited(
    text: TextIOWrapper, template: PayerTemplate, head: PayHead, lines: Iterable[tuple[int, PayLine]]
) -> None:
    writer = csv.writer(text, delimiter=template.separator, lineterminator="\r\n" if template.crlf else "\n")
    plain = _Plain(template.encoding)
    writer.writerows([plain(cell) for cell in row] for row in _said(template, head, template.above))
    if template.headings:
        writer.writerow([column.heading for column in template.columns])
    for number, line in lines:
        # People open such files in a spreadsheet, which would run what begins like a formula.
        writer.writerow([harmless(plain(cell)) for cell in cells(template, line, number)])
    writer.writerows([plain(cell) for cell in row] for row in _said(template, head, template.below))


def _write_fixed(
    text: TextIOWrapper, template: PayerTemplate, head: PayHead, lines: Iterable[tuple[int, PayLine]]
) -> None:
    end, plain = "\r\n" if template.crlf else "\n", _Plain(template.encoding)
    text.writelines(plain("".join(row)) + end for row in _said(template, head, template.above))
    if template.headings:
        text.write("".join(column.heading[: column.width].ljust(column.width) for column in template.columns) + end)
    for number, line in lines:
        made = zip(template.columns, cells(template, line, number), strict=True)
        text.write("".join(_filled(column, plain(cell), number) for column, cell in made) + end)
    text.writelines(plain("".join(row)) + end for row in _said(template, head, template.below))


def _filled(column: PayerColumn, cell: str, number: int) -> str:
    if len(cell) > column.width and column.field in NUMBERS:
        name = column.heading or column.field
        raise Refused("payers.too_wide", heading=name, row=number, width=column.width, needs=len(cell))
    cut, fill = cell[: column.width], "0" if column.zeros else " "
    return cut.rjust(column.width, fill) if column.right or column.zeros else cut.ljust(column.width, fill)


@dataclass(frozen=True, slots=True)
class _Plain:
    """Text on one line, with only letters that the encoding has."""

    encoding: str

    def __call__(self, text: str) -> str:
        line = text if text.isprintable() else " ".join("".join(c if c.isprintable() else " " for c in text).split())
        if line.isascii():
            return line
        try:
            line.encode(self.encoding)
        except UnicodeEncodeError:
            return unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode()
        return line
