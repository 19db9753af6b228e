"""Who may say that a payment was none: never a table alone, and nobody once the signed receipt lies there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Payment, Receipt, SignedReceipt
from desktop.rules.dates import long_date
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.store import versions
from desktop.store.versions import Version

KIND = Payment.__tablename__


@dataclass(frozen=True, slots=True)
class Entered:
    """When a payment became paid, or unpaid again, and by whose account; `by` is "" where the log does not say."""

    on: date
    by: str


def refuse_by_table(session: Session, desk: Desk, payments: Iterable[UUID]) -> None:
    """Refuse to take payments back by a table: one person alone would make money that was handed out be there again."""
    for _, refused in refusals(session, desk, list(payments)[:1]):
        raise refused


def refusals(session: Session, desk: Desk, payments: Sequence[UUID]) -> Iterator[tuple[UUID, Refused]]:
    """Why no table takes these payments back, one by one.

    The sentence says what is left to do: the supervisor's act of the same day (`payday/undoing.py`), or nothing.
    """
    days = _entered(session, desk, payments)
    for payment in payments:
        name = session.get_one(Payment, payment).caretaker_name
        entry = days.get(payment)
        if is_signed(session, payment):
            yield payment, Refused("payday.undo_signed", name=name)
        elif entry is not None and entry.on != desk.today():
            yield payment, Refused("money.paid_before", name=name, on=long_date(entry.on))
        else:
            yield payment, Refused("money.paid_stands", name=name)


def is_signed(session: Session, payment: UUID) -> bool:
    """Whether a signed paper of this payment was seen, under any of its receipts."""
    signed = select(SignedReceipt.id).join(Receipt, Receipt.id == SignedReceipt.receipt_id)
    return session.scalars(signed.where(Receipt.payment_id == payment).limit(1)).first() is not None


def entered(session: Session, desk: Desk, payment: UUID) -> Entered | None:
    """Where a paid payment became paid last; a day corrected afterwards does not make it younger."""
    return _entered(session, desk, [payment]).get(payment)


def taken_back(session: Session, desk: Desk, payment: UUID) -> Entered | None:
    """Where a payment stopped being paid last, by whatever way it was paid; None where that never happened."""
    was_paid, last = False, None
    for version in versions.written(session.connection(), KIND, [payment]):
        is_paid = version.values is not None and version.values["state"] == PaymentState.PAID
        if was_paid and not is_paid:
            last = version
        was_paid = is_paid
    return Entered(desk.local(last.since).date(), last.actor) if last is not None else None


def _entered(session: Session, desk: Desk, payments: Iterable[UUID]) -> dict[UUID, Entered]:
    became: dict[UUID, Version] = {}
    for version in versions.written(session.connection(), KIND, payments):
        payment = UUID(version.record)
        if version.values is not None and version.values["state"] == PaymentState.PAID:
            became.setdefault(payment, version)
        else:
            became.pop(payment, None)
    return {payment: Entered(desk.local(one.since).date(), one.actor) for payment, one in became.items()}
