"""Any other list: a person says what its columns mean, once for each source, and the program remembers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import ColumnMap, User
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.sheets.layouts import Layout, load_layouts
from desktop.sheets.sighting import OFFERED, check_map, guess, layout_of, sight

PURPOSE = "register"


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of a file: its heading, what stands below it, and the field it seems to mean ("" none)."""

    heading: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file before anybody said what its columns mean; `name` is proposed for its source."""

    path: Path
    sheet: str
    header_row: int
    name: str
    columns: tuple[ColumnSeen, ...]


@dataclass(frozen=True, slots=True)
class SavedMap:
    """What the columns of one source mean, as somebody said."""

    name: str
    columns: dict[str, str]  # {heading: field}
    by: str
    at: datetime


def fields() -> tuple[str, ...]:
    """Fields a column may be given; their words are `desktop.wording.importing.FIELDS`."""
    return OFFERED


@allowed(Role.OPERATOR)
def look(desk: Desk, path: Path) -> FileSeen:
    """Show the headings of a file with what stands below them, and what they seem to mean."""
    seen = sight(path)
    with desk.read() as session:
        earlier = _nearest(session, set(seen.named))
    meant = guess(seen.headings) | (earlier.columns if earlier else {})
    columns = tuple(
        ColumnSeen(heading, seen.samples[place], meant.get(heading, ""))
        for place, heading in enumerate(seen.headings)
        if heading
    )
    return FileSeen(path, seen.sheet, seen.header_row, earlier.name if earlier else path.stem[:32], columns)


@allowed(Role.OPERATOR)
def save_map(desk: Desk, name: str, columns: Mapping[str, str]) -> Answer[str]:
    """Keep what the columns of this source mean, in place of what was said before; answers the name.

    `columns` is {heading: field}, "" for a column that is not used. Refused when nobody could be told apart by it.
    """
    source = " ".join(name.split())
    check_map(source, columns)
    said = {heading: field for heading, field in columns.items() if field}
    with desk.write("import.map") as unit:
        kept = unit.session.scalar(
            select(ColumnMap).where(
                ColumnMap.purpose == PURPOSE, ColumnMap.name == source, ColumnMap.owner == desk.office.code
            )
        )
        if kept is None:
            kept = ColumnMap(purpose=PURPOSE, name=source, headings="", columns="")
            unit.session.add(kept)
        kept.headings = json.dumps(sorted(columns), ensure_ascii=False)
        kept.columns = json.dumps(said, ensure_ascii=False, sort_keys=True)
        kept.by, kept.at = desk.person.id, desk.now()
    return Answer(source, Changes(unit.changes.kinds))


@allowed(*EVERYBODY)
def maps(desk: Desk) -> list[SavedMap]:
    """Answer what is remembered, the last said first."""
    with desk.read() as session:
        return _maps(session)


def known_layouts(session: Session) -> tuple[Layout, ...]:
    """The packaged layouts and those that people made by saying what columns mean."""
    return (*load_layouts(), *(layout_of(one.name, one.columns) for one in _maps(session)))


def read_map(path: Path) -> dict[str, str]:
    """Read {heading: field} from a JSON file; refused when it is something else."""
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused("import.map_unreadable", name=path.name) from error
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise Refused("import.map_unreadable", name=path.name)
    return {str(heading): field for heading, field in said.items()}


def _maps(session: Session) -> list[SavedMap]:
    statement = (
        select(ColumnMap, User.full_name)
        .join(User, User.id == ColumnMap.by)
        .where(ColumnMap.purpose == PURPOSE)
        .order_by(ColumnMap.at.desc(), ColumnMap.id.desc())
    )
    return [
        SavedMap(row.ColumnMap.name, json.loads(row.ColumnMap.columns), row.full_name, row.ColumnMap.at)
        for row in session.execute(statement)
    ]


def _nearest(session: Session, there: set[str]) -> SavedMap | None:
    """The map that knows most of these headings, if it knows any."""
    best, most = None, 0
    for one in _maps(session):
        layout = layout_of(one.name, one.columns)
        count = len(there.intersection(layout.by_heading()))
        if count > most:
            best, most = one, count
    return best
