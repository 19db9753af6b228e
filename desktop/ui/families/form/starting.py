"""How a member's fields begin: what a family card nearly always says, in sight and to be changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.rules.school_ages import usual_level
from desktop.rules.terms import Relation, Schooling
from desktop.services.families.fields import MemberDetail

NOBODY = MemberDetail("")
FIRST = MemberDetail("", relation=Relation.HEAD)
"""A family card begins with its head."""


def following(members: Sequence[MemberDetail]) -> MemberDetail:
    """After a child comes another one, most often."""
    last = members[-1] if members else NOBODY
    return MemberDetail("", relation=Relation.CHILD) if last.relation is Relation.CHILD else NOBODY


def untouched(member: MemberDetail) -> bool:
    """Whether nobody filled anything in."""
    return replace(member, relation=None) == NOBODY


def proposed(before: MemberDetail, after: MemberDetail, today: date) -> MemberDetail:
    """The member as just typed, with the level usual at his age where he was just said to be at school."""
    begins = after.schooling is Schooling.ATTENDING and before.schooling is not Schooling.ATTENDING
    if not begins or after.school_level:
        return after
    return replace(after, school_level=usual_level(after.birth_date, today))
