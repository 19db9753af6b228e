"""What marriage, divorce and the death of one of two make of those who were married."""

from dataclasses import replace

from desktop.errors import Refused
from desktop.rules import life
from desktop.rules.person import lives_here
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life.changing import changed, find, living, under_head, without
from desktop.services.life.events import Divorce, Marriage

BOUND = (Marital.MARRIED, None)
"""Who is married, or may be: of some members nobody ever asked."""


def married(family: FamilyFields, event: Marriage) -> FamilyFields:
    member = living(family, event.member)
    _free(member)
    after = changed(family, event.member, marital=Marital.MARRIED)
    if event.partner is not None:
        if event.partner == event.member:
            raise Refused("life.married_himself")
        _free(living(family, event.partner))
        after = changed(after, event.partner, marital=Marital.MARRIED)
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


def widowed(family: FamilyFields, dead: MemberDetail) -> FamilyFields:
    """The wife or husband of a dead head, or the head whose only spouse died; of others nobody can tell."""
    other = {Relation.HEAD: Relation.SPOUSE, Relation.SPOUSE: Relation.HEAD}.get(dead.relation or Relation.OTHER)
    if other is None or dead.presence is not Presence.LIVING_HERE:
        return family
    here = [one for one in family.members if lives_here(one) and one.marital in BOUND]
    if dead.relation is Relation.SPOUSE and any(one.relation is Relation.SPOUSE for one in here):
        return family
    for one in here:
        if one.relation is other and one.id is not None:
            family = changed(family, one.id, marital=Marital.WIDOWED)
    return family


def divorced(family: FamilyFields, event: Divorce) -> FamilyFields:
    """The family after a divorce. Relations stay what they are on the card until one of the two has left it."""
    member = living(family, event.member)
    _check_bound(member)
    after = changed(family, event.member, marital=_since_divorce(family, member, event))
    if event.partner is None:
        _check_alone(family, member)
    else:
        partner = _partner(family, event)
        after = changed(after, event.partner, marital=_since_divorce(family, partner, event))
    if event.leaves is None:
        return after if event.new_head is None else under_head(after, event.new_head)
    if event.leaves not in (event.member, event.partner):
        raise Refused("life.divorced_other", name=find(family, event.leaves).name)
    leaver = living(family, event.leaves)
    if event.own_card:
        return after  # the split of the card, which follows, parts them
    after = changed(after, event.leaves, presence=Presence.MOVED, presence_date=event.on)
    return without(after, leaver, event.new_head)


def _partner(family: FamilyFields, event: Divorce) -> MemberDetail:
    partner = find(family, event.partner)
    if event.partner == event.member:
        raise Refused("life.divorced_himself")
    if partner.presence in (Presence.DIED, Presence.WITHDRAWN):
        raise Refused("life.died_already", name=partner.name)
    _check_bound(partner)
    return partner


def _check_bound(member: MemberDetail) -> None:
    if member.marital not in BOUND:
        raise Refused("life.not_married", name=member.name)


def _check_alone(family: FamilyFields, member: MemberDetail) -> None:
    """Refuse to let a member be divorced from somebody elsewhere while wife, husband or head is in the family."""
    for other in _counterparts(family, member):
        raise Refused("life.divorced_which", name=member.name, other=other.name)


def _since_divorce(family: FamilyFields, member: MemberDetail, event: Divorce) -> Marital:
    """Divorced; a man with another wife in the family stays married."""
    others = [one for one in _counterparts(family, member) if one.id not in (event.member, event.partner)]
    return Marital.MARRIED if others and member.sex is not Sex.FEMALE else Marital.DIVORCED


def _counterparts(family: FamilyFields, member: MemberDetail) -> list[MemberDetail]:
    """Who stands on the card as wife or husband of a member: told of the head and of his wives only."""
    other = {Relation.HEAD: Relation.SPOUSE, Relation.SPOUSE: Relation.HEAD}.get(member.relation or Relation.OTHER)
    return [one for one in family.members if one.relation is other and lives_here(one) and one.marital in BOUND]
