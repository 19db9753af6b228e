"""Read a register file of any known layout: every row typed, with what is wrong in it, nothing saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.nik import last_digits
from desktop.rules.register import RegisterRow, RowProblem
from desktop.sheets.assemble import Assembler
from desktop.sheets.cells import plain
from desktop.sheets.extent import column_letter
from desktop.sheets.headings import ends_here, is_numbering
from desktop.sheets.joined import Joined, read_joined
from desktop.sheets.layouts import Layout
from desktop.sheets.moved import moved, too_wide
from desktop.sheets.reading import Cell, open_sheets
from desktop.sheets.recognise import Match, recognise
from desktop.wording.sheets import CHECKING, READING

_STEP = 500  # rows between two steps of progress
_NUMBERING_ROWS = 3  # how far below the headings column numbers may stand


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A file as read. `problems` are of whole columns; those of rows stand in the rows."""

    path: Path
    layout: str
    title: str
    sheet: str
    header_row: int
    headings: tuple[str, ...]
    rows: tuple[RegisterRow, ...]
    problems: tuple[RowProblem, ...] = ()
    about: dict[str, str] = field(default_factory=dict)  # what the file says of itself on a sheet of its own
    form: Layout = field(default=Layout((), {}, {}), repr=False)  # what the layout says of files like this
    places: dict[str, int] = field(default_factory=dict, repr=False)  # field: place of its column, from 0

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def refused(self) -> int:
        return sum(row.refused for row in self.rows)


def read_register(
    path: Path,
    layout: str = "auto",
    *,
    today: date,
    progress: Progress = SILENT,
    layouts: Sequence[Layout] | None = None,
) -> RegisterReading:
    """Read all rows. Refused when the file cannot be read or no layout fits; `Cancelled` passes through.

    `layouts` are those to choose from, in place of the packaged ones.
    """
    progress.step(0, None, READING)
    match = recognise(path, layout, layouts)
    joined = read_joined(path, match.layout, match.sheet.name, today)
    assembler = Assembler(match, today, joined)
    rows = tuple(_rows(match, assembler, progress))
    if not rows:
        raise Refused("sheets.no_rows", name=path.name)
    if match.layout.id_of_either and ids_are_of_people(rows):
        rows = tuple(_given_to_people(row) for row in rows)
    return RegisterReading(
        path=path,
        layout=match.layout.name,
        title=match.layout.title,
        sheet=match.sheet.name,
        header_row=match.header_row,
        headings=match.headings,
        rows=rows,
        problems=(*_column_problems(match, rows), *_left_out(joined)),
        about=joined.about,
        form=match.layout,
        places=match.places,
    )


def ids_are_of_people(rows: Sequence[RegisterRow]) -> bool:
    """Whether some family card stands with more than one id: then each is a person's."""
    first: dict[str, str] = {}
    for row in rows:
        no_kk, source_id = row.household.no_kk, row.household.source_id
        if no_kk and source_id and first.setdefault(no_kk, source_id) != source_id:
            return True
    return False


def _given_to_people(row: RegisterRow) -> RegisterRow:
    household, member = row.household, row.member
    if not household.source_id:
        return row
    problems = row.problems
    if not household.no_kk:
        # What told the family apart turned out to be the person's own.
        problems = (*problems, RowProblem(row.row, "", "", "sheets.household_missing", refuses=True))
    return RegisterRow(
        row.row, replace(household, source_id=""), replace(member, source_id=household.source_id), problems
    )


def _left_out(joined: Joined) -> Iterator[RowProblem]:
    for sheet, count in joined.unread.items():
        if count:
            yield RowProblem(0, "", sheet, "sheets.joined_unread", {"sheet": sheet, "count": count})


def original_rows(reading: RegisterReading, wanted: frozenset[int]) -> Iterator[tuple[int, list[str]]]:
    """Read the file again for the cells of these rows, as text and in order."""
    for sheet in open_sheets(reading.path):
        if sheet.name != reading.sheet:
            continue
        last = max(wanted, default=0)
        for number, cells in enumerate(sheet.rows(), 1):
            if number > last:
                return
            if number in wanted:
                yield number, [cell if isinstance(cell, str) else plain(cell) for cell in cells]
        return


def _rows(match: Match, assembler: Assembler, progress: Progress) -> Iterator[RegisterRow]:
    total = match.sheet.total
    for number, cells in enumerate(match.sheet.rows(), 1):
        if number % _STEP == 0:
            progress.step(number, total, CHECKING)
        if number <= match.header_row:
            continue
        if ends_here(cells):
            return
        row = _padded(cells, assembler.width)
        if number <= match.header_row + _NUMBERING_ROWS and is_numbering(row):
            continue
        if assembler.is_data(row):
            made = assembler.row(number, row)
            beyond = moved(match.sheet, row, assembler.width)
            yield replace(made, problems=(too_wide(number),)) if beyond else made


def _padded(cells: list[Cell], width: int) -> list[Cell]:
    missing = width - len(cells)
    return cells + [""] * missing if missing > 0 else cells


def _column_problems(match: Match, rows: tuple[RegisterRow, ...]) -> Iterator[RowProblem]:
    endings = last_digits(row.member.nik for row in rows)
    if endings.suspicious:
        place = match.places["nik"]
        said: dict[str, object] = {"zero": endings.zero, "seen": endings.seen}
        heading = match.headings[place]
        yield RowProblem(match.header_row, column_letter(place + 1), heading, "sheets.nik_zero_endings", said)
