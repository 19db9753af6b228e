"""Find the headings of a known layout in a sheet, wherever they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from desktop.errors import Refused
from desktop.sheets.headings import normal_heading
from desktop.sheets.layouts import Layout, load_layouts, named_layout
from desktop.sheets.reading import Cell, Sheet, open_sheets

SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Match:
    """A layout found in a sheet."""

    layout: Layout
    sheet: Sheet
    header_row: int  # the last row of the headings, from 1
    headings: tuple[str, ...]  # as written, by place
    places: dict[str, int]  # field: place of its column, from 0


def recognise(path: Path, name: str) -> Match:
    """Look through all sheets for the layout of that name, or with "auto" for whichever fits."""
    known = load_layouts()
    layouts = known if name == "auto" else (named_layout(name, known),)
    best: list[Match] = []
    seen = False
    for sheet in open_sheets(path):
        top = list(islice(sheet.rows(), SEARCHED_ROWS + 1))
        seen = seen or any(cell != "" for row in top for cell in row)
        best = _best([match for layout in layouts for match in _matches(layout, sheet, top)])
        if best:
            break
    if not seen and not best:
        raise Refused("sheets.empty", name=path.name)
    if not best:
        raise _nothing(path, layouts, forced=name != "auto")
    if len(best) > 1:
        titles = ", ".join(match.layout.title for match in best)
        raise Refused("sheets.several_layouts", name=path.name, layouts=titles)
    return best[0]


def _matches(layout: Layout, sheet: Sheet, top: list[list[Cell]]) -> Iterator[Match]:
    wanted = {normal_heading(heading) for heading in layout.signature}
    fields = layout.by_heading()
    for number, headings in _candidates(top):
        names = [normal_heading(heading) if heading else "" for heading in headings]
        # A signature asks for a meaning: another heading of the same field serves as well.
        present = {field for name in names for field in fields.get(name, ())}
        if all(name in names or _served(fields.get(name, []), present) for name in wanted):
            yield Match(layout, sheet, number, tuple(headings), _places(layout, names))


def _served(fields: Sequence[str], present: set[str]) -> bool:
    return bool(fields) and present.issuperset(fields)


def _candidates(top: list[list[Cell]]) -> Iterator[tuple[int, list[str]]]:
    """Each row by itself, then with the row above it where its own cells are empty (merged downwards)."""
    rows = [[cell.strip() if isinstance(cell, str) else "" for cell in row] for row in top]
    for number, row in enumerate(rows[:SEARCHED_ROWS], 1):
        yield number, row
    for number, (above, row) in enumerate(pairwise(rows), 2):
        width = max(len(above), len(row))
        upper, lower = (each + [""] * (width - len(each)) for each in (above, row))
        yield number, [low or high for low, high in zip(lower, upper, strict=True)]


def _places(layout: Layout, names: list[str]) -> dict[str, int]:
    """The first column of each field's most preferred heading."""
    first = {name: place for place, name in reversed(list(enumerate(names))) if name}
    found: dict[str, int] = {}
    for field, headings in layout.columns.items():
        for heading in headings:
            place = first.get(normal_heading(heading))
            if place is not None:
                found[field] = place
                break
    return found


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
