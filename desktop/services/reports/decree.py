"""Decree, quota and list on one paper: each area with what it is granted and what is listed there, the worst first."""

from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop.documents.signed_list import write_signed
from desktop.documents.signed_rows import SignedColumn, SignedList, SignedRow
from desktop.models import PayList
from desktop.progress import Progress
from desktop.rules.area_quotas import AreaLine, sums
from desktop.rules.money import Figure, grouped, rupiah
from desktop.services import paper_head
from desktop.services.desk import Desk
from desktop.services.money import quotas
from desktop.services.money.quotas import Compared, NamedLine
from desktop.services.reports import heads
from desktop.services.reports.kinds import Kind, Wish
from desktop.services.reports.reading import UNPLACED
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table

NOTHING = Figure()
COLUMNS = (
    SignedColumn("No", 0.45, 1.0),
    SignedColumn("Kode", 0.95),
    SignedColumn("Wilayah", 2.1),
    SignedColumn("Kuota dalam keputusan", 1.5, 1.0),
    SignedColumn("Daftar penerima", 1.5, 1.0),
    SignedColumn("Selisih", 1.5, 1.0),
    SignedColumn("Keterangan", 1.25),
)
PARTS = ("Kuota", "Daftar", "Selisih")
WHOLE_ONLY = "Keputusan ini tidak dirinci per wilayah; yang dibandingkan hanya jumlah seluruhnya."
NO_DECREE = "Daftar ini belum memiliki keputusan penetapan."


def write_paper(session: Session, desk: Desk, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    found = quotas.of_list(session, pay_list)
    sheet = SignedList(
        heads.heading(session, Kind.QUOTAS, pay_list),
        heads.about(pay_list),
        COLUMNS,
        heads.report_closing(session, desk.today(), _said(found)),
    )
    return write_signed([(sheet, _rows(found))], heads.bundle(session, desk, wish), file, progress=progress)


def write_book(session: Session, pay_list: PayList, file: BinaryIO, progress: Progress) -> int:
    """A row for each area, and one for all."""
    columns = [TableColumn("No", ColumnKind.NUMBER, 7), TableColumn("Kode", width=16), TableColumn("Wilayah", width=36)]
    for name in PARTS:
        columns.append(TableColumn(f"{name} (KK)", ColumnKind.NUMBER, 14))
        columns.append(TableColumn(f"{name} (Rp)", ColumnKind.RUPIAH, 20))
    columns.append(TableColumn("Keterangan", width=24))
    return write_table(file, Kind.QUOTAS.value, columns, _book_rows(quotas.of_list(session, pay_list)), progress)


def _rows(found: Compared) -> Iterator[SignedRow]:
    for number, one in enumerate(found.lines, 1):
        line = one.line
        figures = (_stacked(figure) for figure in (line.granted, line.listed, line.difference))
        yield SignedRow((str(number), line.area, place(one), *figures, verdict(line)))
    total = whole(found)
    figures = (_stacked(figure) for figure in (total.granted, total.listed, total.difference))
    yield SignedRow(("", "", "Jumlah seluruhnya", *figures, verdict(total) if found.granted else ""), strong=True)


def _book_rows(found: Compared) -> Iterator[tuple[Value, ...]]:
    for number, one in enumerate(found.lines, 1):
        yield number, one.line.area, place(one).replace("\n", ", "), *_cells(one.line), verdict(one.line)
    total = whole(found)
    yield None, "", "Jumlah seluruhnya", *_cells(total), verdict(total) if found.granted else ""


def _cells(line: AreaLine) -> tuple[int, ...]:
    figures = (line.granted, line.listed, line.difference)
    return tuple(number for figure in figures for number in (figure.families, figure.rupiah))


def whole(found: Compared) -> AreaLine:
    """All areas together: the decree's own total against the whole list."""
    return AreaLine("", found.granted or NOTHING, found.listed)


def place(one: NamedLine) -> str:
    """The area as paper names it."""
    code = one.line.area
    if not code:
        return UNPLACED
    match code.count("."):
        case 1:
            return one.name or code
        case 2:
            return f"Kec. {one.name}" if one.name else code
        case _:
            village = f"{paper_head.village_word(code)} {one.name}" if one.name else code
            return f"{village}\nKec. {one.around}" if one.around else village


def verdict(line: AreaLine) -> str:
    if not line.named:
        return "Tidak ada kuota"
    if line.over:
        return "Melebihi kuota"
    return "Kurang dari kuota" if line.differs else "Sesuai"


def _said(found: Compared) -> tuple[str, ...]:
    if found.granted is None:
        return (NO_DECREE,)
    if not found.lines:
        return (WHOLE_ONLY,)
    granted, _ = sums(one.line for one in found.lines)
    same = "sama dengan" if granted == found.granted else "TIDAK sama dengan"
    apart = f"Wilayah yang berbeda dengan kuotanya: {grouped(found.differing)}"
    return (
        f"Jumlah kuota ({_one(granted)}) {same} jumlah dalam keputusan ({_one(found.granted)}).",
        f"{apart}; di antaranya melebihi kuota: {grouped(found.over)}.",
    )


def _one(figure: Figure) -> str:
    return f"{grouped(figure.families)} KK, {rupiah(figure.rupiah)}"


def _stacked(figure: Figure) -> str:
    """Families above their rupiah; a difference may be below zero."""
    if figure == NOTHING:
        return "-"
    sign = "-" if figure.families < 0 else ""
    return f"{sign}{grouped(abs(figure.families))} KK\n{rupiah(figure.rupiah)}"
