"""What has to be known before money is handed out, as codes of sentences with their weight."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import (
    Collection,
    Enrolment,
    EnrolmentStep,
    Household,
    ListMatch,
    Member,
    OfficialList,
    PayList,
    Payment,
    User,
)
from desktop.rules.dates import long_date
from desktop.rules.money import rupiah
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, Presence
from desktop.services.desk import Desk
from desktop.services.money import receivers
from desktop.services.money.keys import key_of
from desktop.services.money.receivers import Unreceived, Why
from desktop.services.money.voided import VOIDED
from desktop.services.payday.rows import Level, Mark, Warn, Who

_TOLD = ("died", "listed")  # outcomes of official lists that matter when money is handed out


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who has to come for a payment, and what is known of whoever the list names."""

    needs: Who
    gone: Unreceived | None
    follows: str = ""  # name of who is caretaker now, where it is another


def receiver(session: Session, payment: Payment) -> Receiver:
    """Say who may receive it: the caretaker, or who follows him, or a proxy where he was not found."""
    gone = receivers.unreceived(session, payment.pay_list_id, payment.id).get(payment.id)
    if gone is None or gone.why in (Why.CLOSED, Why.STOPPED):
        return Receiver(Who.CARETAKER, gone)
    if gone.why is Why.FOLLOWED:
        return Receiver(Who.HEIR, gone, _caretaker(session, payment))
    return Receiver(Who.PROXY if gone.why is Why.MISSING else Who.CARETAKER, gone)


def warnings(session: Session, desk: Desk, pay_list: PayList, payment: Payment, who: Receiver) -> tuple[Warn, ...]:
    """Everything worth a word, the heaviest first."""
    found = [
        *_of_state(desk, session, pay_list, payment),
        *_of_receiver(who, payment, desk.today()),
        *_of_enrolment(session, payment, who),
        *_of_other_lists(session, payment),
        *_of_official_lists(session, payment.enrolment.household_id),
    ]
    order = list(Level)
    return tuple(sorted(found, key=lambda one: order.index(one.level)))


def collected(session: Session, payment: UUID) -> Collection | None:
    """Who came for a payment, by the newest line that stands. Only of a paid payment does it say who has the money."""
    statement = (
        select(Collection)
        .where(Collection.payment_id == payment, Collection.undone_by.is_(None), Collection.mark != Mark.REFUSED)
        .order_by(Collection.at.desc(), Collection.id.desc())
        .limit(1)
    )
    return session.scalars(statement).first()


def _of_state(desk: Desk, session: Session, pay_list: PayList, payment: Payment) -> Iterator[Warn]:
    state = PaymentState(payment.state)
    if state is PaymentState.PAID:
        yield paid(session, desk, payment)
    elif state is PaymentState.RETURNED:
        yield Warn("payday.warn_returned", Level.STOPS, {"on": _day(payment.settled_on), "sts": payment.sts_number})
    elif state is PaymentState.WITHHELD:
        code = "payday.warn_void" if payment.reason == VOIDED else "payday.warn_withheld"
        yield Warn(code, Level.STOPS)
    if pay_list.state != PayListState.OPEN:
        yield Warn("money.not_open", Level.STOPS, {"tranche": key_of(pay_list).short})
    elif state is PaymentState.UNPAID and (refusal := _refusal(session, payment.id)) is not None:
        at = desk.local(refusal.at)
        yield Warn("payday.warn_refused", Level.NOTE, {"on": long_date(at.date()), "note": refusal.note or "-"})


def paid(session: Session, desk: Desk, payment: Payment) -> Warn:
    on = _day(payment.settled_on)
    line = collected(session, payment.id)
    if line is None:
        return Warn("payday.warn_paid", Level.STOPS, {"on": on})
    by = session.get_one(User, line.by)
    told = {"on": on, "time": f"{desk.local(line.at):%H.%M}", "name": line.name, "by": by.full_name or by.name}
    return Warn("payday.warn_paid_to", Level.STOPS, told)


