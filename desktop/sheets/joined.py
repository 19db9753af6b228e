"""Other sheets of a workbook that say more of the same families, joined to them by their No KK."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from desktop.rules.register import RowProblem
from desktop.sheets.cells import Issue, Reader, plain, reader_for
from desktop.sheets.extent import column_letter
from desktop.sheets.headings import ends_here, is_numbering, normal_heading
from desktop.sheets.layouts import Columns, Labels, Layout
from desktop.sheets.reading import Cell, Sheet, open_sheets
from desktop.sheets.recognise import found_in, top_rows

Facts: TypeAlias = dict[str, Any]
_NUMBERING_ROWS = 3
_LONGEST = 200


@dataclass(slots=True)
class Joined:
    """What the other sheets say: by No KK, and of the whole file. `unread` counts rows without a usable No KK."""

    families: dict[str, Facts] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[tuple[str, RowProblem]]] = field(default_factory=dict)  # sheet and what is wrong there
    unread: dict[str, int] = field(default_factory=dict)  # by sheet


def read_joined(path: Path, layout: Layout, main: str, today: date) -> Joined:
    """Read every sheet but the main one that the layout knows."""
    found = Joined()
    if not layout.joined and layout.about is None:
        return found
    for sheet in open_sheets(path):
        if sheet.name == main:
            continue
        if layout.about is not None and not found.about:
            found.about = _labelled(layout.about, sheet)
        for columns in layout.joined:
            seen = found_in(columns, sheet)
            if seen is not None:
                _read(columns, sheet, seen, found, today)
                break
    return found


def _read(
    columns: Columns, sheet: Sheet, seen: tuple[int, tuple[str, ...], dict[str, int]], found: Joined, today: date
) -> None:
    head, headings, places = seen
    readers = {name: reader_for(name, columns.codes.get(name), today) for name in places}
    for number, cells in _data(sheet, head, len(headings)):
        wrong: list[RowProblem] = []
        facts = _facts(number, cells, places, headings, readers, wrong)
        no_kk = facts.pop("no_kk", "")
        if not no_kk:
            found.unread[sheet.name] = found.unread.get(sheet.name, 0) + bool(facts)
            continue
        # Of two rows for one family the first stands, as on the main sheet.
        found.families[no_kk] = facts | found.families.get(no_kk, {})
        found.problems.setdefault(no_kk, []).extend((sheet.name, problem) for problem in wrong)


def _facts(
    number: int,
    cells: list[Cell],
    places: Mapping[str, int],
    headings: tuple[str, ...],
    readers: Mapping[str, Reader],
    wrong: list[RowProblem],
) -> Facts:
    facts: Facts = {}
    for name, place in places.items():
        value, issues = readers[name](cells[place])
        if value is not None:
            facts[name] = value
        wrong += [_problem(number, place, headings[place], issue) for issue in issues]
    return facts


def _problem(number: int, place: int, heading: str, issue: Issue) -> RowProblem:
    return RowProblem(number, column_letter(place + 1), heading, issue.code, issue.values)


def _data(sheet: Sheet, head: int, width: int) -> Iterator[tuple[int, list[Cell]]]:
    for number, cells in enumerate(sheet.rows(), 1):
        if number <= head:
            continue
        if ends_here(cells):
            return
        row = [*cells, *[""] * (width - len(cells))]
        if number > head + _NUMBERING_ROWS or not is_numbering(row):
            yield number, row


def _labelled(labels: Labels, sheet: Sheet) -> dict[str, str]:
    """What stands beside the labels; nothing unless all of the signature is there."""
    said: dict[str, str] = {}
    for row in top_rows(sheet):
        filled = [plain(cell)[:_LONGEST] for cell in row if cell != ""]
        if filled:
            said.setdefault(normal_heading(filled[0]), filled[1] if len(filled) > 1 else "")
    if not all(normal_heading(each) in said for each in labels.signature):
        return {}
    found: dict[str, str] = {}
    for name, headings in labels.labels.items():
        text = next(filter(None, (said.get(normal_heading(each), "") for each in headings)), "")
        if text:
            found[name] = labels.words.get(name, {}).get(normal_heading(text), text)
    return found
