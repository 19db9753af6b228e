"""Invented families: the same for the same seed, valid numbers, entitled as promised."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import islice
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.rules.components import ComponentRules, examine
from desktop.rules.nik import check_kk, check_nik
from desktop.rules.people.generate import choose_villages, plan_households, share_out
from desktop.rules.people.plan import SCHOOL_OR_SMALL, Ground, HouseholdPlan
from desktop.rules.terms import Component, Relation, Sex

SEEDS = st.integers(0, 2**40)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
RULES = ComponentRules(tuple(SCHOOL_OR_SMALL), school_from=6, school_below=21)
ALL_RULES = ComponentRules(tuple(Component), school_from=6, school_below=21, elderly_from=70)


def components(plan: HouseholdPlan, rules: ComponentRules, day: date) -> set[Component]:
    return {component for member in plan.members for component in examine(member, rules, day).components}


@few
@given(SEEDS)
def test_the_same_seed_gives_the_same_people_and_another_seed_others(ground: Ground, seed: int) -> None:
    first = list(plan_households(seed, ground, 30, faults=True))
    assert first == list(plan_households(seed, ground, 30, faults=True))
    assert first != list(plan_households(seed + 1, ground, 30, faults=True))


@few
@given(SEEDS)
def test_every_number_is_valid_and_given_once(ground: Ground, seed: int) -> None:
    plans = list(plan_households(seed, ground, 60))
    members = [member for plan in plans for member in plan.members]
    for member in members:
        assert check_nik(member.nik, member.birth_date, member.sex, ground.on) == ()
        assert member.nik.startswith("3601")
    for plan in plans:
        assert check_kk(plan.no_kk, ground.on) == ()
        assert len(plan.account) == 13
    for numbers in (
        [member.nik for member in members],
        [member.source_id for member in members],
        [plan.no_kk for plan in plans],
        [plan.account for plan in plans],
        [plan.source_id for plan in plans],
    ):
        assert len(set(numbers)) == len(numbers)


@few
@given(SEEDS)
def test_the_entitled_come_first_and_stay_entitled_for_a_year(ground: Ground, seed: int) -> None:
    plans = list(plan_households(seed, ground, 50))
    assert [plan.entitled for plan in plans] == [True] * 50 + [False] * 5
    for plan in plans[:50]:
        assert not plan.receives_pkh
        assert components(plan, RULES, ground.on)
        assert components(plan, RULES, date(2019, 12, 31))
    for plan in plans[50:]:
        assert plan.receives_pkh or not components(plan, ALL_RULES, ground.on)


def test_half_of_those_not_entitled_receive_pkh(ground: Ground) -> None:
    others = list(plan_households(4, ground, 3, not_entitled=8))[3:]
    assert Counter(plan.receives_pkh for plan in others) == {True: 4, False: 4}


def test_nobody_is_without_entitlement_where_none_is_asked_for(ground: Ground) -> None:
    assert all(plan.entitled for plan in plan_households(4, ground, 40, not_entitled=0))
    assert list(plan_households(4, ground, 0)) == []


def test_families_have_one_to_nine_members_and_every_component_occurs(ground: Ground) -> None:
    plans = list(plan_households(7, ground, 3000))
    sizes = Counter(len(plan.members) for plan in plans)
    assert set(sizes) == set(range(1, 10))
    assert 3.8 < sum(size * many for size, many in sizes.items()) / len(plans) < 4.8
    assert set().union(*(components(plan, ALL_RULES, ground.on) for plan in plans)) == set(Component)


def test_the_old_alone_are_entitled_where_the_programme_counts_them(ground: Ground) -> None:
    counted = replace(ground, qualifying=frozenset({*SCHOOL_OR_SMALL, Component.ELDERLY}))
    alone = [plan for plan in plan_households(1, counted, 400, not_entitled=0) if len(plan.members) == 1]
    assert alone
    assert all(Component.ELDERLY in components(plan, ALL_RULES, ground.on) for plan in alone)


def test_the_wife_is_the_caretaker_as_a_rule(ground: Ground) -> None:
    with_wife = [
        plan
        for plan in plan_households(7, ground, 800)
        if any(member.relation is Relation.SPOUSE and member.sex is Sex.FEMALE for member in plan.members)
    ]
    wives = sum(plan.members[plan.caretaker].relation is Relation.SPOUSE for plan in with_wife)
    assert 0.9 < wives / len(with_wife) < 1


@few
@given(SEEDS)
def test_a_caretaker_is_grown_and_addresses_are_whole(ground: Ground, seed: int) -> None:
    codes = {area.code for area in ground.villages}
    for plan in plan_households(seed, ground, 40):
        born = plan.members[plan.caretaker].birth_date
        assert born is not None
        assert (ground.on - born).days >= 17 * 365
        assert plan.address
        assert plan.hamlet.startswith(("Kp. ", "Link. "))
        assert (len(plan.rt), len(plan.rw)) == (3, 3)
        assert plan.village_code in codes
        assert 1 <= plan.poverty_percentile <= 40


def test_names_differ_within_a_family_and_vary_over_the_office(ground: Ground) -> None:
    plans = list(plan_households(11, ground, 500))
    for plan in plans:
        assert len({member.name for member in plan.members}) == len(plan.members)
    names = Counter(member.name for plan in plans for member in plan.members)
    assert len(names) > 1200
    assert names.most_common(1)[0][1] < 20


def test_children_bear_the_names_of_their_parents_at_home(ground: Ground) -> None:
    for plan in plan_households(11, ground, 200):
        head, *others = plan.members
        for child in (member for member in others if member.relation is Relation.CHILD):
            assert head.name in {child.father_name, child.mother_name}
        fathers = {member.father_name for member in others if member.relation is Relation.CHILD}
        assert len(fathers) <= 1


@given(st.integers(0, 5000), st.integers(1, 400), SEEDS)
def test_shares_sum_to_the_count(count: int, among: int, seed: int) -> None:
    shares = share_out(Random(seed), count, among)
    assert (sum(shares), len(shares)) == (count, among)
    assert min(shares) >= 0


@pytest.mark.parametrize(("count", "villages"), [(1, 1), (120, 10), (500, 41), (15_157, 339)])
def test_a_small_office_covers_few_villages_and_a_large_one_all(ground: Ground, count: int, villages: int) -> None:
    chosen = choose_villages(Random(1), ground.villages, count)
    assert len({area.code for area in chosen}) == len(chosen) == villages
    assert [area.code for area in chosen] == sorted(area.code for area in chosen)


def test_families_are_made_as_they_are_asked_for(ground: Ground) -> None:
    plans = islice(plan_households(3, ground, 10**9), 5)
    assert len(list(plans)) == 5
