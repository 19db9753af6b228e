"""How far the pay-out came: planned, paid, not paid and returned, by village, district and the whole list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop.documents.signed_list import write_signed
from desktop.documents.signed_rows import SignedColumn, SignedList, SignedRow
from desktop.models import PayList
from desktop.progress import Progress
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.reports import heads
from desktop.services.reports.kinds import Kind, Wish
from desktop.services.reports.reading import UNPLACED, Village, reasons, villages
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table

P = PaymentState
PARTS = ("Terdaftar", "Ditahan", "Sasaran", "Dibayar", "Belum dibayar", "Dikembalikan")
COLUMNS = (
    SignedColumn("No", 0.4, 1.0),
    SignedColumn("Kecamatan / Desa", 1.7),
    *(SignedColumn(name, 1.25, 1.0) for name in PARTS),
    SignedColumn("Realisasi", 0.7, 1.0),
)
REASONS = 10  # lines below the table
PAYABLE = (P.UNPAID, P.PAID, P.RETURNED)


@dataclass(frozen=True, slots=True)
class Line:
    """A place and its figures, in the order of `PARTS`. `number` is None for the sum of several places."""

    number: int | None
    place: str
    district: str
    parts: tuple[Figure, ...]

    @property
    def percent(self) -> str:
        """Rupiah paid of those that were to be paid, with one decimal."""
        return percent(self.parts[3].rupiah, self.parts[2].rupiah)


def percent(part: int, whole: int) -> str:
    """Rounded down, so that only what is whole is called so: "99,9%"."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10},{tenths % 10}%"


def lines(there: Sequence[Village]) -> Iterator[Line]:
    """Villages with the sum of each district behind them, and the sum of all."""
    number = 0
    for district, some in groupby(there, attrgetter("district")):
        of_district = list(some)
        for number, village in enumerate(of_district, number + 1):  # noqa: B020 - goes on over all districts
            yield Line(number, village.name or UNPLACED, district, parts([village]))
        yield Line(None, f"Jumlah Kec. {district}" if district else "Jumlah", district, parts(of_district))
    yield Line(None, "Jumlah seluruhnya", "", parts(there))


def parts(there: Sequence[Village]) -> tuple[Figure, ...]:
    """Figures of several villages together, in the order of `PARTS`."""
    kinds = (tuple(P), (P.WITHHELD,), PAYABLE, (P.PAID,), (P.UNPAID,), (P.RETURNED,))
    return tuple(sum((village.sum(states) for village in there), Figure()) for states in kinds)


def stacked(figure: Figure) -> str:
    """Families above their rupiah."""
    return f"{grouped(figure.families)} KK\n{rupiah(figure.rupiah)}" if figure.families else "-"


def write_paper(session: Session, desk: Desk, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    there = villages(session, pay_list, wish.village)
    why = _most(reasons(session, pay_list, wish.village))
    said = ("Alasan belum dibayar:", *(_why(words, figure) for words, figure in why)) if why else ()
    sheet = SignedList(
        heads.heading(session, Kind.REALISATION, pay_list),
        heads.about(pay_list),
        COLUMNS,
        heads.report_closing(session, desk.today(), said),
    )
    rows = (_row(line) for line in lines(there))
    return write_signed([(sheet, rows)], heads.bundle(session, desk, wish), file, progress=progress)


def write_book(session: Session, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    """A row for each village with its district beside it, and one for all."""
    columns = [TableColumn("No", ColumnKind.NUMBER, 7), TableColumn("Kecamatan", width=24)]
    columns.append(TableColumn("Desa/Kelurahan", width=24))
    for name in PARTS:
        columns.append(TableColumn(f"{name} (KK)", ColumnKind.NUMBER, 16))
        columns.append(TableColumn(f"{name} (Rp)", ColumnKind.RUPIAH, 20))
    columns.append(TableColumn("Realisasi", width=12))
    *of_places, whole = lines(villages(session, pay_list, wish.village))
    rows = (_book_row(line) for line in (*(line for line in of_places if line.number), whole))
    return write_table(file, Kind.REALISATION.value, columns, rows, progress)


def _most(why: Sequence[tuple[str, Figure]]) -> list[tuple[str, Figure]]:
    """The reasons that have room below the table; all others are one."""
    if len(why) <= REASONS:
        return list(why)
    rest = sum((figure for _, figure in why[REASONS - 1 :]), Figure())
    return [*why[: REASONS - 1], ("Alasan lainnya", rest)]


def _why(words: str, figure: Figure) -> str:
    return f"- {words}: {grouped(figure.families)} KK, {rupiah(figure.rupiah)}"


def _row(line: Line) -> SignedRow:
    figures = (stacked(one) for one in line.parts)
    number = str(line.number) if line.number else ""
    return SignedRow((number, line.place, *figures, line.percent), strong=line.number is None)


def _book_row(line: Line) -> tuple[Value, ...]:
    cells: list[Value] = [line.number, line.district, line.place]
    for figure in line.parts:
        cells += [figure.families, figure.rupiah]
    return (*cells, line.percent)
