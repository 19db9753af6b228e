"""How far each payer is with a list: what is to be sent, what became of it, and whom the money did not reach."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from desktop.models import Area, Enrolment, Payment, PaymentRoute, PayoutFile, PayoutOrder
from desktop.rules.money import Figure
from desktop.rules.payout_paths import MoneyPath, OrderOutcome
from desktop.rules.payout_reasons import Reasons, load_reasons
from desktop.rules.terms import PaymentState
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, list_of

NOTHING = Figure()
P, R, ORDER = Payment, PaymentRoute, PayoutOrder
NOT_PAID = (OrderOutcome.FAILED, OrderOutcome.IDLE)


@dataclass(frozen=True, slots=True)
class PayerRow:
    """One payer of a list. Each payment is in exactly one of what follows `listed`."""

    path: MoneyPath
    payer: str  # "" at the desk
    listed: Figure = NOTHING
    without_account: Figure = NOTHING
    to_send: Figure = NOTHING
    sent: Figure = NOTHING  # no answer yet
    idle: Figure = NOTHING
    failed: Figure = NOTHING  # and not sent again
    paid: Figure = NOTHING
    gone: Figure = NOTHING  # withheld since, or back in the treasury

    @property
    def balanced(self) -> bool:
        parts = (self.without_account, self.to_send, self.sent, self.idle, self.failed, self.paid, self.gone)
        return sum(parts, NOTHING) == self.listed


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was made."""

    id: UUID
    number: int
    payer: str
    name: str
    payments: int
    rupiah: int
    digest: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class UnreachedRow:
    """A payment that failed or lies idle."""

    id: UUID
    household: UUID
    name: str
    card: str
    village: str
    payer: str
    account: str
    amount: int
    outcome: OrderOutcome
    code: str
    reason: str  # in Indonesian, as data is
    told: str  # the payer's own words


UnreachedPlace = tuple[str, str, UUID]


@dataclass(frozen=True, slots=True)
class UnreachedPage:
    rows: tuple[UnreachedRow, ...]
    following: UnreachedPlace | None


@allowed(*EVERYBODY)
def payers(desk: Desk, key: TrancheKey) -> tuple[PayerRow, ...]:
    """Every payer of a list with his figures, the desk last; nothing before its approval."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return ()
        found: defaultdict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
        for row in _grouped(session, pay_list.id):
            figures, place = found[row.path, row.payer], _place(row)
            for name in ("listed", place):
                figures[name] = figures.get(name, NOTHING) + Figure(row.many, row.rupiah)
    rows = (PayerRow(MoneyPath(path), payer, **figures) for (path, payer), figures in found.items())
    return tuple(sorted(rows, key=_order))


@allowed(*EVERYBODY)
def files(desk: Desk, key: TrancheKey) -> tuple[FileRow, ...]:
    """Files made of a list, in the order of their numbers."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return ()
        statement = select(PayoutFile).where(PayoutFile.pay_list_id == pay_list.id).order_by(PayoutFile.number)
        return tuple(
            FileRow(row.id, row.number, row.payer, row.name, row.payments, row.rupiah, row.digest, row.made_at)
            for row in session.scalars(statement)
        )


@allowed(*EVERYBODY)
def unreached(
    desk: Desk, key: TrancheKey, payer: str = "", limit: int = 50, after: UnreachedPlace | None = None
) -> UnreachedPage:
    """Payments that failed or lie idle by their newest file, in the order of villages and names."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return UnreachedPage((), None)
        order = (P.village_code, P.caretaker_name, P.id)
        statement = _unreached(pay_list.id, payer).order_by(*order).limit(limit + 1)
        if after is not None:
            place = (literal(value, column.type) for value, column in zip(after, order, strict=True))
            statement = statement.where(tuple_(*order) > tuple_(*place))
        found = session.execute(statement).all()
    reasons = load_reasons()
    rows = tuple(_row(row, reasons) for row in found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return UnreachedPage(rows, (last.village_code, last.caretaker_name, last.id) if last else None)


def _newest() -> Any:
    """The newest order of each payment: of several files the last one counts."""
    place = func.row_number().over(partition_by=ORDER.payment_id, order_by=PayoutFile.number.desc())
    ranked = select(
        ORDER.payment_id, ORDER.outcome, ORDER.reason, ORDER.told, place.label("place")
    ).join(PayoutFile, PayoutFile.id == ORDER.file_id)  # fmt: skip
    return ranked.subquery()


def _grouped(session: Session, pay_list: UUID) -> Iterator[Any]:
    newest = _newest()
    statement = (
        select(
            R.path, R.payer, R.number.is_(None).label("lacks"), P.state, newest.c.outcome,
            func.count().label("many"), func.sum(P.amount).label("rupiah"),
        )
        .join_from(P, PaymentRoute, P.id == R.payment_id)
        .outerjoin(newest, (newest.c.payment_id == P.id) & (newest.c.place == 1))
        .where(P.pay_list_id == pay_list)
        .group_by(R.path, R.payer, R.number.is_(None), P.state, newest.c.outcome)
    )  # fmt: skip
    yield from session.execute(statement)


def _place(row: Any) -> str:
    """In which of a payer's figures a payment stands; what the books say of it goes before what the file says."""
    if row.state == PaymentState.PAID:
        return "paid"
    if row.state != PaymentState.UNPAID:
        return "gone"
    if row.outcome is not None and row.outcome != OrderOutcome.PAID:
        return str(row.outcome)
    return "without_account" if row.path == MoneyPath.BANK and row.lacks else "to_send"


def _order(row: PayerRow) -> tuple[bool, str]:
    return row.path is MoneyPath.CASH, row.payer


def _unreached(pay_list: UUID, payer: str) -> Any:
    newest = _newest()
    statement = (
        select(
            P.id, Enrolment.household_id, P.caretaker_name, P.card_number, P.village_code, P.amount, R.payer, R.number,
            Area.name.label("village"), newest.c.outcome, newest.c.reason, newest.c.told,
        )
        .join_from(P, PaymentRoute, P.id == R.payment_id)
        .join(Enrolment, Enrolment.id == P.enrolment_id)
        .join(newest, (newest.c.payment_id == P.id) & (newest.c.place == 1))
        .outerjoin(Area, Area.code == P.village_code)
        .where(P.pay_list_id == pay_list, P.state == PaymentState.UNPAID, newest.c.outcome.in_(NOT_PAID))
    )  # fmt: skip
    return statement.where(R.payer == payer) if payer else statement


def _row(row: Any, reasons: Reasons) -> UnreachedRow:
    outcome = OrderOutcome(row.outcome)
    words = reasons.label(row.reason) if row.reason else ""
    return UnreachedRow(
        row.id, row.household_id, row.caretaker_name, row.card_number, row.village or "", row.payer, row.number or "",
        row.amount, outcome, row.reason, words, row.told,
    )  # fmt: skip
