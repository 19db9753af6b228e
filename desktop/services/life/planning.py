"""What an event makes of a family, before anything is written: plain fields in, plain fields out."""

from collections.abc import Callable, Mapping
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
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life.events import (
    Birth,
    Death,
    Event,
    FamilyCame,
    Joined,
    Left,
    Marriage,
    NewAddress,
    NewCaretaker,
    member_of,
)

BACK = frozenset({Presence.MOVED, Presence.NOT_FOUND})
"""From where a member may come back."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an event is checked against beside the family itself."""

    today: date
    registered: date
    closed: str = ""  # kind of the closure under which the family is in no list


@dataclass(frozen=True, slots=True)
class Plan:
    """The family after the event, and what follows from it."""

    after: FamilyFields
    caretaker_gone: bool = False  # somebody has to follow
    empty: bool = False  # nobody lives there any more


def plan(family: FamilyFields, event: Event, known: Known) -> Plan:
    """Work out what an event makes of a family. Refuses what cannot have happened, with a sentence."""
    check(family, event, known)
    change = CHANGES.get(type(event))
    after = change(family, event) if change is not None else family
    gone = family.caretaker is not None and after.caretaker is None
    empty = not any(map(lives_here, after.members)) and any(map(lives_here, family.members))
    return Plan(after, gone, empty)


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


def find(family: FamilyFields, member: UUID | None) -> MemberDetail:
    """A member by id. Refuses one of another family."""
    found = next((one for one in family.members if one.id == member and member is not None), None)
    if found is None:
        raise Refused("life.not_a_member")
    return found


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
    after = _changed(family, event.member, presence=Presence.DIED, presence_date=event.on)
    return _without(_widowed(after, member), member, event.new_head)


def _widowed(family: FamilyFields, dead: MemberDetail) -> FamilyFields:
    """The wife or husband of a dead head, or the head whose only spouse died; of others nobody can tell."""
    other = {Relation.HEAD: Relation.SPOUSE, Relation.SPOUSE: Relation.HEAD}.get(dead.relation or Relation.OTHER)
    bound = (Marital.MARRIED, None)
    if other is None or dead.presence is not Presence.LIVING_HERE:
        return family
    here = [one for one in family.members if lives_here(one) and one.marital in bound]
    if dead.relation is Relation.SPOUSE and any(one.relation is Relation.SPOUSE for one in here):
        return family
    for one in here:
        if one.relation is other and one.id is not None:
            family = _changed(family, one.id, marital=Marital.WIDOWED)
    return family


def _left(family: FamilyFields, event: Left) -> FamilyFields:
    member = _living(family, event.member)
    after = _changed(family, event.member, presence=Presence.MOVED, presence_date=event.on)
    return _without(after, member, event.new_head)


def _without(family: FamilyFields, gone: MemberDetail, new_head: UUID | None) -> FamilyFields:
    """The family once a member is gone: no caretaker where it was him, and a new head where one is named."""
    caretaker = family.caretaker
    if caretaker is not None and family.members[caretaker].id == gone.id:
        family = replace(family, caretaker=None)
    return under_head(family, new_head) if new_head is not None else family


def under_head(family: FamilyFields, head: UUID, *, own_card: bool = False) -> FamilyFields:
    """The family under another head who lives there, each member's relation as far as it can be told."""
    new = _living(family, head)
    members = tuple(
        replace(
            one,
            relation=Relation.HEAD
            if one.id == head
            else life.under_new_head(new.relation, one.relation, own_card=own_card),
        )
        for one in family.members
    )
    return family if new.relation is Relation.HEAD else replace(family, members=members)


def _married(family: FamilyFields, event: Marriage) -> FamilyFields:
    member = _living(family, event.member)
    _free(member)
    after = _changed(family, event.member, marital=Marital.MARRIED)
    if event.partner is not None:
        if event.partner == event.member:
            raise Refused("life.married_himself")
        _free(_living(family, event.partner))
        after = _changed(after, event.partner, marital=Marital.MARRIED)
    if event.moves_in is None:
        return after
    partner = event.moves_in
    if not partner.name.strip():
        raise Refused("family.no_name")
    relation = partner.relation or life.spouse_of(member.relation)
    new = replace(partner, id=None, relation=relation, marital=Marital.MARRIED, presence=Presence.LIVING_HERE)
    return replace(after, members=(*after.members, new))


def _free(member: MemberDetail) -> None:
    """A married woman cannot marry again; a man may have several wives."""
    if member.marital is Marital.MARRIED and member.sex is Sex.FEMALE:
        raise Refused("life.married_already", name=member.name)


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
    return _changed(family, person.id, presence=Presence.LIVING_HERE, presence_date=None)


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


def _living(family: FamilyFields, member: UUID) -> MemberDetail:
    found = find(family, member)
    if not lives_here(found):
        raise Refused("life.not_living_here", name=found.name)
    return found


def _changed(family: FamilyFields, member: UUID, **values: object) -> FamilyFields:
    members = tuple(
        replace(one, **values) if one.id == member else one  # type: ignore[arg-type]
        for one in family.members
    )
    return replace(family, members=members)


CHANGES: Mapping[type[Event], Callable[[FamilyFields, Any], FamilyFields]] = MappingProxyType(
    {
        Birth: _born,
        Death: _died,
        Marriage: _married,
        Left: _left,
        Joined: _joined,
        NewAddress: moved,
        NewCaretaker: _followed,
    }
)
"""What each kind changes in the card; a family that leaves or comes stays as it is."""
