"""What was sent to others and what comes next: packages on their way, cards that wait, what one would hold."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import Office, Payment, SentPackage, TrustedCard, User
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.exchange import packing
from desktop.services.exchange.kinds import kinds_for

NAG_DAYS = 14
"""So long nobody is asked about a package that was copied out: a stick that goes by car, and the next package back."""
RUPIAH = "rupiah"
"""Name of the sum of payments among the totals, which are else counts of records by kind."""


class SentState(StrEnum):
    """What became of a package of ours."""

    MADE = "made"
    COPIED = "copied"
    RECEIVED = "received"
    REFUSED = "refused"


ON_ITS_WAY = (SentState.MADE, SentState.COPIED)


@dataclass(frozen=True, slots=True)
class SentRow:
    """A package that was made here, and what became of it."""

    id: UUID
    receiver: str
    number: int
    kind: str
    period: str
    name: str  # of its file
    digest: str
    bytes: int
    records: int
    totals: dict[str, int]
    state: SentState
    made_by: str
    made_at: datetime
    copied_at: datetime | None
    answered_at: datetime | None
    waits: int | None  # days since it was copied, or made; None once the receiver answered
    passed: bool  # a later package holds all of it

    @property
    def late(self) -> bool:
        """Whether somebody should ask the receiver."""
        return self.waits is not None and self.waits >= NAG_DAYS


@dataclass(frozen=True, slots=True)
class Pending:
    """What the next package for an office would hold."""

    receiver: str
    number: int
    totals: dict[str, int]
    records: int
    has: datetime | None  # the office said it has everything up to then; None where it said nothing yet
    unanswered: int  # packages on their way; what they hold goes once more


@allowed(*EVERYBODY)
def sent(desk: Desk) -> list[SentRow]:
    """Packages made here, the newest first."""
    with desk.read() as session:
        names = {user.id: user.full_name or user.name for user in session.scalars(select(User))}
        rows = session.scalars(select(SentPackage).order_by(SentPackage.made_at.desc(), SentPackage.id.desc())).all()
        newest = {(row.receiver, row.stream): row.number for row in reversed(rows)}
        return [_sent(desk, row, names[row.made_by], newest[row.receiver, row.stream]) for row in rows]


@allowed(*EVERYBODY)
def late(desk: Desk) -> int:
    """How many offices should be asked whether our packages came."""
    return len({row.receiver for row in sent(desk) if row.late})


@allowed(*EVERYBODY)
def cards_to_confirm(desk: Desk) -> frozenset[UUID]:
    """Cards that wait for this person: proposed by somebody else, and he may confirm."""
    if desk.person.role is Role.AUDITOR:
        return frozenset()
    waits = select(TrustedCard.id).where(
        TrustedCard.confirmed_at.is_(None), TrustedCard.ended_at.is_(None), TrustedCard.proposed_by != desk.person.id
    )
    with desk.read() as session:
        return frozenset(session.scalars(waits))


@allowed(*EVERYBODY)
def offices(desk: Desk) -> list[str]:
    """Offices to which packages can be sent: two people confirmed a card that is still good."""
    good = select(TrustedCard.office).where(
        TrustedCard.confirmed_at.is_not(None), TrustedCard.ended_at.is_(None), TrustedCard.ending_at.is_(None)
    )
    with desk.read() as session:
        return list(session.scalars(good.distinct().order_by(TrustedCard.office)))


@allowed(*EVERYBODY)
def pending(desk: Desk, to: str) -> Pending:
    """Count what a package for an office would hold, before it is made."""
    with desk.read() as session:
        office = session.get_one(Office, 1)
        after = packing.acknowledged(session, to, office.stream)
        totals = _totals(session, to, office.code, after)
        mine = select(SentPackage).where(SentPackage.receiver == to, SentPackage.stream == office.stream)
        rows = session.scalars(mine.order_by(SentPackage.number)).all()
        records = sum(count for name, count in totals.items() if name != RUPIAH)
        return Pending(
            to, rows[-1].number + 1 if rows else 1, totals, records,
            max((row.made_at for row in rows if row.state == SentState.RECEIVED), default=None),
            sum(row.state in ON_ITS_WAY for row in rows),
        )  # fmt: skip


def _totals(session: Session, to: str, office: str, after: int) -> dict[str, int]:
    totals = {}
    for kind in kinds_for(to):
        table = kind.table
        count = session.scalar(
            select(func.count()).select_from(table).where(table.c.owner == office, table.c.change_number > after)
        )
        if count:
            totals[kind.name] = count
    rupiah = _rupiah(session, office, after) if Payment.__tablename__ in totals else 0
    return {**totals, RUPIAH: rupiah} if rupiah else totals


def _rupiah(session: Session, office: str, after: int) -> int:
    paid = select(func.sum(Payment.amount)).where(Payment.owner == office, Payment.change_number > after)
    return session.scalar(paid) or 0


def _sent(desk: Desk, row: SentPackage, made_by: str, newest: int) -> SentRow:
    state = SentState(row.state)
    since = _day(desk, row.copied_at or row.made_at)
    return SentRow(
        row.id, row.receiver, row.number, row.kind, row.period, row.name, row.digest, row.bytes, row.records,
        json.loads(row.totals), state, made_by, row.made_at, row.copied_at, row.answered_at,
        (desk.today() - since).days if state in ON_ITS_WAY else None, row.number < newest,
    )  # fmt: skip


def _day(desk: Desk, moment: datetime) -> date:
    return desk.local(moment).date()
