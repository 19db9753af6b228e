"""Signed receipts that came back from the hall: seen one by one, and which of the paid ones are missing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import Area, Enrolment, PayList, Payment, ProgrammeYear, Receipt, SignedReceipt
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.payday.finding import payment_of_receipt

PAGE = 50
PAID_OUT: Final = (PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED)
_LONGEST: Final = 9  # digits of a receipt's number


@dataclass(frozen=True, slots=True)
class Pile:
    """Where signed receipts are looked for: a list, and a village of it; None is all, "" who lives in none."""

    key: TrancheKey
    village: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A signed receipt that was seen. `again`: it was seen before, and nothing changed."""

    number: str
    key: TrancheKey
    name: str
    amount: int
    seen_at: datetime
    again: bool
    village: str = ""


@dataclass(frozen=True, slots=True)
class VillageSigned:
    """How much of what was paid in a village is proved by signed papers; without a place the code is empty."""

    code: str
    name: str
    district: str
    paid: Figure
    signed: Figure

    @property
    def missing(self) -> Figure:
        return self.paid - self.signed


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A receipt whose money was paid and whose signed paper nobody has seen."""

    payment_id: UUID
    number: str
    name: str
    village: str
    amount: int
    paid_on: date | None
    household_id: UUID


@dataclass(frozen=True, slots=True)
class Missing:
    """One page in the order of the numbers; `following` is where the next begins, None at the end."""

    paid: Figure
    signed: Figure
    missing: Figure
    rows: tuple[MissingRow, ...]
    following: int | None


@allowed(Role.OPERATOR)
def mark(desk: Desk, typed: str, key: TrancheKey | None = None) -> Answer[Marked]:
    """Keep that a signed receipt was seen, scanned or typed. Refused where it is void, or its money was not paid.

    With a key the pile is of that list: a receipt of another one is refused, and a bare number is one of its year.
    """
    with desk.write("receipt.signed") as unit:
        receipt, payment = payment_of_receipt(unit.session, desk.office.code, _whole(desk, typed.strip(), key))
        number = str(ReceiptNumber(receipt.owner, receipt.fiscal_year, receipt.number))
        there = key_of(unit.session.get_one(PayList, payment.pay_list_id))
        if key is not None and there != key:
            raise Refused("payday.signed_elsewhere", number=number, tranche=str(there))
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
        area = unit.session.get(Area, payment.village_code) if payment.village_code else None
        village = area.name if area else ""
        at = desk.local(line.seen_at)
        seen = Marked(number, there, payment.caretaker_name, payment.amount, at, again, village)
    return Answer(seen, unit.changes)


@allowed(*EVERYBODY)
def lists(desk: Desk) -> tuple[tuple[TrancheKey, str], ...]:
    """Lists whose money was or is paid out, with the name of their programme; the one approved last comes first."""
    statement = (
        select(PayList, ProgrammeYear.name)
        .join(ProgrammeYear, (ProgrammeYear.programme == PayList.programme) & (ProgrammeYear.year == PayList.year))
        .where(PayList.owner == desk.office.code, PayList.state.in_(PAID_OUT))
        .order_by(PayList.approved_at.desc(), PayList.id.desc())
    )
    with desk.read() as session:
        return tuple((key_of(row.PayList), row.name) for row in session.execute(statement))


@allowed(*EVERYBODY)
def villages(desk: Desk, key: TrancheKey) -> tuple[VillageSigned, ...]:
    """What was paid and what of it is signed, village after village as their codes follow."""
    with desk.read() as session:
        return by_village(session, list_here(session, key, desk.office.code))


def by_village(session: Session, pay_list: PayList) -> tuple[VillageSigned, ...]:
    there = SignedReceipt.id.is_not(None)
    counted = (
        _paid(pay_list)
        .with_only_columns(
            Payment.village_code, func.count().label("paid"), func.sum(Payment.amount).label("money"),
            func.count(SignedReceipt.id).label("signed"),
            func.sum(case((there, Payment.amount), else_=0)).label("proved"),
        )
        .group_by(Payment.village_code)
        .subquery()
    )  # fmt: skip
    village, district = aliased(Area), aliased(Area)
    statement = (
        select(counted, village.name, district.name.label("district"))
        .outerjoin(village, village.code == counted.c.village_code)
        .outerjoin(district, district.code == village.parent_code)
        .order_by(counted.c.village_code)
    )
    return tuple(
        VillageSigned(
            row.village_code or "",
            row.name or "",
            row.district or "",
            Figure(row.paid, row.money),
            Figure(row.signed, row.proved),
        )
        for row in session.execute(statement)
    )


@allowed(*EVERYBODY)
def missing(
    desk: Desk, key: TrancheKey, limit: int = PAGE, after: int | None = None, village: str | None = None
) -> Missing:
    """Count what was paid and what of it is proved by a signed paper, and list the rest; of one village or of all."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        paid = _figure(session, _inside(_paid(pay_list), village))
        signed = _figure(session, _inside(_paid(pay_list), village).where(SignedReceipt.id.is_not(None)))
        rows = session.execute(_inside(_unsigned(pay_list, after), village).limit(limit + 1)).all()
        shown = tuple(missing_row(pay_list, row) for row in rows[:limit])
    return Missing(paid, signed, paid - signed, shown, rows[limit - 1].number if len(rows) > limit else None)


def missing_of(session: Session, pay_list: PayList, village: str) -> tuple[MissingRow, ...]:
    """Every receipt of a village that nobody has seen signed, in the order of the numbers."""
    statement = _inside(_unsigned(pay_list, None), village)
    return tuple(missing_row(pay_list, row) for row in session.execute(statement))


def missing_row(pay_list: PayList, row: Any) -> MissingRow:
    return MissingRow(
        row.id,
        str(ReceiptNumber(pay_list.owner, pay_list.year, row.number)),
        row.caretaker_name,
        row.village or "",
        row.amount,
        row.settled_on,
        row.household_id,
    )


def _whole(desk: Desk, typed: str, key: TrancheKey | None) -> str:
    """A number without all that stands before it, as somebody types it from a pile of one list."""
    if key is None or not (typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST):
        return typed
    return str(ReceiptNumber(desk.office.code, key.year, int(typed)))


def _inside(statement: Any, village: str | None) -> Any:
    if village is None:
        return statement
    return statement.where(Payment.village_code == village if village else Payment.village_code.is_(None))


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
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .outerjoin(Area, Area.code == Payment.village_code)
        .where(SignedReceipt.id.is_(None))
        .with_only_columns(
            Payment.id, Receipt.number, Payment.caretaker_name, Payment.amount, Payment.settled_on,
            Area.name.label("village"), Enrolment.household_id,
        )
        .order_by(Receipt.number)
    )  # fmt: skip
    return statement.where(Receipt.number > after) if after is not None else statement
