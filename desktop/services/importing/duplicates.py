"""Numbers that more than one person or family holds: no wall, but a task for a person (DESIGN.md 4.4)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update

from desktop.models import Task
from desktop.rules.ids import new_id
from desktop.services.importing.columns import Columns
from desktop.services.importing.matching import usable
from desktop.services.importing.plans import TAKEN, Plan
from desktop.store.unit import Unit

SAME_NIK = "same_nik"
SAME_KK = "same_kk"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One number, the records that hold it, and the rows of the file that bring it."""

    kind: str
    number: str
    records: frozenset[UUID]
    rows: tuple[int, ...]


def find_duplicates(plan: Plan) -> list[Duplicate]:
    """Only those that the file brings: a number that was twice in the office before has its task already."""
    return [*_same_nik(plan), *_same_kk(plan)]


def warn(plan: Plan, duplicates: list[Duplicate], columns: Columns) -> None:
    """Say it beside the rows."""
    by_row = {row: each.kind for each in reversed(duplicates) for row in each.rows}
    if not by_row:
        return
    for family in plan.families:
        for member in family.members:
            kind = by_row.get(member.row.row)
            if kind is not None and member.outcome in TAKEN:
                about = ("nik", "import.same_nik") if kind == SAME_NIK else ("no_kk", "import.same_kk")
                member.problems.append(columns.problem(member.row.row, *about))


def _same_nik(plan: Plan) -> Iterator[Duplicate]:
    brought = [
        (member.row.member.nik, member.id, member.row.row)
        for family in plan.families
        for member in family.members
        if member.outcome in TAKEN and member.row.member.nik and (member.known is None or "nik" in member.changes)
    ]
    return _several(SAME_NIK, brought, plan.known.nik_holders)


def _same_kk(plan: Plan) -> Iterator[Duplicate]:
    brought = [
        (family.family.household.no_kk, family.id, family.family.rows[0].row)
        for family in plan.families
        if family.family.household.no_kk and (family.new or "no_kk" in family.changes)
    ]
    return _several(SAME_KK, brought, plan.known.by_kk)


def _several(
    kind: str, brought: list[tuple[str, UUID, int]], there: Mapping[str, Iterable[UUID]]
) -> Iterator[Duplicate]:
    """Of numbers with the record that gets each and its row: those that more than one record then holds."""
    times = Counter([number for number, _, _ in brought])
    found: dict[str, list[tuple[UUID, int]]] = defaultdict(list)
    for number, record, row in brought:
        if times[number] > 1 or number in there:
            found[number].append((record, row))
    for number, holders in found.items():
        everybody = {record for record, _ in holders}.union(there.get(number, ()))
        if len(everybody) > 1 and usable(number):
            yield Duplicate(kind, number, frozenset(everybody), tuple(row for _, row in holders))


def open_tasks(unit: Unit, duplicates: list[Duplicate], now: datetime) -> int:
    """Open a task for each, or add the records to the one that is open; answers how many were opened.

    A task somebody closed stays closed: another is opened, since now there are more records.
    """
    if not duplicates:
        return 0
    kinds = {each.kind for each in duplicates}
    statement = select(Task.id, Task.kind, Task.about, Task.records).where(
        Task.kind.in_(kinds), Task.closed_at.is_(None)
    )
    there = {(row.kind, row.about): row for row in unit.connection.execute(statement)}
    fresh = []
    for each in duplicates:
        row = there.get((each.kind, each.number))
        if row is None:
            fresh.append({
                "id": new_id(), "kind": each.kind, "about": each.number, "records": _as_json(each.records),
                "opened_at": now, "closed_at": None, "outcome": None,
            })  # fmt: skip
        else:
            records = each.records | {UUID(record) for record in json.loads(row.records)}
            unit.connection.execute(update(Task).where(Task.id == row.id).values(records=_as_json(records)))
    if fresh:
        unit.connection.execute(insert(Task), fresh)
    return len(fresh)


def _as_json(records: frozenset[UUID]) -> str:
    return json.dumps(sorted(str(record) for record in records))
