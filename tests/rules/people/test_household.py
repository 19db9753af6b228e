"""Facts of invented households agree with each other: bodies, schools, work, cards, places."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from desktop.gazetteer import Gazetteer
from desktop.rules.caretaker import propose_caretaker
from desktop.rules.dates import age_on
from desktop.rules.nik import read_kk
from desktop.rules.people.generate import plan_households
from desktop.rules.people.lists import Lists
from desktop.rules.people.plan import Ground, HouseholdPlan
from desktop.rules.register import MemberFields
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex


@pytest.fixture(scope="module")
def plans(ground: Ground) -> list[HouseholdPlan]:
    return list(plan_households(17, ground, 1200))


@pytest.fixture(scope="module")
def members(plans: list[HouseholdPlan]) -> list[MemberFields]:
    return [member for plan in plans for member in plan.members]


def age(member: MemberFields, on: date) -> int:
    assert member.birth_date is not None
    return age_on(member.birth_date, on)


def test_only_married_women_of_an_age_expect_a_child(ground: Ground, members: list[MemberFields]) -> None:
    expecting = [member for member in members if member.pregnant]
    assert expecting
    for member in expecting:
        assert (member.sex, member.marital) == (Sex.FEMALE, Marital.MARRIED)
        assert 18 <= age(member, ground.on) <= 41


def test_no_woman_expects_a_child_while_nursing_another(ground: Ground, plans: list[HouseholdPlan]) -> None:
    for plan in plans:
        if any(member.pregnant for member in plan.members):
            youngest = max(member.birth_date for member in plan.members if member.birth_date)
            assert (ground.on - youngest).days > 400


def test_of_a_woman_it_is_always_said_and_of_a_man_never(members: list[MemberFields]) -> None:
    assert {member.pregnant for member in members if member.sex is Sex.FEMALE} == {True, False}
    assert {member.pregnant for member in members if member.sex is Sex.MALE} == {None}


def test_disability_is_always_said_and_mostly_none(members: list[MemberFields]) -> None:
    kinds = Counter(member.disability for member in members)
    assert kinds["0"] > 0.95 * len(members)
    assert {"6", "8", "11"} <= set(kinds)
    assert "" not in kinds


def test_the_severely_disabled_neither_work_nor_go_to_school(members: list[MemberFields]) -> None:
    severe = [member for member in members if member.disability in {"6", "8", "11"}]
    assert severe
    assert not any(member.works or member.schooling is Schooling.ATTENDING for member in severe)


def test_school_children_are_of_school_age(ground: Ground, members: list[MemberFields]) -> None:
    limits = {"primary": (6, 14), "junior": (12, 17), "senior": (15, 20), "tertiary": (18, 24)}
    attending = [member for member in members if member.schooling is Schooling.ATTENDING]
    assert {member.school_level for member in attending} >= {"primary", "junior", "senior"}
    for member in attending:
        youngest, oldest = limits[member.school_level]
        assert youngest <= age(member, ground.on) <= oldest


def test_most_children_of_eight_to_eleven_go_to_school(ground: Ground, members: list[MemberFields]) -> None:
    children = [member for member in members if 8 <= age(member, ground.on) <= 11]
    attending = sum(child.schooling is Schooling.ATTENDING for child in children)
    assert attending > 0.97 * len(children)


def test_pupils_do_not_work_and_who_works_has_an_occupation(ground: Ground, members: list[MemberFields]) -> None:
    for member in members:
        assert member.occupation
        if member.schooling is Schooling.ATTENDING:
            assert (member.works, member.occupation) == (False, "Pelajar/Mahasiswa")
        if member.works:
            assert age(member, ground.on) >= 17
            assert member.occupation not in {"Tidak bekerja", "Belum/tidak bekerja", "Mengurus rumah tangga"}


def test_everybody_lives_here_and_has_parents_and_a_birth_place(ground: Ground, members: list[MemberFields]) -> None:
    assert {member.presence for member in members} == {Presence.LIVING_HERE}
    assert {member.birth_place for member in members} == {ground.home}
    assert all(member.mother_name and member.father_name for member in members)
    assert not any(member.birth_date_derived or member.sex_derived for member in members)


def test_family_cards_were_recorded_after_the_youngest_was_born(ground: Ground, plans: list[HouseholdPlan]) -> None:
    for plan in plans:
        reading = read_kk(plan.no_kk, ground.on)
        assert reading is not None
        assert reading.recorded is not None
        youngest = max(member.birth_date for member in plan.members if member.birth_date)
        assert youngest <= reading.recorded <= ground.on
        assert plan.no_kk[:6] == plan.village_code[:8].replace(".", "")


def test_ids_of_the_register_say_village_family_and_member(plans: list[HouseholdPlan]) -> None:
    for number, plan in enumerate(plans, 1):
        assert plan.source_id == f"{plan.village_code.replace('.', '')}{number:08}"
        expected = [f"{plan.source_id}{place:02}" for place in range(1, len(plan.members) + 1)]
        assert [member.source_id for member in plan.members] == expected


def test_most_niks_are_of_the_own_district_and_some_of_another(plans: list[HouseholdPlan]) -> None:
    own = Counter(member.nik[:6] == plan.village_code[:8].replace(".", "") for plan in plans for member in plan.members)
    assert 0.85 < own[True] / own.total() < 0.95


def test_hardly_any_nik_ends_in_zero(members: list[MemberFields]) -> None:
    assert sum(member.nik.endswith("0") for member in members) < len(members) / 100


def test_some_families_have_no_phone(plans: list[HouseholdPlan]) -> None:
    with_phone = sum(bool(plan.phone) for plan in plans)
    assert 0.5 < with_phone / len(plans) < 0.7


def test_the_caretaker_is_nearly_always_whom_the_rules_propose(ground: Ground, plans: list[HouseholdPlan]) -> None:
    agreed = 0
    for plan in plans:
        proposal = propose_caretaker(plan.members, ground.on)
        assert proposal is not None
        agreed += proposal.person is plan.members[plan.caretaker]
    assert 0.85 < agreed / len(plans) < 1


def test_a_lone_mother_heads_her_family(plans: list[HouseholdPlan]) -> None:
    heads = [plan.members[0] for plan in plans if plan.members[0].sex is Sex.FEMALE]
    assert 0.05 < len(heads) / len(plans) < 0.2
    assert {head.marital for head in heads} == {Marital.WIDOWED, Marital.DIVORCED}


def test_families_of_a_village_come_one_after_the_other(plans: list[HouseholdPlan]) -> None:
    entitled = [plan.village_code for plan in plans if plan.entitled]
    assert entitled == sorted(entitled)


def test_villages_have_hamlets_that_several_families_share(plans: list[HouseholdPlan]) -> None:
    shared = Counter((plan.village_code, plan.hamlet) for plan in plans)
    assert max(shared.values()) > 2
    assert len(shared) > 100


@pytest.mark.parametrize(
    ("office", "home", "words"),
    [
        ("36.73", "Serang", {"Link.", "Kp."}),
        ("36.72", "Cilegon", {"Link.", "Kp."}),
        ("36.02", "Lebak", {"Kp."}),
        ("52.06", "Bima", {"Kp."}),
    ],
)
def test_any_office_can_be_peopled(lists: Lists, office: str, home: str, words: set[str]) -> None:
    ground = Ground(Gazetteer().villages(office), home, date(2019, 4, 1), lists)
    plans = list(plan_households(2, ground, 60))
    assert len(plans) == 66
    assert all(plan.village_code.startswith(f"{office}.") for plan in plans)
    assert all(member.nik.startswith(office.replace(".", "")) for plan in plans for member in plan.members)
    assert {plan.hamlet.split()[0] for plan in plans} <= words


@pytest.mark.parametrize("on", [date(2013, 1, 31), date(2016, 2, 29), date(2021, 12, 31)])
def test_the_day_may_be_any_day(ground: Ground, on: date) -> None:
    for plan in plan_households(6, replace(ground, on=on), 40):
        assert all(member.birth_date and member.birth_date <= on for member in plan.members)


def test_relations_of_the_young_couple_in_a_house_of_three_generations(plans: list[HouseholdPlan]) -> None:
    large = [plan for plan in plans if any(m.relation is Relation.CHILD_IN_LAW for m in plan.members)]
    assert large
    for plan in large:
        married = [m for m in plan.members if m.relation in {Relation.CHILD, Relation.CHILD_IN_LAW}]
        assert {member.sex for member in married} == {Sex.MALE, Sex.FEMALE}
        assert {member.marital for member in married} == {Marital.MARRIED}
