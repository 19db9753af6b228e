"""Columns of official lists: which headings a file has, what they probably mean, and what a person said they mean."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop.errors import Refused
from desktop.paths import resources
from desktop.rules.aid_rules import AidBook, load_aids
from desktop.rules.official_lists import ListOutcome, OfficialKind
from desktop.rules.terms import Sex
from desktop.sheets.headings import is_numbering, normal_code, normal_heading
from desktop.sheets.layouts import Codes
from desktop.sheets.reading import Cell, open_sheets
from desktop.sheets.sighted import SAMPLES, Sighted, sighted

SEARCHED_ROWS = 30
RECEIVES = "receives_"
WHO = ("nik", "no_kk", "name", "birth_date", "sex", "mother_name", "village", "district")
FACTS = ("died_on", "desil", "percentile", "number", "since", "job", "unit", "remark")
_FEWEST_HEADINGS = 2
_DATA = re.compile(r"\d{8}|\d[-/]\d\d?[-/]\d\d")  # numbers and dates stand below headings, never in them


@dataclass(frozen=True, slots=True)
class ListLayout:
    """What lists of one kind look like: headings by field, words of their status, sources with their names."""

    kind: OfficialKind
    sources: tuple[tuple[str, str], ...]
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, ListOutcome | None]  # by `normal_code`
    sexes: Codes
    receives: Mapping[str, bool]  # by `normal_code`

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.columns)


def load_list_layout(kind: OfficialKind, aids: AidBook | None = None, folder: Path | None = None) -> ListLayout:
    """Read what lists of this kind look like."""
    place = folder or resources() / "official_lists"
    common, own = (tomllib.loads((place / f"{name}.toml").read_text("utf-8")) for name in ("common", kind.value))
    book = aids or load_aids()
    columns = {**common["columns"], **own["columns"]}
    unknown = columns.keys() - {*WHO, *FACTS, "status"}
    if unknown or own["kind"] != kind:
        raise ValueError(f"{kind}: no such field: {sorted(unknown)}")
    if kind in (OfficialKind.POVERTY_REGISTER, OfficialKind.OTHER_AID):
        columns |= {f"{RECEIVES}{aid.code}": aid.headings for aid in book.aids}
    sexes = {normal_code(word): Sex(value).value for word, value in common["sex"].items()}
    sources = own.get("sources") or [[aid.code, aid.name] for aid in book.aids]
    return ListLayout(
        kind,
        tuple((code, name) for code, name in sources),
        {field: tuple(headings) for field, headings in columns.items()},
        {normal_code(word): ListOutcome(said) if said else None for word, said in own.get("words", {}).items()},
        Codes({word: Sex(value) for word, value in sexes.items()}, tuple(common["sex"])),
        {normal_code(word): said for word, said in common["receives"].items()},
    )


def sight(path: Path, layout: ListLayout, also: Sequence[str] = ()) -> Sighted:
    """Find the headings in whichever sheet has most that are known; `also` are headings a person once mapped.

    Where none is known the first row of several words is taken for them, so that a person can say what they mean.
    """
    known = {normal_heading(heading) for headings in layout.columns.values() for heading in headings} | set(also)
    best: tuple[int, Sighted] | None = None
    for sheet in open_sheets(path):
        top = list(islice(sheet.rows(), SEARCHED_ROWS + SAMPLES + 1))
        for number, headings in candidates(top):
            score = sum(normal_heading(heading) in known for heading in headings if heading)
            if best is None or score > best[0]:
                best = (score, sighted(sheet.name, number, headings, top))
    if best is None:
        raise Refused("sheets.empty", name=path.name)
    return best[1]


def guess(headings: Sequence[str], layout: ListLayout) -> dict[int, str]:
    """Field by column, from 0, for the headings that are known; of two for one field the preferred."""
    first = {normal_heading(heading): place for place, heading in reversed(list(enumerate(headings))) if heading}
    found: dict[int, str] = {}
    for field, names in layout.columns.items():
        for name in names:
            place = first.get(normal_heading(name))
            if place is not None and place not in found:
                found[place] = field
                break
    return found


def mapped(headings: Sequence[str], columns: Mapping[str, str]) -> dict[int, str]:
    """Field by column for a map {heading: field}; a heading that is not there is passed over."""
    wanted = {normal_heading(heading): field for heading, field in columns.items()}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        field = wanted.get(normal_heading(heading)) if heading else None
        if field and field not in found.values():
            found[place] = field
    return found


def check(columns: Mapping[int, str], layout: ListLayout) -> None:
    """Refused unless people can be found by these columns, each field stands once and the kind knows it."""
    fields = list(columns.values())
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if twice:
        raise Refused("list.field_twice", field=twice[0])
    strange = sorted(set(fields) - set(layout.fields))
    if strange:
        raise Refused("list.unknown_field", field=strange[0], fields=", ".join(layout.fields))
    if not ({"nik", "no_kk"} & set(fields) or {"name", "birth_date"} <= set(fields)):
        raise Refused("list.nobody_to_find")


def candidates(top: list[list[Cell]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that may hold headings: several words, no column numbers; also joined with the row above (merged down)."""
    rows = [[cell.strip() if isinstance(cell, str) else "" for cell in row] for row in top]
    for number, row in enumerate(rows[:SEARCHED_ROWS], 1):
        above = rows[number - 2] if number > 1 else []
        if any(map(_DATA.search, row)):
            continue
        if sum(map(bool, row)) >= _FEWEST_HEADINGS and not is_numbering(top[number - 1]):
            yield number, row
            if any(above):
                width = max(len(above), len(row))
                lower, upper = (each + [""] * (width - len(each)) for each in (row, above))
                yield number, [low or high for low, high in zip(lower, upper, strict=True)]
        elif sum(map(bool, row)) == 1 and number == 1:
            yield number, row
