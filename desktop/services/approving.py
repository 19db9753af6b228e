"""The life of a list after its draft: checked, approved by a second person, opened, closed, locked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import Area, Enrolment, Household, PayList, PayListStep, Payment, Receipt
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, ReceiptState, Role
from desktop.services import counting, enrolling, paper_head
from desktop.services.auditing import audits
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.enrolling import Move
from desktop.services.money import decrees, ending, figures, quotas, receivers, sanctions
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.payers import routes
from desktop.store.unit import Unit
from desktop.wording import N_

NUMBERING = N_("Numbering receipts")
ENROLLING = N_("Saving the families' status")
S = PayListState
FROM: Mapping[PayListState, frozenset[PayListState]] = MappingProxyType(
    {
        S.CHECKED: frozenset({S.DRAFT}),
        S.APPROVED: frozenset({S.DRAFT, S.CHECKED}),  # approving includes the check
        S.OPEN: frozenset({S.APPROVED}),
        S.CLOSED: frozenset({S.OPEN}),
        S.LOCKED: frozenset({S.CLOSED}),
    }
)
"""From which states each state may be reached; draft is reached by drafting only."""
NOT_USED = frozenset({PaymentState.UNPAID, PaymentState.RETURNED})
"""Payments whose receipts nobody signed when the pay-out ends."""
CANNOT: Mapping[PayListState, str] = MappingProxyType(
    {
        S.CHECKED: "money.cannot_check",
        S.APPROVED: "money.cannot_approve",
        S.OPEN: "money.cannot_open",
        S.CLOSED: "money.cannot_close",
        S.LOCKED: "money.cannot_lock",
    }
)


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval did: the receipts it numbered, as printed, what they come to, and what the tests doubt."""

    key: TrancheKey
    first: str
    last: str
    payable: Figure
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    key: TrancheKey
    unused: int  # receipts of families that did not come


@allowed(Role.OPERATOR)
def check(desk: Desk, key: TrancheKey, decree: NewDecree | None = None, reason: str = "") -> Answer[None]:
    """Mark a draft as checked, under a decree if one is given.

    Refuses an empty list, one unlike its decree, one beyond a quota of it, one with families that nobody could be paid
    for, and one whose sanctions changed since it was drafted.
    """
    with desk.write("tranche.check") as unit:
        pay_list = _ready(desk, unit, key, S.CHECKED)
        _refuse_gone(unit, pay_list, key)
        sanctions.refuse_changed(unit.session, pay_list, key)
        if decree is not None:
            decrees.attach(unit, desk, pay_list, decree)
        if pay_list.decree is not None:
            decrees.check_totals(pay_list.decree, _listed(unit, pay_list), key.short)
            quotas.check_areas(unit.session, pay_list, key.short)
        _enter_state(desk, unit, pay_list, S.CHECKED, reason)
    return Answer(None, unit.changes)


@allowed(Role.SUPERVISOR)
def approve(desk: Desk, key: TrancheKey, progress: Progress = SILENT) -> Answer[Approved]:
    """Approve a list that another person drafted and number its receipts in the same transaction.

    Refused without a decree, when the list is not what the decree grants, as a whole or to an area, when a receiver is
    dead or gone, when a sanction came or went since the draft, to whoever drafted it, to whoever registered a family on
    it, and where the auditor's tests find what is wrong; what they doubt is kept with the approval (DESIGN.md 4.11;
    DOMAIN.md 5).
    """
    with desk.write("tranche.approve") as unit:
        pay_list = _ready(desk, unit, key, S.APPROVED)
        _refuse_same_person(desk, unit, pay_list, key)
        _refuse_gone(unit, pay_list, key)
        sanctions.refuse_changed(unit.session, pay_list, key)
        if pay_list.decree is None:
            raise Refused("money.no_decree", tranche=key.short)
        decrees.check_day(pay_list.decree, desk.today())
        decrees.check_totals(pay_list.decree, _listed(unit, pay_list), key.short)
        quotas.check_areas(unit.session, pay_list, key.short)
        found = audits.before_approval(unit, desk, pay_list, progress)
        wrong, doubtful = found.wrong, len(found.findings)
        # What stops an approval is kept all the same: it is the answer to "why not".
        done = None if wrong else replace(_approve(desk, unit, pay_list, progress), doubtful=doubtful)
    if done is None:
        raise Refused("audit.stops", tranche=key.short, count=len(wrong), name=wrong[0].told["name"])
    return Answer(done, unit.changes)


