"""The result of a pay-out: who was paid, who did not come, whose money went back to the treasury."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, PayListStep, Payment, Receipt
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date
from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import enrolling
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import figures, receivers, taking_back, treasury
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.sent import WITH_PAYER, refuse_sent
from desktop.store.unit import Unit
from desktop.wording import N_

SETTLING = N_("Saving the result of the pay-out")
TABLE = Payment.__table__
P, S = PaymentState, PayListState
DATED = frozenset({P.PAID, P.RETURNED})
# Money that is gone does not come back by a click: paid to unpaid is a supervisor's act, never a table's.
ALLOWED: Mapping[PayListState, frozenset[tuple[PaymentState, PaymentState]]] = MappingProxyType(
    {
        S.OPEN: frozenset({(P.UNPAID, P.PAID), (P.PAID, P.UNPAID), (P.UNPAID, P.RETURNED)}),
        S.CLOSED: frozenset({(P.UNPAID, P.RETURNED)}),
    }
)
# A payer may be asked before a close and answer after it; nobody else pays then.
ANSWERED: Mapping[PayListState, frozenset[tuple[PaymentState, PaymentState]]] = MappingProxyType(
    {**ALLOWED, S.CLOSED: ALLOWED[S.CLOSED] | {(P.UNPAID, P.PAID)}}
)
# What the payer said last, and so forbids; money that lies idle may go back to the treasury.
LYING: Mapping[PaymentState, tuple[OrderOutcome, ...]] = MappingProxyType(
    {P.PAID: WITH_PAYER, P.RETURNED: (OrderOutcome.SENT,), P.UNPAID: (OrderOutcome.PAID,)}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one payment. `on` is the day of the pay-out; a return names its STS."""

    payment_id: UUID
    state: PaymentState
    on: date | None = None
    reason: str = ""
    sts_number: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    key: TrancheKey
    changed: int
    same: int
    paid: Figure
    unpaid: Figure
    returned: Figure


@allowed(Role.OPERATOR)
def settle(desk: Desk, key: TrancheKey, outcomes: Iterable[Outcome], progress: Progress = SILENT) -> Answer[Settled]:
    """Take in many outcomes, all or none. The same outcome twice changes nothing; another day or STS corrects it.

    What was paid is not unpaid again by this: a second person takes it back (`taking_back`).
    Refused where money is said to be paid after its receiver died or left and before anybody follows (DOMAIN.md 5),
    and where it lies with a bank or the post: what became of that, only their answer says.
    """
    wanted = list(outcomes)
    with desk.write("tranche.settle") as unit:
        for state, lying in LYING.items():
            refuse_sent(unit.session, [one.payment_id for one in wanted if one.state is state], lying)
        settled = record(unit, desk, key, wanted, progress)
    return Answer(settled, unit.changes)


