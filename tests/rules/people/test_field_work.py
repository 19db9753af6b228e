"""Invented facilitators and visits read like a log somebody kept."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.rules.nik import check_nik, read_nik
from desktop.rules.people.field_work import plan_facilitators, plan_visits
from desktop.rules.people.generate import plan_households
from desktop.rules.people.lists import Lists, Story, parse_lists, parse_story
from desktop.rules.people.numbers import Numbers
from desktop.rules.people.plan import Ground, HouseholdPlan, VisitPlan
from desktop.rules.terms import Sex

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TOPICS = ("primary", "junior", "senior", "under_five", "pregnant", "elderly", "disabled", "general")


@pytest.fixture(scope="module")
def families(ground: Ground) -> list[HouseholdPlan]:
    return list(plan_households(8, ground, 900))


@pytest.fixture(scope="module")
def visits(ground: Ground, families: list[HouseholdPlan]) -> list[VisitPlan]:
    return [visit for family in families for visit in plan_visits(8, ground, family)]


@pytest.mark.parametrize(("families", "facilitators"), [(0, 1), (100, 1), (500, 3), (15_157, 89)])
def test_a_facilitator_has_about_170_families(ground: Ground, families: int, facilitators: int) -> None:
    assert len(plan_facilitators(1, ground, families)) == facilitators


@few
@given(st.integers(0, 2**40))
def test_facilitators_are_grown_and_no_member_of_a_family(ground: Ground, seed: int) -> None:
    found = plan_facilitators(seed, ground, 3400)
    assert found == plan_facilitators(seed, ground, 3400)
    niks = {each.nik for each in found}
    assert len(niks) == len(found)
    assert niks.isdisjoint(m.nik for plan in plan_households(seed, ground, 40) for m in plan.members)
    for each in found:
        reading = read_nik(each.nik, ground.on)
        assert reading is not None
        assert reading.birth_date is not None
        assert 20 * 365 < (ground.on - reading.birth_date).days < 45 * 365
        assert check_nik(each.nik, reading.birth_date, reading.sex, ground.on) == ()


def test_visits_lie_in_the_half_year_before_and_never_on_a_sunday(ground: Ground, visits: list[VisitPlan]) -> None:
    for visit in visits:
        assert timedelta(0) < ground.on - visit.on <= timedelta(days=182)
        assert visit.on.weekday() != 6


def test_a_follow_up_has_a_due_day_and_was_done_after_the_visit(ground: Ground, visits: list[VisitPlan]) -> None:
    for visit in visits:
        assert bool(visit.follow_up) == (visit.due_on is not None)
        assert visit.due_on is None or visit.due_on > visit.on
        assert visit.done_on is None or visit.on < visit.done_on <= ground.on
    due = [visit for visit in visits if visit.due_on]
    assert any(visit.done_on for visit in due)
    assert any(not visit.done_on and visit.due_on and visit.due_on < ground.on for visit in due)
    assert any(visit.due_on and visit.due_on > ground.on for visit in due)


def test_texts_are_filled_in_and_vary(visits: list[VisitPlan]) -> None:
    for visit in visits:
        texts = (visit.purpose, visit.seen, visit.agreed, visit.follow_up)
        assert not re.search(r"[{}\[\]|]", "".join(texts))
        assert len(visit.purpose) <= 80
        assert visit.seen
        assert visit.agreed
    assert len({visit.purpose for visit in visits}) > 8
    assert len({visit.seen for visit in visits}) > len(visits) / 2


def test_visits_of_a_family_do_not_depend_on_other_families(ground: Ground, families: list[HouseholdPlan]) -> None:
    there = [plan_visits(8, ground, family) for family in families[:50]]
    back = [plan_visits(8, ground, family) for family in reversed(families[:50])]
    assert there == back[::-1]
    assert 0.3 < sum(map(bool, there)) / 50 < 0.7
    assert there != [plan_visits(9, ground, family) for family in families[:50]]


def test_nobody_is_visited_before_being_born(ground: Ground, families: list[HouseholdPlan]) -> None:
    for family in families:
        newborn = [m.name for m in family.members if m.birth_date and (ground.on - m.birth_date).days < 170]
        for visit in plan_visits(8, ground, family):
            for member in family.members:
                if member.name in newborn and member.birth_date and visit.on < member.birth_date:
                    assert member.name not in visit.seen.split(" dan ")


def test_a_family_of_old_people_gets_visits_for_the_old(ground: Ground, families: list[HouseholdPlan]) -> None:
    grandmother = next(m for family in families for m in family.members if m.birth_date and m.birth_date.year < 1950)
    found = [
        visit.purpose
        for number in range(60)
        for visit in plan_visits(number, ground, replace(families[0], members=(grandmother,), caretaker=0))
    ]
    assert "Kunjungan lansia" in found


def test_every_story_has_four_parts_and_known_names(lists: Lists) -> None:
    for topic in TOPICS:
        for line in lists[topic]:
            story = parse_story(line.format(name="N", child="C", member="M"))
            assert story.purpose
            assert story.seen.endswith(".")
            assert story.agreed.endswith(".")


def test_lists_are_read_by_section() -> None:
    lists = parse_lists("# a note\n\n[a]\nAsep, Ujang\nDede\n", "[b]\nx | one, two | - | -\n[a]\nIis\n")
    assert lists == {"a": ("Asep", "Ujang", "Dede", "Iis"), "b": ("x | one, two | - | -",)}
    assert parse_story(lists["b"][0]) == Story("x", "one, two", "", "")


@few
@given(st.lists(st.dates(), min_size=1, max_size=40), st.sampled_from(Sex))
def test_numbers_never_repeat_even_a_century_apart(days: list[object], sex: Sex) -> None:
    numbers = Numbers()
    niks = [numbers.nik("36.01.01", day, sex) for day in days]
    cards = [numbers.kk("36.01.01", day) for day in days]
    accounts = [numbers.account() for _ in days]
    assert len(set(niks)) == len(set(cards)) == len(set(accounts)) == len(days)
