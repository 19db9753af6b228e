"""The family form as a draft: to text and back, kept under the person who types."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from desktop.models import Household
from desktop.rules.terms import Role
from desktop.services import drafts
from desktop.services.desk import Desk, allowed
from desktop.services.families.fields import FamilyFields
from desktop.services.families.living_read import read_living
from desktop.services.families.rebuilding import rebuild
from desktop.store.canonical import jsonable

FORM = "family"


@dataclass(frozen=True, slots=True)
class FamilyDraft:
    """What was typed: of a new family, or of one opened in the state `stamp`."""

    fields: FamilyFields
    family: UUID | None = None
    stamp: int = 0
    reason: str = ""
    at: datetime | None = None  # when it was kept


@allowed(Role.OPERATOR)
def keep(desk: Desk, draft: FamilyDraft) -> None:
    """Keep what is typed so far."""
    drafts.keep(desk, FORM, write(draft))


@allowed(Role.OPERATOR)
def take(desk: Desk) -> FamilyDraft | None:
    """Answer what this person typed and never saved; None also where it cannot be read any more."""
    kept = drafts.take(desk, FORM)
    draft = read(kept.text, desk.local(kept.at)) if kept is not None else None
    return _completed(desk, draft) if draft is not None else None


@allowed(Role.OPERATOR)
def drop(desk: Desk) -> None:
    """Forget it: saved, or not wanted."""
    drafts.drop(desk, FORM)


def write(draft: FamilyDraft) -> str:
    values = asdict(draft)
    del values["at"]
    return json.dumps(values, default=jsonable)


def read(text: str, at: datetime | None = None) -> FamilyDraft | None:
    """None for a text of another version of the program: a draft may be lost, the form must open."""
    try:
        return replace(rebuild(FamilyDraft, json.loads(text)), at=at)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _completed(desk: Desk, draft: FamilyDraft) -> FamilyDraft:
    """With what is kept of how the family lives, where the draft says nothing of it: it may be older than that."""
    with desk.read() as session:
        household = session.get(Household, draft.family) if draft.family else None
        if household is None:
            return draft
        kept = read_living(session, household)
    members = tuple(
        replace(member, living=kept.persons.get(member.id)) if member.id and member.living is None else member
        for member in draft.fields.members
    )
    return replace(draft, fields=replace(draft.fields, members=members, living=draft.fields.living or kept.family))
