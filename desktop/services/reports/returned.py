"""What went back to the treasury: each STS with its day and account, who made the return, and what was decided."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop.documents.signed_list import write_signed
from desktop.documents.signed_rows import SignedColumn, SignedList, SignedRow
from desktop.models import PayList
from desktop.progress import Progress
from desktop.rules.dates import long_date
from desktop.rules.money import Figure, grouped, rupiah
from desktop.services.accounting import return_rows
from desktop.services.accounting.return_rows import ReturnRow, Undone
from desktop.services.desk import Desk
from desktop.services.reports import heads
from desktop.services.reports.kinds import Kind, Wish
from desktop.services.reports.realisation import stacked
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table

COLUMNS = (
    SignedColumn("No", 0.35, 1.0),
    SignedColumn("Nomor dan tanggal STS", 1.7),
    SignedColumn("Rekening kas daerah", 1.4),
    SignedColumn("Dikembalikan", 1.2, 1.0),
    SignedColumn("Dibuat", 1.4),
    SignedColumn("Keputusan orang kedua", 2.6),
)
NAMES = ("Nomor STS", "Tanggal STS", "Rekening kas daerah")
PEOPLE = ("Dibuat oleh", "Dikonfirmasi oleh", "Keadaan", "Keterangan")


def write_paper(session: Session, desk: Desk, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    found = _found(session, desk, pay_list)
    sheet = SignedList(
        heads.heading(session, Kind.RETURNS, pay_list),
        heads.about(pay_list),
        COLUMNS,
        heads.report_closing(session, desk.today(), _balanced(found)),
    )
    return write_signed([(sheet, _rows(desk, found))], heads.bundle(session, desk, wish), file, progress=progress)


def write_book(session: Session, desk: Desk, pay_list: PayList, file: BinaryIO, progress: Progress) -> int:
    columns = [TableColumn("No", ColumnKind.NUMBER, 7), *(TableColumn(name, width=26) for name in NAMES)]
    columns += [TableColumn("Keluarga", ColumnKind.NUMBER, 12), TableColumn("Rupiah", ColumnKind.RUPIAH, 20)]
    columns += [TableColumn(name, width=30) for name in PEOPLE]
    found = _found(session, desk, pay_list)
    return write_table(file, Kind.RETURNS.value, columns, _book_rows(desk, found), progress)


def _found(session: Session, desk: Desk, pay_list: PayList) -> list[ReturnRow]:
    return sorted(return_rows.of_list(session, desk.person, pay_list), key=_day)


def _day(row: ReturnRow) -> tuple[str, str]:
    return row.on.isoformat(), row.sts_number


def _rows(desk: Desk, found: Sequence[ReturnRow]) -> Iterator[SignedRow]:
    for number, row in enumerate(found, 1):
        made = f"{row.made_by}\n{long_date(desk.local(row.made_at).date())}" if row.made_at else "-"
        sts = f"{row.sts_number or '-'}\n{long_date(row.on)}"
        decided = "\n".join(_decisions(desk, row, open_too=True))
        yield SignedRow((str(number), sts, row.account or "-", stacked(row.figure), made, decided))
    yield SignedRow(("", "Jumlah", "", stacked(_sum(found)), "", ""), strong=True)


def _book_rows(desk: Desk, found: Sequence[ReturnRow]) -> Iterator[tuple[Value, ...]]:
    for number, row in enumerate(found, 1):
        cells = (row.sts_number, long_date(row.on), row.account, row.figure.families, row.figure.rupiah, row.made_by)
        yield number, *cells, row.confirmed_by, state(row), "; ".join(_decisions(desk, row))
    whole = _sum(found)
    yield None, "Jumlah", None, None, whole.families, whole.rupiah, None, None, None, None


def state(row: ReturnRow) -> str:
    """What became of it, in the word of the paper."""
    if row.taken_back:
        return "Ditolak" if row.undone is not None and row.undone.declined else "Ditarik kembali"
    return "Dikonfirmasi" if row.confirmed_at else "Belum dikonfirmasi"


def _decisions(desk: Desk, row: ReturnRow, *, open_too: bool = False) -> tuple[str, ...]:
    """Who decided what and when; first what was undone before it was made again, last what nobody decided yet."""
    said = [_undone(desk, one) for one in (row.before, row.undone) if one is not None]
    if row.confirmed_at is not None:
        said.append(f"Dikonfirmasi oleh {row.confirmed_by}, {long_date(desk.local(row.confirmed_at).date())}")
    elif open_too and row.undone is None:
        said.append(state(row))
    return tuple(said)


def _undone(desk: Desk, one: Undone) -> str:
    what = "Ditolak" if one.declined else "Ditarik kembali"
    return f"{what} oleh {one.by}, {long_date(desk.local(one.at).date())}: {one.reason}"


def _sum(found: Sequence[ReturnRow]) -> Figure:
    return sum((row.figure for row in found), Figure())


def _balanced(found: Sequence[ReturnRow]) -> tuple[str, ...]:
    """The identity of what went back, written out."""
    whole, confirmed = _sum(found), _sum([row for row in found if row.confirmed_at])
    waiting = whole - confirmed
    parts = f"dikonfirmasi {rupiah(confirmed.rupiah)} + belum dikonfirmasi {rupiah(waiting.rupiah)}"
    return (f"Dikembalikan {rupiah(whole.rupiah)} ({grouped(whole.families)} KK) = {parts}.",)
