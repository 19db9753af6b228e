"""Saving a family as typed: a new one, or changes to one that is there; all of it or nothing."""

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from desktop.errors import Refused
from desktop.models import Area, Enrolment, EnrolmentStep, Household, Member, ProgrammeYear, WarningOverride
from desktop.rules.caretaker import propose_caretaker
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.families.as_typed import as_fields, state_of
from desktop.services.families.checking import NOBODY, asks, let_stand, needs_reason, walls
from desktop.services.families.detail import FamilyDetail, read_family
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.held import caretaker_gone, held
from desktop.services.families.living_read import read_living
from desktop.services.families.living_save import place, save_family, save_persons
from desktop.services.families.parting_days import registered_on
from desktop.store.unit import Unit

HOUSEHOLD_TEXTS = ("address", "hamlet", "rt", "rw", "phone")
NO_COLUMNS = ("id", "living")
MEMBER_FIELDS = tuple(field.name for field in dataclass_fields(MemberDetail) if field.name not in NO_COLUMNS)
EMPTY_IS_NULL = ("nik", "school_level", "disability")


@allowed(Role.OPERATOR)
def register(desk: Desk, fields: FamilyFields, reason: str = "") -> Answer[FamilyDetail]:
    """Register a new family as a candidate of the office's programme.

    Where nobody was named caretaker one is proposed and marked as derived (DESIGN.md 4.14).
    """
    with desk.write("family.register") as unit:
        _refuse(desk, fields, reason, FamilyFields(()))
        household = Household(id=new_id(), registered_at=desk.now(), registered_by=desk.person.id, area_as_written="")
        unit.session.add(household)
        proposed = _proposed(fields, desk)
        named = fields if proposed is None else replace(fields, caretaker=proposed)
        _apply(desk, unit, household, named, {}, derived=proposed is not None)
        _override(desk, unit, household, reason)
        _enrol_candidate(desk, unit, household)
        return _saved(desk, unit, household.id)


@allowed(Role.OPERATOR)
def save(desk: Desk, family: UUID, stamp: int, fields: FamilyFields, reason: str = "") -> Answer[FamilyDetail]:
    """Save changes to a family. Refuses when somebody saved it after `stamp`, and new doubts without a reason.

    Members are never removed: who left or died gets that as his state, by an event (services.life).
    """
    with desk.write("family.save") as unit:
        household = unit.session.get(Household, family, options=[selectinload(Household.members)])
        if household is None:
            raise Refused("family.unknown")
        if household.owner != desk.office.code:
            raise Refused("family.other_owner", owner=household.owner)
        before = read_living(unit.session, household)
        if state_of(household, before) != stamp:
            raise Refused("family.changed_meanwhile")
        past = registered_on(unit.session, household), held(unit.session, household)
        gone = caretaker_gone(unit.session, household)
        _refuse(desk, fields, reason, as_fields(household, before), *past, gone=gone)
        kept = {member.id for member in fields.members}
        if any(member.id not in kept for member in household.members):
            raise Refused("family.member_missing")
        _apply(desk, unit, household, fields, {member.id: member for member in household.members})
        _override(desk, unit, household, reason)
        return _saved(desk, unit, household.id)


def _refuse(
    desk: Desk,
    fields: FamilyFields,
    reason: str,
    before: FamilyFields,
    registered: date | None = None,
    held: Mapping[UUID, date] = NOBODY,
    *,
    gone: bool = False,
) -> None:
    for problem in walls(fields, before, desk.today(), registered, held, gone=gone):
        raise Refused(problem.code, **problem.values)
    asked = asks(needs_reason(fields, before, desk.today()))
    if asked and not reason.strip():
        raise Refused(asked)


def _proposed(fields: FamilyFields, desk: Desk) -> int | None:
    """Position of who is proposed as caretaker; None where one is named, or nobody fits."""
    found = propose_caretaker(fields.members, desk.today()) if fields.caretaker is None else None
    return next((at for at, one in enumerate(fields.members) if found and one is found.person), None)


def _apply(
    desk: Desk,
    unit: Unit,
    household: Household,
    fields: FamilyFields,
    known: dict[UUID, Member],
    *,
    derived: bool = False,
) -> None:
    for name in HOUSEHOLD_TEXTS:
        _set(household, name, getattr(fields, name).strip())
    _set(household, "no_kk", fields.no_kk or None)
    _set(household, "village_code", _known_village(unit, fields.village_code))
    _set(household, "receives_pkh", fields.receives_pkh)
    ids = [_apply_member(unit, household, at, typed, known) for at, typed in enumerate(fields.members, 1)]
    chosen = ids[fields.caretaker] if fields.caretaker is not None else None
    if household.caretaker_id != chosen:
        household.caretaker_id, household.caretaker_derived = chosen, derived
    place(household, fields.living)
    # Once, so that a new family begins with its first version.
    unit.session.flush()
    said = [(member, typed.living) for member, typed in zip(ids, fields.members, strict=True)]
    changed = (save_persons(unit, said), save_family(unit, household.id, fields.living, desk.today()))
    if any(changed):
        unit.touch("household", families={household.id})


def _apply_member(
    unit: Unit, household: Household, position: int, typed: MemberDetail, known: dict[UUID, Member]
) -> UUID:
    member = known.get(typed.id) if typed.id else None
    if member is None:
        member = Member(id=new_id(), household_id=household.id)
        unit.session.add(member)
    _set(member, "position", position)
    for name in MEMBER_FIELDS:
        value = getattr(typed, name)
        _set(member, name, (value or None) if name in EMPTY_IS_NULL else value)
    return member.id


def _set(row: Household | Member, name: str, value: object) -> None:
    """Set only what differs, so that an unchanged record gets no new version."""
    if getattr(row, name) != value:
        setattr(row, name, value)


def _known_village(unit: Unit, code: str) -> str | None:
    if not code:
        return None
    area = unit.session.get(Area, code)
    if area is None or area.level != "village":
        raise Refused("family.unknown_village", written=code)
    return code


def _override(desk: Desk, unit: Unit, household: Household, reason: str) -> None:
    """Keep the reason beside every doubt it lets stand."""
    if not reason.strip():
        return
    unit.session.expire(household, ["members"])
    for member, code, about in let_stand(as_fields(household), desk.today()):
        unit.session.add(
            WarningOverride(
                member_id=member,
                code=code,
                about=about,
                reason=reason.strip(),
                by=desk.person.id,
                at=desk.now(),
            )
        )


def _enrol_candidate(desk: Desk, unit: Unit, household: Household) -> None:
    years = unit.session.scalars(select(ProgrammeYear.programme).distinct()).all()
    programme = programmes.newest(unit.session).code if len(years) == 1 else None
    if programme is None:
        return  # with several programmes a person says which, on the family's own screen
    enrolment = Enrolment(
        id=new_id(),
        household_id=household.id,
        programme=programme,
        status=EnrolmentStatus.CANDIDATE,
        since=desk.today(),
    )
    unit.session.add(enrolment)
    unit.session.flush()
    unit.session.add(EnrolmentStep(enrolment_id=enrolment.id, status=EnrolmentStatus.CANDIDATE, on=desk.today()))


def _saved(desk: Desk, unit: Unit, family: UUID) -> Answer[FamilyDetail]:
    unit.finish()
    unit.session.expire_all()
    return Answer(read_family(unit.session, family, desk.today()), unit.changes)
