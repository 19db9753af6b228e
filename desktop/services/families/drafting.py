"""The family form as a draft: to text and back, kept under the person who types."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desktop.rules.terms import Marital, Presence, Relation, Role, Schooling, Sex
from desktop.services import drafts
from desktop.services.desk import Desk, allowed
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.store.canonical import jsonable

FORM = "family"
_TERMS = {"sex": Sex, "relation": Relation, "marital": Marital, "schooling": Schooling, "presence": Presence}
_DATES = ("birth_date", "presence_date")


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
    return read(kept.text, desk.local(kept.at)) if kept is not None else None


@allowed(Role.OPERATOR)
def drop(desk: Desk) -> None:
    """Forget it: saved, or not wanted."""
    drafts.drop(desk, FORM)


def write(draft: FamilyDraft) -> str:
    values = asdict(draft.fields)
    values["members"] = [
        {name: jsonable(value) for name, value in member.items() if value is not None} for member in values["members"]
    ]
    family = str(draft.family) if draft.family else None
    return json.dumps({"fields": values, "family": family, "stamp": draft.stamp, "reason": draft.reason})


def read(text: str, at: datetime | None = None) -> FamilyDraft | None:
    """None for a text of another version of the program: a draft may be lost, the form must open."""
    try:
        whole = json.loads(text)
        values = whole["fields"]
        values["members"] = tuple(_member(member) for member in values["members"])
        family = UUID(whole["family"]) if whole["family"] else None
        return FamilyDraft(FamilyFields(**values), family, int(whole["stamp"]), str(whole["reason"]), at)
    except (ValueError, TypeError, KeyError):
        return None


def _member(values: Mapping[str, Any]) -> MemberDetail:
    known = {field.name for field in fields(MemberDetail)}
    read: dict[str, Any] = {name: value for name, value in values.items() if name in known}
    for name, term in _TERMS.items():
        if read.get(name) is not None:
            read[name] = term(read[name])
    for name in _DATES:
        if read.get(name) is not None:
            read[name] = date.fromisoformat(read[name])
    if read.get("id") is not None:
        read["id"] = UUID(read["id"])
    return MemberDetail(**read)
