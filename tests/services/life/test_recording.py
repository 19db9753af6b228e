"""Births, deaths, marriages and moves as entered at a real office."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, FamilyClosure, Household, LifeEvent, Member
from desktop.rules.coordinates import MapPlace
from desktop.rules.life import Life
from desktop.rules.terms import Marital, Presence, Relation, Role, Sex
from desktop.services.families import saving
from desktop.services.families.fields import MemberDetail
from desktop.services.families.living import FamilyLiving
from desktop.services.life import closing, recording, undoing
from desktop.services.life.events import (
    Birth,
    Death,
    Event,
    FamilyCame,
    FamilyLeft,
    Joined,
    Left,
    Marriage,
    NewAddress,
    Split,
)
from tests import families, offices
from tests.services.life.conftest import ON, Family

PAPER = "472.12/7/Ds.2019"
BABY = MemberDetail("Dede", sex=Sex.FEMALE)


def refused(family: Family, event: Event) -> str:
    before = family.opened()
    with pytest.raises(Refused) as refusal:
        family.enter(event)
    assert family.opened() == before  # nothing of it was kept
    return refusal.value.code


def state(family: Family) -> str:
    with family.desk.read() as session:
        return session.scalars(select(Enrolment.status).where(Enrolment.household_id == family.id)).one()


def test_a_birth_brings_a_member(family: Family) -> None:
    answer = family.enter(Birth(on=ON, paper=PAPER, child=BABY, mother=family.id_of("Siti Aminah")))
    child = family.member("Dede")
    assert (child.birth_date, child.relation, child.mother_name) == (ON, Relation.CHILD, "Siti Aminah")
    assert (child.marital, child.presence) == (Marital.SINGLE, Presence.LIVING_HERE)
    assert answer.changes.touches("member", "life_event")
    assert answer.value.family.fields.members[-1].id == child.id
    assert family.caretaker == "Siti Aminah"


def test_the_event_keeps_day_paper_and_who_entered_it(family: Family) -> None:
    family.enter(Birth(on=ON, paper=f" {PAPER} ", reason=" di bidan ", child=BABY))
    with family.desk.read() as session:
        event = session.scalars(select(LifeEvent)).one()
        child = session.scalars(select(Member).where(Member.name == "Dede")).one()
    assert (event.kind, event.on, event.paper, event.reason) == ("birth", ON, PAPER, "di bidan")
    assert (event.household_id, event.member_id) == (family.id, child.id)
    assert (event.entered_by, event.entered_at) == (family.desk.person.id, family.clock.now)
    assert json.loads(event.facts)["records"] == [["member", str(child.id), 0, 1]]


def test_event_and_family_stand_in_the_log_under_one_action(family: Family) -> None:
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Neng"), to="Tangerang"))
    with family.desk.read() as session:
        kinds = session.scalars(select(AuditLine.kind).where(AuditLine.action == "life.left")).all()
    assert sorted(filter(None, kinds)) == ["life_event", "member"]


def test_a_grandchild_is_born_to_a_daughter(family: Family) -> None:
    family.enter(Birth(on=ON, paper=PAPER, child=BABY, mother=family.id_of("Neng")))
    assert family.member("Dede").relation is Relation.GRANDCHILD


def test_the_relation_typed_is_kept(family: Family) -> None:
    child = replace(BABY, relation=Relation.OTHER, mother_name="Rukiah")
    family.enter(Birth(on=ON, paper=PAPER, child=child, mother=family.id_of("Neng")))
    assert (family.member("Dede").relation, family.member("Dede").mother_name) == (Relation.OTHER, "Rukiah")


def test_a_child_has_a_name_and_one_birthday(family: Family) -> None:
    assert refused(family, Birth(on=ON, paper=PAPER, child=MemberDetail(" "))) == "family.no_name"
    other = replace(BABY, birth_date=ON - timedelta(days=1))
    assert refused(family, Birth(on=ON, paper=PAPER, child=other)) == "life.birth_day"


@pytest.mark.parametrize(("mother", "code"), [("Sarip", "life.mother_man"), ("Ujang", "life.mother_man")])
def test_no_man_is_a_mother(family: Family, mother: str, code: str) -> None:
    assert refused(family, Birth(on=ON, paper=PAPER, child=BABY, mother=family.id_of(mother))) == code


def test_a_mother_may_die_at_the_birth_and_not_before(family: Family) -> None:
    mother = family.id_of("Siti Aminah")
    family.enter(Death(on=ON, paper=PAPER, member=mother))
    later = ON + timedelta(days=1)
    assert refused(family, Birth(on=later, paper=PAPER, child=BABY, mother=mother)) == "life.mother_died"
    family.enter(Birth(on=ON, paper=PAPER, child=BABY, mother=mother))
    assert family.member("Dede").mother_name == "Siti Aminah"


def test_a_girl_of_nine_is_no_mother(family: Family) -> None:
    family.enter(Joined(on=ON, paper=PAPER, person=MemberDetail("Entin", sex=Sex.FEMALE, birth_date=date(2010, 1, 1))))
    assert refused(family, Birth(on=ON, paper=PAPER, child=BABY, mother=family.id_of("Entin"))) == "life.mother_age"


def test_a_death_leaves_the_member_in_the_family(family: Family) -> None:
    answer = family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Sarip"))).value
    head = family.member("Sarip")
    assert (head.presence, head.presence_date) == (Presence.DIED, ON)
    assert family.member("Siti Aminah").marital is Marital.WIDOWED
    assert not answer.succession  # she receives the money already
    assert family.caretaker == "Siti Aminah"


def test_after_the_caretaker_somebody_has_to_follow(family: Family) -> None:
    answer = family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah"))).value
    assert answer.succession
    assert family.caretaker == ""
    assert "family.caretaker_gone" in {problem.code for problem in answer.family.problems}
    assert family.member("Sarip").marital is Marital.WIDOWED


def test_who_died_does_nothing_more(family: Family) -> None:
    sarip = family.id_of("Sarip")
    family.enter(Death(on=ON, paper=PAPER, member=sarip))
    assert refused(family, Death(on=ON, paper=PAPER, member=sarip)) == "life.died_already"
    assert refused(family, Left(on=ON, paper=PAPER, member=sarip)) == "life.not_living_here"
    assert refused(family, Marriage(on=ON, paper=PAPER, member=sarip)) == "life.not_living_here"
    back = replace(family.member("Sarip"))
    assert refused(family, Joined(on=ON, paper=PAPER, person=back)) == "life.not_away"


@pytest.mark.parametrize("kind", [Death, Left])
def test_who_goes_is_not_the_new_head(family: Family, kind: type[Death] | type[Left]) -> None:
    gone = family.id_of("Sarip")
    assert refused(family, kind(on=ON, paper=PAPER, member=gone, new_head=gone)) == "life.head_is_gone"


def test_a_new_head_is_named_after_the_old_one(family: Family) -> None:
    event = Death(on=ON, paper=PAPER, member=family.id_of("Sarip"), new_head=family.id_of("Siti Aminah"))
    problems = family.enter(event).value.family.problems
    relations = {one.name: one.relation for one in family.opened().fields.members}
    assert relations == {
        "Sarip": Relation.SPOUSE,
        "Siti Aminah": Relation.HEAD,
        "Neng": Relation.CHILD,
        "Ujang": Relation.CHILD,
    }
    assert "family.two_heads" not in {problem.code for problem in problems}


def test_a_marriage_inside_and_one_that_brings_somebody(family: Family) -> None:
    neng = family.id_of("Neng")
    husband = MemberDetail("Jaka", sex=Sex.MALE, birth_date=date(1996, 3, 3))
    family.enter(Marriage(on=ON, paper="KUA 12/2019", member=neng, moves_in=husband))
    assert family.member("Neng").marital is Marital.MARRIED
    new = family.member("Jaka")
    assert (new.relation, new.marital) == (Relation.CHILD_IN_LAW, Marital.MARRIED)
    assert refused(family, Marriage(on=ON, paper=PAPER, member=neng)) == "life.married_already"
    assert refused(family, Marriage(on=ON, paper=PAPER, member=family.id_of("Sarip"), partner=neng)) == (
        "life.married_already"
    )


def test_nobody_marries_himself_or_nobody(family: Family) -> None:
    neng = family.id_of("Neng")
    assert refused(family, Marriage(on=ON, paper=PAPER, member=neng, partner=neng)) == "life.married_himself"
    nobody = Marriage(on=ON, paper=PAPER, member=neng, moves_in=MemberDetail(""))
    assert refused(family, nobody) == "family.no_name"


def test_a_man_may_marry_again(family: Family) -> None:
    second = MemberDetail("Ooh", sex=Sex.FEMALE, birth_date=date(1985, 1, 1))
    family.enter(Marriage(on=ON, paper=PAPER, member=family.id_of("Sarip"), moves_in=second))
    assert family.member("Ooh").relation is Relation.SPOUSE
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Ooh")))
    assert family.member("Sarip").marital is Marital.MARRIED  # the first wife lives


def test_a_member_moves_and_comes_back(family: Family) -> None:
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Neng"), to="Tangerang"))
    neng = family.member("Neng")
    assert (neng.presence, neng.presence_date) == (Presence.MOVED, ON)
    early = ON - timedelta(days=3)
    assert refused(family, Joined(on=early, paper=PAPER, person=neng)) == "life.back_before_leaving"
    family.enter(Joined(on=ON, paper=PAPER, person=neng, origin="Tangerang"))
    assert (family.member("Neng").presence, family.member("Neng").presence_date) == (Presence.LIVING_HERE, None)
    with family.desk.read() as session:
        facts = session.scalars(select(LifeEvent.facts).order_by(LifeEvent.entered_at, LifeEvent.id)).all()
    assert [(json.loads(one).get("to"), json.loads(one).get("origin")) for one in facts] == [
        ("Tangerang", None),
        (None, "Tangerang"),
    ]


def test_somebody_moves_in(family: Family) -> None:
    mother = MemberDetail("Rukiah", sex=Sex.FEMALE, birth_date=date(1950, 1, 1), relation=Relation.PARENT)
    family.enter(Joined(on=ON, paper=PAPER, person=mother))
    assert family.member("Rukiah").relation is Relation.PARENT
    unborn = replace(mother, birth_date=ON + timedelta(days=1))
    assert refused(family, Joined(on=ON, paper=PAPER, person=unborn)) == "life.before_birth"
    assert refused(family, Joined(on=ON, paper=PAPER, person=MemberDetail(" "))) == "family.no_name"


def test_who_left_can_die_later_and_not_before(family: Family) -> None:
    neng = family.id_of("Neng")
    family.enter(Left(on=ON, paper=PAPER, member=neng))
    early = Death(on=ON - timedelta(days=1), paper=PAPER, member=neng)
    assert refused(family, early) == "life.died_before_leaving"
    family.enter(Death(on=ON + timedelta(days=1), paper=PAPER, member=neng))
    assert family.member("Neng").presence is Presence.DIED


def test_the_family_moves_within_the_district(family: Family) -> None:
    village = families.villages(family.desk)[1]
    family.enter(NewAddress(on=ON, paper=PAPER, village_code=village, address=" Kp. Baru ", rt="7", rw="1"))
    fields = family.opened().fields
    assert (fields.village_code, fields.address, fields.rt, fields.rw) == (village, "Kp. Baru", "7", "1")
    assert refused(family, NewAddress(on=ON, paper=PAPER, village_code="")) == "family.to_be_placed"


def test_a_village_of_nowhere_is_refused(family: Family) -> None:
    assert refused(family, NewAddress(on=ON, paper=PAPER, village_code="36.01.99.9999")) == "family.unknown_village"
    assert refused(family, NewAddress(on=ON, paper=PAPER, village_code="36.01")) == "family.unknown_village"


def test_a_family_that_leaves_stays_in_the_office(family: Family) -> None:
    family.enter(FamilyLeft(on=ON, paper="SKPWNI 12", reason="ikut anak", to="Lebak"))
    with family.desk.read() as session:
        closure = session.scalars(select(FamilyClosure)).one()
        step = session.scalars(select(EnrolmentStep).order_by(EnrolmentStep.id.desc())).first()
    assert (closure.kind, closure.on, closure.reason, closure.reopened_on) == ("moved_out", ON, "ikut anak", None)
    assert closure.by == family.desk.person.id
    assert step is not None
    assert (step.status, step.on, step.reason, step.paper) == ("stopped", ON, "ikut anak", "SKPWNI 12")
    assert state(family) == "stopped"
    assert len(family.opened().fields.members) == 4
    assert refused(family, Birth(on=ON, paper=PAPER, child=BABY)) == "life.closed"
    assert refused(family, FamilyLeft(on=ON, paper=PAPER)) == "life.closed"


def test_a_family_that_comes_back_is_in_the_lists_again(family: Family) -> None:
    family.enter(FamilyLeft(on=ON, paper=PAPER))
    early = FamilyCame(on=ON - timedelta(days=1), paper=PAPER)
    assert refused(family, early) == "life.back_before_closing"
    family.enter(FamilyCame(on=ON + timedelta(days=9), paper=PAPER, origin="Lebak"))
    with family.desk.read() as session:
        assert closing.open_closure(session, family.id) is None
        assert session.scalars(select(FamilyClosure.reopened_on)).one() == ON + timedelta(days=9)
    assert state(family) == "stopped"  # whether it joins again a person decides


def test_a_family_may_have_come_without_ever_having_left(family: Family) -> None:
    family.enter(FamilyCame(on=ON, paper="SKPWNI 4", origin="Lebak"))
    with family.desk.read() as session:
        assert session.scalars(select(LifeEvent.kind)).one() == Life.FAMILY_CAME
        assert session.scalars(select(FamilyClosure)).all() == []


def test_what_closed_a_family_otherwise_is_not_undone_by_coming(family: Family) -> None:
    with family.desk.write("test.close") as unit:
        why = FamilyLeft(on=ON, reason="ganda")
        closing.close(unit, family.desk, family.id, closing.Closure.DOUBLE, why)
    assert refused(family, FamilyCame(on=ON, paper=PAPER)) == "life.closed_otherwise"


def test_when_the_last_one_is_gone_the_family_leaves_the_lists(family: Family) -> None:
    for name in ("Sarip", "Neng", "Ujang"):
        family.enter(Left(on=ON, paper=PAPER, member=family.id_of(name)))
    answer = family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah"))).value
    assert not answer.succession  # nobody is there who could follow
    with family.desk.read() as session:
        assert session.scalars(select(FamilyClosure.kind)).one() == "dissolved"
    assert state(family) == "stopped"


def test_a_day_has_to_be_possible(family: Family) -> None:
    neng = family.id_of("Neng")
    tomorrow = family.desk.today() + timedelta(days=1)
    assert refused(family, Left(on=tomorrow, paper=PAPER, member=neng)) == "life.future"
    assert refused(family, Left(on=date(2019, 1, 6), paper=PAPER, member=neng)) == "life.before_registration"
    assert refused(family, Death(on=date(1990, 1, 1), paper=PAPER, member=neng)) == "life.before_birth"
    family.enter(Left(on=date(2019, 1, 7), paper=PAPER, member=neng))  # the day it was registered


def test_an_event_rests_on_something(family: Family) -> None:
    neng = family.id_of("Neng")
    assert refused(family, Left(on=ON, paper=" ", reason=" ", member=neng)) == "life.nothing_said"
    family.enter(Left(on=ON, reason="kata ketua RT", member=neng))


def test_only_members_of_the_family(family: Family) -> None:
    (other,) = families.add(family.desk, 1)
    with family.desk.read() as session:
        stranger = session.get_one(Household, other).caretaker_id
    assert stranger is not None
    assert refused(family, Death(on=ON, paper=PAPER, member=stranger)) == "life.not_a_member"


def test_who_saved_meanwhile_is_not_written_over(family: Family) -> None:
    opened = family.opened()
    saving.save(family.desk, family.id, opened.stamp, replace(opened.fields, phone="0812"))
    with pytest.raises(Refused) as refusal:
        recording.record(family.desk, family.id, opened.stamp, Birth(on=ON, paper=PAPER, child=BABY))
    assert refusal.value.code == "family.changed_meanwhile"


def test_a_split_is_entered_by_its_own_service(family: Family) -> None:
    with pytest.raises(TypeError):
        family.enter(Split(on=ON, paper=PAPER, members=frozenset({family.id_of("Neng")})))


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_enters_events(family: Family, role: Role) -> None:
    other = offices.same_office_as(family.desk, role)
    with pytest.raises(Refused) as refusal:
        recording.record(other, family.id, family.opened().stamp, Birth(on=ON, paper=PAPER, child=BABY))
    assert refusal.value.code == "role.not_allowed"


def test_another_offices_family_is_left_alone(family: Family) -> None:
    with family.desk.write("test.owner") as unit:
        unit.session.get_one(Household, family.id).owner = "36.02"
    assert refused(family, Birth(on=ON, paper=PAPER, child=BABY)) == "family.other_owner"


def test_a_family_that_is_not_there(family: Family) -> None:
    with pytest.raises(Refused) as refusal:
        recording.record(family.desk, family.desk.person.id, 0, Birth(on=ON, paper=PAPER, child=BABY))
    assert refusal.value.code == "family.unknown"


def test_a_new_address_is_no_place_on_the_map_yet(family: Family) -> None:
    opened = family.opened()
    living = FamilyLiving(MapPlace(-6.37, 105.82))
    saving.save(family.desk, family.id, opened.stamp, replace(opened.fields, living=living))
    village = families.villages(family.desk)[1]
    event = family.enter(NewAddress(on=ON, paper=PAPER, village_code=village)).value.event
    with family.desk.read() as session:
        home = session.get_one(Household, family.id)
        assert (home.latitude, home.longitude) == (None, None)
    undoing.undo(family.desk, event, "keluarga lain")
    back = family.opened().fields.living
    assert back is not None
    assert back.place == MapPlace(-6.37, 105.82)
