"""Rows of an official list, one after the other: who is meant and what is said of him, with what could not be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from desktop.progress import SILENT, Progress
from desktop.rules.official_lists import Listed, ListOutcome, OfficialKind
from desktop.rules.register import RowProblem
from desktop.sheets.cells import Issue, Reader, Taken, plain, reader_for
from desktop.sheets.extent import column_letter
from desktop.sheets.headings import ends_here, is_numbering, normal_code
from desktop.sheets.list_columns import RECEIVES, WHO, ListLayout
from desktop.sheets.moved import moved, too_wide
from desktop.sheets.reading import Cell, Sheet, open_sheets
from desktop.sheets.sighted import Sighted
from desktop.wording.sheets import CHECKING

_STEP = 500
_NUMBERING_ROWS = 3
_LONGEST_FACT = 60
_RANKS = {"desil": range(1, 11), "percentile": range(101)}
_RANK = re.compile(r"(?:desil\s*)?(\d{1,3})(?:[.,]0+)?", re.IGNORECASE)
_SHOWN = 40
_REPEATED = frozenset({"no_kk", "sex", "birth_date", "village"})
_MOST_REMEMBERED = 50_000  # more than the birthdays of a hundred years, and as many as the cards of a district


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row; `problems` say what was left out of it."""

    listed: Listed
    problems: tuple[RowProblem, ...] = ()


@dataclass
class _Making:
    """A row while its cells are read."""

    row: int
    who: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    receives: dict[str, bool] = field(default_factory=dict)
    outcome: ListOutcome | None = None
    undecided: bool = False
    problems: list[RowProblem] = field(default_factory=list)


_Told: TypeAlias = tuple[_Making, Issue | None]


