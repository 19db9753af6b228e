"""What every event changes a family with: a member found, one changed, one gone, another head."""

from dataclasses import replace
from uuid import UUID

from desktop.errors import Refused
from desktop.rules import life
from desktop.rules.person import lives_here
from desktop.rules.terms import Relation
from desktop.services.families.fields import FamilyFields, MemberDetail


def find(family: FamilyFields, member: UUID | None) -> MemberDetail:
    """A member by id. Refuses one of another family."""
    found = next((one for one in family.members if one.id == member and member is not None), None)
    if found is None:
        raise Refused("life.not_a_member")
    return found


def living(family: FamilyFields, member: UUID) -> MemberDetail:
    found = find(family, member)
    if not lives_here(found):
        raise Refused("life.not_living_here", name=found.name)
    return found


def changed(family: FamilyFields, member: UUID, **values: object) -> FamilyFields:
    members = tuple(
        replace(one, **values) if one.id == member else one  # type: ignore[arg-type]
        for one in family.members
    )
    return replace(family, members=members)


def without(family: FamilyFields, gone: MemberDetail, new_head: UUID | None) -> FamilyFields:
    """The family once a member is gone: no caretaker where it was him, and a new head where one is named.

    Refused where the one who goes is to be the head.
    """
    if new_head is not None and new_head == gone.id:
        raise Refused("life.head_is_gone", name=gone.name)
    caretaker = family.caretaker
    if caretaker is not None and family.members[caretaker].id == gone.id:
        family = replace(family, caretaker=None)
    return under_head(family, new_head) if new_head is not None else family


def under_head(family: FamilyFields, head: UUID, *, own_card: bool = False) -> FamilyFields:
    """The family under another head who lives there, each member's relation as far as it can be told."""
    new = living(family, head)
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
