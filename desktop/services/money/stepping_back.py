"""The way back of a list takes two people: one asks with a reason, a supervisor grants it or not (DESIGN.md 4.11)."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import PayList, PayListStep, Payment, PayoutOrder, Receipt, StepBack, TreasuryReturn, User
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import enrolling
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money import activation
from desktop.services.money.keys import TrancheKey, key_of, list_here, list_of
from desktop.services.money.rows import Asked
from desktop.store.unit import Unit

S = PayListState
LONGEST = 200
BACK: Mapping[PayListState, PayListState] = MappingProxyType(
    {S.CHECKED: S.DRAFT, S.APPROVED: S.DRAFT, S.OPEN: S.APPROVED, S.CLOSED: S.OPEN, S.LOCKED: S.CLOSED}
)
"""Where each state goes back to. From approved it is the draft: whoever looks again, looks at all of it."""


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def ask(desk: Desk, key: TrancheKey, reason: str) -> Answer[Asked]:
    """Ask that the list goes back one state. Refused without a reason, and where it cannot go back."""
    with desk.write("tranche.ask_back") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        _refuse_impossible(unit.session, pay_list, key)
        if not reason.strip():
            raise Refused("money.no_reason")
        if _waiting(unit.session, pay_list.id) is not None:
            raise Refused("money.back_asked", tranche=key.short)
        state = PayListState(pay_list.state)
        row = StepBack(
            pay_list_id=pay_list.id,
            from_state=state,
            to_state=BACK[state],
            reason=reason.strip()[:LONGEST],
            asked_by=desk.person.id,
            asked_at=desk.now(),
        )
        unit.session.add(row)
        unit.session.flush()
        asked = _asked(desk, unit.session, row)
    return Answer(asked, unit.changes)


@allowed(Role.SUPERVISOR)
def grant(desk: Desk, key: TrancheKey) -> Answer[PayListState]:
    """Let a list go back as another person asked; answers its state. Refused where something stands against it since.

    Going back to the draft makes every receipt void, its number kept, and takes families that the approval made active
    back to where they stood; opening again makes unused receipts count again.
    """
    with desk.write("tranche.back") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        row = _to_decide(desk, unit.session, pay_list, key)
        if row.from_state != pay_list.state:
            raise Refused("money.back_stale", tranche=key.short)
        _refuse_impossible(unit.session, pay_list, key)
        _decide(desk, row, granted=True)
        _take_back(desk, unit, pay_list, row)
        unit.journal.note(tranche=str(key), state=row.to_state)
    return Answer(PayListState(row.to_state), unit.changes)


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def withdraw(desk: Desk, key: TrancheKey, reason: str) -> Answer[None]:
    """Take back what one asked for oneself, so that no wish blocks a list where nobody else could decide it."""
    with desk.write("tranche.withdraw") as unit:
        row = _asked_for(unit.session, list_here(unit.session, key, desk.office.code), key)
        if row.asked_by != desk.person.id:
            raise Refused("money.back_others", tranche=key.short)
        if not reason.strip():
            raise Refused("money.no_reason")
        _decide(desk, row, granted=False, answer=reason)
    return Answer(None, unit.changes)


@allowed(Role.SUPERVISOR)
def decline(desk: Desk, key: TrancheKey, answer: str) -> Answer[None]:
    """Leave the list as it is, and say why."""
    with desk.write("tranche.stay") as unit:
        row = _to_decide(desk, unit.session, list_here(unit.session, key, desk.office.code), key)
        if not answer.strip():
            raise Refused("money.no_reason")
        _decide(desk, row, granted=False, answer=answer)
    return Answer(None, unit.changes)


@allowed(*EVERYBODY)
def asked(desk: Desk, key: TrancheKey) -> tuple[Asked, ...]:
    """Every wish to go back, the newest first; at most the first of them still waits."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return ()
        rows = session.scalars(
            select(StepBack).where(StepBack.pay_list_id == pay_list.id).order_by(StepBack.asked_at.desc(), StepBack.id)
        )
        return tuple(_asked(desk, session, row) for row in rows)


def wish(desk: Desk, session: Session, pay_list: UUID) -> Asked | None:
    """The wish of a list that waits for a decision."""
    row = _waiting(session, pay_list)
    return _asked(desk, session, row) if row is not None else None


def _refuse_impossible(session: Session, pay_list: PayList, key: TrancheKey) -> None:
    """What was built on a state has to be undone first: nothing that was paid loses the paper it stands on."""
    state = PayListState(pay_list.state)
    if state not in BACK:
        raise Refused("money.nothing_back", tranche=key.short)
    if state in (S.APPROVED, S.OPEN) and (settled := _settled(session, pay_list.id)):
        raise Refused("money.back_settled", tranche=key.short, count=settled)
    if BACK[state] is S.DRAFT and (sent := _sent(session, pay_list.id)):
        raise Refused("money.back_sent", tranche=key.short, count=sent)
    if BACK[state] is S.DRAFT and _later(session, pay_list):
        raise Refused("money.back_later", tranche=key.short)
    if state is S.CLOSED and _confirmed(session, pay_list.id):
        raise Refused("money.back_returned", tranche=key.short)