def _approve(desk: Desk, unit: Unit, pay_list: PayList, progress: Progress) -> Approved:
    key = key_of(pay_list)
    pay_list.approved_by, pay_list.approved_at = desk.person.id, desk.now()
    _enter_state(desk, unit, pay_list, S.APPROVED)
    numbers = _number_receipts(desk, unit, pay_list, progress)
    _activate(desk, unit, pay_list, progress)
    routes.give(unit, pay_list, progress)
    states = figures.by_state(unit.session, pay_list.id)
    unit.journal.note(tranche=str(key), first=numbers[0], last=numbers[-1])
    first, last = (str(ReceiptNumber(desk.office.code, key.year, number)) for number in (numbers[0], numbers[-1]))
    return Approved(key, first, last, states[PaymentState.UNPAID])


@allowed(Role.SUPERVISOR)
def open_pay_out(desk: Desk, key: TrancheKey) -> Answer[None]:
    """Let the pay-out begin: from now on payments can be marked as paid."""
    with desk.write("tranche.open") as unit:
        _enter_state(desk, unit, _ready(desk, unit, key, S.OPEN), S.OPEN)
    return Answer(None, unit.changes)


@allowed(Role.SUPERVISOR)
def close(desk: Desk, key: TrancheKey, reason: str = "") -> Answer[Closed]:
    """End the pay-out: the receipts of unpaid families become unused, in one act by a second person.

    Refused while a payer has not said what became of money that was sent to him, and while a void receipt holds money.
    """
    with desk.write("tranche.close") as unit:
        pay_list = _ready(desk, unit, key, S.CLOSED)
        if pay_list.drafted_by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        ending.refuse_close(unit.session, pay_list, key)
        pay_list.closed_at = desk.now()
        _enter_state(desk, unit, pay_list, S.CLOSED, reason)
        unused = _unpaid_receipts(unit, pay_list)
        for row in unused:
            row["state"] = ReceiptState.UNUSED.value
        unit.update_many(Receipt, unused)
    return Answer(Closed(key, len(unused)), unit.changes)


@allowed(Role.SUPERVISOR)
def lock(desk: Desk, key: TrancheKey, reason: str = "") -> Answer[None]:
    """End all work on a tranche, for the audit.

    Refused as a close is, while money that went back is confirmed by nobody, and while any is unpaid that the
    programme wants back.
    """
    with desk.write("tranche.lock") as unit:
        pay_list = _ready(desk, unit, key, S.LOCKED)
        ending.refuse_lock(unit.session, pay_list, key)
        _enter_state(desk, unit, pay_list, S.LOCKED, reason)
    return Answer(None, unit.changes)


def _ready(desk: Desk, unit: Unit, key: TrancheKey, wanted: PayListState) -> PayList:
    """The list, if it may go to this state now and there is something on it."""
    pay_list = list_here(unit.session, key, desk.office.code)
    if PayListState(pay_list.state) not in FROM[wanted]:
        raise Refused(CANNOT[wanted], tranche=key.short)
    payable = (Payment.pay_list_id == pay_list.id, Payment.state != PaymentState.WITHHELD)
    if not unit.session.scalar(select(func.count()).select_from(Payment).where(*payable)):
        raise Refused("money.empty_list", tranche=key.short)
    return pay_list


def _listed(unit: Unit, pay_list: PayList) -> Figure:
    return figures.total(figures.by_state(unit.session, pay_list.id))


