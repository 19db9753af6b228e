"""What keeps a pay-out from ending: money that a payer has, money nobody decided on, returns nobody confirmed."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment, PayoutFile, PayoutOrder, Receipt
from desktop.rules.money import grouped, rupiah
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState
from desktop.services import programmes
from desktop.services.money import figures, later_lists, treasury
from desktop.services.money.keys import TrancheKey
from desktop.services.money.voided import is_voided

NAMED = 5  # receipts in one sentence


def refuse_close(session: Session, pay_list: PayList, key: TrancheKey) -> None:
    """A pay-out does not end under money that was sent, nor over money that could not go back afterwards."""
    _refuse_sent(session, pay_list, key, "money.close_sent")
    _refuse_voided(session, pay_list, key, "money.close_voided")


def refuse_lock(session: Session, pay_list: PayList, key: TrancheKey) -> None:
    """Locked money stays where it is for ever; what a programme sets no day for may stay with the payer."""
    _refuse_sent(session, pay_list, key, "money.lock_sent")
    _refuse_voided(session, pay_list, key, "money.lock_voided")
    waiting = treasury.unconfirmed(session, pay_list.id)
    if waiting.families:
        told = {"families": waiting.families, "rupiah": rupiah(waiting.rupiah)}
        raise Refused("returns.lock_unconfirmed", tranche=key.short, **told)
    unpaid = figures.by_state(session, pay_list.id).get(PaymentState.UNPAID, figures.NOTHING)
    days = programmes.rules_of(session, key.programme, key.year).uncashed_days
    if unpaid.families and days is not None:
        told = {"families": unpaid.families, "rupiah": rupiah(unpaid.rupiah), "days": days}
        raise Refused("returns.lock_unpaid", tranche=key.short, **told)


def _refuse_sent(session: Session, pay_list: PayList, key: TrancheKey, code: str) -> None:
    """Nobody knows of these payments whether they were made."""
    session.flush()
    sent = (
        select(Payment.id, Payment.amount, PayoutFile.payer, PayoutFile.number)
        .join(PayoutOrder, PayoutOrder.payment_id == Payment.id)
        .join(PayoutFile, PayoutFile.id == PayoutOrder.file_id)
        .where(Payment.pay_list_id == pay_list.id, PayoutOrder.outcome == OrderOutcome.SENT)
        .order_by(PayoutFile.number)
    )
    rows = session.execute(sent).all()
    if rows:
        money = sum({row.id: row.amount for row in rows}.values())
        files = dict.fromkeys(f"{row.number} ({row.payer})" for row in rows)
        told = {"families": grouped(len({row.id for row in rows})), "rupiah": rupiah(money), "files": ", ".join(files)}
        raise Refused(code, tranche=key.short, **told)


def _refuse_voided(session: Session, pay_list: PayList, key: TrancheKey, code: str) -> None:
    """Withheld money is neither paid nor sent back: it would be in nobody's books."""
    session.flush()
    numbers = _voided(session, pay_list)
    if not numbers:
        return
    money = session.scalar(select(func.sum(Payment.amount)).where(Payment.id.in_(numbers))) or 0
    named = ", ".join(list(numbers.values())[:NAMED]) + (", …" if len(numbers) > NAMED else "")
    raise Refused(code, tranche=key.short, families=grouped(len(numbers)), rupiah=rupiah(money), numbers=named)


def _voided(session: Session, pay_list: PayList) -> dict[UUID, str]:
    """Number of the newest void receipt of each payment that waits for a new one.

    Whom another list of the tranche pays by now gets none any more, and is not waited for.
    """
    elsewhere = Payment.enrolment_id.in_(later_lists.held_elsewhere(pay_list))
    statement = (
        select(Payment.id, Receipt.fiscal_year, Receipt.number)
        .join(Receipt, Receipt.payment_id == Payment.id)
        .where(Payment.pay_list_id == pay_list.id, is_voided(), ~elsewhere)
        .order_by(Receipt.number)
    )
    rows = session.execute(statement)
    return {row.id: str(ReceiptNumber(pay_list.owner, row.fiscal_year, row.number)) for row in rows}
