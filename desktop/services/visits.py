"""The log of visits: what a facilitator saw and agreed with a family, and what follows until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Facilitator, FamilyRow, Household, Visit
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed

LONGEST = {"purpose": 80, "seen": 1000, "agreed": 1000, "follow_up": 400}

PURPOSES = (
    "Kunjungan rutin",
    "Pemantauan kehadiran sekolah",
    "Pemantauan kesehatan balita",
    "Pemantauan ibu hamil",
    "Kunjungan lansia",
    "Kunjungan penyandang disabilitas",
    "Pemeriksaan data keluarga",
    "Persiapan penyaluran",
    "Penjelasan setelah penyaluran",
    "Pembinaan usaha",
)
"""What facilitators usually come for, as the log says it: the log is Indonesian, as paper is."""


class FollowUp(StrEnum):
    """Where the follow-up of a visit stands on a day."""

    NONE = "none"
    OPEN = "open"  # due later
    DUE = "due"  # due today
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What is entered of one visit. A follow-up has a day by which it is due."""

    household_id: UUID
    facilitator_id: UUID
    on: date
    purpose: str
    seen: str
    agreed: str = ""
    follow_up: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as lists show it; what was seen and agreed stands in its detail, whose opening is logged."""

    id: UUID
    household_id: UUID
    on: date
    caretaker: str
    card_number: str
    village: str
    district: str
    facilitator_id: UUID
    facilitator: str
    purpose: str
    follow_up: str
    due_on: date | None
    done_on: date | None
    state: FollowUp


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One visit whole."""

    row: VisitRow
    seen: str
    agreed: str


@dataclass(frozen=True, slots=True)
class VisitFilters:
    """`state` OPEN means every follow-up not done yet; DUE those of today and before; OVERDUE only those before."""

    facilitator_id: UUID | None = None
    state: FollowUp | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class VisitedFamily:
    """A family to be visited, and who has it in his care."""

    id: UUID
    caretaker: str
    card_number: str
    village: str
    district: str
    facilitator_id: UUID | None


VisitPlace = tuple[date, UUID]
"""Where a page ended: day and id of its last row."""


@dataclass(frozen=True, slots=True)
class VisitPage:
    rows: tuple[VisitRow, ...]
    following: VisitPlace | None


EVERYTHING = VisitFilters()


@allowed(*EVERYBODY)
def page(desk: Desk, filters: VisitFilters = EVERYTHING, limit: int = 50, after: VisitPlace | None = None) -> VisitPage:
    """List visits, newest first; under a filter of follow-ups, what was due first stands first."""
    by_due = filters.state is not None
    moment = Visit.due_on if by_due else Visit.on
    statement = _listed(filters, desk.today()).add_columns(moment.label("moment")).limit(limit + 1)
    if by_due:
        statement = statement.order_by(Visit.due_on, Visit.id)
        if after is not None:
            day, last = after
            statement = statement.where(or_(Visit.due_on > day, and_(Visit.due_on == day, Visit.id > last)))
    else:
        statement = statement.order_by(Visit.on.desc(), Visit.id.desc())
        if after is not None:
            day, last = after
            statement = statement.where(or_(Visit.on < day, and_(Visit.on == day, Visit.id < last)))
    with desk.read() as session:
        found = session.execute(statement).all()
    rows = tuple(_row(row.Visit, row.FamilyRow, row.name, desk.today()) for row in found[:limit])
    end = found[limit - 1] if len(found) > limit else None
    return VisitPage(rows, None if end is None else (end.moment, end.Visit.id))


@allowed(*EVERYBODY)
def count(desk: Desk, filters: VisitFilters = EVERYTHING) -> int:
    with desk.read() as session:
        listed = _listed(filters, desk.today()).with_only_columns(Visit.id).subquery()
        return session.scalar(select(func.count()).select_from(listed)) or 0


@allowed(*EVERYBODY)
def open_visit(desk: Desk, visit: UUID) -> VisitDetail:
    """Open one visit whole; that somebody looked stands in the log (DESIGN.md 4.10)."""
    with desk.write("visit.open") as unit:
        row = _known(unit.session, visit)
        unit.journal.note(kind="visit", record=str(visit))
        return _detail(unit.session, row, desk.today())


@allowed(*EVERYBODY)
def family(desk: Desk, household: UUID) -> VisitedFamily:
    """Look up a family for the form of a visit; only what its masked list shows."""
    with desk.read() as session:
        row = session.scalars(select(FamilyRow).where(FamilyRow.household_id == household)).one_or_none()
    if row is None:
        raise Refused("family.unknown")
    carer = facilitators.of_family(desk, household)
    return VisitedFamily(
        household, row.caretaker_name, row.card_number or "", row.village_name, row.district_name, carer
    )


