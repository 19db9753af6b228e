"""The receipt that comes out of the printer beside a payment: an original of its own, where none was printed before."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.documents.receipts import write_receipts
from desktop.errors import Refused
from desktop.models import Collection, PayList, Payment, PrintRun, Receipt
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PaymentState, ReceiptState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import paper_rows
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.money.paper_rows import Rows, Wish
from desktop.services.money.print_plan import RunKind, Segment
from desktop.services.money.printing import NUMBERED
from desktop.services.paper import PaperFile, open_paper
from desktop.services.payday.looking import known
from desktop.services.payday.rows import Mark
from desktop.store.unit import Unit

AT_DESK: Final = "payday.slip"
"""Reason of a run of one receipt that the desk printed; its sentence stands in the wording."""
LONGEST: Final = 200
MOST: Final = 200  # receipts still to be printed that are listed


@dataclass(frozen=True, slots=True)
class Slip:
    """A receipt on its way to the printer. `again`: an original of it was begun before and did not come out."""

    payment_id: UUID
    key: TrancheKey
    number: int
    receipt: str  # as printed
    name: str
    paper: PaperFile
    again: bool = False


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A family that was paid at the desk while its receipt did not come out."""

    payment_id: UUID
    receipt: str
    name: str
    amount: int
    begun: bool  # an original was begun, and nobody knows that it came out


@allowed(Role.OPERATOR)
def due(desk: Desk, payment: UUID, paper: str = "a4") -> Slip | None:
    """Make the receipt that is printed beside a payment; None where the family has the paper in hand already.

    Nothing is counted by this: `begin` counts the original before it goes to the printer.
    """
    with desk.read() as session:
        row, pay_list, receipt = _receipt(session, desk, payment)
        begun = _begun(session, pay_list, receipt.number)
        if not begun and _over(session, pay_list, receipt.number):
            return None
        wish = Wish(paper, 1, receipt.number, receipt.number)
        file = BytesIO()
        segment = Segment(receipt.number, receipt.number, 0)
        rows = Rows(session, pay_list, row.village_code).between([segment])
        write_receipts(rows, paper_rows.sheet(session, wish, desk.today()), file)
        number = str(ReceiptNumber(receipt.owner, receipt.fiscal_year, receipt.number))
        made = open_paper(file.getvalue())
        return Slip(row.id, key_of(pay_list), receipt.number, number, row.caretaker_name, made, bool(begun))


@allowed(Role.OPERATOR)
def begin(desk: Desk, slip: Slip, reason: str = "") -> Answer[None]:
    """Count the original before it goes to the printer; the run stays open until `came_out`.

    Refused where somebody printed it meanwhile: no original exists twice. One that was begun and did not come out is
    printed again with the reason.
    """
    with desk.write("receipts.print") as unit:
        pay_list = list_here(unit.session, slip.key, desk.office.code)
        begun = _begun(unit.session, pay_list, slip.number)
        if not begun and _over(unit.session, pay_list, slip.number):
            raise Refused("money.printed_meanwhile")
        kind = RunKind.SPOILED if begun else RunKind.ORIGINAL
        told = reason.strip()[:LONGEST] or AT_DESK
        unit.session.add(
            PrintRun(
                pay_list_id=pay_list.id,
                kind=kind.value,
                fiscal_year=pay_list.year,
                first=slip.number,
                last=slip.number,
                receipts=1,
                reason=told,
                started_by=desk.person.id,
                started_at=desk.now(),
            )
        )
        unit.journal.note(tranche=str(slip.key), receipts=1, files=1)
    return Answer(None, unit.changes)


@allowed(Role.OPERATOR)
def came_out(desk: Desk, key: TrancheKey, numbers: Sequence[int]) -> Answer[int]:
    """Say of receipts printed at the desk that they came out well. Other prints that wait go on waiting."""
    with desk.write("receipts.confirm") as unit:
        done = _confirm(unit, desk, key, numbers)
    return Answer(done, unit.changes)


