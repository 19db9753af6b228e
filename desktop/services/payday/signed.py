"""Signed receipts that came back from the hall: seen one by one, and which of the paid ones are missing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, PayList, Payment, Receipt, SignedReceipt
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PaymentState, ReceiptState, Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.payday.finding import payment_of_receipt

PAGE = 50


@dataclass(frozen=True, slots=True)
class Marked:
    """A signed receipt that was seen. `again`: it was seen before, and nothing changed."""

    number: str
    key: TrancheKey
    name: str
    amount: int
    seen_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A receipt whose money was paid and whose signed paper nobody has seen."""

    payment_id: UUID
    number: str
    name: str
    village: str
    amount: int
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """One page in the order of the numbers; `following` is where the next begins, None at the end."""

    paid: Figure
    signed: Figure
    missing: Figure
    rows: tuple[MissingRow, ...]
    following: int | None


@allowed(Role.OPERATOR)
def mark(desk: Desk, typed: str) -> Answer[Marked]:
    """Keep that a signed receipt was seen, scanned or typed. Refused where it is void, or its money was not paid."""
    with desk.write("receipt.signed") as unit:
        receipt, payment = payment_of_receipt(unit.session, desk.office.code, typed.strip())
        number = str(ReceiptNumber(receipt.owner, receipt.fiscal_year, receipt.number))
        if receipt.state != ReceiptState.ISSUED:
            raise Refused("payday.signed_void", number=number)
        if payment.state != PaymentState.PAID:
            raise Refused("payday.signed_unpaid", number=number, name=payment.caretaker_name)
        line = unit.session.scalars(select(SignedReceipt).where(SignedReceipt.receipt_id == receipt.id)).one_or_none()
        again = line is not None
        if line is None:
            how = "scanned" if ":" in typed else "typed"
            line = SignedReceipt(receipt_id=receipt.id, how=how, seen_by=desk.person.id, seen_at=desk.now())
            unit.session.add(line)
            unit.session.flush()
        key = key_of(unit.session.get_one(PayList, payment.pay_list_id))
        seen = Marked(number, key, payment.caretaker_name, payment.amount, desk.local(line.seen_at), again)
    return Answer(seen, unit.changes)


@allowed(*EVERYBODY)
def missing(desk: Desk, key: TrancheKey, limit: int = PAGE, after: int | None = None) -> Missing:
    """Count what was paid and what of it is proved by a signed paper, and list the rest."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        paid = _figure(session, _paid(pay_list))
        signed = _figure(session, _paid(pay_list).where(SignedReceipt.id.is_not(None)))
        rows = session.execute(_unsigned(pay_list, after).limit(limit + 1)).all()
    shown = tuple(
        MissingRow(
            row.id,
            str(ReceiptNumber(pay_list.owner, pay_list.year, row.number)),
            row.caretaker_name,
            row.village or "",
            row.amount,
            row.settled_on,
        )
        for row in rows[:limit]
    )
    return Missing(paid, signed, paid - signed, shown, rows[limit - 1].number if len(rows) > limit else None)


def _paid(pay_list: PayList) -> Any:
    return (
        select(Payment.id)
        .join(Receipt, Receipt.payment_id == Payment.id)
        .outerjoin(SignedReceipt, SignedReceipt.receipt_id == Receipt.id)
        .where(
            Payment.pay_list_id == pay_list.id,
            Payment.state == PaymentState.PAID,
            Receipt.state == ReceiptState.ISSUED,
        )
    )


def _figure(session: Session, statement: Any) -> Figure:
    counted = statement.with_only_columns(func.count(), func.coalesce(func.sum(Payment.amount), 0))
    return Figure(*session.execute(counted).one())


def _unsigned(pay_list: PayList, after: int | None) -> Any:
    statement = (
        _paid(pay_list)
        .outerjoin(Area, Area.code == Payment.village_code)
        .where(SignedReceipt.id.is_(None))
        .with_only_columns(
            Payment.id, Receipt.number, Payment.caretaker_name, Payment.amount, Payment.settled_on,
            Area.name.label("village"),
        )
        .order_by(Receipt.number)
    )  # fmt: skip
    return statement.where(Receipt.number > after) if after is not None else statement
