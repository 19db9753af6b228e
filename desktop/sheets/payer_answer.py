"""The file in which a bank or the post says what became of payments: its columns, and each row as read."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.paths import resources
from desktop.progress import SILENT, Progress
from desktop.rules.date_reading import read_date
from desktop.rules.money import read_amount
from desktop.rules.numbering import read_receipt_number
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.register import RowProblem
from desktop.sheets.cells import plain
from desktop.sheets.extent import column_letter
from desktop.sheets.headings import certain_code, ends_here, is_numbering, normal_heading
from desktop.sheets.list_columns import SEARCHED_ROWS, candidates
from desktop.sheets.moved import moved, too_wide
from desktop.sheets.payer_words import WordKind, Words
from desktop.sheets.reading import Cell, open_sheets
from desktop.sheets.sighted import SAMPLES, Sighted, sighted
from desktop.wording.sheets import CHECKING

KEYS = ("receipt", "card", "account", "nik")
"""By what a payment is found, the surest first."""
ZEROED = ("account",)
"""Keys that may begin with a zero, which a cell that holds a number cannot keep."""
FIELDS = (*KEYS, "name", "amount", "status", "reason", "on")
_STEP, _NUMBERING_ROWS, _SHOWN = 500, 3, 40
_EXACT = 10**15  # a spreadsheet keeps 15 digits of a number


@dataclass(frozen=True, slots=True)
class AnswerLayout:
    name: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, OrderOutcome]  # by `certain_code`


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row as read. `outcome` is None where the row does not say it, or nobody knows its word."""

    row: int  # as the spreadsheet numbers it, from 1
    keys: Mapping[str, str]
    name: str = ""
    amount: int | None = None
    outcome: OrderOutcome | None = None
    reason: str = ""  # code, of what failed
    told: str = ""  # the payer's own words
    status: str = ""  # as written
    why: str = ""  # as written
    unknown: WordKind | None = None  # which of the two nobody knows
    on: date | None = None
    problems: tuple[RowProblem, ...] = ()
    cells: tuple[str, ...] = field(default=(), repr=False)
    moved: bool = False  # its cells stand in the wrong columns: nothing of it is read
    numeric: frozenset[str] = frozenset()  # keys that stood there as numbers, so that their first zeros are lost


def load_answer_layouts(folder: Path | None = None) -> tuple[AnswerLayout, ...]:
    """Every layout packaged with the program, by name."""
    place = folder or resources() / "payer_answers"
    return tuple(_layout(tomllib.loads(path.read_text("utf-8"))) for path in sorted(place.glob("*.toml")))


def _layout(data: dict[str, Any]) -> AnswerLayout:
    strange = data["columns"].keys() - set(FIELDS)
    if strange:
        raise ValueError(f"{data['name']}: no such field: {sorted(strange)}")
    words = {certain_code(word): OrderOutcome(said) for word, said in data["words"].items()}
    columns = {name: tuple(headings) for name, headings in data["columns"].items()}
    return AnswerLayout(data["name"], data["title"], columns, words)


def sight_answer(path: Path, layouts: Sequence[AnswerLayout], also: Sequence[str] = ()) -> tuple[Sighted, AnswerLayout]:
    """Find the headings, and the layout that knows most of them; `also` are headings a person once explained."""
    best: tuple[int, Sighted, AnswerLayout] | None = None
    for sheet in open_sheets(path):
        top = list(islice(sheet.rows(), SEARCHED_ROWS + SAMPLES + 1))
        for number, headings in candidates(top):
            for layout in layouts:
                known = {normal_heading(one) for names in layout.columns.values() for one in names} | set(also)
                score = sum(normal_heading(heading) in known for heading in headings if heading)
                if best is None or score > best[0]:
                    best = score, sighted(sheet.name, number, headings, top), layout
    if best is None:
        raise Refused("sheets.empty", name=path.name)
    return best[1], best[2]


def guess_answer(headings: Sequence[str], layout: AnswerLayout) -> dict[int, str]:
    """Field by column, from 0; of two headings for one field the preferred, of two fields for one heading the first."""
    first = {normal_heading(heading): place for place, heading in reversed(list(enumerate(headings))) if heading}
    found: dict[int, str] = {}
    for name, known in layout.columns.items():
        places = (first.get(normal_heading(heading)) for heading in known)
        place = next((one for one in places if one is not None and one not in found), None)
        if place is not None:
            found[place] = name
    return found


