"""How long money has lain unpaid, list by list over all years, and how long it still may."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import PayList, PayListStep, Payment
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, key_of

LAST_DAYS = (30, 60, 90)
"""Where each span of days ends; the last span has no end."""
PAYABLE = (PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED)


@dataclass(frozen=True, slots=True)
class AgeRow:
    """The unpaid money of one list. `deadline` is None where the programme sets no day for uncashed money."""

    key: TrancheKey
    state: PayListState
    opened: date
    days: int
    deadline: date | None
    days_left: int | None
    unpaid: Figure

    @property
    def span(self) -> int:
        """Which span of days it lies in: 0 to 3."""
        return sum(self.days > last for last in LAST_DAYS)

    @property
    def overdue(self) -> bool:
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Ageing:
    rows: tuple[AgeRow, ...]  # the oldest first

    @property
    def spans(self) -> tuple[Figure, ...]:
        """What is unpaid for up to 30, 60, 90 days, and longer."""
        by_span = [[row.unpaid for row in self.rows if row.span == span] for span in range(len(LAST_DAYS) + 1)]
        return tuple(sum(found, Figure()) for found in by_span)

    @property
    def overdue(self) -> Figure:
        return sum((row.unpaid for row in self.rows if row.overdue), Figure())


@allowed(*EVERYBODY)
def unpaid(desk: Desk, key: TrancheKey | None = None) -> Ageing:
    """What is still unpaid of every list that was opened, or of one; the days count from the opening."""
    with desk.read() as session:
        statement = (
            select(PayList, func.count(), func.sum(Payment.amount))
            .join(Payment, Payment.pay_list_id == PayList.id)
            .where(PayList.owner == desk.office.code, PayList.state.in_(PAYABLE))
            .where(Payment.state == PaymentState.UNPAID)
            .group_by(PayList.id)
        )
        rows = [
            of_list(session, desk, pay_list, Figure(count, total))
            for pay_list, count, total in session.execute(statement)
            if key is None or key_of(pay_list) == key
        ]
    return Ageing(tuple(sorted(rows, key=_oldest_first)))


def of_list(session: Session, desk: Desk, pay_list: PayList, unpaid: Figure) -> AgeRow:
    """How old the unpaid money of one list is, within a transaction under way."""
    opened = _opened_on(desk, session, pay_list)
    days = programmes.rules_of(session, pay_list.programme, pay_list.year).uncashed_days
    deadline = opened + timedelta(days=days) if days is not None else None
    left = (deadline - desk.today()).days if deadline is not None else None
    age = (desk.today() - opened).days
    return AgeRow(key_of(pay_list), PayListState(pay_list.state), opened, age, deadline, left, unpaid)


def _oldest_first(row: AgeRow) -> tuple[date, TrancheKey]:
    return row.opened, row.key


def _opened_on(desk: Desk, session: Session, pay_list: PayList) -> date:
    """The day from which money could be had; a pay-out that was opened again counts from its first day."""
    steps = select(func.min(PayListStep.at)).where(
        PayListStep.pay_list_id == pay_list.id, PayListStep.state == PayListState.OPEN
    )
    return desk.local(session.scalar(steps) or pay_list.approved_at or pay_list.drafted_at).date()
