"""Entering an event: the family, the event and what follows from it in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy.orm import selectinload

from desktop.errors import Refused
from desktop.models import Area, Household, LifeEvent, Member
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.life import Closure, Life
from desktop.rules.succession import papers_for
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.families.as_typed import state_of
from desktop.services.families.asof import present
from desktop.services.families.detail import FamilyDetail, read_family
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.held import held
from desktop.services.families.living_read import read_living
from desktop.services.families.parting_days import registered_on
from desktop.services.life import closing
from desktop.services.life.events import (
    KINDS,
    Death,
    Divorce,
    Event,
    FamilyCame,
    FamilyLeft,
    Happened,
    Joined,
    Left,
    NewAddress,
    NewCaretaker,
    Split,
    member_of,
)
from desktop.services.life.planning import Known, Plan, plan
from desktop.services.life.traces import Tracing
from desktop.services.life.waiting_money import waiting
from desktop.services.official_lists.waiting import follow_death
from desktop.store.unit import Unit

MEMBER = {field.name for field in fields(MemberDetail)} & set(Member.__table__.columns.keys()) - {"id"}
FAMILY = {field.name for field in fields(FamilyFields)} & set(Household.__table__.columns.keys())
COMES_BACK = frozenset({Closure.MOVED_OUT.value, Closure.DISSOLVED.value})


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as entered. `succession` says that somebody has to follow the caretaker now.

    `own_card` is who has to have a card of his own now: a split makes it.
    """

    event: UUID
    family: FamilyDetail
    succession: bool = False
    own_card: UUID | None = None


@allowed(Role.OPERATOR)
def record(desk: Desk, family: UUID, stamp: int, event: Event) -> Answer[Recorded]:
    """Enter an event of a family. Refuses what cannot be, and a family that was saved after `stamp`."""
    if isinstance(event, Split):
        raise TypeError("a split makes two families: services.life.splitting")
    with desk.write(f"life.{KINDS[type(event)]}") as unit:
        household = opened(unit, desk, family, stamp)
        before = present(unit.session, family)
        planned = plan(before, event, known(unit, desk, household))
        if isinstance(event, NewAddress):
            check_village(unit, event.village_code)
        tracing = Tracing(unit)
        facts = _facts(unit, family, event, planned)
        made = apply(unit, household, before, planned.after)
        if isinstance(event, NewAddress):
            household.latitude = household.longitude = None  # the place on the map was that of the old house
            if event.village_code != before.village_code:
                closing.leave_waiting(unit, family, event, "moved")  # it asks anew where it lives now
        _follow(unit, desk, family, event, planned)
        noted = note(unit, desk, family, event, member_of(event) or made, facts, tracing)
        if isinstance(event, Death):
            follow_death(unit, event.member, desk.now())
        unit.finish()
        unit.session.expire_all()
        detail = read_family(unit.session, family, desk.today())
    own_card = event.leaves if isinstance(event, Divorce) and event.own_card else None
    done = Recorded(noted, detail, planned.caretaker_gone and not planned.empty, own_card)
    return Answer(done, unit.changes)


def opened(unit: Unit, desk: Desk, family: UUID, stamp: int | None) -> Household:
    """The family to enter an event of. Refuses another office's, and one saved after `stamp`."""
    household = unit.session.get(Household, family, options=[selectinload(Household.members)])
    if household is None:
        raise Refused("family.unknown")
    if household.owner != desk.office.code:
        raise Refused("family.other_owner", owner=household.owner)
    if stamp is not None and state_of(household, read_living(unit.session, household)) != stamp:
        raise Refused("family.changed_meanwhile")
    return household


def known(unit: Unit, desk: Desk, household: Household) -> Known:
    """What the event is checked against."""
    closure = closing.open_closure(unit.session, household.id)
    registered = registered_on(unit.session, household)
    return Known(desk.today(), registered, closure.kind if closure else "", held(unit.session, household))


def check_village(unit: Unit, code: str) -> None:
    """Refuse what is no village of the areas at hand."""
    area = unit.session.get(Area, code)
    if area is None or area.level != "village":
        raise Refused("family.unknown_village", written=code)


