"""Writes a list by name: on paper with a page or more for each village, or as a workbook."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from desktop.documents.listing import Column, ListSheet, write_lists
from desktop.progress import SILENT, Progress
from desktop.services import paper, paper_head
from desktop.services.desk import Desk, allowed
from desktop.services.families.listed import STATES, Asked
from desktop.services.paper import PaperFile
from desktop.services.rosters.kinds import COLUMNS, TITLES, Roster
from desktop.services.rosters.reading import READERS, RosterRow, in_order
from desktop.sheets.table import ColumnKind, TableColumn, write_table
from desktop.store.files import whole_file

NUMBER = Column("No", 0.5, 1.0)
SHEET = "Keluarga"


@allowed(*READERS)
def on_paper(desk: Desk, kind: Roster, asked: Asked, progress: Progress = SILENT) -> PaperFile:
    """Make the list as paper, in memory only; each village begins a page. A line in the log says so."""
    rows = in_order(desk, asked, progress)
    whole = _sheet(desk, kind, asked, len(rows))
    out = BytesIO()
    parts = ((_part(whole, place, some), _lines(kind, some)) for place, some in _by_place(rows))
    write_lists(parts, whole, out, total=len(rows), progress=progress)
    _note(desk, f"roster.{kind}.print", asked, len(rows))
    return paper.open_paper(out.getvalue())


@allowed(*READERS)
def save_paper(desk: Desk, kind: Roster, made: PaperFile, path: Path) -> Path:
    """Save the list made before as a PDF; the log says so before the file has its name (DESIGN.md 4.10)."""
    return paper.keep(desk, made, path, f"roster.{kind}.export")


@allowed(*READERS)
def to_workbook(desk: Desk, kind: Roster, asked: Asked, path: Path, progress: Progress = SILENT) -> int:
    """Write the list as one sheet, village and district in columns of their own; answers how many families."""
    rows = in_order(desk, asked, progress)
    columns = [TableColumn("No", ColumnKind.NUMBER, 6)]
    columns += [TableColumn(cell.title, _kind_of(cell.title), cell.width) for cell in COLUMNS[kind]]
    columns += [TableColumn("Desa/Kelurahan", width=24), TableColumn("Kecamatan", width=24)]
    cells = (
        (number, *(cell.get(row) for cell in COLUMNS[kind]), row.village, row.district)
        for number, row in enumerate(rows, 1)
    )
    with whole_file(path) as out:
        written = write_table(out, SHEET, columns, cells, progress)
        _note(desk, f"roster.{kind}.export", asked, written)
    return written


def _kind_of(title: str) -> ColumnKind:
    return ColumnKind.NUMBER if title == "Anggota" else ColumnKind.TEXT


def _by_place(rows: Sequence[RosterRow]) -> Iterator[tuple[str, list[RosterRow]]]:
    for _, some in groupby(rows, attrgetter("place")):
        families = list(some)
        first = families[0]
        if first.village_code:
            word = paper_head.village_word(first.village_code)
            yield f"{word} {first.village}, Kecamatan {first.district}", families
        else:
            yield "Belum ditempatkan di desa/kelurahan", families


def _part(whole: ListSheet, place: str, rows: Sequence[RosterRow]) -> ListSheet:
    people = sum(row.members for row in rows)
    about = (f"{place}: {len(rows)} keluarga, {people} anggota", *whole.about)
    return ListSheet(
        whole.title, whole.columns, whole.office, whole.made, about, landscape=whole.landscape, practice=whole.practice
    )


def _lines(kind: Roster, rows: Sequence[RosterRow]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, 1):
        yield str(number), *(str(cell.get(row)) for cell in COLUMNS[kind])


def _sheet(desk: Desk, kind: Roster, asked: Asked, families: int) -> ListSheet:
    status = asked.filters.status
    about = [f"Seluruhnya {families} keluarga"]
    about += [f"status {STATES.get(status, status)}"] if status else []
    about += ["sebagian register, menurut pencarian"] if asked.typed else []
    with desk.read() as session:
        office = paper_head.letterhead(session)
        return ListSheet(
            TITLES[kind],
            (NUMBER, *(cell.column for cell in COLUMNS[kind])),
            " · ".join(part for part in (office.office, office.government) if part),
            f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}",
            (", ".join(about),),
            landscape=kind is Roster.ADDRESS,
            practice=paper_head.practice(session),
        )


def _note(desk: Desk, action: str, asked: Asked, rows: int) -> None:
    """What was typed stays out of the log: it may be somebody's number."""
    filters = asked.filters
    with desk.write(action) as unit:
        unit.journal.note(rows=rows, district=filters.district_code, status=filters.status, narrowed=bool(asked.typed))
