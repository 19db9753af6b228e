"""The history of a family: events, changes with who made them, links to other families, and leaving the lists."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, ProgrammeYear
from desktop.rules.life import Life
from desktop.rules.succession import Cause
from desktop.rules.terms import Presence, Role
from desktop.services.families import saving
from desktop.services.families.asof import Difference
from desktop.services.life import history, splitting, undoing
from desktop.services.life.events import Birth, Death, FamilyCame, FamilyLeft, Left, NewCaretaker, Split
from desktop.services.life.history import FamilyHistory
from tests import families, offices
from tests.services.life.conftest import NOW, ON, Family
from tests.services.life.test_recording import BABY, PAPER


def read(family: Family) -> FamilyHistory:
    return history.history(family.desk, family.id)


def test_a_family_begins_with_its_registration(family: Family) -> None:
    found = read(family)
    (first,) = found.changes
    assert (first.by, first.action, first.at.date()) == ("operator", "family.register", date(2019, 1, 7))
    assert [one.person for one in first.changed if one.field == "member"] == ["Sarip", "Siti Aminah", "Neng", "Ujang"]
    assert (found.events, found.links, found.closures, found.closed) == ((), (), (), None)
    assert found.since == date(2019, 1, 7)


def test_a_programme_is_told_by_its_name(family: Family) -> None:
    entered = [one for change in read(family).changes for one in change.changed if one.field == "enrolment"]
    assert entered == [Difference("Jamsosratu", "enrolment", None, "Jamsosratu")]
    with family.desk.write("test.named") as unit:
        year = unit.session.scalars(select(ProgrammeYear)).one()
        year.name = f"Bantuan JSCB {year.year}"
    entered = [one for change in read(family).changes for one in change.changed if one.field == "enrolment"]
    assert [one.person for one in entered] == ["Bantuan JSCB"]


def test_a_change_says_what_it_was_and_what_it_is(family: Family) -> None:
    opened = family.opened()
    members = tuple(replace(one, occupation="buruh") if one.name == "Neng" else one for one in opened.fields.members)
    saving.save(family.desk, family.id, opened.stamp, replace(opened.fields, phone="0812", members=members))
    newest = read(family).changes[0]
    assert (newest.action, newest.at.date()) == ("family.save", NOW.date())
    assert set(newest.changed) == {Difference("", "phone", "", "0812"), Difference("Neng", "occupation", "", "buruh")}


def test_events_stand_by_the_day_they_happened(family: Family) -> None:
    neng = family.id_of("Neng")
    family.enter(Birth(on=ON, paper=PAPER, child=BABY, mother=neng))
    family.enter(Left(on=ON - timedelta(days=30), reason="kerja", member=neng, to="Tangerang"))
    first, second = read(family).events
    assert (first.kind, first.on, first.member, first.paper) == (Life.BIRTH, ON, "Dede", PAPER)
    assert (second.kind, second.member, second.reason) == (Life.LEFT, "Neng", "kerja")
    assert second.facts["to"] == "Tangerang"
    assert (first.entered_by, first.entered_at) == ("Si Operator", family.desk.local(NOW))
    assert first.undoable
    assert not first.undone


def test_what_was_taken_back_says_so(family: Family) -> None:
    event = family.enter(Birth(on=ON, paper=PAPER, child=BABY)).value.event
    undoing.undo(family.desk, event, "salah keluarga")
    correction, birth = read(family).events
    assert (birth.undone, birth.undoable) == (True, False)
    assert (correction.kind, correction.reason, correction.undoable) == (Life.UNDONE, "salah keluarga", False)
    newest = read(family).changes[0]
    assert newest.changed == (Difference("Dede", "presence", Presence.LIVING_HERE, Presence.WITHDRAWN),)


def test_a_caretaker_is_told_by_name(family: Family) -> None:
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Siti Aminah")))
    family.on_day(NOW.date() + timedelta(days=1))
    family.enter(NewCaretaker(on=ON, paper=PAPER, successor=family.id_of("Neng"), cause=Cause.DIED))
    new, death = read(family).changes[:2]
    assert new.changed == (Difference("", "caretaker", "", "Neng"),)
    assert Difference("", "caretaker", "Siti Aminah", "") in death.changed
    assert Difference("Siti Aminah", "presence", "living_here", "died") in death.changed


def test_leaving_and_coming_back(family: Family) -> None:
    family.enter(FamilyLeft(on=ON, reason="ikut anak", to="Lebak"))
    gone = read(family)
    assert gone.closed is not None
    assert (gone.closed.kind, gone.closed.on, gone.closed.reason) == ("moved_out", ON, "ikut anak")
    family.enter(FamilyCame(on=ON + timedelta(days=5), paper=PAPER))
    back = read(family)
    assert back.closed is None
    assert [one.reopened_on for one in back.closures] == [ON + timedelta(days=5)]


def test_both_families_of_a_split_name_each_other(family: Family) -> None:
    event = Split(on=ON, paper=PAPER, members=frozenset({family.id_of("Neng")}), head=family.id_of("Neng"))
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    (old,) = read(family).links
    assert (old.family, old.name, old.on, old.came_out) == (done.goes.id, "Neng", ON, True)
    new = history.history(family.desk, done.goes.id)
    (link,) = new.links
    assert (link.family, link.name, link.came_out) == (family.id, "Siti Aminah", False)
    assert new.since == NOW.date()
    assert [line.kind for line in read(family).events] == [Life.SPLIT]


def test_a_new_family_does_not_tell_what_its_people_were_before(family: Family) -> None:
    event = Split(on=ON, paper=PAPER, members=frozenset({family.id_of("Neng")}), head=family.id_of("Neng"))
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    lines = history.history(family.desk, done.goes.id).changes
    assert {line.action for line in lines} == {"life.split"}
    moved = [one for line in lines for one in line.changed if one.field == "household_id"]
    assert [(one.person, one.then, one.now) for one in moved] == [("Neng", family.id, done.goes.id)]


def test_another_familys_changes_are_not_told(family: Family) -> None:
    (other,) = families.add(family.desk, 1)
    before = read(family).changes
    new = Family(family.desk, other, family.clock)
    opened = new.opened()
    saving.save(family.desk, other, opened.stamp, replace(opened.fields, phone="0812"))
    assert read(family).changes == before


@pytest.mark.parametrize("role", Role)
def test_everybody_may_look_and_it_is_logged(family: Family, role: Role) -> None:
    desk = offices.same_office_as(family.desk, role)
    history.history(desk, family.id)
    with desk.read() as session:
        newest = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
    assert (newest.action, newest.actor, newest.record) == ("family.history", role.value, str(family.id))


def test_a_family_that_is_not_there(family: Family) -> None:
    with pytest.raises(Refused) as refusal:
        history.history(family.desk, family.desk.person.id)
    assert refusal.value.code == "family.unknown"
