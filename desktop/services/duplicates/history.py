"""What a family of a pair has behind it, and every decision that was made about the pair."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import (
    Enrolment,
    EnrolmentStep,
    FamilyClosure,
    Household,
    ImportBatch,
    Member,
    PayList,
    Payment,
    RecordVersion,
    User,
    Visit,
)
from desktop.rules.terms import PaymentState
from desktop.services.duplicates.keeping import Decision

SHOWN = 12  # lines
WATCHED = ("name", "nik", "birth_date", "sex", "mother_name")
"""Fields of a member whose change may explain why two look alike."""

Local = Callable[[datetime], datetime]
"""Turns a moment into the time of the office's zone."""


class Event(StrEnum):
    """Kind of a line, and in brackets the values of its sentence."""

    REGISTERED = "registered"  # by
    IMPORTED = "imported"  # file
    STATUS = "status"  # status, reason
    PAID = "paid"  # tranche, amount
    VISITED = "visited"
    CORRECTED = "corrected"  # fields
    CLOSED = "closed"  # reason
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened, on its day."""

    on: date
    event: Event
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision; None is a decision taken back."""

    at: datetime
    decision: Decision | None
    reason: str
    by: str


def history(local: Local, session: Session, household: Household, member: Member) -> tuple[HistoryLine, ...]:
    """What happened to a family and to the member it is about, newest first; at most `SHOWN` and the beginning."""
    first = _beginning(local, session, household)
    lines = [
        *_steps(session, household.id),
        *_payments(session, household.id),
        *_visits(session, household.id),
        *_corrections(local, session, member.id),
        *_closures(session, household.id),
    ]
    lines.sort(key=_day, reverse=True)
    return (*lines[:SHOWN], first)


def _day(line: HistoryLine) -> date:
    return line.on


def _beginning(local: Local, session: Session, household: Household) -> HistoryLine:
    on = local(household.registered_at).date()
    first = session.get(RecordVersion, ("household", str(household.id), 1))
    batch = session.get(ImportBatch, UUID(first.batch)) if first is not None and first.batch else None
    if batch is not None:
        return HistoryLine(on, Event.IMPORTED, {"file": batch.file_name})
    user = session.get(User, household.registered_by) if household.registered_by else None
    return HistoryLine(on, Event.REGISTERED, {"by": user.full_name if user else ""})


def _steps(session: Session, household: UUID) -> Iterator[HistoryLine]:
    rows = session.execute(
        select(EnrolmentStep.on, EnrolmentStep.status, EnrolmentStep.reason, Enrolment.programme)
        .join(Enrolment, Enrolment.id == EnrolmentStep.enrolment_id)
        .where(Enrolment.household_id == household)
    )
    for row in rows:
        yield HistoryLine(
            row.on, Event.STATUS, {"status": row.status, "reason": row.reason, "programme": row.programme}
        )


def _payments(session: Session, household: UUID) -> Iterator[HistoryLine]:
    rows = session.execute(
        select(Payment.settled_on, Payment.amount, PayList.year, PayList.tranche)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(
            Enrolment.household_id == household,
            Payment.state == PaymentState.PAID,
            Payment.settled_on.is_not(None),
        )
    )
    for row in rows:
        yield HistoryLine(row.settled_on, Event.PAID, {"tranche": f"{row.tranche}/{row.year}", "amount": row.amount})


def _visits(session: Session, household: UUID) -> Iterator[HistoryLine]:
    for day in session.scalars(
        select(Visit.on).where(Visit.household_id == household).order_by(Visit.on.desc()).limit(SHOWN)
    ):
        yield HistoryLine(day, Event.VISITED)


def _corrections(local: Local, session: Session, member: UUID) -> Iterator[HistoryLine]:
    """Which of the watched fields each later version of the member changed; never the values themselves."""
    versions = _versions(session, "member", member)
    for (_, before), (at, after) in pairwise(versions):
        fields = tuple(name for name in WATCHED if before.get(name) != after.get(name))
        if fields:
            yield HistoryLine(local(at).date(), Event.CORRECTED, {"fields": fields})


def _closures(session: Session, household: UUID) -> Iterator[HistoryLine]:
    for closure in session.scalars(select(FamilyClosure).where(FamilyClosure.household_id == household)):
        yield HistoryLine(closure.on, Event.CLOSED, {"reason": closure.reason})
        if closure.reopened_on is not None:
            yield HistoryLine(closure.reopened_on, Event.REOPENED)


def decisions(local: Local, session: Session, pair: UUID) -> tuple[Decided, ...]:
    """Every decision about a pair, also those taken back, newest first; read from its versions."""
    names = {str(user.id): user.full_name for user in session.scalars(select(User))}
    found: list[Decided] = []
    before: object = None
    for at, values in _versions(session, "likeness", pair):
        now = (values.get("decision"), values.get("decided_at"))
        if now != before and values.get("decided_at"):
            said = values.get("decision")
            by = names.get(str(values.get("decided_by")), "")
            found.append(Decided(local(at), Decision(said) if said else None, values.get("reason") or "", by))
        before = now
    return tuple(reversed(found))


def _versions(session: Session, kind: str, record: UUID) -> list[tuple[datetime, dict[str, Any]]]:
    """Moment and values of every version whose values were not destroyed."""
    rows = session.execute(
        select(RecordVersion.valid_from, RecordVersion.values)
        .where(RecordVersion.kind == kind, RecordVersion.record == str(record))
        .order_by(RecordVersion.version)
    )
    return [(row.valid_from, json.loads(row.values)) for row in rows if row.values]
