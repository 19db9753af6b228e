"""What a list leaves a person to look into: who died by it, and who of our families is staff or a civil servant."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import FamilyRow, Household, Member, OfficialList, Task
from desktop.rules.ids import new_id
from desktop.rules.official_lists import ListOutcome, OfficialKind
from desktop.rules.terms import Presence, Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.official_lists.answers import About, Match
from desktop.services.official_lists.columns import source_name, source_names
from desktop.store.unit import Unit

LISTED_DEATH = "listed_death"
LISTED_WORK = MappingProxyType({OfficialKind.STAFF: "listed_staff", OfficialKind.CIVIL_SERVANTS: "listed_civil"})
KINDS = (LISTED_DEATH, *LISTED_WORK.values())
_AT_ONCE = 5_000
_LONGEST_OUTCOME = 200
_RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person to look into: what the list says of him, and where he lives."""

    task: UUID
    kind: str
    household: UUID
    member: UUID | None
    name: str
    village: str
    source: str
    source_name: str
    as_of: date
    decided: str = ""  # what a person found when an older list said the same
    decided_on: date | None = None


def open_tasks(unit: Unit, list_id: UUID, held: About, matches: Sequence[Match], now: datetime) -> int:
    """Open a task for each who died or works for the state by this list.

    What was decided is asked again only by a newer list: who lived then may have died since.
    """
    wanted = [(task, match) for match in matches if (task := _kind(held.kind, match))]
    if not wanted:
        return 0
    living = _living(unit, {match.member for _, match in wanted if match.member})
    numbers = _numbers(unit, {match.household for _, match in wanted})
    asked = _asked(unit, held.as_of)
    fresh: dict[str, dict[str, Any]] = {}
    for task, match in wanted:
        if match.member is not None and match.member not in living:
            continue
        # The number stands last: by it the family is found from the first screen.
        about = f"{match.member or match.household} {numbers.get(match.household) or match.household}"
        about = f"{task} {about}"
        if (who := _who(about)) not in asked and who not in fresh:
            records = json.dumps([str(match.household), str(match.member or ""), str(list_id)])
            fresh[who] = {
                "id": new_id(), "kind": task, "about": about, "records": records, "opened_at": now,
                "closed_at": None, "outcome": None,
            }  # fmt: skip
    if fresh:
        unit.connection.execute(insert(Task), list(fresh.values()))
    return len(fresh)


@allowed(*EVERYBODY)
def waiting(desk: Desk, kinds: Sequence[str] = KINDS) -> tuple[Waiting, ...]:
    """Give what is open, the oldest first. Who is no longer marked as living here needs no look any more."""
    with desk.read() as session:
        tasks = session.scalars(
            select(Task).where(Task.kind.in_(kinds), Task.closed_at.is_(None)).order_by(Task.opened_at)
        ).all()
        told = [(task, *_records(task)) for task in tasks]
        people = _by_id(session, Member, {member for _, _, member, _ in told if member})
        rows = _by_id(session, FamilyRow, {household for _, household, _, _ in told}, FamilyRow.household_id)
        lists = _by_id(session, OfficialList, {list_id for *_, list_id in told})
        before = _decided(session, kinds)
    opened = {task.id: task for task, *_ in told}
    found = []
    for each in _waiting(told, people, rows, lists):
        task = opened[each.task]
        earlier = before.get(_who(task.about))
        found.append((task.opened_at, each.name, each.kind, _with(desk, each, earlier)))
    return tuple(each for *_, each in sorted(found, key=itemgetter(0, 1, 2)))


@allowed(Role.OPERATOR)
def close(desk: Desk, task: UUID, reason: str) -> Answer[None]:
    """Say that it was looked into and the list does not hold, or needs nothing done; the reason is kept."""
    words = " ".join(reason.split())
    if not words:
        raise Refused("list.reason_needed")
    with desk.write("list.task_closed") as unit:
        found = unit.session.get(Task, task)
        if found is None or found.kind not in KINDS:
            raise Refused("list.task_unknown")
        if found.closed_at is None:
            found.closed_at, found.outcome = desk.now(), words[:_LONGEST_OUTCOME]
            household, _, _ = _records(found)
            unit.journal.note(kind="household", record=str(household), task=found.kind)
            unit.touch("task")
    return Answer(None, Changes(unit.changes.kinds))


