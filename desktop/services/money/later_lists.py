"""Later lists of a tranche (daftar susulan): late entrants, and money that went back and is paid after all.

Whoever stands in another list of the tranche to be paid, or was paid by one, is in no later one: one payment for each
enrolment and tranche, whatever happens. The database refuses a second one by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import PayList, Payment, TreasuryReturn
from desktop.rules.terms import PayListState, PaymentState
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.facts import Judged
from desktop.services.money.keys import TrancheKey, key_of
from desktop.services.money.voided import is_voided

PAYABLE = frozenset({PaymentState.UNPAID, PaymentState.PAID})
APPROVED = frozenset({PayListState.APPROVED, PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other lists of the tranche say of enrolments, and which of them are wanted again.

    `over`: the tranche is past, and nobody comes onto its lists but whose money went back.
    """

    payable: frozenset[UUID]
    returned: frozenset[UUID]
    again: frozenset[UUID]
    over: bool = False

    def judged(self, one: Judged) -> Judged:
        """The family as judged, refused where another list pays it, or where its money went back and nobody asked."""
        enrolment = one.row.enrolment_id
        if one.refused:
            return one
        if enrolment in self.payable:
            return replace(one, refused="money.left_out_other_list")
        if enrolment not in self.returned:
            return replace(one, refused="money.left_out_over") if self.over else one
        return one if enrolment in self.again else replace(one, refused="money.left_out_returned")


@allowed(*EVERYBODY)
def next_list(desk: Desk, key: TrancheKey) -> TrancheKey:
    """Key of the list that would come after those there are; refused while the last of them is not approved."""
    with desk.read() as session:
        last = _last(session, key, desk.office.code)
        if last is None:
            return key.first
        if PayListState(last.state) not in APPROVED:
            raise Refused("money.list_before", tranche=replace(key, supplement=last.supplement).short)
        return replace(key, supplement=last.supplement + 1)


@allowed(*EVERYBODY)
def lists(desk: Desk, key: TrancheKey) -> tuple[TrancheKey, ...]:
    """Keys of all lists of a tranche, the first one first."""
    with desk.read() as session:
        numbers = session.scalars(select(PayList.supplement).where(*_of(key, desk.office.code))).all()
    return tuple(replace(key, supplement=number) for number in sorted(numbers))


def is_last(session: Session, pay_list: PayList) -> bool:
    """Whether no later list of the tranche was drafted after this one."""
    last = _last(session, key_of(pay_list), pay_list.owner)
    return last is not None and last.id == pay_list.id


def held_elsewhere(pay_list: PayList) -> Select[UUID]:
    """Enrolments that this list may not pay any more: another list pays them, or a later one took them on.

    Who is withheld there is not paid there, and stands in nobody's way.
    """
    here = pay_list.supplement
    other, its_list = aliased(Payment), aliased(PayList)
    taken_on = (its_list.supplement > here) & (other.state == PaymentState.RETURNED)
    return (
        select(other.enrolment_id)
        .join(its_list, its_list.id == other.pay_list_id)
        .where(its_list.owner == pay_list.owner, its_list.programme == pay_list.programme)
        .where(its_list.year == pay_list.year, its_list.tranche == pay_list.tranche, its_list.supplement != here)
        .where(other.state.in_(PAYABLE) | taken_on)
    )


def elsewhere(session: Session, key: TrancheKey, office: str, again: Collection[UUID] = ()) -> Elsewhere:
    """Look into the other lists of the tranche. Whose receipt is void is still paid there, under a new one.

    Refused for a later list that does not follow an approved one, for one of a past tranche that asks for no money
    again, and for money asked for again before a second person confirmed that it went back.
    """
    over = False
    if key.supplement:
        _refuse_out_of_order(session, key, office)
        over = _over(session, key, office)
        if over and not again:
            raise Refused("money.tranche_over", tranche=key.first.short)
    columns = (Payment.enrolment_id, Payment.state, is_voided().label("voided"))
    states = select(*columns).join(PayList).where(*_of(key, office))
    rows = session.execute(states.where(PayList.supplement != key.supplement)).all()
    found = Elsewhere(
        frozenset(row.enrolment_id for row in rows if row.state in PAYABLE or row.voided),
        frozenset(row.enrolment_id for row in rows if row.state == PaymentState.RETURNED),
        frozenset(again),
        over,
    )
    if unknown := found.again - found.returned:
        raise Refused("money.nothing_went_back", tranche=key.first.short, count=len(unknown))
    _refuse_unconfirmed(session, key, office, found.again)
    return found


def _refuse_unconfirmed(session: Session, key: TrancheKey, office: str, again: frozenset[UUID]) -> None:
    """One person alone makes a return; before the second one's word the money may still lie in the office."""
    if not again:
        return
    its_return = (TreasuryReturn.pay_list_id == Payment.pay_list_id) & (TreasuryReturn.sts_number == Payment.sts_number)
    waiting = (
        select(Payment.enrolment_id, Payment.caretaker_name, Payment.sts_number)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .outerjoin(TreasuryReturn, its_return)
        .where(*_of(key, office), PayList.supplement != key.supplement)
        .where(Payment.state == PaymentState.RETURNED, TreasuryReturn.confirmed_by.is_(None))
        .order_by(Payment.caretaker_name, Payment.id)
    )
    one = next((row for row in session.execute(waiting) if row.enrolment_id in again), None)
    if one is not None:
        raise Refused("money.not_back_yet", name=one.caretaker_name, number=one.sts_number or "-")


def _refuse_out_of_order(session: Session, key: TrancheKey, office: str) -> None:
    """A list follows the one before it once that is approved; numbers have no gap."""
    before = session.scalars(
        select(PayList.state).where(*_of(key, office), PayList.supplement == key.supplement - 1)
    ).one_or_none()
    wanted = replace(key, supplement=key.supplement - 1).short
    if before is None or PayListState(before) not in APPROVED:
        raise Refused("money.list_before", tranche=wanted)


def _over(session: Session, key: TrancheKey, office: str) -> bool:
    """Whether a tranche is past: locked for the audit, or of a year that lists of a newer one followed."""
    locked = select(PayList.id).where(*_of(key, office), PayList.state == PayListState.LOCKED)
    newer = select(PayList.id).where(
        PayList.owner == office, PayList.programme == key.programme, PayList.year > key.year
    )
    return any(session.scalars(one.limit(1)).first() is not None for one in (locked, newer))


def _last(session: Session, key: TrancheKey, office: str) -> PayList | None:
    newest = select(func.max(PayList.supplement)).where(*_of(key, office)).scalar_subquery()
    return session.scalars(select(PayList).where(*_of(key, office), PayList.supplement == newest)).one_or_none()


def _of(key: TrancheKey, office: str) -> tuple[ColumnElement[bool], ...]:
    return (
        PayList.owner == office,
        PayList.programme == key.programme,
        PayList.year == key.year,
        PayList.tranche == key.number,
    )