def _enter_state(desk: Desk, unit: Unit, pay_list: PayList, state: PayListState, reason: str = "") -> None:
    pay_list.state = state
    step = PayListStep(
        pay_list_id=pay_list.id, state=state, by=desk.person.id, at=desk.now(), reason=reason.strip()[:200]
    )
    unit.session.add(step)
    unit.session.flush()


def _refuse_same_person(desk: Desk, unit: Unit, pay_list: PayList, key: TrancheKey) -> None:
    """Two people: neither the drafter, nor who registered a family that gets money."""
    if pay_list.drafted_by == desk.person.id:
        raise Refused("money.own_draft", name=desk.person.name, tranche=key.short)
    own = (
        select(func.count())
        .select_from(Payment)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .where(
            Payment.pay_list_id == pay_list.id,
            Payment.state != PaymentState.WITHHELD,
            Household.registered_by == desk.person.id,
        )
    )
    count = unit.session.scalar(own) or 0
    if count:
        raise Refused("money.own_families", name=desk.person.name, count=count, tranche=key.short)


def _refuse_gone(unit: Unit, pay_list: PayList, key: TrancheKey) -> None:
    """What happened since the draft: who died, left or was followed is not paid under his name."""
    gone = receivers.unreceived(unit.session, pay_list.id)
    if gone:
        told = receivers.names(one.name for one in gone.values())
        raise Refused("money.receivers_gone", tranche=key.short, count=len(gone), names=told)


def _number_receipts(desk: Desk, unit: Unit, pay_list: PayList, progress: Progress) -> range:
    """Number by village, RW, RT and name, so that the pile of paper lies as people stand in the queue."""
    paper_head.ensure_seal_key(unit)
    unit.session.flush()
    payments = unit.session.scalars(
        select(Payment.id)
        .join(Area, Area.code == Payment.village_code)
        .where(Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID)
        .order_by(Payment.village_code, Payment.rw, Payment.rt, Payment.caretaker_name, Payment.id)
    ).all()
    numbers = counting.take(unit, counting.receipt_series(pay_list.year), len(payments))
    progress.step(0, len(payments), NUMBERING)
    at = desk.now()
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "payment_id": payment,
            "fiscal_year": pay_list.year,
            "number": number,
            "state": ReceiptState.ISSUED.value,
            "issued_by": pay_list.drafted_by,  # who makes the paper; the approver only lets it be made
            "issued_at": at,
            "void_reason": None,
            "voided_by": None,
        }
        for payment, number in zip(payments, numbers, strict=True)
    ]
    unit.insert_many(Receipt, rows)
    progress.step(len(payments), len(payments), NUMBERING)
    return numbers


def _activate(desk: Desk, unit: Unit, pay_list: PayList, progress: Progress) -> None:
    """Families that get money under the decree are decreed, and active from this day on."""
    decree = pay_list.decree
    assert decree is not None
    listed = select(Payment.enrolment_id).where(
        Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID
    )
    statement = select(enrolling.TABLE).where(
        enrolling.TABLE.c.id.in_(listed),
        enrolling.TABLE.c.status.in_((EnrolmentStatus.CANDIDATE, EnrolmentStatus.ELIGIBLE, EnrolmentStatus.DECREED)),
    )
    rows = [enrolling.as_dict(row) for row in unit.connection.execute(statement)]
    progress.step(0, len(rows), ENROLLING)
    decreed = Move(EnrolmentStatus.DECREED, decree.on, paper=decree.number)
    enrolling.move_many(unit, rows, decreed, Move(EnrolmentStatus.ACTIVE, desk.today(), paper=decree.number))


def _unpaid_receipts(unit: Unit, pay_list: PayList) -> list[dict[str, Any]]:
    table = Receipt.__table__
    unpaid = select(Payment.id).where(Payment.pay_list_id == pay_list.id, Payment.state.in_(NOT_USED))
    statement = select(table).where(table.c.payment_id.in_(unpaid), table.c.state == ReceiptState.ISSUED)
    return [enrolling.as_dict(row) for row in unit.connection.execute(statement)]
