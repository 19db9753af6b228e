"""The list of signed receipts that are not back, for whoever fetches them: on paper, or as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from desktop.documents import missing_list
from desktop.documents.listing import ListSheet, write_lists
from desktop.documents.missing_list import Around, MissingLine
from desktop.models import PayList, ProgrammeYear
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services import paper, paper_head
from desktop.services.desk import Desk, allowed
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.paper import PaperFile
from desktop.services.payday.signed import VillageSigned, by_village, missing_of
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table
from desktop.store.files import whole_file

READERS: Final = (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)
BOOK: Final = (
    TableColumn("No", ColumnKind.NUMBER, 7),
    TableColumn("Nomor kuitansi", width=24),
    TableColumn("Nama penerima", width=30),
    TableColumn("Desa/Kelurahan", width=24),
    TableColumn("Kecamatan", width=24),
    TableColumn("Dibayar", ColumnKind.DATE, 14),
    TableColumn("Jumlah", ColumnKind.RUPIAH, 16),
    TableColumn("Keterangan", width=36),
)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is missing of one village."""

    village: VillageSigned
    lines: tuple[MissingLine, ...]


@allowed(*READERS)
def on_paper(desk: Desk, key: TrancheKey, village: str | None = None, progress: Progress = SILENT) -> PaperFile:
    """Make the list in memory, each village on pages of its own; of one village, or of all."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        around, parts = _around(desk, session, key), _parts(session, pay_list, village)
    out = BytesIO()
    total = sum(len(part.lines) for part in parts)
    write_lists(_sheets(around, parts), missing_list.nothing(around), out, total=total, progress=progress)
    made = paper.open_paper(out.getvalue())
    _note(desk, "signed.print", key, village, total)
    return made


@allowed(*READERS)
def to_workbook(
    desk: Desk, key: TrancheKey, path: Path, village: str | None = None, progress: Progress = SILENT
) -> int:
    """Write the list as one sheet, the place in columns of its own; answers its rows."""
    with desk.read() as session:
        parts = _parts(session, list_here(session, key, desk.office.code), village)
    with whole_file(path) as out:
        count = write_table(out, "Kuitansi belum kembali", BOOK, _in_book(parts), progress)
        _note(desk, "signed.export", key, village, count)
    return count


@allowed(*READERS)
def save_paper(desk: Desk, made: PaperFile, path: Path) -> Path:
    """Save the paper made before as a PDF."""
    return paper.keep(desk, made, path, "signed.export")


def _parts(session: Session, pay_list: PayList, wanted: str | None) -> list[_Part]:
    parts = []
    for village in by_village(session, pay_list):
        if village.missing.families and wanted in (None, village.code):
            rows = missing_of(session, pay_list, village.code)
            lines = tuple(MissingLine(row.number, row.name, row.paid_on, row.amount) for row in rows)
            parts.append(_Part(village, lines))
    return parts


def _sheets(around: Around, parts: list[_Part]) -> Iterator[tuple[ListSheet, Iterator[tuple[str, ...]]]]:
    for part in parts:
        sheet = missing_list.sheet(around, _place(part.village), part.lines, part.village.paid.families)
        yield sheet, (missing_list.cells(number, line) for number, line in enumerate(part.lines, 1))


def _in_book(parts: list[_Part]) -> Iterator[tuple[Value, ...]]:
    number = 0
    for part in parts:
        name, district = part.village.name, part.village.district
        for line in part.lines:
            number += 1
            yield number, line.number, line.name, name, district, line.paid_on, line.amount, ""


def _place(village: VillageSigned) -> str:
    if not village.code:
        return "Tanpa desa/kelurahan"
    return f"{paper_head.village_word(village.code)} {village.name}, Kecamatan {village.district}"


def _around(desk: Desk, session: Session, key: TrancheKey) -> Around:
    office, name = paper_head.letterhead(session), session.get_one(ProgrammeYear, (key.programme, key.year)).name
    return Around(
        " · ".join(part for part in (office.office, office.government) if part),
        f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}",
        f"{name}, tahap {key.short}",
        paper_head.practice(session),
    )


def _note(desk: Desk, action: str, key: TrancheKey, village: str | None, rows: int) -> None:
    with desk.write(action) as unit:
        unit.journal.note(tranche=str(key), area=village, rows=rows)
