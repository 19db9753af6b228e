"""One family whole: members and why they count, enrolments, payments, visits, and what looks wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.errors import Refused
from desktop.models import (
    Area,
    Caseload,
    Enrolment,
    Facilitator,
    FamilyRow,
    Household,
    PayList,
    Payment,
    ProgrammeYear,
    Visit,
    WarningOverride,
)
from desktop.rules.components import examine
from desktop.rules.dates import age_on
from desktop.rules.terms import Component
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.families.as_typed import as_fields, state_of
from desktop.services.families.checking import problems
from desktop.services.families.fields import FamilyFields, FieldProblem, MemberDetail
from desktop.services.families.held import caretaker_gone, held
from desktop.services.families.living import Account, HousingState, KnownAs
from desktop.services.families.living_read import read_living
from desktop.services.families.parting_days import registered_on
from desktop.services.families.tranche_day import ages_on

INFANT_MONTHS = 24


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    programme: str
    status: str
    card_number: str
    since: date


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment in the family's history; `amount` is whole rupiah."""

    programme: str
    year: int
    tranche: int
    amount: int
    state: str
    on: date | None


@dataclass(frozen=True, slots=True)
class VisitLine:
    on: date
    purpose: str
    facilitator: str
    follow_up: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is worked out for one member on the day `FamilyDetail.as_of`."""

    age: int | None = None  # whole years
    months: int | None = None  # whole months, for children under two
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyDetail:
    """Everything the detail beside the list shows. `stamp` says which state it is, for saving."""

    id: UUID
    stamp: int
    fields: FamilyFields
    village: str
    district: str
    district_code: str
    area_as_written: str
    caretaker_derived: bool
    facilitator: str
    status: str
    enrolments: tuple[EnrolmentRow, ...]
    payments: tuple[PaymentRow, ...]
    visits: tuple[VisitLine, ...]
    problems: tuple[FieldProblem, ...]
    as_of: date  # day on which ages and components hold
    facts: tuple[MemberFacts, ...]  # in the members' order
    accounts: tuple[Account, ...] = ()  # all there were, the newest first
    housings: tuple[HousingState, ...] = ()  # all there were, the newest first
    ids: tuple[KnownAs, ...] = ()
    registered: date | None = None  # events are entered from this day on
    held: Mapping[UUID, date] = field(default_factory=dict)  # who is gone by an event, and its day
    caretaker_gone: bool = False  # by an event, and nobody was named since

    @property
    def caretaker(self) -> MemberDetail | None:
        at = self.fields.caretaker
        return None if at is None else self.fields.members[at]


@allowed(*EVERYBODY)
def open_family(desk: Desk, family: UUID) -> FamilyDetail:
    """Open one family whole; that somebody looked stands in the log (DESIGN.md 4.10)."""
    with desk.write("family.open") as unit:
        unit.journal.note(kind="household", record=str(family))
        return read_family(unit.session, family, desk.today())


@allowed(*EVERYBODY)
def unmask(desk: Desk, family: UUID) -> FamilyDetail:
    """Read a family anew for a screen that shows its numbers whole; a line in the log of its own says so."""
    with desk.write("family.unmask") as unit:
        unit.journal.note(kind="household", record=str(family))
        return read_family(unit.session, family, desk.today())


def read_family(session: Session, family: UUID, today: date) -> FamilyDetail:
    """Read a family in a session under way. Refuses an id that is not there."""
    household = session.get(Household, family, options=[selectinload(Household.members)])
    if household is None:
        raise Refused("family.unknown")
    village = session.get(Area, household.village_code) if household.village_code else None
    district = session.get(Area, village.parent_code) if village and village.parent_code else None
    kept = read_living(session, household)
    fields = as_fields(household, kept)
    gone = caretaker_gone(session, household)
    listed = session.scalars(select(FamilyRow).where(FamilyRow.household_id == family)).one()
    enrolments = _enrolments(session, family)
    registered = registered_on(session, household)
    joined = enrolments[0].programme if enrolments else None
    as_of = ages_on(session, family, joined, registered, today)
    return FamilyDetail(
        household.id,
        state_of(household, kept),
        fields,
        village.name if village else "",
        district.name if district else "",
        district.code if district else "",
        household.area_as_written,
        household.caretaker_derived,
        _facilitator(session, family),
        listed.status,
        enrolments,
        _payments(session, family),
        _visits(session, family),
        tuple(problems(fields, today, _overridden(session, household), gone=gone)),
        as_of,
        _facts(session, fields, enrolments, as_of),
        kept.accounts,
        kept.housings,
        kept.ids,
        registered,
        held(session, household),
        gone,
    )


def _overridden(session: Session, household: Household) -> frozenset[tuple[str, str]]:
    ids = [member.id for member in household.members]
    rows = session.execute(
        select(WarningOverride.code, WarningOverride.about).where(WarningOverride.member_id.in_(ids))
    )
    return frozenset((row.code, row.about) for row in rows)


def _facilitator(session: Session, family: UUID) -> str:
    statement = (
        select(Facilitator.name)
        .join(Caseload, Caseload.facilitator_id == Facilitator.id)
        .where(Caseload.household_id == family, Caseload.valid_to.is_(None))
    )
    return session.scalars(statement).first() or ""


def _facts(
    session: Session, fields: FamilyFields, enrolments: tuple[EnrolmentRow, ...], day: date
) -> tuple[MemberFacts, ...]:
    """Ages, and the components that the programme the family joined last counts (else the office's newest)."""
    joined = enrolments[0].programme if enrolments else None
    statement = select(ProgrammeYear.programme, ProgrammeYear.year).order_by(ProgrammeYear.year.desc()).limit(1)
    if joined is not None:
        statement = statement.where(ProgrammeYear.programme == joined)
    newest = session.execute(statement).first()
    rules = programmes.rules_of(session, newest.programme, newest.year).components if newest else None
    facts = []
    for member in fields.members:
        born = member.birth_date if member.birth_date and member.birth_date <= day else None
        months = _months(born, day) if born else None
        facts.append(
            MemberFacts(
                age_on(born, day) if born else None,
                months if months is not None and months < INFANT_MONTHS else None,
                examine(member, rules, day).components if rules else (),
            )
        )
    return tuple(facts)


def _months(born: date, day: date) -> int:
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def _enrolments(session: Session, family: UUID) -> tuple[EnrolmentRow, ...]:
    rows = session.scalars(select(Enrolment).where(Enrolment.household_id == family).order_by(Enrolment.since.desc()))
    return tuple(EnrolmentRow(row.programme, row.status, row.card_number or "", row.since) for row in rows)


def _payments(session: Session, family: UUID) -> tuple[PaymentRow, ...]:
    rows = session.execute(
        select(PayList.programme, PayList.year, PayList.tranche, Payment.amount, Payment.state, Payment.settled_on)
        .join(Payment, Payment.pay_list_id == PayList.id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(Enrolment.household_id == family)
        .order_by(PayList.year.desc(), PayList.tranche.desc())
    )
    return tuple(PaymentRow(*row) for row in rows)


def _visits(session: Session, family: UUID) -> tuple[VisitLine, ...]:
    rows = session.execute(
        select(Visit.on, Visit.purpose, Facilitator.name, Visit.follow_up, Visit.due_on, Visit.done_on)
        .join(Facilitator, Facilitator.id == Visit.facilitator_id)
        .where(Visit.household_id == family)
        .order_by(Visit.on.desc())
        .limit(20)
    )
    return tuple(VisitLine(*row) for row in rows)
