"""What stands in each list of payments: its columns on paper and in a workbook, and whose payments it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from desktop.documents.signed_rows import SignedColumn
from desktop.rules.money import rupiah
from desktop.rules.terms import PaymentState
from desktop.services.reports.kinds import Kind
from desktop.services.reports.reading import said
from desktop.sheets.table import ColumnKind, TableColumn

AnyRow: TypeAlias = Any
P = PaymentState
STATES: Mapping[PaymentState, str] = MappingProxyType(
    {P.WITHHELD: "Ditahan", P.UNPAID: "Belum dibayar", P.PAID: "Dibayar", P.RETURNED: "Dikembalikan"}
)
HOLDS: Mapping[Kind, tuple[PaymentState, ...]] = MappingProxyType(
    {
        Kind.NOMINATIVE: (P.UNPAID, P.PAID, P.RETURNED),
        Kind.UNPAID: (P.UNPAID,),
        Kind.ATTENDANCE: (P.UNPAID, P.PAID),
        Kind.ADDRESSES: tuple(P),
    }
)
"""Whose payments stand in a list. Withheld money is nobody's to receive; what went back is not received again."""


@dataclass(frozen=True, slots=True)
class OnPaper:
    column: SignedColumn
    get: Callable[[AnyRow], str]


@dataclass(frozen=True, slots=True)
class InBook:
    column: TableColumn
    get: Callable[[AnyRow], str | int | date | None]


def _name(row: AnyRow) -> str:
    return str(row.caretaker_name)


def _identity(row: AnyRow) -> str:
    return f"{row.caretaker_nik or '-'}\n{row.no_kk or '-'}"


def _nik(row: AnyRow) -> str:
    return row.caretaker_nik or ""


def _no_kk(row: AnyRow) -> str:
    return row.no_kk or ""


def _rt_rw(row: AnyRow) -> str:
    return f"RT {row.rt or '-'} / RW {row.rw or '-'}" if row.rt or row.rw else ""


def _address(row: AnyRow) -> str:
    return "\n".join(part for part in (row.address, _rt_rw(row)) if part)


def _street(row: AnyRow) -> str:
    return str(row.address)


def _card(row: AnyRow) -> str:
    return str(row.card_number)


def _account(row: AnyRow) -> str:
    return " ".join(part for part in (row.payer, row.account) if part)


def _numbers(row: AnyRow) -> str:
    return "\n".join(part for part in (row.card_number, _account(row)) if part) or "-"


def _amount(row: AnyRow) -> str:
    return rupiah(row.amount)


def _rupiah(row: AnyRow) -> int:
    return int(row.amount)


def _sign(row: AnyRow) -> str:
    """Where somebody signs; nobody signs for what went back."""
    return "-" if row.state == P.RETURNED else ""


def _signed(row: AnyRow) -> str:  # noqa: ARG001 - a column that everybody leaves empty
    return ""


def _state(row: AnyRow) -> str:
    return STATES[P(row.state)]


def _day(row: AnyRow) -> str:
    return f"{row.settled_on:%d-%m-%Y}" if row.settled_on else ""


def _on(row: AnyRow) -> date | None:
    day: date | None = row.settled_on
    return day


def _reason(row: AnyRow) -> str:
    """Why it is as it is; who was paid needs no reason."""
    sts = f"STS {row.sts_number}" if row.sts_number else ""
    why = said(row.reason) if row.reason or row.state == P.UNPAID else ""
    return "\n".join(part for part in (sts, why) if part)


def _remark(row: AnyRow) -> str:
    """The last column of the list that is signed: empty while the money waits for its family."""
    if row.state == P.UNPAID:
        return said(row.reason) if row.reason else ""
    return f"{STATES[P(row.state)]} {_day(row)}".strip()


NAME = OnPaper(SignedColumn("Nama pengurus", 1.75), _name)
IDENTITY = OnPaper(SignedColumn("NIK\nNomor KK", 1.25), _identity)
ADDRESS = OnPaper(SignedColumn("Alamat", 2.0), _address)
NUMBERS = OnPaper(SignedColumn("Nomor kartu\nRekening", 1.45), _numbers)
MONEY = OnPaper(SignedColumn("Jumlah", 1.1, 1.0), _amount)
WHO = (NAME, IDENTITY, ADDRESS, NUMBERS)
PAPER: Mapping[Kind, tuple[OnPaper, ...]] = MappingProxyType(
    {
        Kind.NOMINATIVE: (
            *WHO,
            MONEY,
            OnPaper(SignedColumn("Tanda tangan / cap jempol", 2.5, 0.5, signs=True), _sign),
            OnPaper(SignedColumn("Ket", 0.95), _remark),
        ),
        Kind.ATTENDANCE: (
            *WHO,
            OnPaper(SignedColumn("Tanda tangan", 2.5, signs=True), _signed),
            OnPaper(SignedColumn("Hadir sendiri / diwakili oleh", 1.5), _signed),
        ),
        Kind.UNPAID: (*WHO, MONEY, OnPaper(SignedColumn("Alasan", 2.2), _reason)),
        Kind.ADDRESSES: (
            *WHO,
            MONEY,
            OnPaper(SignedColumn("Status", 0.95), _state),
            OnPaper(SignedColumn("Tanggal", 0.8), _day),
            OnPaper(SignedColumn("Keterangan", 1.4), _reason),
        ),
    }
)
BOOK_WHO = (
    InBook(TableColumn("Nama pengurus", width=28), _name),
    InBook(TableColumn("NIK", width=20), _nik),
    InBook(TableColumn("Nomor KK", width=20), _no_kk),
    InBook(TableColumn("Alamat", width=36), _street),
    InBook(TableColumn("RT/RW", width=16), _rt_rw),
    InBook(TableColumn("Nomor kartu", width=22), _card),
    InBook(TableColumn("Rekening", width=26), _account),
)
BOOK_MONEY = InBook(TableColumn("Jumlah", ColumnKind.RUPIAH, 18), _rupiah)
BOOK_STATE = (
    InBook(TableColumn("Status", width=16), _state),
    InBook(TableColumn("Tanggal", ColumnKind.DATE, 14), _on),
    InBook(TableColumn("Keterangan", width=36), _reason),
)
BOOK: Mapping[Kind, tuple[InBook, ...]] = MappingProxyType(
    {
        Kind.NOMINATIVE: (*BOOK_WHO, BOOK_MONEY, *BOOK_STATE),
        Kind.ATTENDANCE: BOOK_WHO,
        Kind.UNPAID: (*BOOK_WHO, BOOK_MONEY, InBook(TableColumn("Alasan", width=36), _reason)),
        Kind.ADDRESSES: (*BOOK_WHO, BOOK_MONEY, *BOOK_STATE),
    }
)
