"""What a run named, for people who read it on paper or in a workbook; a line in the log says that they got it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from desktop.documents import audit_list
from desktop.documents.audit_list import Around, AuditLine
from desktop.documents.listing import ListSheet, write_lists
from desktop.models import AuditCheck, User
from desktop.progress import SILENT, Progress
from desktop.services import paper, paper_head
from desktop.services.auditing import reach
from desktop.services.auditing.audits import AUDITORS, FindingRow, finding, known
from desktop.services.auditing.comparing import FindingFilters, Since, chosen
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.reach import Reach
from desktop.services.auditing.running import Why
from desktop.services.desk import Desk, allowed
from desktop.services.money.keys import TrancheKey
from desktop.services.paper import PaperFile
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table
from desktop.store.files import whole_file

_WHY: Final = {Why.ASKED: "diminta", Why.APPROVAL: "sebelum persetujuan"}
_SINCE: Final = {
    Since.OPEN: "Hanya yang belum dijelaskan",
    Since.NEW: "Hanya yang baru",
    Since.GONE: "Hanya yang sudah tidak ada",
}
BOOK: Final = (
    TableColumn("No", ColumnKind.NUMBER, 7),
    TableColumn("Uji", width=34),
    TableColumn("Sifat", width=14),
    TableColumn("Pengurus atau daftar", width=28),
    TableColumn("Kartu", width=20),
    TableColumn("Desa/Kelurahan", width=22),
    TableColumn("Tahap", width=24),
    TableColumn("Jumlah", ColumnKind.RUPIAH, 16),
    TableColumn("Temuan", width=60),
    TableColumn("Penjelasan", width=60),
    TableColumn("Dijelaskan oleh", width=24),
    TableColumn("Pada", ColumnKind.DATE, 14),
)
_LEVELS: Final = {"wrong": "keliru", "doubtful": "meragukan"}


@dataclass(frozen=True, slots=True)
class _Listed:
    """The rows of one filter with the head of their papers."""

    around: Around
    rows: tuple[FindingRow, ...]


@allowed(*AUDITORS)
def on_paper(desk: Desk, filters: FindingFilters, progress: Progress = SILENT) -> PaperFile:
    """Make the list in memory, each test on pages of its own. Numbers stand masked in it."""
    there = _read(desk, filters)
    out = BytesIO()
    total = len(there.rows)
    write_lists(_parts(desk, there), audit_list.whole(there.around), out, total=total, progress=progress)
    made = paper.open_paper(out.getvalue())
    _note(desk, "audit.print", filters, total)
    return made


@allowed(*AUDITORS)
def to_workbook(desk: Desk, filters: FindingFilters, path: Path, progress: Progress = SILENT) -> int:
    """Write the list as one sheet and answer its rows, with what explains them."""
    there = _read(desk, filters)
    with whole_file(path) as out:
        count = write_table(out, "Uji pemeriksaan", BOOK, _in_book(desk, there.rows), progress)
        _note(desk, "audit.export", filters, count)
    return count


@allowed(*AUDITORS)
def save_paper(desk: Desk, made: PaperFile, path: Path) -> Path:
    """Save the paper made before as a PDF."""
    return paper.keep(desk, made, path, "audit.export")


def _read(desk: Desk, filters: FindingFilters) -> _Listed:
    with desk.read() as session:
        rows = tuple(finding(row) for row in session.execute(chosen(session, filters)))
        around = _around(desk, session, filters)
    order = {test: place for place, test in enumerate(AuditTest)}
    return _Listed(around, tuple(sorted(rows, key=lambda row: order[row.test])))


def _parts(desk: Desk, there: _Listed) -> Iterator[tuple[ListSheet, Iterator[tuple[str, ...]]]]:
    for test, rows in groupby(there.rows, _test):
        of_one = list(rows)
        explained = sum(row.said is not None for row in of_one)
        sheet = audit_list.sheet(there.around, test.value, of_one[0].level.value, len(of_one), explained)
        yield sheet, (audit_list.cells(number, _line(desk, row)) for number, row in enumerate(of_one, 1))


def _in_book(desk: Desk, rows: tuple[FindingRow, ...]) -> Iterator[tuple[Value, ...]]:
    for number, row in enumerate(rows, 1):
        line = replace(_line(desk, row), tranche=str(row.key or ""))
        reason, by, on = (row.said.reason, row.said.by, desk.local(row.said.at).date()) if row.said else ("", "", None)
        title, level = audit_list.TITLES[line.code], _LEVELS[row.level]
        told = audit_list.phrase(line)
        yield number, title, level, line.name, line.card, line.village, line.tranche, line.amount, told, reason, by, on


def _test(row: FindingRow) -> AuditTest:
    return row.test


def _line(desk: Desk, row: FindingRow) -> AuditLine:
    tranche, said = row.key.short if row.key else "", ""
    if row.said is not None:
        said = f"{row.said.reason} ({row.said.by}, {desk.local(row.said.at):%d-%m-%Y})"
    return AuditLine(row.test.value, row.name, row.card_number, row.village, tranche, row.amount, row.told, said)


def _around(desk: Desk, session: Session, filters: FindingFilters) -> Around:
    check = known(session, filters.check)
    run = [_run(desk, session, check)]
    if filters.since is not Since.ALL:
        run.append(_SINCE[filters.since])
    if filters.since in (Since.NEW, Since.GONE) and filters.before is not None:
        run[-1] += f", dibandingkan dengan: {_run(desk, session, known(session, filters.before))}"
    office = paper_head.letterhead(session)
    return Around(
        " · ".join(part for part in (office.office, office.government) if part),
        f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}",
        tuple(run),
        paper_head.practice(session),
    )


def _run(desk: Desk, session: Session, check: AuditCheck) -> str:
    by = session.get_one(User, check.by)
    about = _about(reach.of(session, check))
    at = desk.local(check.at)
    return f"{about} · diuji {at:%d-%m-%Y %H.%M} oleh {by.full_name or by.name} ({_WHY[Why(check.why)]})"


def _about(over: Reach) -> str:
    if over is None:
        return "Semua daftar"
    if isinstance(over, TrancheKey):
        return f"Daftar {over}"
    year = f"tahun {over.year}" if over.year else "semua tahun"
    return f"Program {over.programme}, {year}"


def _note(desk: Desk, action: str, filters: FindingFilters, rows: int) -> None:
    with desk.write(action) as unit:
        unit.journal.note(run=str(filters.check), test=filters.test, since=filters.since.value, rows=rows)
