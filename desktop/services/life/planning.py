"""What an event makes of a family, before anything is written: plain fields in, plain fields out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from desktop.errors import Refused
from desktop.rules import life
from desktop.rules.dates import long_date
from desktop.rules.person import lives_here
from desktop.rules.succession import heirs
from desktop.rules.terms import Marital, Presence, Sex
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life.changing import changed, find, living, without
from desktop.services.life.events import (
    KINDS,
    Birth,
    Death,
    Divorce,
    Event,
    FamilyCame,
    Joined,
    Left,
    Marriage,
    NewAddress,
    NewCaretaker,
    member_of,
)
from desktop.services.life.marrying import divorced, married, widowed

BACK = frozenset({Presence.MOVED, Presence.NOT_FOUND})
"""From where a member may come back."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an event is checked against beside the family itself."""

    today: date
    registered: date
    closed: str = ""  # kind of the closure under which the family is in no list
    held: Collection[UUID] = frozenset()  # members who are gone by an event


@dataclass(frozen=True, slots=True)
class Plan:
    """The family after the event, and what follows from it."""

    after: FamilyFields
    caretaker_gone: bool = False  # somebody has to follow
    empty: bool = False  # nobody lives there any more


def plan(family: FamilyFields, event: Event, known: Known) -> Plan:
    """Work out what an event makes of a family. Refuses what cannot have happened, with a sentence."""
    check(family, event, known)
    family = _before(family, event, known)
    change = CHANGES.get(type(event))
    after = change(family, event) if change is not None else family
    gone = family.caretaker is not None and after.caretaker is None
    empty = not any(map(lives_here, after.members)) and any(map(lives_here, family.members))
    return Plan(after, gone, empty)


def owed(member: MemberDetail, presence: Presence, known: Known) -> bool:
    """Whether somebody stands as dead or gone since he is known here, and no event says it.

    So a file or an older program left him; what happened before the registration is no event of the family.
    """
    ours = member.presence_date is None or member.presence_date >= known.registered
    return member.presence is presence and member.id not in known.held and ours


def _before(family: FamilyFields, event: Event, known: Known) -> FamilyFields:
    """The family as it was before a death or departure of which the state stands and not the event."""
    presence = life.GONE_BY.get(KINDS[type(event)])
    about = member_of(event)
    if presence is None or about is None or not owed(find(family, about), presence, known):
        return family
    return changed(family, about, presence=Presence.LIVING_HERE, presence_date=None)


def check(family: FamilyFields, event: Event, known: Known) -> None:
    """Refuse a day that cannot be, an event that rests on nothing, and one in a family that left the lists."""
    about = member_of(event)
    member = find(family, about) if about is not None else None
    born = member.birth_date if member is not None else None
    life.check_day(event.on, known.today, known.registered, member.name if member else "", born)
    if not (event.paper.strip() or event.reason.strip()):
        raise Refused("life.nothing_said")
    if known.closed and not isinstance(event, FamilyCame):
        raise Refused("life.closed")


def _born(family: FamilyFields, event: Birth) -> FamilyFields:
    child = event.child
    if not child.name.strip():
        raise Refused("family.no_name")
    if child.birth_date is not None and child.birth_date != event.on:
        raise Refused("life.birth_day", on=long_date(event.on), born=long_date(child.birth_date))
    relation, mother_name = child.relation, child.mother_name
    if event.mother is not None:
        mother = find(family, event.mother)
        if mother.sex is Sex.MALE:
            raise Refused("life.mother_man", name=mother.name)
        if mother.presence is Presence.DIED and (mother.presence_date or event.on) < event.on:
            raise Refused("life.mother_died", name=mother.name)
        life.check_mother(mother.name, mother.birth_date, event.on)
        relation = relation or life.child_of(mother.relation)
        mother_name = mother_name or mother.name
    born = replace(
        child,
        id=None,
        birth_date=event.on,
        birth_date_derived=False,
        relation=relation,
        mother_name=mother_name,
        marital=Marital.SINGLE,
        presence=Presence.LIVING_HERE,
    )
    return replace(family, members=(*family.members, born))


def _died(family: FamilyFields, event: Death) -> FamilyFields:
    member = find(family, event.member)
    if member.presence in (Presence.DIED, Presence.WITHDRAWN):
        raise Refused("life.died_already", name=member.name)
    if member.presence_date is not None and event.on < member.presence_date:
        raise Refused("life.died_before_leaving", name=member.name, on=long_date(member.presence_date))
    after = changed(family, event.member, presence=Presence.DIED, presence_date=event.on)
    return without(widowed(after, member), member, event.new_head)


def _left(family: FamilyFields, event: Left) -> FamilyFields:
    member = living(family, event.member)
    after = changed(family, event.member, presence=Presence.MOVED, presence_date=event.on)
    return without(after, member, event.new_head)


def _joined(family: FamilyFields, event: Joined) -> FamilyFields:
    person = event.person
    if person.id is None:
        if not person.name.strip():
            raise Refused("family.no_name")
        life.check_day(event.on, event.on, date.min, person.name, person.birth_date)
        here = replace(person, presence=Presence.LIVING_HERE, presence_date=None)
        return replace(family, members=(*family.members, here))
    member = find(family, person.id)
    if member.presence not in BACK:
        raise Refused("life.not_away", name=member.name)
    if member.presence_date is not None and event.on < member.presence_date:
        raise Refused("life.back_before_leaving", name=member.name, on=long_date(member.presence_date))
    return changed(family, person.id, presence=Presence.LIVING_HERE, presence_date=None)


def moved(family: FamilyFields, event: NewAddress) -> FamilyFields:
    """The family at another address. Refuses an address without a village."""
    if not event.village_code:
        raise Refused("family.to_be_placed")
    return replace(
        family,
        village_code=event.village_code,
        address=event.address.strip(),
        hamlet=event.hamlet.strip(),
        rt=event.rt.strip(),
        rw=event.rw.strip(),
    )


def _followed(family: FamilyFields, event: NewCaretaker) -> FamilyFields:
    before = None if family.caretaker is None else family.members[family.caretaker]
    order = heirs(family.members, before, event.on)
    chosen = next(heir for heir in order if heir.person is find(family, event.successor))
    if not chosen.may:
        raise Refused(chosen.standing, name=chosen.person.name)
    return replace(family, caretaker=family.members.index(chosen.person))


CHANGES: Mapping[type[Event], Callable[[FamilyFields, Any], FamilyFields]] = MappingProxyType(
    {
        Birth: _born,
        Death: _died,
        Marriage: married,
        Divorce: divorced,
        Left: _left,
        Joined: _joined,
        NewAddress: moved,
        NewCaretaker: _followed,
    }
)
"""What each kind changes in the card; a family that leaves or comes stays as it is."""
