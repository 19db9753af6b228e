"""The invented people of a practice office: who is entitled and who is not, planted faults, any office, any seed."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop import paths
from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.models import Area, Caseload, Enrolment, Facilitator, Household, Member, Task, Visit
from desktop.rules.nik import check_nik
from desktop.rules.people.field_work import plan_facilitators
from desktop.rules.people.generate import plan_households
from desktop.rules.people.plan import FaultKind, HouseholdPlan
from desktop.rules.terms import EnrolmentStatus, Presence, Sex
from desktop.services import programmes, signing_in
from desktop.services.demo import making, surroundings
from desktop.services.demo.wanted import ON, PEOPLE, Wanted, users
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.keys import TrancheKey
from desktop.services.quality import examining
from tests import offices
from tests.services.demo.practices import HOUSEHOLDS, PASSWORD, Practice, make

NOW = TrancheKey("jamsosratu", 2019, 1)
GAZETTEER = Gazetteer()


def plans(wanted: Wanted) -> list[HouseholdPlan]:
    """The families that `wanted` stands for, without an office around them."""
    year = programmes.packaged("jamsosratu-2019", paths.resources())
    ground = surroundings.ground(wanted, year, GAZETTEER, paths.resources())
    return list(plan_households(wanted.seed, ground, wanted.households, faults=wanted.faults))


def test_a_tenth_more_is_there_and_left_out_for_a_reason(practice: Practice, desk: Desk) -> None:
    left_out = drafting.look_over(desk, NOW)
    assert sum(one.count for one in left_out) == HOUSEHOLDS // 10
    assert {one.code for one in left_out} <= {"rules.pkh_yes", "rules.component_none"}
    assert practice.made.households == HOUSEHOLDS + HOUSEHOLDS // 10
    with desk.read() as session:
        states = Counter(session.scalars(select(Enrolment.status)))
    assert states[EnrolmentStatus.CANDIDATE] >= HOUSEHOLDS // 10 - states[EnrolmentStatus.ACTIVE]
    assert sum(states.values()) == practice.made.households


def test_hardly_a_family_has_something_to_mend_today(practice: Practice, tmp_path: Path) -> None:
    """Its pupils go to school as of the day on which the office is made, years after the list it holds."""
    copy = offices.Template(practice.folder, "").copy(tmp_path / "copy")
    desk = signing_in.sign_in(copy, "operator", PASSWORD)
    try:
        examined = examining.examine(desk).value
    finally:
        desk.close()
    assert examined.families == practice.made.households
    assert examined.faulty < examined.families / 20


@pytest.mark.parametrize("households", [1, 9, 10, 25, 99])
def test_a_tenth_is_a_tenth(households: int) -> None:
    found = plans(Wanted(households))
    assert Counter(plan.entitled for plan in found) == Counter({True: households, False: households // 10})


def test_everybody_lives_in_a_village_of_the_office(desk: Desk) -> None:
    with desk.read() as session:
        rows = session.execute(
            select(Household.village_code, Area.level).outerjoin(Area, Area.code == Household.village_code)
        )
        found = {tuple(row) for row in rows}
    assert {level for _, level in found} == {"village"}
    assert all(str(code).startswith("36.01.") for code, _ in found)
    assert len(found) > 3


def test_without_faults_the_numbers_are_in_order(desk: Desk) -> None:
    """Every NIK carries its owner's birth date and sex, and no two people share one."""
    with desk.read() as session:
        members = session.scalars(select(Member)).all()
        cards = session.scalars(select(Household.no_kk)).all()
    niks = [member.nik for member in members if member.nik]
    assert len(niks) == len(set(niks)) == len(members)
    assert all(len(card or "") == 16 for card in cards)
    assert len(set(cards)) == len(cards)
    for member in members:
        assert check_nik(member.nik or "", member.birth_date, Sex(member.sex or ""), ON) == ()


def test_each_family_has_a_caretaker_of_its_own_who_lives_there(desk: Desk) -> None:
    with desk.read() as session:
        rows = session.execute(
            select(Household.id, Member.household_id, Member.presence).join(Member, Member.id == Household.caretaker_id)
        ).all()
    assert len(rows) == HOUSEHOLDS + HOUSEHOLDS // 10
    assert all(row[0] == row[1] for row in rows)
    assert {row[2] for row in rows} == {Presence.LIVING_HERE}


def test_nobody_is_born_after_the_day_of_the_ground(desk: Desk) -> None:
    with desk.read() as session:
        youngest, oldest = session.execute(select(func.max(Member.birth_date), func.min(Member.birth_date))).one()
    assert youngest is not None
    assert oldest is not None
    assert youngest <= ON
    assert oldest.year > ON.year - 110


def test_caseloads_are_of_the_size_of_the_field(practice: Practice, desk: Desk) -> None:
    """A facilitator has 140 to 200 families (DESIGN.md 2); an office as small as this one has one."""
    with desk.read() as session:
        loads = session.scalars(select(Caseload.household_id)).all()
        people = session.scalars(select(Facilitator)).all()
        visited = set(session.scalars(select(Visit.household_id)))
    assert len(loads) == len(set(loads)) == practice.made.households
    assert len(people) == practice.made.facilitators
    assert visited <= set(loads)


