"""What a family gets, against every possible way to count its members."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.paths import resources
from desktop.rules.entitlement import PartKind, entitlement, parts_of, reduction, total
from desktop.rules.programme import ProgrammeYear, Rate, Scheme, TrancheRule, check_programme, parse_programme
from desktop.rules.terms import Component

PKH = parse_programme((resources() / "programmes" / "pkh-2021.toml").read_bytes())

families = st.lists(st.frozensets(st.sampled_from(Component), max_size=3), max_size=5)


def priced(*rates: Rate, scheme: Scheme = Scheme.PER_COMPONENT, most: int | None = None) -> ProgrammeYear:
    return check_programme(
        ProgrammeYear(
            code="uji",
            year=2024,
            name="Uji 2024",
            title="Program Uji",
            province="36",
            areas=("36.01",),
            card_pattern="U-{serial}",
            scheme=scheme,
            rates=rates,
            tranches=(TrancheRule(1),),
            most_people=most,
            components=PKH.components,
        )
    )


def ways(programme: ProgrammeYear, people: Sequence[frozenset[Component]]) -> Iterator[list[Rate]]:
    """Count each member for one of his components or not at all; keep what the caps allow."""
    rates = {rate.key: rate for rate in programme.rates}
    for chosen in product(*(["", *components] for components in people)):
        counted = [rates[key] for key in chosen if key in rates]
        within = all(rate.at_most is None or counted.count(rate) <= rate.at_most for rate in counted)
        if within and (programme.most_people is None or len(counted) <= programme.most_people):
            yield counted


@given(families)
def test_where_the_dearest_comes_first_no_other_way_pays_more(people: list[frozenset[Component]]) -> None:
    best = max(sum(rate.amount or 0 for rate in counted) for counted in ways(PKH, people))
    assert entitlement(PKH, 1, people) == best


@given(families, st.permutations(range(5)))
def test_the_order_of_the_members_is_nothing(people: list[frozenset[Component]], order: list[int]) -> None:
    shuffled = [people[place] for place in order if place < len(people)]
    assert entitlement(PKH, 1, shuffled) == entitlement(PKH, 1, people)


@given(families, st.frozensets(st.sampled_from(Component), max_size=3))
def test_one_more_member_never_costs_money(people: list[frozenset[Component]], newcomer: frozenset[Component]) -> None:
    assert entitlement(PKH, 1, [*people, newcomer]) >= entitlement(PKH, 1, people)


def test_the_first_rate_comes_first_even_if_cheaper() -> None:
    programme = priced(Rate("under_five", 100), Rate("elderly", 500), most=1)
    assert entitlement(programme, 1, [[Component.ELDERLY], [Component.UNDER_FIVE]]) == 100
    assert entitlement(programme, 1, [[Component.ELDERLY]]) == 500


def test_a_component_without_a_rate_pays_nothing() -> None:
    programme = priced(Rate("primary", 100))
    assert entitlement(programme, 1, [[Component.ELDERLY], [Component.PRIMARY]]) == 100


def test_an_empty_rate_is_refused_only_where_it_is_needed() -> None:
    programme = priced(Rate("primary", 100), Rate("elderly"))
    assert entitlement(programme, 1, [[Component.PRIMARY]]) == 100
    with pytest.raises(Refused) as refused:
        entitlement(programme, 1, [[Component.PRIMARY], [Component.ELDERLY]])
    assert refused.value.code == "rules.amount_empty"
    assert refused.value.values == {"programme": "Uji 2024", "year": 2024, "tranche": 1}


def test_an_empty_category_is_refused() -> None:
    programme = priced(Rate("widow", 100), Rate("orphan"), scheme=Scheme.BY_CATEGORY)
    assert entitlement(programme, 1, category="widow") == 100
    with pytest.raises(Refused) as refused:
        entitlement(programme, 1, category="orphan")
    assert refused.value.code == "rules.amount_empty"
    with pytest.raises(Refused) as refused:
        entitlement(programme, 1)
    assert refused.value.values == {"category": "", "known": "widow, orphan"}


@pytest.mark.parametrize("tranche", [0, 2, -1])
def test_a_tranche_that_is_not_there_is_refused(tranche: int) -> None:
    with pytest.raises(Refused) as refused:
        entitlement(priced(Rate("primary", 100)), tranche)
    assert refused.value.code == "rules.tranche_unknown"


@pytest.mark.parametrize(
    ("rates", "scheme"),
    [
        ((Rate("rich", 1),), Scheme.PER_COMPONENT),
        ((Rate("primary", 0),), Scheme.PER_COMPONENT),
        ((Rate("primary", 1, 0),), Scheme.PER_COMPONENT),
        ((Rate("primary", 1), Rate("primary", 2)), Scheme.PER_COMPONENT),
        ((), Scheme.PER_COMPONENT),
        ((), Scheme.BY_CATEGORY),
        ((Rate("", 1),), Scheme.BY_CATEGORY),
        ((Rate("widow", 1),), Scheme.FLAT),
    ],
)
def test_rates_that_cannot_be(rates: tuple[Rate, ...], scheme: Scheme) -> None:
    with pytest.raises(Refused) as refused:
        priced(*rates, scheme=scheme)
    assert refused.value.code == "rules.programme_value"
    assert str(refused.value.values["field"]).startswith("rates")


def test_an_amount_on_a_tranche_belongs_to_flat_programmes() -> None:
    programme = priced(Rate("primary", 100)).with_tranche_amounts({1: 100})
    with pytest.raises(Refused) as refused:
        check_programme(programme)
    assert refused.value.values["field"] == "tranches.amount"


@given(families)
def test_the_parts_name_each_component_once_and_add_up(people: list[frozenset[Component]]) -> None:
    parts = parts_of(PKH, 1, people)
    rates = {rate.key: rate for rate in PKH.rates}
    assert len({part.code for part in parts}) == len(parts)
    assert all(part.rupiah == part.count * (rates[part.code].amount or 0) for part in parts)
    assert total(parts) == entitlement(PKH, 1, people)
    assert sum(part.count for part in parts) <= (PKH.most_people or 0)


def test_a_flat_amount_is_one_part_without_a_code() -> None:
    flat = parse_programme((resources() / "programmes" / "jamsosratu-2019.toml").read_bytes())
    (part,) = parts_of(flat, 2)
    assert (part.kind, part.code, part.count, part.rupiah) == (PartKind.FLAT, "", 1, 750_000)


def test_percents_add_up_and_never_cut_more_than_the_whole() -> None:
    assert reduction(1_000_000, [10, 20]) == (-100_000, -200_000)
    assert reduction(225_000, [60, 60, 60]) == (-135_000, -90_000, 0)
    assert reduction(1_000_001, [33]) == (-330_000,)


@given(st.integers(1, 10**9), st.lists(st.integers(1, 100), max_size=5))
def test_what_is_cut_is_whole_and_within_the_amount(rupiah: int, percents: list[int]) -> None:
    cuts = reduction(rupiah, percents)
    assert all(cut <= 0 for cut in cuts)
    assert -sum(cuts) == rupiah * min(100, sum(percents)) // 100