def apply(unit: Unit, household: Household, before: FamilyFields, after: FamilyFields) -> UUID | None:
    """Write what differs; answers the id of who came new into the family, if anybody did."""
    for name in FAMILY:
        if getattr(before, name) != getattr(after, name):
            setattr(household, name, _kept(Household, name, getattr(after, name)))
    rows = {member.id: member for member in household.members}
    old = {member.id: member for member in before.members}
    ids: list[UUID] = []
    made: UUID | None = None
    for member in after.members:
        row = rows.get(member.id) if member.id is not None else None
        if row is None:
            row = Member(id=new_id(), household_id=household.id, position=_last(household) + 1)
            unit.session.add(row)
            made = row.id
        for name in MEMBER:
            if member.id is None or getattr(old[member.id], name) != getattr(member, name):
                setattr(row, name, _kept(Member, name, getattr(member, name)))
        ids.append(row.id)
    chosen = None if after.caretaker is None else ids[after.caretaker]
    if household.caretaker_id != chosen:
        household.caretaker_id, household.caretaker_derived = chosen, False
    return made


def note(
    unit: Unit,
    desk: Desk,
    family: UUID,
    event: Happened,
    member: UUID | None,
    facts: Mapping[str, Any],
    tracing: Tracing,
    kind: Life | None = None,
) -> UUID:
    """Write the event itself, with the versions of what it changed; answers its id."""
    records = [trace.told() for trace in tracing.found()]
    row = LifeEvent(
        id=new_id(),
        household_id=family,
        member_id=member,
        kind=(kind or KINDS[type(event)]).value,
        on=event.on,
        paper=event.paper.strip()[:120],
        reason=event.reason.strip()[:200],
        facts=json.dumps({**facts, "records": records}, sort_keys=True),
        entered_by=desk.person.id,
        entered_at=desk.now(),
    )
    unit.session.add(row)
    unit.touch("life_event", families={family})
    return row.id


def _facts(unit: Unit, family: UUID, event: Event, planned: Plan) -> dict[str, Any]:
    """What the kind needs beside: places as told, papers seen and missing, money that waits."""
    facts: dict[str, Any] = {}
    match event:
        case Left(to=place) | Divorce(to=place) | FamilyLeft(to=place):
            facts["to"] = place.strip()
        case Joined(origin=place) | FamilyCame(origin=place):
            facts["origin"] = place.strip()
        case _:
            pass
    money = waiting(unit.session, family)
    if isinstance(event, NewCaretaker):
        asked = papers_for(event.cause, money_waits=bool(money))
        facts["cause"] = event.cause.value
        facts["at_hand"] = sorted(event.at_hand)
        facts["missing"] = [paper.value for paper in asked if paper not in event.at_hand]
    if money and (planned.caretaker_gone or planned.empty or isinstance(event, NewCaretaker | FamilyLeft)):
        facts["payments"] = [payment.told() for payment in money]
    return facts


def _follow(unit: Unit, desk: Desk, family: UUID, event: Event, planned: Plan) -> None:
    """Close a family that left or where nobody is left, open one that came back."""
    if isinstance(event, FamilyLeft):
        closing.close(unit, desk, family, Closure.MOVED_OUT, event)
    elif planned.empty:
        closing.close(unit, desk, family, Closure.DISSOLVED, event)
    elif isinstance(event, FamilyCame):
        closure = closing.open_closure(unit.session, family)
        if closure is not None:
            if closure.kind not in COMES_BACK:
                raise Refused("life.closed_otherwise")
            if event.on < closure.on:
                raise Refused("life.back_before_closing", on=long_date(closure.on))
            closing.reopen(unit, closure, event.on)


def _last(household: Household) -> int:
    return max((member.position for member in household.members), default=0)


def _kept(model: type[Household | Member], name: str, value: object) -> object:
    """An empty text where the column may be empty is nothing."""
    return None if value == "" and model.__table__.columns[name].nullable else value
