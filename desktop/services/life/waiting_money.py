"""Payments that wait when somebody dies, leaves or is followed: shown and noted; only money services change them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, PayList, Payment
from desktop.rules.terms import PayListState, PaymentState

WAITING = (PaymentState.UNPAID.value, PaymentState.WITHHELD.value)
_ADVICE = {
    PayListState.DRAFT: "life.money_draft",
    PayListState.CHECKED: "life.money_draft",
    PayListState.APPROVED: "life.money_waits",
    PayListState.OPEN: "life.money_waits",
    PayListState.CLOSED: "life.money_closed",
}


@dataclass(frozen=True, slots=True)
class WaitingPayment:
    """A payment nobody has received yet. `advice` is the code of the sentence on what happens to it."""

    programme: str
    year: int
    tranche: int
    amount: int  # whole rupiah
    name: str  # under which it is listed
    advice: str

    def told(self) -> dict[str, Any]:
        """What the event keeps of it."""
        return {
            "programme": self.programme,
            "year": self.year,
            "tranche": self.tranche,
            "amount": self.amount,
            "advice": self.advice,
        }


def waiting(session: Session, family: UUID) -> tuple[WaitingPayment, ...]:
    """Payments of a family that are neither received nor returned, the newest list first."""
    rows = session.execute(
        select(PayList, Payment)
        .join(Payment, Payment.pay_list_id == PayList.id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(Enrolment.household_id == family, Payment.state.in_(WAITING), PayList.state != PayListState.LOCKED)
        .order_by(PayList.year.desc(), PayList.tranche.desc())
    )
    return tuple(_waiting(pay_list, payment) for pay_list, payment in rows)


def _waiting(pay_list: PayList, payment: Payment) -> WaitingPayment:
    withheld = payment.state == PaymentState.WITHHELD
    return WaitingPayment(
        pay_list.programme,
        pay_list.year,
        pay_list.tranche,
        payment.amount,
        payment.caretaker_name,
        "life.money_withheld" if withheld else _ADVICE[PayListState(pay_list.state)],
    )
