"""Payments that lie with a bank or the post: nobody pays them a second time before the payer has answered."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Payment, PayoutFile, PayoutOrder
from desktop.rules.payout_paths import OrderOutcome

WITH_PAYER = (OrderOutcome.SENT, OrderOutcome.IDLE)
"""No answer yet, or ready in the account and not fetched: the money is out of the office."""
PAID_OR_WITH_PAYER = (*WITH_PAYER, OrderOutcome.PAID)
"""Whom the desk does not pay, whatever else the books say: his money is out, or was."""
_AT_ONCE = 500


def refuse_sent(session: Session, payments: Iterable[UUID], outcomes: Iterable[OrderOutcome] = WITH_PAYER) -> None:
    """Refuse payments that stand in a file for a payer, with the first of them and the file's number."""
    session.flush()
    ids, wanted = list(payments), tuple(outcomes)
    for start in range(0, len(ids), _AT_ONCE):
        statement = (
            select(Payment.caretaker_name, PayoutFile.payer, PayoutFile.number, PayoutOrder.outcome)
            .join(PayoutOrder, PayoutOrder.payment_id == Payment.id)
            .join(PayoutFile, PayoutFile.id == PayoutOrder.file_id)
            .where(Payment.id.in_(ids[start : start + _AT_ONCE]), PayoutOrder.outcome.in_(wanted))
            .order_by(Payment.caretaker_name)
            .limit(1)
        )
        found = session.execute(statement).first()
        if found is not None:
            code = "money.paid_by_payer" if found.outcome == OrderOutcome.PAID else "money.sent"
            raise Refused(code, name=found.caretaker_name, payer=found.payer, number=found.number)