def _settled(session: Session, pay_list: UUID) -> int:
    states = Payment.state.in_((PaymentState.PAID, PaymentState.RETURNED))
    statement = select(func.count()).select_from(Payment).where(Payment.pay_list_id == pay_list, states)
    return session.scalar(statement) or 0


def _sent(session: Session, pay_list: UUID) -> int:
    """Payments that a bank or the post was told to make, and did not say that they failed."""
    waiting = PayoutOrder.outcome != OrderOutcome.FAILED
    orders = select(func.count(PayoutOrder.payment_id.distinct())).join(Payment, Payment.id == PayoutOrder.payment_id)
    return session.scalar(orders.where(Payment.pay_list_id == pay_list, waiting)) or 0


def _later(session: Session, pay_list: PayList) -> bool:
    later = aliased(PayList)
    statement = select(later.id).where(
        later.owner == pay_list.owner,
        later.programme == pay_list.programme,
        later.year == pay_list.year,
        later.tranche == pay_list.tranche,
        later.supplement > pay_list.supplement,
    )
    return session.scalars(statement.limit(1)).first() is not None


def _confirmed(session: Session, pay_list: UUID) -> bool:
    """Whether money is back in the treasury by a second person's word: its pay-out does not begin again."""
    statement = select(TreasuryReturn.id).where(
        TreasuryReturn.pay_list_id == pay_list, TreasuryReturn.confirmed_by.is_not(None)
    )
    return session.scalars(statement.limit(1)).first() is not None


def _waiting(session: Session, pay_list: UUID) -> StepBack | None:
    statement = select(StepBack).where(StepBack.pay_list_id == pay_list, StepBack.granted.is_(None))
    return session.scalars(statement).one_or_none()


def _to_decide(desk: Desk, session: Session, pay_list: PayList, key: TrancheKey) -> StepBack:
    row = _asked_for(session, pay_list, key)
    if row.asked_by == desk.person.id:
        raise Refused("money.back_own", tranche=key.short, name=desk.person.name)
    return row


def _asked_for(session: Session, pay_list: PayList, key: TrancheKey) -> StepBack:
    row = _waiting(session, pay_list.id)
    if row is None:
        raise Refused("money.back_not_asked", tranche=key.short)
    return row


def _decide(desk: Desk, row: StepBack, *, granted: bool, answer: str = "") -> None:
    row.granted, row.decided_by, row.decided_at = granted, desk.person.id, desk.now()
    row.answer = answer.strip()[:LONGEST]


def _take_back(desk: Desk, unit: Unit, pay_list: PayList, row: StepBack) -> None:
    pay_list.state = row.to_state
    if row.from_state == S.APPROVED:
        pay_list.approved_by = pay_list.approved_at = None
        activation.withdraw(unit, desk, pay_list, row.reason)
        _restate_receipts(desk, unit, pay_list, ReceiptState.ISSUED, ReceiptState.VOID, row.reason)
    elif row.from_state == S.CLOSED:
        pay_list.closed_at = None
        _restate_receipts(desk, unit, pay_list, ReceiptState.UNUSED, ReceiptState.ISSUED)
    step = PayListStep(pay_list_id=pay_list.id, state=row.to_state, by=desk.person.id, at=desk.now(), reason=row.reason)
    unit.session.add(step)
    unit.session.flush()


def _restate_receipts(
    desk: Desk, unit: Unit, pay_list: PayList, old: ReceiptState, new: ReceiptState, reason: str | None = None
) -> None:
    table = Receipt.__table__
    listed = select(Payment.id).where(Payment.pay_list_id == pay_list.id)
    statement = select(table).where(table.c.payment_id.in_(listed), table.c.state == old)
    changed: dict[str, object] = {"state": new.value}
    if new is ReceiptState.VOID:
        changed |= {"void_reason": reason, "voided_by": desk.person.id}
    rows = [enrolling.as_dict(row) | changed for row in unit.connection.execute(statement)]
    unit.update_many(Receipt, rows, tuple(changed))


def _asked(desk: Desk, session: Session, row: StepBack) -> Asked:
    return Asked(
        row.id,
        key_of(session.get_one(PayList, row.pay_list_id)),
        PayListState(row.from_state),
        PayListState(row.to_state),
        row.reason,
        _name(session, row.asked_by),
        row.asked_at,
        row.asked_by == desk.person.id,
        row.granted,
        _name(session, row.decided_by),
        row.decided_at,
        row.answer,
    )


def _name(session: Session, person: UUID | None) -> str:
    user = session.get(User, person) if person else None
    return (user.full_name or user.name) if user else ""
