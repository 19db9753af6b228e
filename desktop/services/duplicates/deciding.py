"""Deciding whether two people are one: same, different or later, with a reason; a supervisor can take it back."""

import json
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Likeness, Member
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.duplicates.findings import Evidence, judge
from desktop.services.duplicates.keeping import BY_HAND, DECIDED, Decision
from desktop.services.duplicates.people import of_households

LONGEST = 200


@allowed(Role.OPERATOR)
def decide(desk: Desk, pair: UUID, decision: Decision, reason: str) -> Answer[Decision]:
    """Decide a pair that is open or was put off. Nothing of either family changes.

    The decision holds for all people of both families as they are now: another value brings the pair back.
    """
    if decision not in BY_HAND:
        raise Refused("duplicates.not_by_hand")
    why = checked_reason(reason)
    with desk.write(f"duplicates.{decision}") as unit:
        row = find_pair(unit.session, pair)
        if row.decision in DECIDED:
            raise Refused("duplicates.decided")
        row.decision, row.reason = str(decision), why
        row.decided_by, row.decided_at = desk.person.id, desk.now()
        row.evidence = _as_looked_at(unit.session, row)
    return Answer(decision, unit.changes)


@allowed(Role.SUPERVISOR)
def take_back(desk: Desk, pair: UUID, reason: str) -> Answer[None]:
    """Open a decided pair again. What followed from the decision is undone by itself, where somebody wants it."""
    why = checked_reason(reason)
    with desk.write("duplicates.take_back") as unit:
        row = find_pair(unit.session, pair)
        if row.decision not in DECIDED:
            raise Refused("duplicates.not_decided")
        row.decision, row.reason = None, why
        row.decided_by, row.decided_at = desk.person.id, desk.now()
    return Answer(None, unit.changes)


def find_pair(session: Session, pair: UUID) -> Likeness:
    row = session.get(Likeness, pair)
    if row is None:
        raise Refused("duplicates.unknown")
    return row


def families_of(session: Session, row: Likeness) -> tuple[UUID, UUID]:
    """The families in which the two stand now."""
    one, other = (session.get_one(Member, member).household_id for member in (row.one_id, row.other_id))
    return one, other


def checked_reason(typed: str) -> str:
    why = " ".join(typed.split())
    if not why:
        raise Refused("duplicates.no_reason")
    if len(why) > LONGEST:
        raise Refused("duplicates.long_reason", count=len(why), longest=LONGEST)
    return why


def _as_looked_at(session: Session, row: Likeness) -> str:
    """Add the marks of all values there are now, by which the next search knows what was before the person."""
    one, other = families_of(session, row)
    people = of_households(session, {one, other})
    finding = judge(people.get(one, []), people.get(other, []))
    if finding is None:
        return row.evidence
    marks = Evidence.read(row.evidence).marks | Evidence.read(finding.evidence).marks
    return json.dumps(json.loads(row.evidence) | {"marks": sorted(marks)})