@pytest.mark.parametrize(("households", "fewest", "most"), [(77, 1, 1), (500, 3, 4), (15_000, 75, 107)])
def test_more_families_have_more_facilitators(households: int, fewest: int, most: int) -> None:
    year = programmes.packaged("jamsosratu-2019", paths.resources())
    ground = surroundings.ground(Wanted(households), year, GAZETTEER, paths.resources())
    people = plan_facilitators(1, ground, households)
    assert fewest <= len(people) <= most
    assert len({person.nik for person in people}) == len(people)


def test_the_same_seed_plans_the_same_people_and_another_one_others() -> None:
    same, again, other = (plans(Wanted(40, seed=seed)) for seed in (7, 7, 8))
    assert same == again
    assert {plan.no_kk for plan in same}.isdisjoint(plan.no_kk for plan in other)
    assert plans(Wanted(40, seed=7, office="36.02")) != same


def test_faults_are_planted_of_every_kind_and_change_nobodys_entitlement() -> None:
    sound, faulty = plans(Wanted(300)), plans(Wanted(300, faults=True))
    assert [plan.entitled for plan in sound] == [plan.entitled for plan in faulty]
    assert not any(plan.faults for plan in sound)
    planted = Counter(fault.kind for plan in faulty for fault in plan.faults)
    assert planted.keys() == set(FaultKind)
    untouched = sum(plan.faults == () for plan in faulty)
    assert untouched > len(faulty) // 2
    for plan, before in zip(faulty, sound, strict=True):
        if not plan.faults:
            assert plan.members == before.members


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    return make(tmp_path_factory.mktemp("faults") / "office", Wanted(120, seed=5, faults=True))


def test_what_was_planted_is_what_lies_in_the_office(faulty: Practice) -> None:
    planned = plans(Wanted(120, seed=5, faults=True))
    planted = Counter(fault.kind for plan in planned for fault in plan.faults)
    desk = signing_in.sign_in(faulty.folder, "operator", PASSWORD)
    try:
        with desk.read() as session:
            members = session.scalars(select(Member)).all()
            tasks = Counter(session.scalars(select(Task.kind)))
    finally:
        desk.close()
    assert len(members) == sum(len(plan.members) for plan in planned)
    assert sum(member.nik is None for member in members) == planted[FaultKind.NIK_MISSING]
    assert sum(len(member.nik or "") == 15 for member in members) == planted[FaultKind.NIK_15_DIGITS]
    assert sum(member.presence == Presence.DIED for member in members) >= planted[FaultKind.DIED]
    niks = Counter(member.nik for member in members if member.nik)
    assert sum(count > 1 for count in niks.values()) == planted[FaultKind.NIK_DOUBLE]
    assert set(tasks) <= {"payment.same_nik", "payment.same_kk"}
    assert faulty.made.listed.families == 120


@pytest.mark.parametrize(
    ("office", "name", "city"),
    [
        ("36.72", "Kota Cilegon", "Cilegon"),
        ("36", "Banten", "Banten"),
        ("52.01", "Kabupaten Lombok Barat", "Lombok Barat"),
    ],
)
def test_any_office_can_practise(office: str, name: str, city: str) -> None:
    area = GAZETTEER.known(office)
    assert (area.name, surroundings.bare_name(area)) == (name, city)
    wanted = Wanted(6, office=office)
    kept = surroundings.settings(wanted, GAZETTEER)
    assert kept["letterhead"].government == f"PEMERINTAH {name.upper()}"  # type: ignore[attr-defined]
    assert kept["letterhead"].city == city  # type: ignore[attr-defined]
    found = plans(wanted)
    assert all(plan.village_code.startswith(f"{office}.") for plan in found)


def test_the_invented_office_belongs_to_nobody() -> None:
    """Addresses and numbers are of the kinds that are kept for examples."""
    kept = surroundings.settings(Wanted(), GAZETTEER)
    head = kept["letterhead"]
    assert head.email.endswith("contoh.go.id")  # type: ignore[attr-defined]
    assert "555" in head.phone  # type: ignore[attr-defined]
    assert "Latihan" in head.address  # type: ignore[attr-defined]


def test_the_people_of_the_office_have_one_password_and_a_role_each() -> None:
    found = users("kata sandi bersama")
    assert [(user.name, user.role, user.full_name) for user in found] == list(PEOPLE)
    assert {user.password for user in found} == {"kata sandi bersama"}
    assert len({user.role for user in found}) == 4


def test_a_weak_password_makes_no_office(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        making.make(tmp_path / "office", Wanted(3), "pendek", GAZETTEER, paths.resources())
    assert refused.value.code == "keys.password_short"
    assert list(tmp_path.iterdir()) == []
    assert replace(Wanted(3), seed=2) != Wanted(3)


@pytest.mark.parametrize("faults", [True, False])
def test_the_plan_of_a_family_holds_together(faults: bool) -> None:
    """Whoever reads it: a caretaker who is a member, a village of the office, ids of its own."""
    for plan in plans(Wanted(150, seed=11, faults=faults)):
        assert plan.members
        assert 0 <= plan.caretaker < len(plan.members)
        assert all(member.name == member.name.strip() and member.name for member in plan.members)
        assert len({member.source_id for member in plan.members}) == len(plan.members)
        assert plan.village_code.startswith("36.01.")
        assert 1 <= plan.poverty_percentile <= 100
        assert plan.entitled <= (not plan.receives_pkh), "who is entitled does not receive PKH"
