"""All lists of a year on one paper: decree, listed, paid, not paid, returned with its STS, and whether it balances."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.signed_list import write_signed
from desktop.documents.signed_rows import SignedColumn, SignedList, SignedRow
from desktop.errors import Refused
from desktop.models import PayList
from desktop.progress import Progress
from desktop.rules.dates import long_date
from desktop.rules.money import Balance, Figure, rupiah
from desktop.rules.terms import PayListState
from desktop.services.desk import Desk
from desktop.services.money import figures, treasury
from desktop.services.reports import heads
from desktop.services.reports.kinds import TITLES, Kind, Wish
from desktop.services.reports.realisation import stacked
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table

PARTS = ("Ditetapkan", "Terdaftar", "Ditahan", "Dibayar", "Belum dibayar", "Dikembalikan")
STS = 12  # lines in a cell
COLUMNS = (
    SignedColumn("No", 0.35, 1.0),
    SignedColumn("Program / Tahap", 1.5),
    SignedColumn("Keputusan", 1.4),
    *(SignedColumn(name, 1.2, 1.0) for name in PARTS),
    SignedColumn("Nomor STS", 1.5),
    SignedColumn("Neraca", 0.9),
)


@dataclass(frozen=True, slots=True)
class YearLine:
    """One list of the year."""

    programme: str
    tranche: str
    decree: str
    decree_on: str
    balance: Balance
    sts: tuple[tuple[str, Figure], ...]
    accounts: tuple[str, ...]  # of the treasury, each once
    draft: bool = False  # nobody approved it: it grants nothing and pays nobody

    @property
    def parts(self) -> tuple[Figure, ...]:
        one = self.balance
        if self.draft:
            return (Figure(), one.listed, one.withheld, Figure(), Figure(), Figure())
        return one.decree, one.listed, one.withheld, one.paid, one.unpaid, one.returned

    @property
    def state(self) -> str:
        if self.draft:
            return "Rancangan, tidak dijumlah"
        return "Tidak seimbang" if self.balance.problems() else "Seimbang"


def of_year(session: Session, office: str, year: int, programme: str = "") -> list[YearLine]:
    """Every list of the year in this office. Refused where there is none."""
    statement = select(PayList).where(PayList.owner == office, PayList.year == year)
    if programme:
        statement = statement.where(PayList.programme == programme)
    order = (PayList.programme, PayList.tranche, PayList.supplement)
    found = [_line(session, pay_list) for pay_list in session.scalars(statement.order_by(*order))]
    if not found:
        raise Refused("reports.year_unknown", year=year)
    return found


def whole(found: Sequence[YearLine]) -> tuple[Figure, ...]:
    """The sums of all lists that were approved, in the order of `PARTS`."""
    granted = [one.parts for one in found if not one.draft]
    return tuple(sum((parts[place] for parts in granted), Figure()) for place in range(len(PARTS)))


def write_paper(session: Session, desk: Desk, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    found = of_year(session, desk.office.code, wish.year, wish.programme)
    sheet = SignedList(
        (TITLES[Kind.YEAR].upper(), f"Tahun Anggaran {wish.year}"),
        (),
        COLUMNS,
        heads.report_closing(session, desk.today(), _balance_said(found)),
    )
    return write_signed([(sheet, _rows(found))], heads.bundle(session, desk, wish), file, progress=progress)


def write_book(session: Session, desk: Desk, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    columns = [
        TableColumn("No", ColumnKind.NUMBER, 7),
        TableColumn("Program", width=40),
        TableColumn("Tahap", width=28),
    ]
    columns += [TableColumn("Nomor keputusan", width=28), TableColumn("Tanggal keputusan", width=20)]
    for name in PARTS:
        columns.append(TableColumn(f"{name} (KK)", ColumnKind.NUMBER, 16))
        columns.append(TableColumn(f"{name} (Rp)", ColumnKind.RUPIAH, 20))
    columns += [TableColumn(name, width=40) for name in ("Nomor STS", "Rekening kas daerah")]
    columns.append(TableColumn("Neraca", width=16))
    found = of_year(session, desk.office.code, wish.year, wish.programme)
    return write_table(file, str(wish.year), columns, _book_rows(found), progress)


def _line(session: Session, pay_list: PayList) -> YearLine:
    decree = pay_list.decree
    states = figures.by_state(session, pay_list.id)
    named = treasury.by_sts(session, pay_list.id)
    accounts = treasury.accounts(session, pay_list.id)
    return YearLine(
        heads.programme_title(session, pay_list.programme, pay_list.year),
        heads.tranche_in_words(pay_list),
        decree.number if decree else "",
        long_date(decree.on) if decree else "",
        figures.balance(states, figures.decree_figure(decree)),
        tuple((number or "-", figure) for number, (figure, _) in sorted(named.items())),
        tuple(dict.fromkeys(accounts[number] for number in sorted(named) if accounts.get(number))),
        PayListState(pay_list.state) in (PayListState.DRAFT, PayListState.CHECKED),
    )


def _rows(found: Sequence[YearLine]) -> Iterator[SignedRow]:
    for number, one in enumerate(found, 1):
        sts = "\n".join(_named(one.sts)) or "-"
        decree = f"{one.decree}\n{one.decree_on}" if one.decree else "-"
        named = f"{one.programme}\n{one.tranche}"
        yield SignedRow((str(number), named, decree, *map(stacked, one.parts), sts, one.state))
    yield SignedRow(("", "Jumlah", "", *map(stacked, whole(found)), "", ""), strong=True)


def _named(sts: Sequence[tuple[str, Figure]]) -> list[str]:
    """Each STS with its rupiah; those that have no room in the cell are counted. A workbook names them all."""
    named = [f"{number}: {rupiah(figure.rupiah)}" for number, figure in sts]
    rest = len(named) - STS
    return [*named[:STS], f"dan {rest} STS lainnya"] if rest > 0 else named


def _book_rows(found: Sequence[YearLine]) -> Iterator[tuple[Value, ...]]:
    for number, one in enumerate(found, 1):
        cells: list[Value] = [number, one.programme, one.tranche, one.decree, one.decree_on]
        for figure in one.parts:
            cells += [figure.families, figure.rupiah]
        yield *cells, "; ".join(name for name, _ in one.sts), "; ".join(one.accounts), one.state
    sums: list[Value] = [None, "Jumlah", None, None, None]
    for figure in whole(found):
        sums += [figure.families, figure.rupiah]
    yield *sums, None, None, None


def _balance_said(found: Sequence[YearLine]) -> tuple[str, ...]:
    """The identities of DESIGN.md 4.8, written out over the whole year."""
    decree, listed, withheld, paid, unpaid, returned = (figure.rupiah for figure in whole(found))
    payable = listed - withheld
    return (
        f"Ditetapkan {rupiah(decree)} = terdaftar {rupiah(listed)} + tidak terdaftar {rupiah(decree - listed)}.",
        f"Terdaftar {rupiah(listed)} = ditahan {rupiah(withheld)} + sasaran {rupiah(payable)}.",
        (
            f"Sasaran {rupiah(payable)} = dibayar {rupiah(paid)} + belum dibayar {rupiah(unpaid)} + "
            f"dikembalikan {rupiah(returned)}."
        ),
    )
