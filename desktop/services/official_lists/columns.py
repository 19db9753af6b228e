"""What the columns of a list mean: known by their headings, or as a person once said for this source."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.rules.official_lists import OfficialKind
from desktop.services import column_maps
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.sheets.headings import normal_heading
from desktop.sheets.list_columns import (
    ListLayout,
    check,
    guess,
    load_list_layout,
    mapped,
    sight,
)
from desktop.sheets.sighted import Sighted


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of a file: its heading, what stands below it, and what it seems to mean ("" nothing)."""

    place: int  # from 0
    heading: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A file before its rows are read. `remembered` is the source whose saved map fits, "" where it was guessed."""

    path: Path
    kind: OfficialKind
    sighted: Sighted
    columns: tuple[ColumnSeen, ...]
    fields: tuple[str, ...]  # what a column of this kind of list may mean
    remembered: str = ""

    @property
    def meaning(self) -> dict[int, str]:
        return {column.place: column.field for column in self.columns if column.field}


def sources(kind: OfficialKind) -> tuple[tuple[str, str], ...]:
    """Codes and names of the lists of a kind that are known; others may be named freely."""
    return load_list_layout(kind).sources


def every_source() -> dict[OfficialKind, tuple[tuple[str, str], ...]]:
    """Codes and names of the known lists of every kind."""
    return {kind: sources(kind) for kind in OfficialKind}


def source_names() -> dict[tuple[str, str], str]:
    """What people call the known lists, by kind and source."""
    return {(kind.value, code): name for kind, known in every_source().items() for code, name in known}


def source_name(names: Mapping[tuple[str, str], str], kind: str, source: str) -> str:
    """What people call a list; one that is not known by the code it was given."""
    return names.get((kind, source)) or source.replace("_", " ").upper()


@allowed(*EVERYBODY)
def look(desk: Desk, path: Path, kind: OfficialKind, source: str = "") -> Looked:
    """Find the headings of a file and what they mean; what was said for this source goes before what is guessed."""
    layout = load_list_layout(kind)
    with desk.read() as session:
        saved = column_maps.saved(session, kind)
    return looked(path, layout, saved, source)


def looked(path: Path, layout: ListLayout, saved: Mapping[str, Mapping[str, str]], source: str) -> Looked:
    also = [normal_heading(heading) for columns in saved.values() for heading in columns]
    seen = sight(path, layout, also)
    fits = column_maps.fitting(seen, saved, source)
    meaning = mapped(seen.headings, saved[fits]) if fits else guess(seen.headings, layout)
    columns = tuple(
        ColumnSeen(place, heading, seen.samples[place], meaning.get(place, ""))
        for place, heading in enumerate(seen.headings)
        if heading
    )
    return Looked(path, layout.kind, seen, columns, layout.fields, fits)


def checked(seen: Sighted, columns: Mapping[int, str], layout: ListLayout) -> dict[int, str]:
    """Columns that mean something, if anybody can be found by them; refused otherwise."""
    meaning = {place: field for place, field in columns.items() if field and place < len(seen.headings)}
    check(meaning, layout)
    return meaning
