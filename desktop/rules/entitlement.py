"""What one family gets in one tranche, in whole rupiah, and what the amount is made of."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import Refused
from desktop.rules.programme_year import ProgrammeYear, Rate, Scheme
from desktop.rules.terms import Component

WHOLE = 100  # per cent


class PartKind(StrEnum):
    """What a part of an amount is for."""

    FLAT = "flat"
    CATEGORY = "category"
    COMPONENT = "component"
    REDUCTION = "reduction"


@dataclass(frozen=True, slots=True)
class Part:
    """`count` members bring `rupiah` together; a reduction is below zero. `code` says which category or component."""

    kind: PartKind
    code: str
    count: int
    rupiah: int


def entitlement(
    programme: ProgrammeYear,
    tranche: int,
    people: Iterable[Collection[Component]] = (),
    category: str = "",
) -> int:
    """Whole rupiah, none cut: the sum of `parts_of`."""
    return total(parts_of(programme, tranche, people, category))


def parts_of(
    programme: ProgrammeYear,
    tranche: int,
    people: Iterable[Collection[Component]] = (),
    category: str = "",
) -> tuple[Part, ...]:
    """The parts of the amount, none cut. `people` holds each counted member's components; flat programmes do not look.

    Refused where the amount is empty: nothing is drafted on a figure that no source gives (DESIGN.md section 5).
    """
    rule = programme.tranche(tranche)
    if programme.scheme is Scheme.FLAT:
        return (Part(PartKind.FLAT, "", 1, _known(programme, tranche, rule.amount)),)
    if programme.scheme is Scheme.BY_CATEGORY:
        rate = _rate_of(programme, category)
        return (Part(PartKind.CATEGORY, rate.key, 1, _known(programme, tranche, rate.amount)),)
    counted = Counter(_counted(programme, people))
    return tuple(
        Part(PartKind.COMPONENT, rate.key, many, many * _known(programme, tranche, rate.amount))
        for rate, many in counted.items()
    )


def total(parts: Iterable[Part]) -> int:
    return sum(part.rupiah for part in parts)


def reduction(rupiah: int, percents: Sequence[int]) -> tuple[int, ...]:
    """What each sanction cuts from an amount, below zero, in whole rupiah.

    Percents add up (a second one is not a percent of the rest) and together never cut more than the whole.
    """
    cut, cuts, so_far = 0, [], 0
    for percent in percents:
        so_far = min(WHOLE, so_far + percent)
        reached = rupiah * so_far // WHOLE
        cuts.append(cut - reached)
        cut = reached
    return tuple(cuts)


def _known(programme: ProgrammeYear, tranche: int, amount: int | None) -> int:
    if amount is None:
        raise Refused("rules.amount_empty", programme=programme.name, year=programme.year, tranche=tranche)
    return amount


def _rate_of(programme: ProgrammeYear, category: str) -> Rate:
    for rate in programme.rates:
        if rate.key == category:
            return rate
    known = ", ".join(rate.key for rate in programme.rates)
    raise Refused("rules.category_unknown", category=category, known=known)


def _counted(programme: ProgrammeYear, people: Iterable[Collection[Component]]) -> list[Rate]:
    """Each member counts once; rates are filled in their order of precedence, whatever the order of the members."""
    members = list(people)
    counts_for: dict[int, str] = {}
    counted: list[Rate] = []
    for rate in programme.rates:
        room = len(members) if rate.at_most is None else rate.at_most
        while room and len(counted) != programme.most_people and _place(rate.key, members, counts_for, set()):
            counted.append(rate)
            room -= 1
    return counted


def _place(key: str, members: Sequence[Collection[Component]], counts_for: dict[int, str], tried: set[int]) -> bool:
    """Find a member for one more place, moving another to a component he also has where that makes room."""
    for index, components in enumerate(members):
        if key not in components or index in tried:
            continue
        tried.add(index)
        if index not in counts_for or _place(counts_for[index], members, counts_for, tried):
            counts_for[index] = key
            return True
    return False
