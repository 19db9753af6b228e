"""The result of a pay-out as a table: card, NIK or receipt, what became of the money, why, when, under which STS."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Payment, Receipt
from desktop.progress import SILENT, Progress
from desktop.rules.date_reading import read_date
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PaymentState, ReceiptState, Role
from desktop.services.desk import Desk, allowed
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.settling import Outcome
from desktop.sheets.headings import normal_code
from desktop.sheets.moved import TOO_WIDE
from desktop.sheets.named_columns import NamedRow, find_table
from desktop.wording import N_

READING = N_("Reading the result of the pay-out")
P = PaymentState
KEYS = ("receipt", "card", "nik")  # the first that is filled names the payment, the others have to agree
_QUERIED = re.compile(r"[^\w\s().,:/-]")  # "dibayar?" is a question
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "card": ("kartu", "no kartu", "nomor kartu", "nomor peserta", "card"),
        "nik": ("nik", "nik pengurus", "nik penerima"),
        "receipt": ("kuitansi", "no kuitansi", "nomor kuitansi", "receipt"),
        "outcome": ("hasil", "status", "keterangan bayar", "outcome"),
        "reason": ("alasan", "sebab", "keterangan", "reason"),
        "on": ("tanggal", "tanggal bayar", "tgl", "date"),
        "sts": ("no sts", "nomor sts", "sts"),
    }
)
OUTCOMES: Mapping[str, PaymentState] = MappingProxyType(
    {
        **dict.fromkeys(("dibayar", "bayar", "terbayar", "diterima", "paid"), P.PAID),
        **dict.fromkeys(("tidak", "tidakdibayar", "belum", "belumdiambil", "tidakdiambil", "unpaid"), P.UNPAID),
        **dict.fromkeys(("kembali", "dikembalikan", "setor", "returned"), P.RETURNED),
    }
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that cannot be taken: its number in the file, what it names, and the code and values of why."""

    row: int
    written: str
    code: str
    name: str = ""  # of the caretaker, where the payment is known
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResultFile:
    """What a file says of the payments of a list; while there are doubts nothing of it is to be taken."""

    outcomes: tuple[Outcome, ...]
    doubts: tuple[Doubt, ...]
    rows: tuple[int, ...]  # in the file, of each outcome


@allowed(Role.OPERATOR)
def read(desk: Desk, key: TrancheKey, path: Path, progress: Progress = SILENT) -> ResultFile:
    """Read the result of a pay-out out of a workbook or text file.

    Refused where no sheet has the columns kartu, nik or kuitansi, and hasil (DESIGN.md 6). A row without a day takes
    today's. Numbers of cards and NIK that a spreadsheet keeps as numbers are reported, never trusted.
    """
    table = find_table(path, HEADINGS, (("card", "nik", "receipt"), ("outcome",)))
    if table is None:
        raise Refused("money.result_headings", name=path.name)
    with desk.read() as session:
        known = _known(session, list_here(session, key, desk.office.code).id, desk.office.code)
    progress.step(0, table.total, READING)
    outcomes: dict[int, Outcome] = {}
    doubts: list[Doubt] = []
    for row in table.rows:
        if not row.moved and not any(row.said.values()):
            continue
        found = _read(row, known, desk.today())
        if isinstance(found, Doubt):
            doubts.append(found)
        else:
            outcomes[row.number] = found
    if not outcomes and not doubts:
        raise Refused("money.result_empty", name=path.name)
    return ResultFile(tuple(outcomes.values()), tuple(doubts), tuple(outcomes))


def _read(row: NamedRow, known: Mapping[tuple[str, str], list[UUID]], today: date) -> Outcome | Doubt:
    said = row.said
    if row.moved:
        return Doubt(row.number, " ".join(filter(None, said.values())), TOO_WIDE)
    named = [name for name in KEYS if said.get(name)]
    what = named[0] if named else ""
    written = said.get(what, "")
    state = None if _QUERIED.search(said["outcome"]) else OUTCOMES.get(normal_code(said["outcome"]))
    payments = known.get((what, written.upper()), [])
    on = read_date(said.get("on", ""), today)
    code = ""
    if what in row.numeric and what != "receipt":
        code = "money.result_numeric"
    elif len(payments) != 1:
        code = "money.result_several" if payments else "money.result_unknown"
    elif others := [name for name in named[1:] if _names_another(row, name, known, payments)]:
        return Doubt(row.number, written, "money.result_contradicts", values={"other": said[others[0]]})
    elif state is None:
        code = "money.result_word"
    elif said.get("on") and (on.value is None or on.derived):
        code = "money.result_day"  # a day that was guessed would stand on a receipt
    if code or state is None:
        return Doubt(row.number, written or said["outcome"], code)
    day = (on.value or today) if state is not P.UNPAID else None
    return Outcome(payments[0], state, day, said.get("reason", ""), said.get("sts", ""))


def _names_another(row: NamedRow, name: str, known: Mapping[tuple[str, str], list[UUID]], payments: list[UUID]) -> bool:
    """Whether this column means other families. What a spreadsheet keeps as a number says too little to contradict."""
    return name not in row.numeric and payments[0] not in known.get((name, row.said[name].upper()), [])


def _known(session: Session, pay_list: UUID, office: str) -> dict[tuple[str, str], list[UUID]]:
    """Payments of the list by what a row may name them with."""
    found: dict[tuple[str, str], list[UUID]] = {}
    statement = (
        select(Payment.id, Payment.card_number, Payment.caretaker_nik, Receipt.fiscal_year, Receipt.number)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .where(Payment.pay_list_id == pay_list, Payment.state != P.WITHHELD)
    )
    for row in session.execute(statement):
        for name in _names(row, office):
            found.setdefault(name, []).append(row.id)
    return found


def _names(row: Any, office: str) -> Iterator[tuple[str, str]]:
    if row.card_number:
        yield "card", row.card_number.upper()
    if row.caretaker_nik:
        yield "nik", row.caretaker_nik
    if row.number is not None:
        yield "receipt", str(ReceiptNumber(office, row.fiscal_year, row.number))
