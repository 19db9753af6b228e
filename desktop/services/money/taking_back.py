"""Who may say that a payment was none: never a table alone, and nobody once the signed receipt lies there."""

from collections.abc import Iterable
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
    """Refuse to take payments back by a table: one person alone would make money that was handed out be there again.

    The sentence says what is left to do: the supervisor's act of the same day (`payday/undoing.py`), or nothing.
    """
    for payment in payments:
        row = session.get_one(Payment, payment)
        if is_signed(session, payment):
            raise Refused("payday.undo_signed", name=row.caretaker_name)
        entry = entered(session, desk, payment)
        if entry is not None and entry.on != desk.today():
            raise Refused("money.paid_before", name=row.caretaker_name, on=long_date(entry.on))
        raise Refused("money.paid_stands", name=row.caretaker_name)


def is_signed(session: Session, payment: UUID) -> bool:
    """Whether a signed paper of this payment was seen, under any of its receipts."""
    signed = select(SignedReceipt.id).join(Receipt, Receipt.id == SignedReceipt.receipt_id)
    return session.scalars(signed.where(Receipt.payment_id == payment).limit(1)).first() is not None


def entered(session: Session, desk: Desk, payment: UUID) -> Entered | None:
    """Where a paid payment became paid last; a day corrected afterwards does not make it younger."""
    became: Version | None = None
    for version in versions.written(session.connection(), KIND, [payment]):
        is_paid = version.values is not None and version.values["state"] == PaymentState.PAID
        became = (became or version) if is_paid else None
    return Entered(desk.local(became.since).date(), became.actor) if became is not None else None


def taken_back(session: Session, desk: Desk, payment: UUID) -> Entered | None:
    """Where a payment stopped being paid last, by whatever way it was paid; None where that never happened."""
    was_paid, last = False, None
    for version in versions.written(session.connection(), KIND, [payment]):
        is_paid = version.values is not None and version.values["state"] == PaymentState.PAID
        if was_paid and not is_paid:
            last = version
        was_paid = is_paid
    return Entered(desk.local(last.since).date(), last.actor) if last is not None else None
