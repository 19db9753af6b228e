"""One family whole: members, enrolments, payments, visits, and what looks wrong beside each field."""

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
    Member,
    PayList,
    Payment,
    Visit,
    WarningOverride,
)
from desktop.rules.nik import check_kk, check_nik
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.desk import EVERYBODY, Desk, allowed


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What looks wrong in one field. `member` is the position in the family, None for the family itself."""

    member: int | None
    name: str  # of the field
    code: str
    values: dict[str, object] = field(default_factory=dict)
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """A member as the form shows and takes him; `id` is None for one not saved yet."""

    name: str
    id: UUID | None = None
    nik: str = ""
    sex: Sex | None = None
    sex_derived: bool = False
    birth_place: str = ""
    birth_date: date | None = None
    birth_date_derived: bool = False
    relation: Relation | None = None
    marital: Marital | None = None
    schooling: Schooling | None = None
    school_level: str = ""
    school_class: int | None = None
    pregnant: bool | None = None
    disability: str = ""
    works: bool | None = None
    occupation: str = ""
    mother_name: str = ""
    presence: Presence = Presence.LIVING_HERE
    presence_date: date | None = None


@dataclass(frozen=True, slots=True)
class FamilyFields:
    """What of a family a person types: the form's content, new or opened."""

    members: tuple[MemberDetail, ...]
    caretaker: int | None = None  # position among the members
    no_kk: str = ""
    address: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    village_code: str = ""
    phone: str = ""
    receives_pkh: bool | None = None


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


def read_family(session: Session, family: UUID, today: date) -> FamilyDetail:
    """Read a family in a session under way. Refuses an id that is not there."""
    household = session.get(Household, family, options=[selectinload(Household.members)])
    if household is None:
        raise Refused("family.unknown")
    village = session.get(Area, household.village_code) if household.village_code else None
    district = session.get(Area, village.parent_code) if village and village.parent_code else None
    fields = as_fields(household)
    listed = session.scalars(select(FamilyRow).where(FamilyRow.household_id == family)).one()
    return FamilyDetail(
        household.id,
        state_of(household),
        fields,
        village.name if village else "",
        district.name if district else "",
        district.code if district else "",
        household.area_as_written,
        household.caretaker_derived,
        _facilitator(session, family),
        listed.status,
        _enrolments(session, family),
        _payments(session, family),
        _visits(session, family),
        tuple(problems(fields, today, _overridden(session, household))),
    )


def state_of(household: Household) -> int:
    """Number of the newest change to the family or a member: another one means somebody saved meanwhile."""
    return max(household.change_number, *(member.change_number for member in household.members), 0)


def as_fields(household: Household) -> FamilyFields:
    caretaker = next((at for at, m in enumerate(household.members) if m.id == household.caretaker_id), None)
    return FamilyFields(
        tuple(_member(member) for member in household.members),
        caretaker,
        household.no_kk or "",
        household.address,
        household.hamlet,
        household.rt,
        household.rw,
        household.village_code or "",
        household.phone,
        household.receives_pkh,
    )


def problems(
    fields: FamilyFields, today: date, overridden: frozenset[tuple[str, str]] = frozenset()
) -> list[FieldProblem]:
    """Say what looks wrong, field by field; the form asks this as one types.

    `overridden` holds (code, value) pairs a person has let stand with a reason.
    """
    found = [
        FieldProblem(None, "no_kk", code)
        for code in check_kk(fields.no_kk, today)
        if (code, fields.no_kk) not in overridden
    ]
    if not fields.members:
        found.append(FieldProblem(None, "members", "family.no_members", refuses=True))
    elif fields.caretaker is None:
        found.append(FieldProblem(None, "caretaker", "family.no_caretaker"))
    if not fields.village_code:
        found.append(FieldProblem(None, "village_code", "family.to_be_placed"))
    for at, member in enumerate(fields.members):
        found.extend(_member_problems(at, member, today, overridden))
    heads = [at for at, member in enumerate(fields.members) if member.relation is Relation.HEAD]
    found.extend(FieldProblem(at, "relation", "family.two_heads") for at in heads[1:])
    niks = [member.nik for member in fields.members if member.nik]
    found.extend(
        FieldProblem(at, "nik", "family.same_nik_inside")
        for at, member in enumerate(fields.members)
        if member.nik and niks.count(member.nik) > 1
    )
    return found


def _member_problems(
    at: int, member: MemberDetail, today: date, overridden: frozenset[tuple[str, str]]
) -> list[FieldProblem]:
    found = []
    if not member.name.strip():
        found.append(FieldProblem(at, "name", "family.no_name", refuses=True))
    if member.birth_date and member.birth_date > today:
        found.append(FieldProblem(at, "birth_date", "family.born_later", refuses=True))
    birth = None if member.birth_date_derived else member.birth_date
    sex = None if member.sex_derived else member.sex
    found.extend(
        FieldProblem(at, "nik", code)
        for code in check_nik(member.nik, birth, sex, today)
        if (code, member.nik) not in overridden
    )
    return found


def _member(member: Member) -> MemberDetail:
    return MemberDetail(
        member.name,
        member.id,
        member.nik or "",
        Sex(member.sex) if member.sex else None,
        member.sex_derived,
        member.birth_place,
        member.birth_date,
        member.birth_date_derived,
        Relation(member.relation) if member.relation else None,
        Marital(member.marital) if member.marital else None,
        Schooling(member.schooling) if member.schooling else None,
        member.school_level or "",
        member.school_class,
        member.pregnant,
        member.disability or "",
        member.works,
        member.occupation,
        member.mother_name,
        Presence(member.presence),
        member.presence_date,
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
