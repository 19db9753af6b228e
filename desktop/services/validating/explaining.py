"""Why one family fits a programme or not: each rule with what it found and on which day, now and as it was applied."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, FamilyRow, Minutes, Validation, WaitingPlace
from desktop.rules.explaining import Applied, from_json
from desktop.rules.programme_year import Rate
from desktop.rules.terms import EnrolmentStatus
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.validating import reasons
from desktop.services.validating.categories import rates_of
from desktop.services.validating.days import always, days_of
from desktop.services.validating.families import judged


@dataclass(frozen=True, slots=True)
class Kept:
    """A result as recorded: its reasons in words, and the rules as they were applied then."""

    result: str  # valid, not_valid
    reasons: tuple[str, ...]
    on: date
    officer: str
    note: str
    minutes: str  # number, "" while it waits for them
    lines: tuple[Applied, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One change of status."""

    status: EnrolmentStatus
    on: date
    reason: str
    paper: str


@dataclass(frozen=True, slots=True)
class Waits:
    """A place in a waiting list; `left_for` says why it was left."""

    number: int
    year: int
    since: date
    left_on: date | None
    left_for: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is to be said of one enrolment. `year` and `tranche` tell which tranche `on` is the day of, if any."""

    enrolment: UUID
    household: UUID
    name: str
    card_number: str
    programme: str
    village: str
    district: str
    status: EnrolmentStatus
    on: date
    year: int | None
    tranche: int | None
    eligible: bool
    broken: bool  # a known fact breaks a rule; neither this nor eligible: it cannot be judged yet
    unknown: bool  # something is not known
    lines: tuple[Applied, ...]
    kept: tuple[Kept, ...]  # the newest first
    steps: tuple[StepRow, ...]  # the newest first
    waits: Waits | None
    category: str = ""
    rates: tuple[Rate, ...] = ()  # where the programme pays by category


@allowed(*EVERYBODY)
def explain(desk: Desk, enrolment: UUID, on: date | None = None) -> Explanation:
    """Explain one enrolment on a day, else on the day of the tranche at hand. Stands in the log: it shows people."""
    with desk.write("family.explain") as unit:
        session = unit.session
        row = session.get(Enrolment, enrolment)
        if row is None:
            raise Refused("enrolling.unknown")
        unit.journal.note(kind="household", record=str(row.household_id))
        day = days_of(session, row.programme, desk.today()).of(enrolment)
        when = on or day.on
        named = day if when == day.on else None
        year = programmes.newest(session, row.programme)
        (found,) = judged(session, year, [enrolment], always(when))
        lines = found.lines
        listed = session.scalars(select(FamilyRow).where(FamilyRow.household_id == row.household_id)).one()
        return Explanation(
            enrolment,
            row.household_id,
            listed.caretaker_name,
            row.card_number or "",
            row.programme,
            listed.village_name,
            listed.district_name,
            EnrolmentStatus(row.status),
            when,
            named.year if named else None,
            named.tranche if named else None,
            found.verdict.eligible,
            bool(found.broken),
            bool(found.verdict.unknown) or any(one.passed is None for one in lines),
            lines,
            _kept(session, enrolment),
            _steps(session, enrolment),
            _waits(session, enrolment),
            row.category or "",
            rates_of(year),
        )


def _kept(session: Session, enrolment: UUID) -> tuple[Kept, ...]:
    statement = (
        select(Validation, Minutes.number)
        .outerjoin(Minutes, Minutes.id == Validation.minutes_id)
        .where(Validation.enrolment_id == enrolment)
        .order_by(Validation.on.desc(), Validation.id.desc())
    )
    return tuple(
        Kept(
            row.result,
            reasons.labels(json.loads(row.reasons)),
            row.on,
            row.officer,
            row.note,
            number or "",
            from_json(row.explained),
        )
        for row, number in session.execute(statement)
    )


def _steps(session: Session, enrolment: UUID) -> tuple[StepRow, ...]:
    statement = (
        select(EnrolmentStep)
        .where(EnrolmentStep.enrolment_id == enrolment)
        .order_by(EnrolmentStep.on.desc(), EnrolmentStep.id.desc())
    )
    return tuple(
        StepRow(EnrolmentStatus(row.status), row.on, row.reason, row.paper) for row in session.scalars(statement)
    )


def _waits(session: Session, enrolment: UUID) -> Waits | None:
    """The place he has, else the one he left last."""
    statement = (
        select(WaitingPlace)
        .where(WaitingPlace.enrolment_id == enrolment)
        .order_by(WaitingPlace.left_on.is_not(None), WaitingPlace.since.desc(), WaitingPlace.id.desc())
        .limit(1)
    )
    row = session.scalars(statement).first()
    return Waits(row.number, row.year, row.since, row.left_on, row.left_for or "") if row else None
