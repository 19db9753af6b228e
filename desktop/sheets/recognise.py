"""Find the headings of a known layout in a sheet, wherever they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop.errors import Refused
from desktop.sheets.layouts import Columns, Layout, load_layouts, named_layout
from desktop.sheets.reading import Cell, Sheet, open_sheets

SEARCHED_ROWS = 30
_MERGED_ROWS = 3  # headings may stand one above the other
_QUESTIONS = range(100, 1000)  # numbers of questions, which stand as numbers in headings


@dataclass(frozen=True, slots=True)
class Match:
    """A layout found in a sheet."""

    layout: Layout
    sheet: Sheet
    header_row: int  # the last row of the headings, from 1
    headings: tuple[str, ...]  # as written, by place
    places: dict[str, int]  # field: place of its column, from 0


def recognise(path: Path, name: str, layouts: Sequence[Layout] | None = None) -> Match:
    """Look through all sheets for the layout of that name, or with "auto" for whichever fits.

    `layouts` are those to choose from, in place of the packaged ones.
    """
    known = load_layouts() if layouts is None else tuple(layouts)
    wanted = known if name == "auto" else (named_layout(name, known),)
    best: list[Match] = []
    seen = False
    for sheet in open_sheets(path):
        top = top_rows(sheet)
        seen = seen or any(cell != "" for row in top for cell in row)
        rows = list(candidates(top))
        best = _best([match for layout in wanted for match in _matches(layout, sheet, rows)])
        if best:
            break
    if not seen and not best:
        raise Refused("sheets.empty", name=path.name)
    if not best:
        raise _nothing(path, wanted, forced=name != "auto")
    if len(best) > 1:
        titles = ", ".join(match.layout.title for match in best)
        raise Refused("sheets.several_layouts", name=path.name, layouts=titles)
    return best[0]


def top_rows(sheet: Sheet) -> list[list[Cell]]:
    """As much of a sheet as is searched for headings."""
    return list(islice(sheet.rows(), SEARCHED_ROWS + 1))


def found_in(columns: Columns, sheet: Sheet) -> tuple[int, tuple[str, ...], dict[str, int]] | None:
    """Last row of the headings, the headings, and the place of each field; None when the sheet is another."""
    seeker = _Seeker(columns)
    for number, headings in candidates(top_rows(sheet)):
        names = seeker.names(headings)
        if names:
            return number, tuple(headings), seeker.places(names)
    return None


def _matches(layout: Layout, sheet: Sheet, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Match]:
    seeker = _Seeker(layout)
    for number, headings in rows:
        names = seeker.names(headings)
        if names:
            yield Match(layout, sheet, number, tuple(headings), seeker.places(names))


class _Seeker:
    """Looks for the headings of one layout; what a heading means it works out once."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._fields = columns.by_heading()
        self._wanted = {columns.meaning(heading) for heading in columns.signature}
        self._known = {"": ""}

    def names(self, headings: Sequence[str]) -> list[str]:
        """The meanings of the headings when all of the signature is among them, else nothing."""
        names = [self._meaning(heading) for heading in headings]
        present: set[str] = set()
        for name in self._wanted.difference(names):
            # A signature asks for a meaning: another heading of the same field serves as well.
            served = self._fields.get(name, [])
            present = present or {field for each in names for field in self._fields.get(each, ())}
            if not served or not present.issuperset(served):
                return []
        return names

    def places(self, names: list[str]) -> dict[str, int]:
        """The first column of each field's most preferred heading."""
        first = {name: place for place, name in reversed(list(enumerate(names))) if name}
        found: dict[str, int] = {}
        for field, headings in self._columns.columns.items():
            for heading in headings:
                place = first.get(self._meaning(heading))
                if place is not None:
                    found[field] = place
                    break
        return found

    def _meaning(self, heading: str) -> str:
        known = self._known.get(heading)
        if known is None:
            known = self._known[heading] = self._columns.meaning(heading)
        return known


def candidates(top: list[list[Cell]]) -> Iterator[tuple[int, list[str]]]:
    """Each row by itself, then with the rows above it where its own cells are empty (merged downwards)."""
    rows = [[_heading(cell) for cell in row] for row in top]
    for number, row in enumerate(rows[:SEARCHED_ROWS], 1):
        yield number, row
    for depth in range(2, _MERGED_ROWS + 1):
        for number in range(depth, len(rows) + 1):
            together = rows[number - depth : number]
            width = max(map(len, together))
            padded = [row + [""] * (width - len(row)) for row in together]
            yield number, [next(filter(None, reversed(cells)), "") for cells in zip(*padded, strict=True)]


def _heading(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.strip()
    number = int(cell) if isinstance(cell, int | float) and cell in _QUESTIONS else 0
    return str(number) if number else ""


def _best(matches: list[Match]) -> list[Match]:
    """The one that explains most columns, the earliest row of each layout; more than one at a draw."""
    if not matches:
        return []
    most = max(len(match.places) for match in matches)
    by_layout: dict[str, Match] = {}
    for match in matches:
        if len(match.places) == most:
            by_layout.setdefault(match.layout.name, match)
    return list(by_layout.values())


def _nothing(path: Path, layouts: tuple[Layout, ...], *, forced: bool) -> Refused:
    if forced:
        headings = ", ".join(layouts[0].signature)
        return Refused("sheets.layout_mismatch", name=path.name, layout=layouts[0].title, headings=headings)
    looked_for = "; ".join(f"{layout.title} ({', '.join(layout.signature)})" for layout in layouts)
    return Refused("sheets.no_layout", name=path.name, rows=SEARCHED_ROWS, layouts=looked_for)
