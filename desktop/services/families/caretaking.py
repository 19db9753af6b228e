"""The caretaker of a family as typed: who cannot receive its money, and what only an event may decide."""

from collections.abc import Iterator
from datetime import date

from desktop.rules.caretaker import too_young
from desktop.rules.terms import Presence
from desktop.services.families.fields import FamilyFields, FieldProblem, MemberDetail

LEFT = frozenset({Presence.DIED, Presence.MOVED})
YOUNG = "family.caretaker_young"
_FIELD = "caretaker"


def caretaker_of(fields: FamilyFields) -> MemberDetail | None:
    return None if fields.caretaker is None else fields.members[fields.caretaker]


def caretaker_problems(
    fields: FamilyFields, today: date, overridden: frozenset[tuple[str, str]], *, gone: bool
) -> Iterator[FieldProblem]:
    """What looks wrong. `gone`: an event took the caretaker away, and nobody was named since."""
    one = caretaker_of(fields)
    if one is None:
        yield FieldProblem(None, _FIELD, "family.caretaker_gone" if gone else "family.no_caretaker")
    elif one.presence is Presence.WITHDRAWN:
        yield FieldProblem(None, _FIELD, "family.caretaker_withdrawn", refuses=True)
    elif one.presence in LEFT:
        yield FieldProblem(None, _FIELD, "family.caretaker_gone")
    elif too_young(one, today) and (YOUNG, about(one)) not in overridden:
        yield FieldProblem(None, _FIELD, YOUNG, {"name": one.name.strip()})


def caretaker_walls(fields: FamilyFields, before: FamilyFields, *, gone: bool) -> Iterator[FieldProblem]:
    """Nobody who died or moved receives money; who follows a caretaker who did is named by the event for it.

    What stood so before (older data) stays until that event.
    """
    now, old = caretaker_of(fields), caretaker_of(before)
    same = now is old or (now is not None and old is not None and now.id is not None and now.id == old.id)
    if not same and (gone or (old is not None and old.presence in LEFT)):
        yield FieldProblem(None, _FIELD, "family.caretaker_is_event", refuses=True)
    elif now is not None and now.presence in LEFT and not (same and old is not None and old.presence in LEFT):
        yield FieldProblem(None, _FIELD, "family.caretaker_left", {"name": now.name.strip()}, refuses=True)


def may_be_offered(member: MemberDetail) -> bool:
    """Whether a form offers somebody as caretaker."""
    return member.presence not in LEFT and member.presence is not Presence.WITHDRAWN


def about(member: MemberDetail) -> str:
    """What a reason for a young caretaker holds for: this person."""
    return str(member.id or "")
