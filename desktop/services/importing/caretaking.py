"""The caretaker an import proposes: derived, so a person's own choice is never replaced (DESIGN.md 4.14)."""

from datetime import date
from typing import Any
from uuid import UUID

from desktop.rules.caretaker import propose_caretaker
from desktop.rules.register import MemberFields
from desktop.rules.terms import Marital, Presence, Relation, Sex
from desktop.services.importing.answers import Outcome
from desktop.services.importing.known import Record
from desktop.services.importing.plans import FamilyPlan

_DECIDES = frozenset({"sex", "birth_date", "relation", "marital", "presence"})


def proposed(plan: FamilyPlan, before: list[Record], today: date) -> UUID | None:
    """The proposal among the members there before, as the file changes them, and those it adds."""
    new = [each for each in plan.members if each.outcome is Outcome.NEW]
    changed = {each.id: each.changes for each in plan.members if each.known is not None}
    people: list[tuple[MemberFields, UUID]] = [
        (_facts({**record, **changed.get(record["id"], {})}), record["id"]) for record in before
    ]
    people += [(each.row.member, each.id) for each in new]
    proposal = propose_caretaker([person for person, _ in people], today)
    if proposal is None:
        return None
    return next(id_ for person, id_ in people if person is proposal.person)


def changes(plan: FamilyPlan, before: list[Record], today: date) -> dict[str, Any]:
    """What new members, and new facts, change in a known family that has no caretaker, or only a proposed one."""
    known = plan.known
    assert known is not None
    if not any(each.outcome is Outcome.NEW or _DECIDES & each.changes.keys() for each in plan.members):
        return {}
    if known["caretaker_id"] is not None and not known["caretaker_derived"]:
        return {}
    caretaker = proposed(plan, before, today)
    if caretaker is None or caretaker == known["caretaker_id"]:
        return {}
    return {"caretaker_id": caretaker, "caretaker_derived": True}


def _facts(record: Record) -> MemberFields:
    return MemberFields(
        name=record["name"],
        sex=Sex(record["sex"]) if record["sex"] else None,
        birth_date=record["birth_date"],
        relation=Relation(record["relation"]) if record["relation"] else None,
        marital=Marital(record["marital"]) if record["marital"] else None,
        presence=Presence(record["presence"]),
    )
