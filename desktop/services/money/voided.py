"""Money whose receipt was voided and for which no new one was issued: held back, but drawn under the decree."""

from sqlalchemy import ColumnElement

from desktop.models import Payment
from desktop.rules.terms import PaymentState

VOIDED = "money.receipt_voided"


def is_voided() -> ColumnElement[bool]:
    """Whether a payment waits for a new receipt."""
    return (Payment.state == PaymentState.WITHHELD) & (Payment.reason == VOIDED)
