"""Sanctions of the programme's ladder: what cuts or withholds a family's money in a tranche, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, Household, Member, PayList, Sanction
from desktop.rules.programme_year import ProgrammeYear, SanctionKind
from desktop.rules.programme_year import Sanction as LadderStep
from desktop.rules.terms import EnrolmentStatus, PayListState, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import Move
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.money.receivers import names
from desktop.store import versions
from desktop.store.unit import Unit

REASON, PAPER = 200, 120  # letters
DRAFTING = "tranche.create"
DRAFTED = frozenset({PayListState.DRAFT, PayListState.CHECKED})


@dataclass(frozen=True, slots=True)
class NewSanction:
    """A step of the ladder for a family in one tranche; what it cuts, the ladder says."""

    enrolment: UUID
    key: TrancheKey
    step: int
    reason: str
    on: date
    paper: str = ""


@dataclass(frozen=True, slots=True)
class SanctionRow:
    id: UUID
    enrolment_id: UUID
    household_id: UUID
    name: str  # of the caretaker
    card_number: str
    key: TrancheKey
    step: int
    kind: SanctionKind
    percent: int | None
    reason: str
    paper: str
    on: date
    lifted_for: str | None


@allowed(Role.OPERATOR)
def enter(desk: Desk, new: NewSanction) -> Answer[UUID]:
    """Enter a sanction. A stop ends the enrolment at once; a reduction or suspension counts when the list is drafted.

    Refused once the tranche's list is approved: its amounts stand, and the sanction belongs to the next tranche.
    """
    with desk.write("sanction.enter") as unit:
        programme = programmes.rules_of(unit.session, new.key.programme, new.key.year)
        programme.tranche(new.key.number)
        step = _ladder_step(programme, new)
        enrolment = _enrolment(unit.session, new)
        _refuse_late(desk, unit.session, new.key)
        enrolling.check_step(Move(EnrolmentStatus.STOPPED, new.on, new.reason), desk.today())
        row = Sanction(
            enrolment_id=enrolment.id,
            programme=new.key.programme,
            year=new.key.year,
            tranche=new.key.number,
            step=step.step,
            kind=step.kind,
            percent=step.percent,
            reason=new.reason.strip()[:REASON],
            paper=new.paper.strip()[:PAPER],
            on=new.on,
            entered_by=desk.person.id,
            entered_at=desk.now(),
        )
        unit.session.add(row)
        unit.session.flush()
        if step.kind is SanctionKind.STOP:
            _stop(unit, enrolment, new)
        unit.touch("enrolment", families={enrolment.household_id})
    return Answer(row.id, unit.changes)


@allowed(Role.SUPERVISOR)
def lift(desk: Desk, sanction: UUID, reason: str) -> Answer[None]:
    """Take a sanction away, by another person than entered it. A stop is taken back at the family's status instead."""
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("sanction.lift") as unit:
        row = unit.session.get(Sanction, sanction)
        if row is None or row.lifted_by is not None:
            raise Refused("sanction.unknown")
        if row.kind == SanctionKind.STOP:
            raise Refused("sanction.stop_stays")
        if row.entered_by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        _refuse_late(desk, unit.session, TrancheKey(row.programme, row.year, row.tranche))
        row.lifted_by, row.lifted_for = desk.person.id, reason.strip()[:REASON]
        unit.touch("enrolment", families={unit.session.get_one(Enrolment, row.enrolment_id).household_id})
    return Answer(None, unit.changes)


@allowed(*EVERYBODY)
def of_tranche(desk: Desk, key: TrancheKey) -> tuple[SanctionRow, ...]:
    """Every sanction of a tranche, those that were lifted too, in the order they were entered."""
    with desk.read() as session:
        where = (Sanction.programme == key.programme, Sanction.year == key.year, Sanction.tranche == key.number)
        return _rows(session, _all().where(*where))


@allowed(*EVERYBODY)
def of_family(desk: Desk, household: UUID) -> tuple[SanctionRow, ...]:
    """Every sanction of a family in all programmes, in the order they were entered."""
    with desk.read() as session:
        return _rows(session, _all().where(Enrolment.household_id == household))


