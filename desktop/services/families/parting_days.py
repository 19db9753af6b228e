"""Members who died or moved: days that cannot be, and what is an event of the family instead of a field."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import FamilyLink, Household
from desktop.rules.dates import long_date, zone
from desktop.rules.life import Life, event_between
from desktop.rules.terms import Presence
from desktop.services.families.fields import FamilyFields, FieldProblem, MemberDetail

_ENTERED = MappingProxyType({Life.DEATH: "family.death_is_event", Life.LEFT: "family.move_is_event"})
_SAID = MappingProxyType({Presence.DIED: "family.dead_by_event", Presence.MOVED: "family.moved_by_event"})


def registered_on(session: Session, household: Household) -> date:
    """Day from which events are entered. A family split off was registered with the one it came from."""
    split = session.scalar(select(FamilyLink.on).where(FamilyLink.to_household_id == household.id).limit(1))
    registered = household.registered_at.astimezone(zone(household.owner)).date()
    return min(split or registered, registered)


def day_problems(at: int, member: MemberDetail, today: date) -> Iterator[FieldProblem]:
    """Since when somebody is dead, gone or back: neither still to come nor before the birth."""
    day, born = member.presence_date, member.birth_date
    if day is not None and day > today:
        yield FieldProblem(at, "presence_date", "family.day_later", refuses=True)
    elif day is not None and born is not None and not member.birth_date_derived and day < born:
        yield FieldProblem(at, "presence_date", "family.gone_before_birth", refuses=True)


def standing(problem: FieldProblem, fields: FamilyFields, before: FamilyFields) -> bool:
    """Whether a day that cannot be stood so before: older data stays until somebody puts it right."""
    if problem.name != "presence_date" or problem.member is None:
        return False
    member = fields.members[problem.member]
    old = _by_id(before).get(member.id)
    return old is not None and (old.presence_date, old.birth_date) == (member.presence_date, member.birth_date)


def by_event(
    fields: FamilyFields, before: FamilyFields, registered: date | None, held: Mapping[UUID, date]
) -> Iterator[FieldProblem]:
    """Deaths and moves typed of members who were there: who follows and the payments that wait hang on the event.

    What happened before the family was registered is no event of it and is entered here, with its day. Who is gone
    by an event (`held`, with its day) stays so, and since that day, until it is taken back: else the event and the
    state would disagree.
    """
    known = _by_id(before)
    for at, member in enumerate(fields.members):
        old = known.get(member.id)
        event = event_between(old.presence, member.presence) if old is not None else None
        earlier = registered is not None and member.presence_date is not None and member.presence_date < registered
        if event is not None and not earlier:
            yield FieldProblem(at, "presence", _ENTERED[event], {"name": member.name.strip()}, refuses=True)
        elif (day := _held(old, held)) and old is not None and (name := _changed(old, member)):
            said: dict[str, object] = {"name": member.name.strip(), "on": long_date(day)}
            yield FieldProblem(at, name, _SAID[old.presence], said, refuses=True)


def _held(old: MemberDetail | None, held: Mapping[UUID, date]) -> date | None:
    return held.get(old.id) if old is not None and old.id is not None else None


def _changed(old: MemberDetail, now: MemberDetail) -> str:
    """Which of the two fields that an event set is another now; "" where neither is."""
    return next((name for name in ("presence", "presence_date") if getattr(old, name) != getattr(now, name)), "")


def _by_id(fields: FamilyFields) -> dict[UUID | None, MemberDetail]:
    return {member.id: member for member in fields.members if member.id is not None}
