"""Numbers that more than one person or family holds: no wall, but a pair for a person to decide (DESIGN.md 4.4)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from desktop.models import Member
from desktop.services.duplicates.asking import Families, ask_about, pairs_of
from desktop.services.importing.columns import Columns
from desktop.services.importing.matching import usable
from desktop.services.importing.plans import TAKEN, Plan
from desktop.store.unit import Unit

SAME_NIK = "same_nik"
SAME_KK = "same_kk"
_AT_ONCE = 5_000  # values in one statement; SQLite takes 32,766


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One number, the records that hold it, and the rows of the file that bring it."""

    kind: str
    number: str
    records: frozenset[UUID]
    rows: tuple[int, ...]


def find_duplicates(plan: Plan) -> list[Duplicate]:
    """Only those that the file brings: a number that was twice in the office before is a pair already."""
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


def open_pairs(unit: Unit, duplicates: list[Duplicate], now: datetime) -> int:
    """Put the families and people of each before a person as pairs; answers how many pairs are new.

    What somebody decided stays decided, unless a value changed since.
    """
    niks = {record for each in duplicates if each.kind == SAME_NIK for record in each.records}
    family_of = _families(unit, niks)
    pairs: list[Families] = []
    for each in duplicates:
        # The eldest record first, by which the pairs of very many are made.
        holders = sorted(each.records)
        pairs += pairs_of([family_of[one] for one in holders] if each.kind == SAME_NIK else holders)
    kept = ask_about(unit, pairs, now)
    return kept.new + kept.again


def _families(unit: Unit, members: Iterable[UUID]) -> dict[UUID, UUID]:
    wanted, found = sorted(members), {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = unit.connection.execute(select(Member.id, Member.household_id).where(Member.id.in_(some)))
        found.update({row.id: row.household_id for row in rows})
    return found
