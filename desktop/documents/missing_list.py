"""Receipts whose signed paper is not back, on paper: a list for each village, for whoever fetches them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.documents.listing import Column, ListSheet
from desktop.rules.dates import short_date
from desktop.rules.money import grouped, rupiah

# Paper is always Indonesian, whatever language the window has.
TITLE: Final = "Kuitansi yang belum kembali bertanda tangan"
COLUMNS: Final = (
    Column("No", 0.5, 1.0),
    Column("Nomor kuitansi", 1.9),
    Column("Nama penerima", 2.6),
    Column("Dibayar", 1.1),
    Column("Jumlah", 1.3, 1.0),
    Column("Keterangan", 2.4),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What every page says beside its rows: the office, when and by whom printed, which list it is of."""

    office: str
    made: str
    pay_list: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One receipt; amounts are whole rupiah."""

    number: str
    name: str
    paid_on: date | None
    amount: int


def sheet(around: Around, place: str, lines: tuple[MissingLine, ...], paid: int) -> ListSheet:
    """Head of one village's list with the sum of its rows."""
    total = rupiah(sum(line.amount for line in lines))
    about = (around.pay_list, place, f"{grouped(len(lines))} dari {grouped(paid)} kuitansi belum kembali")
    return _sheet(around, about, ("", "", "Jumlah", "", total, ""))


def nothing(around: Around) -> ListSheet:
    """Head of a list on which nothing is missing."""
    return _sheet(around, (around.pay_list,), ())


def cells(number: int, line: MissingLine) -> tuple[str, ...]:
    """One row; a person writes into the last column what became of the paper."""
    paid_on = short_date(line.paid_on) if line.paid_on else ""
    return str(number), line.number, line.name, paid_on, rupiah(line.amount), ""


def _sheet(around: Around, about: tuple[str, ...], totals: tuple[str, ...]) -> ListSheet:
    return ListSheet(TITLE, COLUMNS, around.office, around.made, about, totals, practice=around.practice)
