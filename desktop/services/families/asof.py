"""One family as the register held it on a day, from the kept versions, and what differs from now."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Enrolment, FamilyLink, Household, LifeEvent, Member
from desktop.rules.dates import long_date, zone
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.families.asof_living import Reading, StoodLiving
from desktop.services.families.detail import EnrolmentRow
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.naming import check_past
from desktop.store import versions

Values: TypeAlias = Mapping[Any, Any]
HOUSEHOLD, MEMBER, ENROLMENT = "household", "member", "enrolment"
TERMS: Mapping[str, type] = {
    "sex": Sex,
    "relation": Relation,
    "marital": Marital,
    "schooling": Schooling,
    "presence": Presence,
}
LOOSE = frozenset({"id", "sex_derived", "birth_date_derived", "presence_date"})
"""What says how another field is known: no difference of its own."""
LIVED = ("accounts", "housing", "aids", "place")
LIVING = "living"
"""How the family lived, and one of its members: too much for a line of then and now."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that held something else then. `person` is whose it is, "" for the family's own."""

    person: str
    field: str
    then: object
    now: object


@dataclass(frozen=True, slots=True)
class StoodFamily:
    """A family as the register held it at the end of a day."""

    id: UUID
    on: date
    fields: FamilyFields
    village: str
    district: str
    enrolments: tuple[EnrolmentRow, ...]
    differs: tuple[Difference, ...]  # from now
    came: tuple[str, ...]  # who is in the family now and was not then
    gone: tuple[str, ...]  # who was in it then and is in another family now
    living: StoodLiving

    @property
    def caretaker(self) -> MemberDetail | None:
        return None if self.fields.caretaker is None else self.fields.members[self.fields.caretaker]

    @property
    def same(self) -> bool:
        """Whether the family is now as it was."""
        return not (self.differs or self.came or self.gone)


@allowed(*EVERYBODY)
def family_on(desk: Desk, family: UUID, day: date) -> StoodFamily:
    """Open a family as it stood at the end of a day. A line in the log says who looked, and at which day."""
    check_past(day, desk.today())
    with desk.write("family.open") as unit:
        unit.journal.note(kind=HOUSEHOLD, record=str(family), on=day)
        return read_stood(unit.session, family, day, desk.office.code)


def end_of(day: date, office: str) -> datetime:
    """The moment a day is over in the office's own zone."""
    return datetime.combine(day + timedelta(days=1), time(), zone(office))


def read_stood(session: Session, family: UUID, day: date, office: str) -> StoodFamily:
    """Read a family as it stood. Refuses one that is not there, or was not there yet."""
    if session.get(Household, family) is None:
        raise Refused("family.unknown")
    connection, moment = session.connection(), end_of(day, office)
    household = versions.stood(connection, HOUSEHOLD, [family], moment).get(family)
    if household is None:
        raise Refused("life.not_there_yet", on=long_date(day))
    then = _fields(household, _held(connection, MEMBER, people_of(session, family), family, moment))
    now = present(session, family)
    living = _living(session, family, then, household, moment)
    lives = _living(session, family, now, _home(session, family))
    village, district = _place(session, then.village_code)
    joined = _held(connection, ENROLMENT, enrolments_of(session, family), family, moment)
    return StoodFamily(
        family,
        day,
        then,
        village,
        district,
        tuple(
            EnrolmentRow(row["programme"], row["status"], row["card_number"] or "", row["since"])
            for row in sorted(joined.values(), key=_since, reverse=True)
        ),
        (*_with_villages(session, differences(then, now)), *lived_otherwise(then, now, living, lives)),
        _only_in(now, then),
        _only_in(then, now),
        living,
    )


def _living(
    session: Session, family: UUID, fields: FamilyFields, home: Values, moment: datetime | None = None
) -> StoodLiving:
    reading = Reading(session, family, frozenset(families_near(session, family)), moment)
    return reading.living([one.id for one in fields.members if one.id is not None], home)


def _home(session: Session, family: UUID) -> Values:
    row = session.execute(select(Household.__table__).where(Household.id == family)).one()
    return row._mapping  # noqa: SLF001 - a row's columns


def present(session: Session, family: UUID) -> FamilyFields:
    """Read the family as it is now, by the same fields as it is read for an earlier day."""
    people = session.execute(select(Member.__table__).where(Member.household_id == family))
    return _fields(_home(session, family), {row.id: row._mapping for row in people})  # noqa: SLF001 - a row's columns