@allowed(Role.OPERATOR)
def record(desk: Desk, new: NewVisit) -> Answer[VisitDetail]:
    """Enter a visit into the log."""
    typed = {name: getattr(new, name).strip() for name in LONGEST}
    _refuse_dates(new.on, new.due_on, typed["follow_up"], desk.today())
    for name in ("purpose", "seen"):
        if not typed[name]:
            raise Refused(f"visit.no_{name}")
    for name, longest in LONGEST.items():
        if len(typed[name]) > longest:
            raise Refused("visit.too_long", count=len(typed[name]), longest=longest)
    with desk.write("visit.record") as unit:
        facilitator = facilitators.known(unit.session, new.facilitator_id)
        if not facilitator.active:
            raise Refused("facilitator.inactive", name=facilitator.name)
        if unit.session.get(Household, new.household_id) is None:
            raise Refused("family.unknown")
        visit = Visit(
            id=new_id(),
            household_id=new.household_id,
            facilitator_id=new.facilitator_id,
            on=new.on,
            due_on=new.due_on,
            entered_by=desk.person.id,
            entered_at=desk.now(),
            **typed,
        )
        unit.session.add(visit)
        unit.session.flush()
        detail = _detail(unit.session, visit, desk.today())
    return Answer(detail, unit.changes)


@allowed(Role.OPERATOR)
def complete(desk: Desk, visit: UUID, on: date | None = None) -> Answer[VisitDetail]:
    """Say that a follow-up was done, and when."""
    day = on or desk.today()
    with desk.write("visit.complete") as unit:
        row = _known(unit.session, visit)
        if not row.follow_up:
            raise Refused("visit.nothing_to_do")
        if row.done_on is not None:
            raise Refused("visit.done_already", on=long_date(row.done_on))
        if day > desk.today():
            raise Refused("visit.future", on=long_date(day))
        if day < row.on:
            raise Refused("visit.done_before", on=long_date(day), visited=long_date(row.on))
        row.done_on = day
        unit.session.flush()
        detail = _detail(unit.session, row, desk.today())
    return Answer(detail, unit.changes)


def state_on(due: date | None, done: date | None, day: date) -> FollowUp:
    """Say where a follow-up stands on a day."""
    if due is None:
        return FollowUp.NONE
    if done is not None:
        return FollowUp.DONE
    if due == day:
        return FollowUp.DUE
    return FollowUp.OVERDUE if due < day else FollowUp.OPEN


def _refuse_dates(on: date, due: date | None, follow_up: str, today: date) -> None:
    if on > today:
        raise Refused("visit.future", on=long_date(on))
    if follow_up and due is None:
        raise Refused("visit.no_due")
    if due is not None and not follow_up:
        raise Refused("visit.no_follow_up")
    if due is not None and due < on:
        raise Refused("visit.due_before", due=long_date(due), on=long_date(on))


def _listed(filters: VisitFilters, today: date) -> Select[Visit, FamilyRow, str]:
    statement = (
        select(Visit, FamilyRow, Facilitator.name)
        .join(FamilyRow, FamilyRow.household_id == Visit.household_id)
        .join(Facilitator, Facilitator.id == Visit.facilitator_id)
    )
    if filters.facilitator_id is not None:
        statement = statement.where(Visit.facilitator_id == filters.facilitator_id)
    if filters.state is not None:
        statement = statement.where(_in_state(filters.state, today))
    for word in filters.text.split():
        places = (FamilyRow.caretaker_name, FamilyRow.village_name, FamilyRow.card_number, Visit.purpose)
        matches = [column.icontains(word, autoescape=True) for column in (*places, Visit.follow_up, Facilitator.name)]
        statement = statement.where(or_(*matches))
    return statement


def _in_state(state: FollowUp, today: date) -> ColumnElement[bool]:
    waits = and_(Visit.due_on.is_not(None), Visit.done_on.is_(None))
    return {
        FollowUp.NONE: Visit.due_on.is_(None),
        FollowUp.OPEN: waits,
        FollowUp.DUE: and_(waits, Visit.due_on <= today),
        FollowUp.OVERDUE: and_(waits, Visit.due_on < today),
        FollowUp.DONE: Visit.done_on.is_not(None),
    }[state]


def _known(session: Session, visit: UUID) -> Visit:
    row = session.get(Visit, visit)
    if row is None:
        raise Refused("visit.unknown")
    return row


def _detail(session: Session, visit: Visit, today: date) -> VisitDetail:
    listed = session.scalars(select(FamilyRow).where(FamilyRow.household_id == visit.household_id)).one()
    name = session.get_one(Facilitator, visit.facilitator_id).name
    return VisitDetail(_row(visit, listed, name, today), visit.seen, visit.agreed)


def _row(visit: Visit, family: FamilyRow, facilitator: str, today: date) -> VisitRow:
    return VisitRow(
        visit.id,
        visit.household_id,
        visit.on,
        family.caretaker_name,
        family.card_number or "",
        family.village_name,
        family.district_name,
        visit.facilitator_id,
        facilitator,
        visit.purpose,
        visit.follow_up,
        visit.due_on,
        visit.done_on,
        state_on(visit.due_on, visit.done_on, today),
    )
