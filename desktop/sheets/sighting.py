"""Files in a layout of their own: their headings, what each seems to mean, and a layout made of what a person said."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.errors import Refused
from desktop.sheets.fields import FIELDS
from desktop.sheets.headings import normal_heading
from desktop.sheets.layouts import Layout, load_headings, load_layouts, load_words
from desktop.sheets.reading import open_sheets
from desktop.sheets.recognise import candidates, top_rows
from desktop.sheets.sighted import Sighted, sighted

LONGEST_NAME = 32
_FEWEST_HEADINGS = 2
# Only layouts with a sheet or a subject of their own need these.
_NOT_OFFERED = frozenset({"participant", "participant_number", "asked_on", "papers", "chronic_illness", "work_status",
                          "work_field", "education"})  # fmt: skip
OFFERED = tuple(name for name in FIELDS if name not in _NOT_OFFERED)
"""Fields that a person may choose for a column."""

_FAMILY = frozenset({"no_kk", "household_id"})


def sight(path: Path) -> Sighted:
    """Find the row with most known headings, else the first with several words; refused when there is none."""
    known = {name for layout in load_layouts() for name in layout.by_heading()} | load_headings().keys()
    best: tuple[tuple[int, int], Sighted] | None = None
    said = False
    for sheet in open_sheets(path):
        top = top_rows(sheet)
        for number, headings in candidates(top):
            filled = [heading for heading in headings if heading]
            said = said or bool(filled)
            if len(filled) < _FEWEST_HEADINGS:
                continue
            score = sum(normal_heading(heading) in known for heading in filled), -number
            if best is None or score[0] > best[0][0]:
                best = score, sighted(sheet.name, number, headings, top)
    if best is None:
        raise Refused("sheets.no_table" if said else "sheets.empty", name=path.name)
    return best[1]


def guess(headings: Sequence[str]) -> dict[str, str]:
    """What headings mean in lists of people or in a known layout: {heading: field}, each field once."""
    found: dict[str, str] = {}
    said = load_headings()
    fields = [layout.by_heading() for layout in load_layouts()]
    for heading in filter(None, headings):
        name = normal_heading(heading)
        meant = [said[name]] if name in said else [field for each in fields for field in each.get(name, ())]
        free = next((field for field in meant if field in OFFERED and field not in found.values()), "")
        if free and heading not in found:
            found[heading] = free
    return found


def layout_of(name: str, columns: Mapping[str, str]) -> Layout:
    """Make a layout of {heading: field}; its values may be written as any known layout's words are."""
    words = load_words()
    fields: dict[str, tuple[str, ...]] = {field: (heading,) for heading, field in columns.items() if field in OFFERED}
    codes = {field: words[field] for field in fields if field in words}
    # Ids of a list that nobody knows may be made up per file, like those of our own template.
    return Layout(
        tuple(heading for (heading,) in fields.values()), fields, codes, name=name, title=name, local_ids=True
    )


def check_map(name: str, columns: Mapping[str, str]) -> None:
    """Refuse a map that says nothing of who somebody is or which family he is of, or the same thing twice."""
    if not name or len(name) > LONGEST_NAME or any(name == layout.name for layout in load_layouts()):
        raise Refused("sheets.map_name", limit=LONGEST_NAME)
    said = [field for field in columns.values() if field]
    if unknown := sorted(set(said) - set(OFFERED)):
        raise Refused("sheets.map_field", fields=", ".join(unknown))
    if "name" not in said or not _FAMILY.intersection(said):
        raise Refused("sheets.map_incomplete")
    for heading, field in columns.items():
        if field and said.count(field) > 1:
            raise Refused("sheets.map_twice", heading=heading)
