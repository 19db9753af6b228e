"""Taking an event back: a new event, every record as before, and a refusal where something was built on it."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, LifeEvent, Member
from desktop.rules.life import Life
from desktop.rules.succession import Cause
from desktop.rules.terms import Marital, Presence, Role
from desktop.services.families import asof, saving
from desktop.services.life import closing, undoing
from desktop.services.life.events import (
    Birth,
    Death,
    Event,
    FamilyCame,
    FamilyLeft,
    Joined,
    Left,
    Marriage,
    NewCaretaker,
)
from desktop.store import proof
from tests import families, offices
from tests.services.life.conftest import ON, Family
from tests.services.life.test_recording import BABY, PAPER


def enter(family: Family, event: Event) -> UUID:
    return family.enter(event).value.event


def refused(family: Family, event: UUID, reason: str = "salah keluarga") -> str:
    with pytest.raises(Refused) as refusal:
        undoing.undo(family.desk, event, reason)
    return refusal.value.code


def test_a_death_taken_back(family: Family) -> None:
    before = family.opened()
    event = enter(family, Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah")))
    after = undoing.undo(family.desk, event, "yang meninggal tetangganya").value
    assert after.fields == before.fields
    assert (after.caretaker, after.caretaker_derived) == (before.caretaker, False)


def test_it_is_an_event_of_its_own(family: Family) -> None:
    neng = family.id_of("Neng")
    event = enter(family, Left(on=ON, paper=PAPER, member=neng))
    undoing.undo(family.desk, event, " salah orang ")
    with family.desk.read() as session:
        kept = session.scalars(select(LifeEvent).where(LifeEvent.kind == Life.UNDONE)).one()
        assert session.get_one(LifeEvent, event).kind == Life.LEFT  # stays as it was entered
    assert (kept.reason, kept.on, kept.member_id) == ("salah orang", family.desk.today(), neng)
    facts = json.loads(kept.facts)
    assert facts["undoes"] == str(event)
    assert facts["records"] == [["member", str(neng), 2, 3]]


def test_a_child_entered_wrongly_counts_for_nothing(family: Family) -> None:
    event = enter(family, Birth(on=ON, paper=PAPER, child=BABY))
    after = undoing.undo(family.desk, event, "anak tetangga").value
    assert after.fields.members[-1].presence is Presence.WITHDRAWN
    assert len(after.fields.members) == 5  # nothing is deleted


def test_a_marriage_taken_back_takes_who_moved_in(family: Family) -> None:
    husband = replace(BABY, name="Jaka", sex=None)
    event = enter(family, Marriage(on=ON, paper=PAPER, member=family.id_of("Neng"), moves_in=husband))
    undoing.undo(family.desk, event, "batal")
    assert family.member("Neng").marital is Marital.SINGLE
    assert family.member("Jaka").presence is Presence.WITHDRAWN


def test_a_family_that_never_left_is_in_its_programme_again(family: Family) -> None:
    event = enter(family, FamilyLeft(on=ON, paper=PAPER))
    after = undoing.undo(family.desk, event, "hanya pulang kampung").value
    assert after.status == "candidate"
    with family.desk.read() as session:
        assert closing.open_closure(session, family.id) is None
        steps = session.scalars(select(EnrolmentStep).order_by(EnrolmentStep.id)).all()
    assert [step.status for step in steps] == ["candidate", "stopped", "candidate"]
    assert steps[-1].reason == "hanya pulang kampung"


def test_a_coming_back_taken_back_leaves_it_gone(family: Family) -> None:
    enter(family, FamilyLeft(on=ON, paper=PAPER))
    event = enter(family, FamilyCame(on=ON + timedelta(days=3), paper=PAPER))
    undoing.undo(family.desk, event, "keluarga lain")
    with family.desk.read() as session:
        closure = closing.open_closure(session, family.id)
    assert closure is not None
    assert closure.on == ON


def test_the_last_ones_death_taken_back_opens_the_family(family: Family) -> None:
    for name in ("Sarip", "Neng", "Ujang"):
        enter(family, Left(on=ON, paper=PAPER, member=family.id_of(name)))
    event = enter(family, Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah")))
    undoing.undo(family.desk, event, "salah")
    with family.desk.read() as session:
        assert session.scalars(select(FamilyClosure.reopened_on)).one() == family.desk.today()
        assert session.scalars(select(Enrolment.status)).one() == "candidate"
    assert family.caretaker == "Siti Aminah"


def test_other_fields_changed_since_stay(family: Family) -> None:
    event = enter(family, Left(on=ON, paper=PAPER, member=family.id_of("Neng")))
    opened = family.opened()
    members = tuple(replace(one, occupation="buruh") if one.name == "Neng" else one for one in opened.fields.members)
    saving.save(family.desk, family.id, opened.stamp, replace(opened.fields, members=members, phone="0812"))
    undoing.undo(family.desk, event, "salah")
    neng = family.member("Neng")
    assert (neng.presence, neng.occupation) == (Presence.LIVING_HERE, "buruh")
    assert family.opened().fields.phone == "0812"


def test_what_was_changed_again_is_not_written_over(family: Family) -> None:
    neng = family.member("Neng")
    first = enter(family, Left(on=ON, paper=PAPER, member=family.id_of("Neng")))
    enter(family, Joined(on=ON, paper=PAPER, person=neng))
    assert refused(family, first) == "life.undo_changed_since"
    assert family.member("Neng").presence is Presence.LIVING_HERE


def test_who_followed_keeps_the_death_until_that_is_taken_back(family: Family) -> None:
    death = enter(family, Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah")))
    follow = enter(family, NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Neng"), cause=Cause.DIED))
    assert refused(family, death) == "life.undo_changed_since"
    undoing.undo(family.desk, follow, "salah")
    undoing.undo(family.desk, death, "salah")
    assert family.caretaker == "Siti Aminah"


def test_a_child_that_became_caretaker_stays(family: Family) -> None:
    aunt = replace(BABY, name="Ooh", birth_date=ON.replace(year=1980))
    event = enter(family, Joined(on=ON, paper=PAPER, person=aunt))
    enter(family, NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Ooh"), cause=Cause.OTHER))
    assert refused(family, event) == "life.undo_changed_since"


def test_once_is_enough(family: Family) -> None:
    event = enter(family, Birth(on=ON, paper=PAPER, child=BABY))
    undoing.undo(family.desk, event, "salah")
    assert refused(family, event) == "life.undone_already"
    with family.desk.read() as session:
        correction = session.scalars(select(LifeEvent.id).where(LifeEvent.kind == Life.UNDONE)).one()
    assert refused(family, correction) == "life.undone_already"


def test_a_reason_is_asked_for(family: Family) -> None:
    event = enter(family, Birth(on=ON, paper=PAPER, child=BABY))
    assert refused(family, event, "  ") == "life.undo_reason"
    assert family.member("Dede").presence is Presence.LIVING_HERE


def test_an_event_that_is_not_there(family: Family) -> None:
    assert refused(family, family.id) == "life.unknown_event"


def test_values_destroyed_by_law_cannot_be_put_back(family: Family) -> None:
    neng = family.id_of("Neng")
    event = enter(family, Left(on=ON, paper=PAPER, member=neng))
    with family.desk.office.writer.begin() as connection:
        connection.execute(
            text('UPDATE record_version SET salt = NULL, "values" = NULL WHERE record = :neng AND version = 1'),
            {"neng": str(neng)},
        )
    assert refused(family, event) == "life.undo_destroyed"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_takes_back(family: Family, role: Role) -> None:
    event = enter(family, Birth(on=ON, paper=PAPER, child=BABY))
    with pytest.raises(Refused) as refusal:
        undoing.undo(offices.same_office_as(family.desk, role), event, "salah")
    assert refusal.value.code == "role.not_allowed"


def test_another_family_is_untouched_and_the_log_holds(family: Family) -> None:
    (other,) = families.add(family.desk, 1)
    with family.desk.read() as session:
        before = asof.present(session, other)
    event = enter(family, Death(on=ON, paper=PAPER, member=family.id_of("Sarip")))
    undoing.undo(family.desk, event, "salah")
    with family.desk.read() as session:
        assert asof.present(session, other) == before
        connection = session.connection()
        kept = ["household", "member", "enrolment", "enrolment_step", "life_event", "family_closure", "family_link"]
        assert list(proof.live_records(connection, kept)) == []
        assert list(proof.chain(connection)) == []
        assert list(proof.versions(connection)) == []
        assert session.scalars(select(Member.presence).where(Member.household_id == family.id)).all() == (
            [Presence.LIVING_HERE] * 4
        )
