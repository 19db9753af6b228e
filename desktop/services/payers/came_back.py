"""Money that a bank or the post said it paid, and that came back to it: entered with its paper by two people."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment, PayoutAnswer, PayoutFile, PayoutOrder
from desktop.rules.dates import long_date
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import load_reasons
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import taking_back
from desktop.services.money.keys import TrancheKey, key_of
from desktop.services.payday import finding, warning
from desktop.services.payday.beside import supervisor_beside
from desktop.services.payday.looking import known
from desktop.services.payers.orders import BACK
from desktop.store.unit import Unit

LONGEST_PAPER, LONGEST, SHOWN = 120, 200, 40
STILL = frozenset({PayListState.OPEN, PayListState.CLOSED})
"""States of a list in which money can turn out to be unpaid: after the closing it goes back by STS."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """What the payer's paper says: its number, the day the money came back, and why (code of a reason)."""

    paper: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What became of it. `still_paid`: the desk paid the family too, so that one of two payments came back."""

    name: str
    payer: str
    receipt_stays: bool
    still_paid: bool = False


@dataclass(frozen=True, slots=True)
class PaidByPayer:
    """A payment that a payer answered as paid, to be compared with his paper."""

    id: UUID
    name: str
    card: str
    amount: int
    payer: str
    file: int
    on: date | None


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def look(desk: Desk, key: TrancheKey, typed: str) -> PaidByPayer:
    """Find the payment by a whole card or receipt number, or by what is scanned; a part of one means nobody."""
    hits = finding.find(desk, key, typed)
    whole = typed.replace(" ", "").casefold()
    rows = [row for row in hits.rows if hits.exact or whole in (row.card.casefold(), row.receipt.casefold())]
    if len(rows) != 1:
        raise Refused("payday.nobody", typed=typed[:SHOWN], tranche=key.short)
    with desk.read() as session:
        row = known(session, desk.office.code, rows[0].payment_id)
        order, file = _order(session, row)
        on = order.on or row.settled_on
        return PaidByPayer(row.id, row.caretaker_name, row.card_number, row.amount, file.payer, file.number, on)


@allowed(Role.SUPERVISOR)
def enter(desk: Desk, payment: UUID, said: CameBack) -> Answer[Unpaid]:
    """Let a payment wait again that the payer answered as paid; its receipt stays valid for whoever pays it next.

    Refused to whoever took the answer himself, without the payer's paper, for a day before the payment, where the
    signed receipt lies there, and once the list is locked.
    """
    label = _checked(said)
    with desk.write("payout_order.came_back") as unit:
        row = known(unit.session, desk.office.code, payment)
        order, file = _order(unit.session, row)
        _refuse(desk, unit.session, row, order, said)
        order.outcome, order.reason, order.on = OrderOutcome.FAILED.value, said.reason, said.on
        order.told = f"{BACK}{label} · {said.paper.strip()}"[:LONGEST]
        still_paid = warning.collected(unit.session, row.id) is not None
        if not still_paid:
            row.state, row.settled_on = PaymentState.UNPAID.value, None
            row.reason = f"{label} ({said.paper.strip()})"[:LONGEST]
        unit.session.flush()
        _note(unit, row, file, said)
        done = Unpaid(row.caretaker_name, file.payer, not still_paid, still_paid)
    return Answer(done, unit.changes)


@allowed(Role.OPERATOR)
def enter_beside(desk: Desk, payment: UUID, said: CameBack, supervisor: str, password: str) -> Answer[Unpaid]:
    """The same at the operator's own PC: the operator enters the paper, the supervisor agrees with his password."""
    _checked(said)
    return enter(supervisor_beside(desk, supervisor, password), payment, said)


def _checked(said: CameBack) -> str:
    """The reason in words; refused where the paper is not named."""
    if not said.paper.strip() or len(said.paper.strip()) > LONGEST_PAPER:
        raise Refused("payers.back_paper", limit=LONGEST_PAPER)
    reasons = load_reasons().all
    label = next((one.label for one in reasons if one.code == said.reason), "")
    if not label:
        raise Refused("payers.back_reason", known=", ".join(one.code for one in reasons))
    return label


def _order(session: Session, row: Payment) -> tuple[PayoutOrder, PayoutFile]:
    """The order by which the payer paid it."""
    statement = (
        select(PayoutOrder, PayoutFile)
        .join(PayoutFile, PayoutFile.id == PayoutOrder.file_id)
        .where(PayoutOrder.payment_id == row.id, PayoutOrder.outcome == OrderOutcome.PAID)
        .order_by(PayoutFile.number.desc())
    )
    found = session.execute(statement).first()
    if found is None:
        raise Refused("payers.back_not_paid", name=row.caretaker_name)
    return found.PayoutOrder, found.PayoutFile


def _refuse(desk: Desk, session: Session, row: Payment, order: PayoutOrder, said: CameBack) -> None:
    name, pay_list = row.caretaker_name, session.get_one(PayList, row.pay_list_id)
    if PayListState(pay_list.state) not in STILL:
        raise Refused("payers.back_locked", name=name, tranche=key_of(pay_list).short)
    if row.state != PaymentState.PAID:
        raise Refused("payers.back_not_paid", name=name)
    if taking_back.is_signed(session, row.id):
        raise Refused("payday.undo_signed", name=name)
    answer = session.get(PayoutAnswer, order.answer_id) if order.answer_id else None
    if answer is not None and answer.taken_by == desk.person.id:
        raise Refused("role.same_person", name=desk.person.name)
    paid_on = order.on or row.settled_on
    if said.on > desk.today() or (paid_on is not None and said.on < paid_on):
        paid = long_date(paid_on) if paid_on is not None else "-"
        raise Refused("payers.back_day", name=name, on=long_date(said.on), paid=paid)


def _note(unit: Unit, row: Payment, file: PayoutFile, said: CameBack) -> None:
    unit.journal.note(
        payment=str(row.id), payer=file.payer, file=file.number, paper=said.paper.strip(), on=said.on.isoformat(),
        reason=said.reason,
    )  # fmt: skip