class _Remembering:
    """A reader of cells that say what many others do: each text is read once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[str, Taken] = {}

    def __call__(self, cell: Cell) -> Taken:
        if type(cell) is not str:
            return self._read(cell)  # covered cells and numbers say more than their text
        taken = self._known.get(cell)
        if taken is None:
            taken = self._read(cell)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[cell] = taken
        return taken


@dataclass
class RowReader:
    """Reads the rows of one sheet by the meaning of its columns."""

    layout: ListLayout
    sighted: Sighted
    columns: Mapping[int, str]
    today: date
    _readers: dict[int, Reader] = field(default_factory=dict)
    _known: dict[tuple[int, str], "_Told"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, name in self.columns.items():
            if name in WHO:
                codes = self.layout.sexes if name == "sex" else None
                reader = reader_for(name, codes, self.today)
                self._readers[place] = _Remembering(reader) if name in _REPEATED else reader
            elif name == "died_on":
                self._readers[place] = _Remembering(reader_for("birth_date", None, self.today))
            elif name == "number":
                self._readers[place] = reader_for("member_id", None, self.today)

    def row(self, number: int, cells: list[Cell]) -> ReadRow:
        made = _Making(number)
        for place, name in self.columns.items():
            cell = cells[place] if place < len(cells) else ""
            if place in self._readers:
                self._typed(made, place, name, cell)
            else:
                self._add(made, place, self._told(place, name, cell))
        listed = Listed(
            number, **made.who, outcome=made.outcome, undecided=made.undecided, facts=made.facts,
            receives=made.receives,
        )  # fmt: skip
        return ReadRow(listed, tuple(made.problems))

    def _typed(self, made: "_Making", place: int, name: str, cell: Cell) -> None:
        value, issues = self._readers[place](cell)
        if issues:
            made.problems += [self._problem(made.row, place, issue) for issue in issues]
        if value is not None:
            if name in WHO:
                made.who[name] = value
            else:
                made.facts[name] = value.isoformat() if isinstance(value, date) else value

    def _add(self, made: "_Making", place: int, told: "_Told") -> None:
        cell, issue = told
        made.facts.update(cell.facts)
        made.receives.update(cell.receives)
        made.outcome = cell.outcome or made.outcome
        made.undecided = cell.undecided or made.undecided
        if issue is not None:
            made.problems.append(self._problem(made.row, place, issue))

    def _told(self, place: int, name: str, cell: Cell) -> "_Told":
        """What one cell says; columns of facts say few things and each of them many times."""
        text = plain(cell)[:_LONGEST_FACT]
        told = self._known.get((place, text))
        if told is None:
            made = _Making(0)
            told = made, self._said(made, name, text) if normal_code(text) else self._empty(made, name)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[place, text] = told
        return told

    def _said(self, made: "_Making", name: str, text: str) -> Issue | None:
        issue: Issue | None = None
        if name == "status":
            issue = self._outcome(made, text)
        elif name.startswith(RECEIVES):
            issue = self._receives(made, name.removeprefix(RECEIVES), text)
        elif fact := _fact(name, text):
            made.facts[name] = fact
        else:
            issue = Issue("sheets.not_a_number", {"value": text[:_SHOWN]})
        return issue

    def _outcome(self, made: "_Making", text: str) -> Issue | None:
        """Keep the word as written. One that is not known is told where words decide, and nothing is kept by it."""
        made.facts["word"] = text
        code = normal_code(text)
        if code in self.layout.words:
            made.outcome = self.layout.words[code]
            return None
        decides = self.layout.kind in (OfficialKind.DUKCAPIL, OfficialKind.OTHER_AID)
        made.undecided = decides
        return Issue("list.unknown_word", {"value": text[:_SHOWN]}) if decides else None

    def _empty(self, made: "_Making", name: str) -> Issue | None:
        """Dukcapil answers every row; who stands in the list of an aid without a word stands in it all the same."""
        made.undecided = name == "status" and self.layout.kind is OfficialKind.DUKCAPIL
        return Issue("list.no_word") if made.undecided else None

    def _receives(self, made: "_Making", aid: str, text: str) -> Issue | None:
        code = normal_code(text)
        # Some lists write the name of the aid itself, others the word yes.
        said = True if code == normal_code(aid) else self.layout.receives.get(code)
        if said is None:
            return Issue("sheets.unknown_code", {"value": text[:_SHOWN]})
        made.receives[aid] = said
        return None

    def _problem(self, number: int, place: int, issue: Issue) -> RowProblem:
        return RowProblem(number, column_letter(place + 1), self.sighted.headings[place], issue.code, issue.values)


def read_list(
    path: Path,
    sighted: Sighted,
    columns: Mapping[int, str],
    layout: ListLayout,
    *,
    today: date,
    progress: Progress = SILENT,
) -> Iterator[ReadRow]:
    """Give the rows below the headings as they are read; nothing of the file is kept. `Cancelled` passes through."""
    reader = RowReader(layout, sighted, columns, today)
    for sheet in open_sheets(path):
        if sheet.name == sighted.sheet:
            yield from _rows(sheet, reader, progress)
            return


def _rows(sheet: Sheet, reader: RowReader, progress: Progress) -> Iterator[ReadRow]:
    header = reader.sighted.header_row
    for number, cells in enumerate(sheet.rows(), 1):
        if number % _STEP == 0:
            progress.step(number, sheet.total, CHECKING)
        if number <= header:
            continue
        if ends_here(cells):
            return
        if number <= header + _NUMBERING_ROWS and is_numbering(cells):
            continue
        if moved(sheet, cells, len(reader.sighted.headings)):
            yield ReadRow(Listed(number), (too_wide(number),))  # it names nobody
        elif any(cells[place] != "" for place in reader.columns if place < len(cells)):
            yield reader.row(number, cells)


def _fact(name: str, text: str) -> str:
    """Answer the value as it is kept; "" where it is none of the values there are."""
    if name not in _RANKS:
        return text
    found = _RANK.fullmatch(text)
    return str(int(found[1])) if found and int(found[1]) in _RANKS[name] else ""
