"""Who could receive the payments of a list: since when the caretaker is dead or gone, or the family is in no list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, FamilyClosure, Household, Member, Payment
from desktop.rules.dates import long_date
from desktop.rules.terms import EnrolmentStatus, PaymentState, Presence
from desktop.services import enrolling
from desktop.services.judging import AnyRow

NAMED = 10  # names in one sentence
_AT_ONCE = 500  # families in one question


class Why(Enum):
    """What keeps the payment from whoever is named on it."""

    CLOSED = auto()  # the family is in no list
    STOPPED = auto()  # a person suspended or stopped it, or found that it does not fit any more
    GONE = auto()  # the caretaker died or moved away, and nobody follows
    MISSING = auto()  # nobody is caretaker, or he was not found
    FOLLOWED = auto()  # dead or gone under the name on the list; somebody else is caretaker since


@dataclass(frozen=True, slots=True)
class Unreceived:
    """A payment whose receiver is not there. `since` is None where nobody knows the day."""

    name: str
    why: Why
    since: date | None = None

    def forbids(self, on: date) -> bool:
        """Whether nobody can have received the money on this day; on the very day itself somebody still could.

        What an approved list owes a family that was stopped since, it owes: who wants it held voids the receipt.
        """
        return self.why in (Why.CLOSED, Why.GONE) and (self.since is None or on > self.since)

    def told(self) -> str:
        return f"{self.name} ({long_date(self.since)})" if self.since else self.name


def unreceived(session: Session, pay_list: UUID, only: UUID | None = None) -> dict[UUID, Unreceived]:
    """Why the receiver of a payment is not there, by payment that is not withheld. Who lives and cares is left out.

    `only` looks at one payment of the list, which takes no time however long the list is.
    """
    session.flush()
    rows = _doubtful(session, pay_list, only)
    people = _people(session, {row.household_id for row in rows})
    found = {row.id: _judged(row, people.get(row.household_id, ())) for row in rows}
    return {payment: one for payment, one in found.items() if one is not None}


def names(found: Iterable[str]) -> str:
    """The first of many names, in order."""
    ordered = sorted(found)
    return ", ".join(ordered[:NAMED]) + (", …" if len(ordered) > NAMED else "")


def _doubtful(session: Session, pay_list: UUID, only: UUID | None) -> Sequence[AnyRow]:
    """Payments worth a look: few of a list, and all that can be wrong."""
    closed = (
        select(func.max(FamilyClosure.on))
        .where(FamilyClosure.household_id == Household.id, FamilyClosure.reopened_on.is_(None))
        .correlate(Household)
        .scalar_subquery()
    )
    statement = (
        select(
            Payment.id, Payment.caretaker_name, Payment.caretaker_nik, Enrolment.household_id, Enrolment.status,
            Enrolment.since,
            closed.label("closed_on"), Member.id.label("caretaker"), Member.presence, Member.presence_date,
        )
        .join_from(Payment, Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .outerjoin(Member, Member.id == Household.caretaker_id)
        .where(
            Payment.pay_list_id == pay_list,
            Payment.state != PaymentState.WITHHELD,
            or_(
                closed.is_not(None),
                Enrolment.status.not_in(enrolling.LISTED),
                Member.id.is_(None),
                Member.presence != Presence.LIVING_HERE,
                Member.name != Payment.caretaker_name,
                Member.nik.is_distinct_from(Payment.caretaker_nik),
            ),
        )
    )  # fmt: skip
    if only is not None:
        statement = statement.where(Payment.id == only)
    return session.execute(statement).all()


def _people(session: Session, families: set[UUID]) -> dict[UUID, list[AnyRow]]:
    ids = list(families)
    found: dict[UUID, list[Any]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        statement = select(Member.household_id, Member.name, Member.nik, Member.presence, Member.presence_date)
        for row in session.execute(statement.where(Member.household_id.in_(ids[start : start + _AT_ONCE]))):
            found.setdefault(row.household_id, []).append(row)
    return found


def _judged(row: AnyRow, people: Iterable[AnyRow]) -> Unreceived | None:
    name = row.caretaker_name
    if row.closed_on is not None:
        return Unreceived(name, Why.CLOSED, row.closed_on)
    if EnrolmentStatus(row.status) not in enrolling.LISTED:
        return Unreceived(name, Why.STOPPED, row.since)
    if row.caretaker is not None and row.presence != Presence.LIVING_HERE:
        return Unreceived(name, _gone(row.presence), row.presence_date)
    named = [one for one in people if one.name == name and one.nik == row.caretaker_nik]
    if any(one.presence == Presence.LIVING_HERE for one in named):
        return None if row.caretaker is not None else Unreceived(name, Why.MISSING)
    gone = next((one for one in named if one.presence in (Presence.DIED, Presence.MOVED)), None)
    if row.caretaker is not None:
        return Unreceived(name, Why.FOLLOWED, gone.presence_date) if gone is not None else None
    return Unreceived(name, Why.GONE, gone.presence_date) if gone is not None else Unreceived(name, Why.MISSING)


def _gone(presence: str) -> Why:
    return Why.GONE if presence in (Presence.DIED, Presence.MOVED) else Why.MISSING
