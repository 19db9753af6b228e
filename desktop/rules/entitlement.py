"""What one family gets in one tranche, in whole rupiah."""

from collections.abc import Collection, Iterable, Sequence

from desktop.errors import Refused
from desktop.rules.programme_year import ProgrammeYear, Rate, Scheme
from desktop.rules.terms import Component


def entitlement(
    programme: ProgrammeYear,
    tranche: int,
    people: Iterable[Collection[Component]] = (),
    category: str = "",
) -> int:
    """Whole rupiah. `people` holds each counted member's components; flat programmes do not look at them.

    Refused where the amount is empty: nothing is drafted on a figure that no source gives (DESIGN.md section 5).
    """
    rule = programme.tranche(tranche)
    if programme.scheme is Scheme.FLAT:
        return _known(programme, tranche, rule.amount)
    if programme.scheme is Scheme.BY_CATEGORY:
        return _known(programme, tranche, _rate_of(programme, category).amount)
    counted = _counted(programme, people)
    return sum(_known(programme, tranche, rate.amount) for rate in counted)


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