def people_of(session: Session, family: UUID) -> set[UUID]:
    """Everybody who may ever have been in a family: who is now, who is in one that came out of it, whom events name."""
    near = families_near(session, family)
    found = set(session.scalars(select(Member.id).where(Member.household_id.in_(near))))
    named = select(LifeEvent.member_id).where(LifeEvent.household_id.in_(near), LifeEvent.member_id.is_not(None))
    return found | {one for one in session.scalars(named) if one is not None}


def enrolments_of(session: Session, family: UUID) -> set[UUID]:
    """Enrolments the family has or may have had: they go with the caretaker when a card is split."""
    near = families_near(session, family)
    return set(session.scalars(select(Enrolment.id).where(Enrolment.household_id.in_(near))))


def families_near(session: Session, family: UUID) -> set[UUID]:
    """The family and those linked to it, however many cards were split off since."""
    near, fresh = {family}, {family}
    while fresh:
        statement = select(FamilyLink.from_household_id, FamilyLink.to_household_id).where(
            or_(FamilyLink.from_household_id.in_(fresh), FamilyLink.to_household_id.in_(fresh))
        )
        fresh = {one for row in session.execute(statement) for one in row} - near
        near |= fresh
    return near


def _held(
    connection: Connection, kind: str, records: set[UUID], family: UUID, moment: datetime
) -> dict[UUID, dict[str, Any]]:
    found = versions.stood(connection, kind, records, moment)
    return {record: values for record, values in found.items() if values["household_id"] == family}


def _fields(household: Values, people: Mapping[UUID, Values]) -> FamilyFields:
    order = sorted(people, key=_by_position(people))
    members = tuple(MemberDetail(**_known(MemberDetail, people[one])) for one in order)
    chosen = household["caretaker_id"]
    caretaker = order.index(chosen) if chosen in people else None
    return FamilyFields(members, caretaker, **_known(FamilyFields, household))


def _by_position(people: Mapping[UUID, Values]) -> Any:
    def position(one: UUID) -> tuple[int, bytes]:
        return people[one]["position"], one.bytes

    return position


def _known(kind: type, values: Values) -> dict[str, Any]:
    """What of a record the form shows: an empty column is the field's own empty value."""
    found: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in values:
            continue
        value = values[field.name]
        if value is None:
            value = None if field.default is MISSING else field.default
        elif field.name in TERMS:
            value = TERMS[field.name](value)
        found[field.name] = value
    return found


def differences(then: FamilyFields, now: FamilyFields) -> Iterator[Difference]:
    """What differs, the family's own fields first, then each member who was there then and is now."""
    for field in fields(FamilyFields):
        one, other = getattr(then, field.name), getattr(now, field.name)
        if field.name == "caretaker":
            one, other = _name(then), _name(now)
        if field.name != "members" and one != other:
            yield Difference("", field.name, one, other)
    known = {member.id: member for member in now.members}
    for member in then.members:
        if (same := known.get(member.id)) is not None:
            yield from _of_member(member, same)


def lived_otherwise(
    then: FamilyFields, now: FamilyFields, living: StoodLiving, lives: StoodLiving
) -> Iterator[Difference]:
    """In what the family lived otherwise; of a member who was there then and is now."""
    for name in LIVED:
        one, other = getattr(living, name), getattr(lives, name)
        if one != other:
            yield Difference("", name, one, other)
    here = {member.id: member.name for member in now.members}
    for member in then.members:
        if member.id in here and living.of(member.id) != lives.of(member.id):
            yield Difference(here[member.id], LIVING, living.of(member.id), lives.of(member.id))


def _with_villages(session: Session, changed: Iterator[Difference]) -> Iterator[Difference]:
    """A village is told by its name, not by its code."""
    for one in changed:
        if one.field == "village_code":
            yield replace(one, then=_place(session, str(one.then))[0], now=_place(session, str(one.now))[0])
        else:
            yield one


def _of_member(then: MemberDetail, now: MemberDetail) -> Iterator[Difference]:
    for field in fields(MemberDetail):
        one, other = getattr(then, field.name), getattr(now, field.name)
        if field.name not in LOOSE and one != other:
            yield Difference(now.name, field.name, one, other)


def _name(family: FamilyFields) -> str:
    return "" if family.caretaker is None else family.members[family.caretaker].name


def _only_in(one: FamilyFields, other: FamilyFields) -> tuple[str, ...]:
    there = {member.id for member in other.members}
    return tuple(member.name for member in one.members if member.id not in there)


def _place(session: Session, code: str) -> tuple[str, str]:
    village = session.get(Area, code) if code else None
    district = session.get(Area, village.parent_code) if village and village.parent_code else None
    return village.name if village else "", district.name if district else ""


def _since(enrolment: Values) -> tuple[date, bytes]:
    return enrolment["since"], enrolment["id"].bytes
