"""One receipt at a time: read back from its QR code, voided with a reason, issued anew under a new number."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment, Receipt
from desktop.rules.numbering import ReceiptNumber, read_receipt_number
from desktop.rules.receipt_code import Paper, check_code
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import counting, paper_head
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money import later_lists
from desktop.services.money.keys import TrancheKey, key_of
from desktop.services.money.paper_rows import receipt_of
from desktop.services.money.sent import refuse_sent
from desktop.services.money.voided import VOIDED

WORKED_ON = frozenset({PayListState.APPROVED, PayListState.OPEN})


@dataclass(frozen=True, slots=True)
class ReceiptFound:
    """A receipt and the payment it stands for."""

    number: str
    state: ReceiptState
    key: TrancheKey
    household_id: UUID
    caretaker_name: str
    card_number: str
    village_code: str
    amount: int
    payment_state: PaymentState


@allowed(*EVERYBODY)
def check_receipt_code(desk: Desk, text: str) -> ReceiptFound:
    """Say which receipt a scanned code belongs to; refused when it is none, or not of this office."""
    with desk.write("receipt.scan") as unit:
        claimed = check_code(text, paper_head.seal_key(unit.session))
        if claimed.paper is not Paper.RECEIPT or claimed.office != desk.office.code:
            raise Refused("money.code_not_receipt")
        found = _found(unit.session, receipt_of(unit.session, claimed.office, claimed.year, claimed.number))
        unit.journal.note(kind="household", record=str(found.household_id), number=found.number)
    return found


@allowed(*EVERYBODY)
def look_up(desk: Desk, number: str) -> ReceiptFound:
    """Find a receipt by its number as printed; the look stands in the log."""
    with desk.write("receipt.open") as unit:
        found = _found(unit.session, _by_number(desk, unit.session, number))
        unit.journal.note(kind="household", record=str(found.household_id), number=found.number)
    return found


@allowed(Role.SUPERVISOR)
def void(desk: Desk, number: str, reason: str) -> Answer[ReceiptFound]:
    """Void a receipt; its number stays and its payment is withheld until a new one is issued.

    Refused without a reason, to whoever issued it, and once the money was paid or the tranche closed.
    """
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("receipt.void") as unit:
        receipt = _by_number(desk, unit.session, number)
        payment, pay_list = receipt.payment, unit.session.get_one(PayList, receipt.payment.pay_list_id)
        _refuse_finished(pay_list)
        if receipt.state != ReceiptState.ISSUED:
            raise Refused("money.receipt_not_issued", number=number)
        if receipt.issued_by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        if payment.state != PaymentState.UNPAID:
            raise Refused("money.receipt_paid", number=number)
        refuse_sent(unit.session, [payment.id])
        receipt.state, receipt.void_reason, receipt.voided_by = ReceiptState.VOID, reason.strip()[:200], desk.person.id
        payment.state, payment.reason = PaymentState.WITHHELD, VOIDED
        unit.session.flush()
        found = _found(unit.session, receipt)
    return Answer(found, unit.changes)


@allowed(Role.OPERATOR)
def issue_anew(desk: Desk, number: str) -> Answer[ReceiptFound]:
    """Give a payment whose receipt was voided a new one, under the next number of the year.

    Once the pay-out is closed the new one is unused at once: its money goes back to the treasury, and nobody is paid.
    """
    with desk.write("receipt.issue") as unit:
        old = _by_number(desk, unit.session, number)
        payment, pay_list = old.payment, unit.session.get_one(PayList, old.payment.pay_list_id)
        closed = pay_list.state == PayListState.CLOSED
        if not closed:
            _refuse_finished(pay_list)
        if old.state != ReceiptState.VOID or payment.reason != VOIDED:
            raise Refused("money.receipt_not_void", number=number)
        _refuse_paid_elsewhere(unit.session, payment, pay_list)
        (taken,) = counting.take(unit, counting.receipt_series(old.fiscal_year), 1)
        fresh = Receipt(
            payment_id=payment.id,
            fiscal_year=old.fiscal_year,
            number=taken,
            state=ReceiptState.UNUSED if closed else ReceiptState.ISSUED,
            issued_by=desk.person.id,
            issued_at=desk.now(),
        )
        payment.state, payment.reason = PaymentState.UNPAID, ""
        unit.session.add(fresh)
        unit.session.flush()
        found = _found(unit.session, fresh)
    return Answer(found, unit.changes)


def _refuse_paid_elsewhere(session: Session, payment: Payment, pay_list: PayList) -> None:
    """While the receipt was void the family may have come onto a later list, and its money may be back already."""
    held = later_lists.held_elsewhere(pay_list)
    if session.scalar(select(Payment.id).where(Payment.id == payment.id, Payment.enrolment_id.in_(held))):
        raise Refused("money.paid_elsewhere", name=payment.caretaker_name, tranche=key_of(pay_list).first.short)


def _by_number(desk: Desk, session: Session, number: str) -> Receipt:
    read = read_receipt_number(number)
    if read.office != desk.office.code:
        raise Refused("money.receipt_unknown", number=str(read))
    return receipt_of(session, read.office, read.year, read.number)


def _refuse_finished(pay_list: PayList) -> None:
    if PayListState(pay_list.state) not in WORKED_ON:
        raise Refused("money.pay_out_over", tranche=key_of(pay_list).short)


def _found(session: Session, receipt: Receipt) -> ReceiptFound:
    payment = session.scalars(select(Payment).where(Payment.id == receipt.payment_id)).one()
    return ReceiptFound(
        str(ReceiptNumber(receipt.owner, receipt.fiscal_year, receipt.number)),
        ReceiptState(receipt.state),
        key_of(session.get_one(PayList, payment.pay_list_id)),
        payment.enrolment.household_id,
        payment.caretaker_name,
        payment.card_number,
        payment.village_code or "",
        payment.amount,
        PaymentState(payment.state),
    )
