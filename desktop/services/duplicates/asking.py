"""Puts families before a person that came to hold one number, in the transaction that brought it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations
from uuid import UUID

from desktop.services.duplicates.findings import judge
from desktop.services.duplicates.keeping import Kept, keep
from desktop.services.duplicates.people import of_households
from desktop.store.unit import Unit

_ALL_PAIRS = 4  # holders of one number who are paired each with each; of more, each with the first

Families = tuple[UUID, UUID]
"""Two families in the order of their ids; one twice where both people are its members."""


def families(one: UUID, other: UUID) -> Families:
    return (one, other) if one < other else (other, one)


def pairs_of(holders: Sequence[UUID]) -> Iterator[Families]:
    """Pair the families that hold a number. Of very many, as a spreadsheet's damage leaves them, only with the first.

    A family stands in `holders` once for each of its members who holds the number.
    """
    few = len(holders) <= _ALL_PAIRS
    for one, other in combinations(holders, 2) if few else ((holders[0], last) for last in holders[1:]):
        yield families(one, other)


def ask_about(unit: Unit, pairs: Iterable[Families], now: datetime) -> Kept:
    """Keep as a pair each two of these families that are alike; what was decided stays decided."""
    wanted = sorted(set(pairs))
    if not wanted:
        return Kept()
    people = of_households(unit.session, {family for pair in wanted for family in pair})
    findings = (judge(people.get(one, []), people.get(other, [])) for one, other in wanted)
    return keep(unit, [finding for finding in findings if finding is not None], now, everything=False)