def _confirm(unit: Unit, desk: Desk, key: TrancheKey, numbers: Sequence[int]) -> int:
    pay_list = list_here(unit.session, key, desk.office.code)
    runs = [run for number in numbers for run in _begun(unit.session, pay_list, number)]
    for run in runs:
        run.confirmed_at = desk.now()
    return len(runs)


@allowed(Role.OPERATOR)
def unprinted(desk: Desk, key: TrancheKey) -> tuple[Unprinted, ...]:
    """Families paid at the desk whose receipt was never printed, or began to be and is not known to have come out."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        originals = select(PrintRun.first, PrintRun.last).where(
            PrintRun.pay_list_id == pay_list.id, PrintRun.kind != RunKind.COPY
        )
        runs = session.execute(originals.order_by(PrintRun.first)).all()
        begun = set(session.scalars(_open_slips(pay_list).with_only_columns(PrintRun.first)))
        found = []
        last, at = 0, 0  # numbers up to `last` are covered; both rows and runs come in order
        for row in session.execute(_paid_here(pay_list)):
            while at < len(runs) and runs[at][0] <= row.number:
                last, at = max(last, runs[at][1]), at + 1
            if row.number in begun or row.number > last:
                number = str(ReceiptNumber(desk.office.code, row.fiscal_year, row.number))
                found.append(Unprinted(row.id, number, row.caretaker_name, row.amount, row.number in begun))
                if len(found) == MOST:
                    break
        return tuple(found)


def _paid_here(pay_list: PayList) -> Any:
    came = select(Collection.id).where(
        Collection.payment_id == Payment.id, Collection.undone_by.is_(None), Collection.mark != Mark.REFUSED
    )
    return (
        select(Payment.id, Payment.caretaker_name, Payment.amount, Receipt.number, Receipt.fiscal_year)
        .join(Receipt, Receipt.payment_id == Payment.id)
        .where(
            Payment.pay_list_id == pay_list.id,
            Payment.state == PaymentState.PAID,
            Receipt.state == ReceiptState.ISSUED,
            came.exists(),
        )
        .order_by(Receipt.number)
    )


def _receipt(session: Session, desk: Desk, payment: UUID) -> tuple[Payment, PayList, Receipt]:
    row = known(session, desk.office.code, payment)
    pay_list = session.get_one(PayList, row.pay_list_id)
    found = select(Receipt).where(Receipt.payment_id == row.id, Receipt.state == ReceiptState.ISSUED)
    receipt = session.scalars(found).one_or_none()
    if receipt is None or pay_list.state not in NUMBERED:
        raise Refused("payday.no_receipt", name=row.caretaker_name)
    return row, pay_list, receipt


def _over(session: Session, pay_list: PayList, number: int) -> bool:
    """Whether an original of this number was begun, by the office or at a desk."""
    runs = select(PrintRun.id).where(
        PrintRun.pay_list_id == pay_list.id,
        PrintRun.kind != RunKind.COPY,
        PrintRun.first <= number,
        PrintRun.last >= number,
    )
    return session.scalars(runs.limit(1)).first() is not None


def _open_slips(pay_list: PayList) -> Select[PrintRun]:
    """Runs of one receipt that a desk began and of which nobody knows that they came out."""
    return select(PrintRun).where(
        PrintRun.pay_list_id == pay_list.id,
        PrintRun.fiscal_year == pay_list.year,
        PrintRun.first == PrintRun.last,
        PrintRun.confirmed_at.is_(None),
    )


def _begun(session: Session, pay_list: PayList, number: int) -> Sequence[PrintRun]:
    """The open runs of this one receipt; none where a desk began none of them."""
    runs = session.scalars(_open_slips(pay_list).where(PrintRun.first == number)).all()
    return runs if any(run.reason == AT_DESK for run in runs) else ()