def check_answer(columns: Mapping[int, str]) -> None:
    """Refused unless payments can be found by these columns and each has an outcome."""
    fields = list(columns.values())
    twice = sorted({name for name in fields if fields.count(name) > 1 or name not in FIELDS})
    if twice:
        raise Refused("payers.answer_field", field=twice[0])
    if not set(KEYS) & set(fields):
        raise Refused("payers.answer_no_key")
    if "status" not in fields:
        raise Refused("payers.answer_no_status")


def read_answer(
    path: Path, seen: Sighted, columns: Mapping[int, str], words: Words, today: date, progress: Progress = SILENT
) -> Iterator[AnswerRow]:  # fmt: skip
    """Give the rows below the headings that say anything. `Cancelled` passes through."""
    reader = _Reader(seen, columns, words, today)
    for sheet in open_sheets(path):
        if sheet.name != seen.sheet:
            continue
        for number, cells in enumerate(sheet.rows(), 1):
            if number % _STEP == 0:
                progress.step(number, sheet.total, CHECKING)
            if number <= seen.header_row:
                continue
            if ends_here(cells):
                return
            if number <= seen.header_row + _NUMBERING_ROWS and is_numbering(cells):
                continue
            row = reader.row(number, cells)
            if moved(sheet, cells, len(seen.headings)):
                row = AnswerRow(
                    number, dict.fromkeys(KEYS, ""), problems=(too_wide(number),), moved=True, cells=row.cells
                )
            if any(row.keys.values()) or row.outcome is not None or row.problems:
                yield row
        return


@dataclass(frozen=True, slots=True)
class _Reader:
    seen: Sighted
    columns: Mapping[int, str]
    words: Words
    today: date

    def row(self, number: int, cells: list[Cell]) -> AnswerRow:
        said: dict[str, Any] = {}
        numeric: set[str] = set()
        problems: list[RowProblem] = []
        for place, name in self.columns.items():
            cell = cells[place] if place < len(cells) else ""
            value, code = self._reader(name)(cell)
            said[name] = value
            if name in ZEROED and isinstance(cell, int | float):
                numeric.add(name)
            if code:
                heading = self.seen.headings[place]
                shown = plain(cell)[:_SHOWN]
                problems.append(RowProblem(number, column_letter(place + 1), heading, code, {"value": shown}, True))
        status, why = str(said.get("status", "")), str(said.get("reason", ""))
        read = self.words.read(status, why)
        if read.unknown is WordKind.STATUS:
            place = next(at for at, name in self.columns.items() if name == "status")
            heading, shown = self.seen.headings[place], status[:_SHOWN]
            problems.append(
                RowProblem(number, column_letter(place + 1), heading, "payers.no_word", {"value": shown}, True)
            )
        return AnswerRow(
            number, {name: said.get(name) or "" for name in KEYS}, said.get("name", ""), said.get("amount"),
            read.outcome, read.reason, read.told, status, why, read.unknown, said.get("on"), tuple(problems),
            tuple(plain(cell) for cell in cells), numeric=frozenset(numeric),
        )  # fmt: skip

    def _reader(self, name: str) -> Callable[[Cell], tuple[Any, str]]:
        if name in ("account", "nik", "card"):
            return _number
        if name == "amount":
            return _amount
        if name == "on":
            return self._day
        return _receipt if name == "receipt" else _text

    def _day(self, cell: Cell) -> tuple[date | None, str]:
        if cell == "":
            return None, ""
        read = read_date(cell, self.today)
        unsure = read.value is None or read.derived
        return (None, "payers.no_date") if unsure else (read.value, "")


def _text(cell: Cell) -> tuple[str, str]:
    return plain(cell), ""


def _number(cell: Cell) -> tuple[str, str]:
    """Digits of an account, a NIK or a card. A numeric cell is compared with what was sent, never kept."""
    if isinstance(cell, bool):
        return "", "payers.number_damaged"
    if isinstance(cell, int | float):
        exact = abs(cell) < _EXACT and float(cell).is_integer()
        return (str(int(cell)), "") if exact else ("", "payers.number_damaged")
    text = plain(cell).lstrip("'")
    bare = text.replace(" ", "").replace(".", "").replace("-", "")
    return (bare, "") if bare.isascii() and bare.isdecimal() else (text.upper(), "")


def _receipt(cell: Cell) -> tuple[str, str]:
    text = plain(cell).lstrip("'").upper()
    try:
        return str(read_receipt_number(text)), ""
    except Refused:
        return text, ""


def _amount(cell: Cell) -> tuple[int | None, str]:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = float(cell).is_integer() and 0 <= cell < _EXACT
        return (int(cell), "") if whole else (None, "payers.no_amount")
    text = plain(cell)
    if not text:
        return None, ""
    try:
        return read_amount(text.removesuffix(".00")), ""
    except Refused:
        return None, "payers.no_amount"
