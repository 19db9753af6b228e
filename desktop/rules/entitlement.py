"""What one family gets in one tranche, in whole rupiah."""

from collections.abc import Collection, Iterable

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
    """Each member counts once, for the first rate with room; rates stand in their order of precedence."""
    waiting = [set(components) for components in people]
    counted: list[Rate] = []
    for rate in programme.rates:
        fitting = [components for components in waiting if rate.key in components]
        taken = fitting[: rate.at_most]
        counted += [rate] * len(taken)
        for components in taken:
            waiting.remove(components)
    return counted[: programme.most_people]