@allowed(*EVERYBODY)
def ladder(desk: Desk, key: TrancheKey) -> Sequence[LadderStep]:
    """The steps the programme knows, mildest first."""
    with desk.read() as session:
        return programmes.rules_of(session, key.programme, key.year).sanctions


def refuse_changed(session: Session, pay_list: PayList, key: TrancheKey) -> None:
    """Refuse a list whose amounts are not what its sanctions say now: some were entered or lifted since its draft."""
    drafts = versions.written(session.connection(), PayList.__tablename__, [pay_list.id])
    drafted = max((one.line for one in drafts if one.action == DRAFTING), default=0)
    where = (Sanction.programme == key.programme, Sanction.year == key.year, Sanction.tranche == key.number)
    cutting = (SanctionKind.REDUCTION, SanctionKind.SUSPENSION)
    there = session.scalars(select(Sanction.id).where(*where, Sanction.kind.in_(cutting))).all()
    before: dict[str, bool] = {}
    now: dict[str, bool] = {}
    for one in versions.written(session.connection(), Sanction.__tablename__, there):
        stands = one.values is not None and one.values["lifted_by"] is None
        now[one.record] = stands
        before[one.record] = stands if one.line < drafted else before.get(one.record, False)
    changed = [UUID(record) for record, stands in now.items() if before[record] != stands]
    if changed:
        statement = select(Member.name).join(Household, Household.caretaker_id == Member.id)
        named = statement.join(Enrolment).join(Sanction).where(Sanction.id.in_(changed)).distinct()
        told = {"count": len(changed), "names": names(session.scalars(named))}
        raise Refused("sanction.since_draft", tranche=key.short, **told)


def _ladder_step(programme: ProgrammeYear, new: NewSanction) -> LadderStep:
    for step in programme.sanctions:
        if step.step == new.step:
            return step
    known = ", ".join(str(step.step) for step in programme.sanctions) or "-"
    raise Refused("sanction.no_step", programme=programme.name, step=new.step, known=known)


def _enrolment(session: Session, new: NewSanction) -> Enrolment:
    row = session.get(Enrolment, new.enrolment)
    if row is None or row.programme != new.key.programme:
        raise Refused("enrolling.unknown")
    there = select(Sanction.id).where(
        Sanction.enrolment_id == row.id,
        Sanction.year == new.key.year,
        Sanction.tranche == new.key.number,
        Sanction.step == new.step,
        Sanction.lifted_by.is_(None),
    )
    if session.scalars(there).first() is not None:
        raise Refused("sanction.there", tranche=new.key.first.short)
    return row


def _refuse_late(desk: Desk, session: Session, key: TrancheKey) -> None:
    pay_list = list_of(session, key.first, desk.office.code)
    if pay_list is not None and PayListState(pay_list.state) not in DRAFTED:
        raise Refused("sanction.late", tranche=key.first.short)


def _stop(unit: Unit, enrolment: Enrolment, new: NewSanction) -> None:
    status = EnrolmentStatus(enrolment.status)
    if status not in enrolling.BY_HAND[EnrolmentStatus.STOPPED]:
        raise Refused("enrolling.not_from")
    move = Move(EnrolmentStatus.STOPPED, new.on, new.reason.strip()[:REASON], new.paper.strip()[:PAPER])
    enrolling.move_many(unit, enrolling.rows_of(unit.session, [enrolment.id]), move)
    enrolling.leave_waiting(unit, [enrolment.id], move)


def _all() -> Any:
    return (
        select(Sanction, Enrolment.household_id, Enrolment.card_number, Member.name)
        .join(Enrolment, Enrolment.id == Sanction.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .outerjoin(Member, Member.id == Household.caretaker_id)
        .order_by(Sanction.entered_at, Sanction.id)
    )


def _rows(session: Session, statement: Any) -> tuple[SanctionRow, ...]:
    return tuple(
        SanctionRow(
            row.Sanction.id,
            row.Sanction.enrolment_id,
            row.household_id,
            row.name or "",
            row.card_number or "",
            TrancheKey(row.Sanction.programme, row.Sanction.year, row.Sanction.tranche),
            row.Sanction.step,
            SanctionKind(row.Sanction.kind),
            row.Sanction.percent,
            row.Sanction.reason,
            row.Sanction.paper,
            row.Sanction.on,
            row.Sanction.lifted_for,
        )
        for row in session.execute(statement)
    )
