"""The register as a workbook under the headings of our own template, so that it can be changed and taken in again."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import BinaryIO

from desktop.progress import SILENT, Progress
from desktop.rules.register import HouseholdFields, MemberFields
from desktop.sheets.layouts import Layout, load_layouts, named_layout
from desktop.sheets.table import TableColumn, Value, write_table
from desktop.sheets.template import TEMPLATE

SHEET = "Data keluarga"
Pair = tuple[HouseholdFields, MemberFields]
OF_AREA = ("village", "district", "regency", "kemendagri_code")
OF_MEMBER = frozenset(
    {"name", "nik", "relation", "sex", "birth_place", "birth_date", "marital", "schooling", "school_level"}
    | {"school_class", "pregnant", "disability", "works", "occupation", "mother_name", "father_name", "presence"}
)


def write_register(out: BinaryIO, people: Iterable[Pair], progress: Progress = SILENT) -> int:
    """Write a row for each person to an open binary file; answers how many. Every cell is text, as in the template."""
    layout = named_layout(TEMPLATE, load_layouts())
    columns = [TableColumn(headings[0], width=max(14, len(headings[0]) + 4)) for headings in layout.columns.values()]
    cells = [_cell(layout, field) for field in layout.columns]
    rows = ([cell(pair) for cell in cells] for pair in people)
    return write_table(out, SHEET, columns, rows, progress)


def _cell(layout: Layout, field: str) -> Callable[[Pair], Value]:
    """How one column is filled: the value of its field, in the word that the template offers for it."""
    words = _words(layout, field)

    def write(pair: Pair) -> Value:
        value = _value(field, pair)
        if value is None or value == "":
            return None
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return words.get(value, str(value))

    return write


def _value(field: str, pair: Pair) -> object:
    household, member = pair
    if field in OF_AREA:
        return getattr(household.area, field)
    if field == "household_id":
        return household.source_id
    return getattr(member if field in OF_MEMBER else household, field)


def _words(layout: Layout, field: str) -> dict[object, str]:
    """The first word that the layout has for each value."""
    codes = layout.codes.get(field)
    found: dict[object, str] = {}
    if codes is not None:
        for word, value in zip(codes.words, codes.known.values(), strict=True):
            found.setdefault(value, word)
    return found
