"""Sheets of any spreadsheet file as plain rows, once the guard let it pass."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Literal, TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.errors import Refused
from desktop.sheets.delimited import read_delimited
from desktop.sheets.guard import Examined, Kind, examine
from desktop.sheets.limits import damaged

# Whether a cell is text or a number is what this is about (DESIGN.md 4.5): nothing is converted here.
Cell: TypeAlias = str | int | float | bool | date | time | timedelta
_ENDINGS = MappingProxyType({Kind.XLSX: (".xlsx", ".xlsm"), Kind.XLS: (".xls",), Kind.ODS: (".ods",)})
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")


class Covered(str):
    """An empty cell under the first row of merged ones: a person sees the value there, the file has none."""

    __slots__ = ()


COVERED = Covered()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `rows` gives them from row 1 on, with the cells from column A on."""

    name: str
    total: int | None  # rows, None where only reading to the end tells
    rows: Callable[[], Iterator[list[Cell]]]
    parted: bool = False  # text: one separator too many in a row moves all cells behind it


class ReaderFaults:
    """Makes a refusal of what the reader says of a damaged file.

    Its panics derive from BaseException and their class cannot be imported, so they are known by name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if kind is None:
            return False
        if issubclass(kind, PasswordError):
            raise Refused("sheets.encrypted", name=self._path.name) from error
        if issubclass(kind, CalamineError | OSError | ValueError) or kind.__name__ == "PanicException":
            raise damaged(self._path) from error
        return False


def open_sheets(path: Path) -> Iterator[Sheet]:
    """Examine the file, then give its sheets one by one; hidden ones come last, charts not at all."""
    examined = examine(path)
    if examined.kind is Kind.TEXT:
        yield Sheet(path.stem, None, _delimited_rows(path), parted=True)
        return
    with ReaderFaults(path):
        workbook = _workbook(path, examined.kind)
        known = sorted(workbook.sheets_metadata, key=_hidden)
    errors = _errors_by_sheet(examined)
    for metadata in known:
        if metadata.typ == SheetTypeEnum.WorkSheet:
            with ReaderFaults(path):
                sheet = workbook.get_sheet_by_name(metadata.name)
            total = sheet.end[0] + 1 if sheet.end else 0
            odd = _covered(sheet)
            for number, cells in errors.get(metadata.name, {}).items():
                odd.setdefault(number, {}).update(cells)
            yield Sheet(metadata.name, total, _grid_rows(path, sheet, odd))


def _workbook(path: Path, kind: Kind) -> CalamineWorkbook:
    """Open it as what it is: the reader goes by the name's ending, and people give files the wrong one."""
    if path.suffix in _ENDINGS[kind]:
        return CalamineWorkbook.from_path(path)
    return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def _covered(sheet: CalamineSheet) -> dict[int, dict[int, str]]:
    """Cells under the first row of merged ones, which hold nothing: by number of row and column, from 1."""
    covered: dict[int, dict[int, str]] = {}
    for (first, left), (last, right) in sheet.merged_cell_ranges or ():
        for row in range(first + 2, last + 2):
            covered.setdefault(row, {}).update(dict.fromkeys(range(left + 1, right + 2), COVERED))
    return covered


def _hidden(metadata: SheetMetadata) -> bool:
    return metadata.visible != SheetVisibleEnum.Visible


def _delimited_rows(path: Path) -> Callable[[], Iterator[list[Cell]]]:
    def rows() -> Iterator[list[Cell]]:
        for row in read_delimited(path):
            yield [*row]

    return rows


def _grid_rows(path: Path, sheet: CalamineSheet, odd: dict[int, dict[int, str]]) -> Callable[[], Iterator[list[Cell]]]:
    left: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)

    def rows() -> Iterator[list[Cell]]:
        with ReaderFaults(path):
            for number, cells in enumerate(sheet.iter_rows(), 1):
                row = left + cells if left else cells
                for column, text in odd.get(number, {}).items() if odd else ():
                    if column <= len(row):
                        row[column - 1] = text
                yield row

    return rows


def _errors_by_sheet(examined: Examined) -> dict[str, dict[int, dict[int, str]]]:
    """Where the sheets hold formula errors; the workbook says which part is which sheet."""
    if examined.package is None or not any(each.errors for each in examined.extents.values()):
        return {}
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in examined.package.entries:
        return {}
    targets = {each["Id"]: each["Target"] for each in _tags(_RELATION, examined.package.text(relations))}
    found: dict[str, dict[int, dict[int, str]]] = {}
    for each in _tags(_SHEET, examined.package.text("xl/workbook.xml")):
        target = targets.get(each.get("id", ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in examined.extents:
            found[each.get("name", "")] = examined.extents[part].errors
    return found


def _tags(pattern: re.Pattern[str], text: str) -> Iterator[dict[str, str]]:
    for tag in pattern.findall(text):
        named = _ATTRIBUTE.findall(tag)
        found = {name.rpartition(":")[2]: unescape(value) for name, value in named}
        if found.keys() & {"Id", "id"}:
            found.setdefault("Id", "")
            found.setdefault("Target", "")
            yield found
