"""What a split card makes of one family: two, each with its head and caretaker; plain fields in, plain fields out."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop.errors import Refused
from desktop.rules.caretaker import propose_caretaker
from desktop.rules.nik import KkProblem, check_kk
from desktop.rules.person import lives_here
from desktop.rules.terms import Relation
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life.changing import find, under_head
from desktop.services.life.events import Split
from desktop.services.life.planning import Known, check, moved


@dataclass(frozen=True, slots=True)
class Parted:
    """Both families after the split. Where a caretaker was proposed and not named, that stands beside it."""

    stays: FamilyFields
    goes: FamilyFields
    stays_derived: bool
    goes_derived: bool
    enrolment_goes: bool  # the programme, its card and its account go with the members who leave


def part(family: FamilyFields, split: Split, known: Known) -> Parted:
    """Part a family in two. Refuses a side without anybody, without a head, or with the old number."""
    check(family, split, known)
    for one in split.members:
        find(family, one)
    if not split.members:
        raise Refused("life.split_nobody")
    if split.no_kk and split.no_kk == family.no_kk:
        raise Refused("life.split_same_kk")
    _check_number(split, known.today)
    caretaker = None if family.caretaker is None else family.members[family.caretaker].id
    caretaker_goes = caretaker in split.members
    goes, goes_derived = _side(
        family, _those(family, split, goes=True), split.head, caretaker if caretaker_goes else split.caretaker, split.on
    )
    stays, stays_derived = _side(
        family,
        _those(family, split, goes=False),
        split.head_left,
        split.caretaker_left if caretaker_goes else caretaker,
        split.on,
    )
    goes = replace(goes, no_kk=split.no_kk, phone="", receives_pkh=None)
    if split.address is not None:
        goes = moved(goes, split.address)
    enrolment_goes = caretaker_goes if split.enrolment_goes is None else split.enrolment_goes
    return Parted(stays, goes, stays_derived, goes_derived, enrolment_goes)


def _check_number(split: Split, today: date) -> None:
    """Refuse what is no number of a card; a doubt stands with a reason, as in the form. Nothing may be known yet."""
    for found in check_kk(split.no_kk, today) if split.no_kk else ():
        if found in (KkProblem.DAMAGED, KkProblem.LENGTH):
            raise Refused(found.value)
        if not split.reason.strip():
            raise Refused("life.split_kk_doubt")


def _those(family: FamilyFields, split: Split, *, goes: bool) -> tuple[MemberDetail, ...]:
    return tuple(one for one in family.members if (one.id in split.members) is goes)


def _side(
    family: FamilyFields, members: tuple[MemberDetail, ...], head: UUID | None, caretaker: UUID | None, on: date
) -> tuple[FamilyFields, bool]:
    """One of the two families, and whether its caretaker is only proposed."""
    if not any(map(lives_here, members)):
        raise Refused("life.split_everybody")
    side = replace(family, members=members, caretaker=None)
    if head is not None:
        side = under_head(side, head, own_card=True)
    elif not any(one.relation is Relation.HEAD for one in members):
        raise Refused("life.split_no_head")
    side = replace(side, members=tuple(sorted(side.members, key=_head_first)))
    if caretaker is not None:
        named = find(side, caretaker)
        if not lives_here(named):
            raise Refused("life.not_living_here", name=named.name)
        return replace(side, caretaker=side.members.index(named)), False
    proposal = propose_caretaker(side.members, on)
    if proposal is None:
        return side, False
    return replace(side, caretaker=side.members.index(proposal.person)), True


def _head_first(member: MemberDetail) -> bool:
    return member.relation is not Relation.HEAD
