"""How far a pay-out is: which lists are open, what was paid and what waits, and who was paid last."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import Area, Collection, PayList, Payment, ProgrammeYear, Receipt, User
from desktop.rules.dates import zone
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money import figures
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.payday.rows import Mark, Paid, Standing, Who

LAST: Final = 5
_DAY = timedelta(days=1)


@allowed(*EVERYBODY)
def open_lists(desk: Desk) -> tuple[tuple[TrancheKey, str], ...]:
    """Lists that are being paid out, with the name of their programme; the one opened last comes first."""
    statement = (
        select(PayList, ProgrammeYear.name)
        .join(ProgrammeYear, (ProgrammeYear.programme == PayList.programme) & (ProgrammeYear.year == PayList.year))
        .where(PayList.owner == desk.office.code, PayList.state == PayListState.OPEN)
        .order_by(PayList.approved_at.desc(), PayList.id.desc())
    )
    with desk.read() as session:
        return tuple((key_of(row.PayList), row.name) for row in session.execute(statement))


@allowed(*EVERYBODY)
def standing(desk: Desk, key: TrancheKey) -> Standing:
    """The figures of a list and the last payments at its desks."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        name = session.get_one(ProgrammeYear, (key.programme, key.year)).name
        states = figures.by_state(session, pay_list.id)
        return Standing(
            key,
            name,
            states.get(PaymentState.PAID, figures.NOTHING),
            states.get(PaymentState.UNPAID, figures.NOTHING),
            _today(desk, session, pay_list),
            _last(desk, session, pay_list),
        )


def _today(desk: Desk, session: Session, pay_list: PayList) -> Figure:
    start = datetime.combine(desk.today(), time.min, zone(desk.office.code)).astimezone(UTC)
    standing_lines = _lines(pay_list).where(Collection.at >= start, Collection.at < start + _DAY)
    ids = standing_lines.with_only_columns(Payment.id).distinct().subquery()
    statement = select(func.count(), func.coalesce(func.sum(Payment.amount), 0)).join(ids, ids.c.id == Payment.id)
    count, rupiah = session.execute(statement).one()
    return Figure(count, rupiah)


def _last(desk: Desk, session: Session, pay_list: PayList) -> tuple[Paid, ...]:
    statement = (
        _lines(pay_list)
        .join(User, User.id == Collection.by)
        .outerjoin(Area, Area.code == Payment.village_code)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .with_only_columns(
            Payment.id, Payment.caretaker_name, Payment.amount, Collection.at, Collection.who, Collection.name,
            Receipt.number, Area.name.label("village"), User.full_name, User.name.label("user"),
        )
        .order_by(Collection.at.desc(), Collection.id.desc())
        .limit(LAST)
    )  # fmt: skip
    return tuple(_paid(desk, pay_list, row) for row in session.execute(statement))


def _lines(pay_list: PayList) -> Any:
    """Lines of who came that stand, of payments that are paid."""
    return (
        select(Collection.id)
        .join(Payment, Payment.id == Collection.payment_id)
        .where(
            Payment.pay_list_id == pay_list.id,
            Payment.state == PaymentState.PAID,
            Collection.undone_by.is_(None),
            Collection.mark != Mark.REFUSED,
        )
    )


def _paid(desk: Desk, pay_list: PayList, row: Any) -> Paid:
    return Paid(
        row.id,
        row.caretaker_name,
        row.amount,
        str(ReceiptNumber(pay_list.owner, pay_list.year, row.number)) if row.number else "",
        row.village or "",
        desk.local(row.at),
        row.full_name or row.user,
        Who(row.who),
        row.name,
    )