@allowed(Role.OPERATOR)
def settle_rest(
    desk: Desk, key: TrancheKey, state: PaymentState, on: date, *, reason: str = "", sts_number: str = ""
) -> Answer[Settled]:
    """Give every payment that is still unpaid the same outcome."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        unpaid = select(Payment.id).where(Payment.pay_list_id == pay_list.id, Payment.state == P.UNPAID)
        outcomes = [Outcome(payment, state, on, reason, sts_number) for payment in session.scalars(unpaid)]
    return settle(desk, key, outcomes)


def record(
    unit: Unit, desk: Desk, key: TrancheKey, wanted: Sequence[Outcome], progress: Progress = SILENT,
    *, steps: Mapping[PayListState, frozenset[tuple[PaymentState, PaymentState]]] = ALLOWED,
) -> Settled:  # fmt: skip
    """Write outcomes within a transaction under way, by the rules of `settle`; the returns of the list follow.

    `steps` of a payer's answer are more: what he paid after the close is paid, and its receipt is used after all.
    """
    pay_list = list_here(unit.session, key, desk.office.code)
    if PayListState(pay_list.state) not in steps:
        raise Refused("money.not_open", tranche=key.short)
    wanted = _spelt_as_kept(unit, pay_list, wanted)
    rows = _rows(unit, pay_list)
    _refuse_contradictions(wanted, rows)
    judge = Judge(steps[PayListState(pay_list.state)], opened_on(unit, desk, pay_list), desk.today())
    if (P.PAID, P.UNPAID) in judge.steps:
        taking_back.refuse_by_table(unit.session, desk, _taken_back(wanted, rows))
    changed = {one.payment_id: row for one in wanted if (row := judge.settled(rows, one)) is not None}
    _refuse_gone(unit, pay_list, changed)
    progress.step(0, len(changed), SETTLING)
    unit.update_many(Payment, list(changed.values()))
    if pay_list.state == S.CLOSED:
        _use_receipts(unit, (one for one, row in changed.items() if row["state"] == P.PAID))
    touched = {row["sts_number"] for one in changed for row in (rows[one], changed[one])} - {None}
    if touched:
        treasury.follow(unit, desk, pay_list, touched)
    states = figures.by_state(unit.session, pay_list.id)
    named = {one.payment_id for one in wanted}
    parts = (states.get(state, figures.NOTHING) for state in (P.PAID, P.UNPAID, P.RETURNED))
    return Settled(key, len(changed), len(named) - len(changed), *parts)


def _use_receipts(unit: Unit, paid: Iterable[UUID]) -> None:
    """The close made the receipts of unpaid families unused."""
    for payment in paid:
        unused = (Receipt.payment_id == payment, Receipt.state == ReceiptState.UNUSED)
        for receipt in unit.session.scalars(select(Receipt).where(*unused)):
            receipt.state = ReceiptState.ISSUED
    unit.session.flush()


def _spelt_as_kept(unit: Unit, pay_list: PayList, wanted: Sequence[Outcome]) -> list[Outcome]:
    """One STS is one return, however its number was typed."""
    spelt = treasury.spelt_as_kept(unit.session, pay_list.id, (one.sts_number for one in wanted))
    return [replace(one, sts_number=spelt[one.sts_number]) for one in wanted]


def _rows(unit: Unit, pay_list: PayList) -> dict[UUID, dict[str, Any]]:
    statement = select(TABLE).where(TABLE.c.pay_list_id == pay_list.id)
    return {row.id: enrolling.as_dict(row) for row in unit.connection.execute(statement)}


def _taken_back(wanted: Iterable[Outcome], rows: Mapping[UUID, dict[str, Any]]) -> list[UUID]:
    """Payments that were made, and that somebody now says were none."""
    named = (one.payment_id for one in wanted if one.state is P.UNPAID and one.payment_id in rows)
    return [payment for payment in named if rows[payment]["state"] == P.PAID]


def _refuse_contradictions(outcomes: Sequence[Outcome], rows: Mapping[UUID, dict[str, Any]]) -> None:
    """The same outcome twice is one; two that differ cannot both be true."""
    first: dict[UUID, Outcome] = {}
    for one in outcomes:
        if first.setdefault(one.payment_id, one) != one:
            row = rows.get(one.payment_id)
            raise Refused("money.settled_twice", name=row["caretaker_name"] if row else str(one.payment_id))


def _refuse_gone(unit: Unit, pay_list: PayList, changed: Mapping[UUID, dict[str, Any]]) -> None:
    """Nobody is paid after his death; what was paid before it stands, and what stands already is not asked again."""
    paid = {payment: row["settled_on"] for payment, row in changed.items() if row["state"] == P.PAID}
    there = receivers.unreceived(unit.session, pay_list.id) if paid else {}
    gone = [one for payment, one in there.items() if payment in paid and one.forbids(paid[payment])]
    if gone:
        raise Refused("money.not_there", names=receivers.names(one.told() for one in gone))


def opened_on(unit: Unit, desk: Desk, pay_list: PayList) -> date:
    """The first day on which money may have changed hands."""
    return first_day(unit.session, desk, pay_list)


def first_day(session: Session, desk: Desk, pay_list: PayList) -> date:
    """The same for whoever only looks."""
    steps = select(PayListStep.at).where(PayListStep.pay_list_id == pay_list.id, PayListStep.state == S.OPEN)
    return desk.local(session.scalars(steps.order_by(PayListStep.at)).first() or desk.now()).date()


@dataclass(frozen=True, slots=True)
class Judge:
    """Says of each outcome what becomes of the payment's row, by the list's state and the days of the pay-out.

    Whoever settles a payment asks it: many at once here, one at the desk on pay day.
    """

    steps: frozenset[tuple[PaymentState, PaymentState]]
    opened: date
    today: date

    def settled(self, rows: Mapping[UUID, dict[str, Any]], outcome: Outcome) -> dict[str, Any] | None:
        """The payment's row as it shall be; None where it is so already."""
        row = rows.get(outcome.payment_id)
        if row is None:
            raise Refused("money.payment_unknown")
        if row["state"] == outcome.state:
            return self._put_right(row, outcome) if outcome.state in DATED else _why_unpaid(row, outcome)
        if (P(row["state"]), outcome.state) not in self.steps:
            raise Refused("money.payment_not_from", name=row["caretaker_name"])
        if outcome.state is P.UNPAID and not outcome.reason.strip():
            raise Refused("money.no_reason")
        return row | {"state": outcome.state.value} | self._told(row, outcome)

    def _put_right(self, row: dict[str, Any], outcome: Outcome) -> dict[str, Any] | None:
        """Another day, reason or STS is a correction; it is made while the outcome itself could be entered."""
        told = self._told(row, outcome)
        told["reason"] = told["reason"] or row["reason"]
        if told.items() <= row.items():
            return None
        if (P.UNPAID, outcome.state) not in self.steps:
            raise Refused("money.payment_not_from", name=row["caretaker_name"])
        return row | told

    def _told(self, row: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
        """What is kept beside the state; refused where it cannot be true."""
        name, reason, sts = row["caretaker_name"], outcome.reason.strip()[:200], outcome.sts_number
        if outcome.state not in DATED:
            return {"settled_on": None, "reason": reason, "sts_number": None}
        if outcome.on is None or outcome.on > self.today:
            raise Refused("money.settled_day", name=name)
        if outcome.on < self.opened:
            raise Refused("money.settled_early", name=name, on=long_date(outcome.on), opened=long_date(self.opened))
        if outcome.state is P.PAID:
            return {"settled_on": outcome.on, "reason": reason, "sts_number": None}
        if not sts:
            raise Refused("money.no_sts", name=name)
        return {"settled_on": outcome.on, "reason": reason, "sts_number": sts}


def _why_unpaid(row: dict[str, Any], outcome: Outcome) -> dict[str, Any] | None:
    """Who did not come stays unpaid, but the report of the pay-out names the reason; it is kept once it is known."""
    reason = outcome.reason.strip()[:200]
    if outcome.state is not P.UNPAID or reason in ("", row["reason"]):
        return None
    return row | {"reason": reason}
