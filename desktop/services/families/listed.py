"""The list of families as it stands, sorted and filtered, as a workbook and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from desktop.documents.listing import Column, ListSheet, write_list
from desktop.models import Area
from desktop.progress import SILENT, Progress
from desktop.services import paper, paper_head
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.families import finding
from desktop.services.families.finding import EVERYTHING, By, FamilyListRow, Filters, Order
from desktop.services.paper import PaperFile
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table
from desktop.store.files import whole_file
from desktop.wording import N_, Translator
from desktop.wording.terms import ENROLMENT

# A list sorted on demand is sorted anew for each page, so that pages are large here.
PAGE: Final = 5_000

# Paper is always Indonesian, whatever language the window has.
STATES: Final = {
    "registered": "Terdaftar",
    "candidate": "Calon",
    "eligible": "Layak",
    "not_eligible": "Tidak layak",
    "decreed": "Ditetapkan",
    "active": "Aktif",
    "suspended": "Ditangguhkan",
    "stopped": "Dihentikan",
    "graduated": "Graduasi",
    "closed": "Keluar dari register",
}
_SORTED: Final = {By.NAME: "nama pengurus", By.PLACE: "desa", By.MEMBERS: "jumlah anggota"}
_COLUMNS: Final = (
    Column("No", 0.5, 1.0),
    Column("Pengurus", 2.6),
    Column("NIK", 1.9),
    Column("Kartu", 1.7),
    Column("Desa", 2.0),
    Column("Kecamatan", 1.9),
    Column("Anggota", 0.9, 1.0),
    Column("Status", 1.3),
)
_TITLE: Final = N_("Families")
_HEADINGS: Final = (
    (N_("Caretaker"), ColumnKind.TEXT, 28),
    (N_("NIK"), ColumnKind.TEXT, 20),
    (N_("Card"), ColumnKind.TEXT, 20),
    (N_("Village"), ColumnKind.TEXT, 22),
    (N_("District"), ColumnKind.TEXT, 22),
    (N_("Members"), ColumnKind.NUMBER, 10),
    (N_("Status"), ColumnKind.TEXT, 16),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, chosen and sorted by: the list as somebody sees it."""

    typed: str = ""
    filters: Filters = EVERYTHING
    order: Order | None = None


@allowed(*EVERYBODY)
def to_workbook(desk: Desk, asked: Asked, path: Path, t: Translator, progress: Progress = SILENT) -> int:
    """Write the whole list, numbers masked as on the screen; answers how many families. A line in the log says so."""
    columns = [TableColumn(t(heading), kind, width) for heading, kind, width in _HEADINGS]
    with whole_file(path) as out:
        rows = (_cells(t, row) for row in every(desk, asked))
        written = write_table(out, t(_TITLE), columns, rows, progress)
        _note(desk, "families.export", asked, written)
    return written


@allowed(*EVERYBODY)
def on_paper(desk: Desk, asked: Asked, progress: Progress = SILENT) -> PaperFile:
    """Make the whole list as paper, in memory only. A line in the log says so."""
    sheet = _sheet(desk, asked)
    out = BytesIO()
    rows = (_line(number, row) for number, row in enumerate(every(desk, asked), 1))
    written = write_list(rows, sheet, out, total=finding.count(desk, asked.typed, asked.filters), progress=progress)
    _note(desk, "families.print", asked, written)
    return paper.open_paper(out.getvalue())


@allowed(*EVERYBODY)
def save_paper(desk: Desk, made: PaperFile, path: Path) -> Path:
    """Save the list made before as a PDF, with a line in the log."""
    return paper.keep(desk, made, path, "families.export")


@allowed(*EVERYBODY)
def every(desk: Desk, asked: Asked, size: int = PAGE) -> Iterator[FamilyListRow]:
    """Read all rows, page by page, in their order."""
    after = None
    while True:
        page = finding.find(desk, asked.typed, asked.filters, size, after, asked.order)
        yield from page.rows
        if page.following is None:
            return
        after = page.following


def _cells(t: Translator, row: FamilyListRow) -> tuple[Value, ...]:
    status = t(ENROLMENT.get(row.status, row.status))
    return row.caretaker_name, row.nik, row.card_number, row.village, row.district, row.members, status


def _line(number: int, row: FamilyListRow) -> tuple[str, ...]:
    village = row.village if row.placed else f"Belum ditempatkan: {row.village}".rstrip(": ")
    status = STATES.get(row.status, row.status)
    name = row.caretaker_name or "Belum ada pengurus"
    return str(number), name, row.nik, row.card_number, village, row.district, str(row.members), status


def _sheet(desk: Desk, asked: Asked) -> ListSheet:
    with desk.read() as session:
        filters = asked.filters
        district = session.get(Area, filters.district_code) if filters.district_code else None
        about = [f"Pencarian: {asked.typed}"] if asked.typed else []
        about += [f"Kecamatan: {district.name}"] if district else []
        about += [f"Status: {STATES.get(filters.status, filters.status)}"] if filters.status else []
        about += ["Hanya keluarga yang desanya belum diketahui"] if filters.unplaced else []
        about += ["Hanya keluarga tanpa pendamping"] if filters.unattended else []
        if asked.order is not None:
            turned = ", dari belakang" if asked.order.descending else ""
            about.append(f"Urut menurut {_SORTED[asked.order.by]}{turned}")
        office = paper_head.letterhead(session)
        return ListSheet(
            "Daftar keluarga",
            _COLUMNS,
            " · ".join(part for part in (office.office, office.government) if part),
            f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}",
            (" · ".join(about),) if about else (),
            landscape=True,
            practice=paper_head.practice(session),
        )


def _note(desk: Desk, action: str, asked: Asked, rows: int) -> None:
    """What was typed stays out of the log: it may be somebody's number."""
    filters = asked.filters
    with desk.write(action) as unit:
        unit.journal.note(rows=rows, district=filters.district_code, status=filters.status, narrowed=bool(asked.typed))