def _refusal(session: Session, payment: UUID) -> Collection | None:
    statement = select(Collection).where(Collection.payment_id == payment, Collection.mark == Mark.REFUSED)
    return session.scalars(statement.order_by(Collection.at.desc()).limit(1)).first()


def _of_receiver(who: Receiver, payment: Payment, today: date) -> Iterator[Warn]:
    gone = who.gone
    if gone is None or payment.state != PaymentState.UNPAID:
        return
    told: dict[str, Any] = {"name": gone.name, "since": _day(gone.since)}
    if gone.why is Why.CLOSED:
        yield Warn("payday.warn_closed", Level.STOPS, told)
    elif gone.why is Why.GONE:
        level = Level.STOPS if gone.forbids(today) else Level.HOLDS
        yield Warn("payday.warn_gone", level, told)
    elif gone.why is Why.FOLLOWED:
        yield Warn("payday.warn_followed", Level.HOLDS, told | {"follows": who.follows})
    elif gone.why is Why.MISSING:
        yield Warn("payday.warn_missing", Level.HOLDS, told)


def _of_enrolment(session: Session, payment: Payment, who: Receiver) -> Iterator[Warn]:
    """A family stopped since: what an approved list owes it, it owes, but the desk is told."""
    if who.gone is None or who.gone.why is not Why.STOPPED or payment.state != PaymentState.UNPAID:
        return
    enrolment = payment.enrolment
    steps = select(EnrolmentStep.reason).where(
        EnrolmentStep.enrolment_id == enrolment.id, EnrolmentStep.status == enrolment.status
    )
    reason = session.scalars(steps.order_by(EnrolmentStep.on.desc(), EnrolmentStep.id.desc()).limit(1)).first()
    suspended = enrolment.status == EnrolmentStatus.SUSPENDED
    code = "payday.warn_suspended" if suspended else "payday.warn_stopped"
    yield Warn(code, Level.HOLDS, {"since": _day(enrolment.since), "reason": reason or "-"})


def _of_other_lists(session: Session, payment: Payment) -> Iterator[Warn]:
    """Money of other lists that still waits for the same family."""
    statement = (
        select(Payment, PayList)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(
            Enrolment.household_id == payment.enrolment.household_id,
            Payment.id != payment.id,
            Payment.state == PaymentState.UNPAID,
            PayList.state.in_((PayListState.OPEN, PayListState.CLOSED)),
        )
        .order_by(PayList.year, PayList.tranche, PayList.supplement)
    )
    for row in session.execute(statement):
        told = {"tranche": str(key_of(row.PayList)), "amount": rupiah(row.Payment.amount)}
        yield Warn("payday.warn_waiting", Level.NOTE, told)


def _of_official_lists(session: Session, household: UUID) -> Iterator[Warn]:
    """What a list of another office said of a member who lives here, by the newest list that names him."""
    statement = (
        select(ListMatch.outcome, ListMatch.member_id, OfficialList.title, OfficialList.as_of, Member.name)
        .join(OfficialList, OfficialList.id == ListMatch.list_id)
        .join(Member, Member.id == ListMatch.member_id)
        .where(
            ListMatch.household_id == household,
            ListMatch.outcome.in_(_TOLD),
            Member.presence == Presence.LIVING_HERE,
        )
        .order_by(OfficialList.as_of.desc(), ListMatch.id)
    )
    said: set[tuple[UUID | None, str]] = set()
    for row in session.execute(statement):
        if (row.member_id, row.outcome) in said:
            continue
        said.add((row.member_id, row.outcome))
        told = {"name": row.name, "list": row.title, "on": long_date(row.as_of)}
        died = row.outcome == "died"
        yield Warn("payday.warn_list_died" if died else "payday.warn_listed", Level.HOLDS if died else Level.NOTE, told)


def _caretaker(session: Session, payment: Payment) -> str:
    statement = (
        select(Member.name)
        .join(Household, Household.caretaker_id == Member.id)
        .where(Household.id == payment.enrolment.household_id)
    )
    return session.scalars(statement).first() or ""


def _day(value: date | None) -> str:
    return long_date(value) if value else "-"