def follow_death(unit: Unit, member: UUID, now: datetime) -> None:
    """Close what lists ask of the death of a member that is recorded now; open it again where it was taken back.

    For a transaction under way, once the member is flushed. What a person decided by himself stays decided.
    """
    begins = f"{LISTED_DEATH} {member} "
    statement = (
        select(Task)
        .where(Task.about >= begins, Task.about < begins + "\x7f")
        .order_by(Task.opened_at.desc(), Task.id.desc())
    )
    died = unit.session.scalar(select(Member.presence).where(Member.id == member)) == Presence.DIED.value
    again = False
    for task in unit.session.scalars(statement):
        if died and task.closed_at is None:
            task.closed_at, task.outcome = now, _RECORDED
        elif not died and not again and task.outcome == _RECORDED:
            task.closed_at, task.outcome = None, None
            again = True  # of two lists that were answered by the same death the newer asks
        else:
            continue
        household, _, _ = _records(task)
        unit.journal.note(kind="household", record=str(household), task=task.kind, outcome=task.outcome or "open")
        unit.touch("task")


def _who(about: str) -> str:
    """What is asked of whom, without the number of the family, which may be another by now."""
    return " ".join(about.split(" ")[:2])


def _asked(unit: Unit, as_of: date) -> set[str]:
    """What a list of this day need not ask: it waits for an answer, or was decided on a list as new."""
    tasks = unit.session.scalars(select(Task).where(Task.kind.in_(KINDS))).all()
    days = {row.id: row.as_of for row in unit.connection.execute(select(OfficialList.id, OfficialList.as_of))}
    return {_who(task.about) for task in tasks if task.closed_at is None or days[_records(task)[2]] >= as_of}


def _decided(session: Session, kinds: Sequence[str]) -> dict[str, Task]:
    """The last that a person decided of each."""
    decided = select(Task).where(Task.kind.in_(kinds), Task.closed_at.is_not(None), Task.outcome != _RECORDED)
    return {_who(task.about): task for task in session.scalars(decided.order_by(Task.closed_at))}


def _with(desk: Desk, waits: Waiting, earlier: Task | None) -> Waiting:
    if earlier is None or earlier.closed_at is None:
        return waits
    return replace(waits, decided=earlier.outcome or "", decided_on=desk.local(earlier.closed_at).date())


def _kind(kind: OfficialKind, match: Match) -> str:
    if match.outcome is ListOutcome.DIED and match.member is not None:
        return LISTED_DEATH
    return LISTED_WORK.get(kind, "") if match.outcome is ListOutcome.LISTED else ""


def _records(task: Task) -> tuple[UUID, UUID | None, UUID]:
    household, member, list_id = json.loads(task.records)
    return UUID(household), UUID(member) if member else None, UUID(list_id)


def _waiting(
    told: Sequence[tuple[Task, UUID, UUID | None, UUID]],
    people: Mapping[UUID, Any],
    rows: Mapping[UUID, Any],
    lists: Mapping[UUID, Any],
) -> Iterator[Waiting]:
    names = source_names()
    for task, household, member, list_id in told:
        person, row, source = people.get(member) if member else None, rows.get(household), lists[list_id]
        if person is not None and person.presence != Presence.LIVING_HERE.value:
            continue
        name = person.name if person is not None else (row.caretaker_name if row is not None else "")
        village = row.village_name if row is not None else ""
        called = source_name(names, source.kind, source.source)
        yield Waiting(task.id, task.kind, household, member, name, village, source.source, called, source.as_of)


def _living(unit: Unit, members: Collection[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for part in _parts(members):
        statement = select(Member.id).where(Member.id.in_(part), Member.presence == Presence.LIVING_HERE.value)
        found.update(unit.connection.scalars(statement))
    return found


def _numbers(unit: Unit, households: Collection[UUID]) -> dict[UUID, str | None]:
    found: dict[UUID, str | None] = {}
    for part in _parts(households):
        rows = unit.connection.execute(select(Household.id, Household.no_kk).where(Household.id.in_(part)))
        found.update({row.id: row.no_kk for row in rows})
    return found


def _by_id(session: Any, model: Any, ids: Collection[UUID], column: Any = None) -> dict[UUID, Any]:
    key = model.id if column is None else column
    found: dict[UUID, Any] = {}
    for part in _parts(ids):
        for row in session.scalars(select(model).where(key.in_(part))):
            found[row.id if column is None else row.household_id] = row
    return found


def _parts(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    everything = list(ids)
    for start in range(0, len(everything), _AT_ONCE):
        yield everything[start : start + _AT_ONCE]
