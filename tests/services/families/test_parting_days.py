"""Deaths and moves in the form: no day that cannot be, and no way around the event of somebody who was there."""

import gettext
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.rules.life import Life
from desktop.rules.terms import Presence
from desktop.services.families import detail, saving
from desktop.services.families.checking import walls
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.life import history, splitting, undoing
from desktop.services.life.events import Death, Divorce, Joined, Left, Split
from desktop.wording import Translator
from tests.services.life.conftest import NOW, ON, REGISTERED, Family, clock, family
from tests.services.life.test_recording import PAPER
from tests.services.official_lists.files import change_member

__all__ = ["clock", "family"]  # fixtures

TODAY = NOW.date()
BEFORE = REGISTERED.date() - timedelta(days=1)
LEFT = date(2019, 6, 10)
DIED, MOVED, HERE = Presence.DIED, Presence.MOVED, Presence.LIVING_HERE


def typed(opened: FamilyDetail, name: str, **values: Any) -> FamilyFields:
    members = tuple(replace(one, **values) if one.name == name else one for one in opened.fields.members)
    return replace(opened.fields, members=members)


def save(family: Family, name: str = "Neng", **values: Any) -> MemberDetail:
    opened = family.opened()
    saving.save(family.desk, family.id, opened.stamp, typed(opened, name, **values))
    return family.member(name)


def refused(family: Family, name: str = "Neng", **values: Any) -> str:
    before = family.opened()
    with pytest.raises(Refused) as refusal:
        save(family, name, **values)
    assert family.opened() == before
    found = walls(typed(before, name, **values), before.fields, TODAY, before.registered, before.held)
    assert refusal.value.code in {one.code for one in found}, "the form says the same before it is sent"
    return refusal.value.code


@pytest.mark.parametrize("name", ["Neng", "Siti Aminah"])
@pytest.mark.parametrize("day", [None, TODAY, BEFORE])
def test_the_day_of_a_recorded_death_stays_until_it_is_taken_back(family: Family, day: date | None, name: str) -> None:
    entered = family.enter(Death(on=ON, paper=PAPER, member=family.id_of(name))).value.event
    assert refused(family, name, presence_date=day) == "family.dead_by_event"
    undoing.undo(family.desk, entered, "salah orang")
    assert (family.member(name).presence, family.member(name).presence_date) == (HERE, None)


def test_so_does_the_day_of_a_departure(family: Family) -> None:
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Neng"), to="Serang"))
    assert refused(family, presence_date=TODAY) == "family.moved_by_event"


@pytest.mark.parametrize(("presence", "code"), [(DIED, "family.death_is_event"), (MOVED, "family.move_is_event")])
@pytest.mark.parametrize("day", [None, ON, TODAY, REGISTERED.date()])
@pytest.mark.parametrize("name", ["Neng", "Siti Aminah"])
def test_who_was_there_dies_and_moves_by_an_event(
    family: Family, presence: Presence, code: str, day: date | None, name: str
) -> None:
    assert refused(family, name, presence=presence, presence_date=day) == code
    assert family.caretaker == "Siti Aminah"


@pytest.mark.parametrize("presence", [DIED, MOVED])
def test_what_happened_before_the_registration_is_typed(family: Family, presence: Presence) -> None:
    found = save(family, presence=presence, presence_date=BEFORE)
    assert (found.presence, found.presence_date) == (presence, BEFORE)


def test_a_family_split_off_was_registered_on_the_day_of_the_split(family: Family) -> None:
    neng = family.id_of("Neng")
    event = Split(on=ON, paper=PAPER, members=frozenset({neng}), head=neng)
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    new = Family(family.desk, done.goes.id, family.clock)
    assert (family.opened().registered, new.opened().registered) == (REGISTERED.date(), ON)
    assert refused(new, presence=DIED, presence_date=ON) == "family.death_is_event"


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2099, 1, 1)])
@pytest.mark.parametrize("presence", [HERE, Presence.NOT_FOUND, DIED, MOVED])
def test_no_day_is_still_to_come(family: Family, presence: Presence, day: date) -> None:
    assert refused(family, presence=presence, presence_date=day) == "family.day_later"


def test_nobody_was_gone_before_he_was_born(family: Family) -> None:
    assert refused(family, presence=DIED, presence_date=date(1998, 2, 11)) == "family.gone_before_birth"
    assert refused(family, presence=Presence.NOT_FOUND, presence_date=date(1900, 1, 1)) == "family.gone_before_birth"
    born = date(1998, 2, 12)
    assert save(family, presence=DIED, presence_date=born).presence_date == born, "a child may die on its first day"


def test_a_birth_date_read_from_the_nik_contradicts_nothing(family: Family) -> None:
    day = date(1997, 2, 12)
    assert save(family, presence=DIED, presence_date=day, birth_date_derived=True).presence_date == day


def test_not_found_is_no_event(family: Family) -> None:
    """Nobody knows when: a visit found nobody. Who is found dead later has an event again."""
    assert save(family, presence=Presence.NOT_FOUND).presence is Presence.NOT_FOUND
    assert refused(family, presence=DIED) == "family.death_is_event"
    assert save(family, presence=MOVED, presence_date=ON).presence is MOVED


def test_what_an_event_entered_may_be_saved_again_but_for_its_day(family: Family) -> None:
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Neng")))
    family.enter(Left(on=ON, paper=PAPER, member=family.id_of("Ujang")))
    assert save(family, occupation="tani").presence is DIED
    assert save(family, "Ujang", occupation="tani").presence_date == ON
    assert refused(family, "Ujang", presence_date=TODAY) == "family.moved_by_event"
    assert refused(family, "Ujang", presence=DIED) == "family.death_is_event"
    assert [one.kind for one in history.history(family.desk, family.id).events] == [Life.LEFT, Life.DEATH]


def test_older_data_stays_as_it_is_until_its_day_is_touched(family: Family) -> None:
    later = date(2031, 1, 1)
    change_member(family.desk, family.id_of("Neng"), presence=DIED.value, presence_date=later)
    assert save(family, occupation="tani").presence_date == later
    assert refused(family, presence_date=later + timedelta(days=1)) == "family.day_later"
    assert save(family, presence_date=ON).presence_date == ON


def test_a_new_family_may_have_its_dead_on_the_card(family: Family) -> None:
    """The card lists a husband who died; with a day that can be he is written down, with another he is not."""
    fields = replace(family.opened().fields, no_kk="")
    members = tuple(replace(one, id=None, nik="") for one in fields.members)
    husband = replace(members[0], presence=DIED, presence_date=ON)
    new = saving.register(family.desk, replace(fields, members=(husband, *members[1:]))).value
    assert detail.open_family(family.desk, new.id).fields.members[0].presence is DIED
    with pytest.raises(Refused) as refusal:
        wrong = replace(husband, presence_date=TODAY + timedelta(days=1))
        saving.register(family.desk, replace(fields, members=(wrong, *members[1:])))
    assert refusal.value.code == "family.day_later"


@pytest.fixture
def gone(family: Family) -> Family:
    """Neng died, Ujang moved away, both by an event."""
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Neng")))
    family.enter(Left(on=LEFT, paper=PAPER, member=family.id_of("Ujang")))
    return family


@pytest.mark.parametrize("presence", [HERE, Presence.NOT_FOUND, Presence.WITHDRAWN])
def test_who_is_gone_by_an_event_does_not_come_back_by_the_form(gone: Family, presence: Presence) -> None:
    assert refused(gone, presence=presence) == "family.dead_by_event"
    assert refused(gone, presence=presence, presence_date=None) == "family.dead_by_event"
    assert refused(gone, "Ujang", presence=presence) == "family.moved_by_event"
    assert gone.opened().held == {gone.id_of("Neng"): ON, gone.id_of("Ujang"): LEFT}


def test_the_sentence_names_the_day_of_the_event(gone: Family) -> None:
    opened = gone.opened()
    with pytest.raises(Refused) as refusal:
        saving.save(gone.desk, gone.id, opened.stamp, typed(opened, "Neng", presence=HERE))
    assert refusal.value.values == {"name": "Neng", "on": "1 Juni 2019"}
    assert Translator(gettext.NullTranslations(), "en").refusal(refusal.value) == (
        "By the event of 1 Juni 2019, Neng died. Take that event back first: History on the family's page, "
        "under Events."
    )


def test_a_death_before_the_registration_does_not_hide_the_event_of_a_move(gone: Family) -> None:
    assert refused(gone, "Ujang", presence=DIED, presence_date=BEFORE) == "family.moved_by_event"


def test_once_the_event_is_taken_back_the_member_lives_here(gone: Family) -> None:
    for line in history.history(gone.desk, gone.id).events:
        undoing.undo(gone.desk, line.id, "salah orang")
    assert gone.opened().held == {}
    assert {one.presence for one in gone.opened().fields.members} == {HERE}
    assert save(gone, presence=DIED, presence_date=BEFORE).presence is DIED
    assert save(gone, presence=HERE, presence_date=None).presence is HERE, "that death was typed, no event says it"


def test_who_came_back_by_an_event_is_held_by_none(gone: Family) -> None:
    gone.enter(Joined(on=TODAY, paper=PAPER, person=gone.member("Ujang")))
    assert gone.opened().held == {gone.id_of("Neng"): ON}
    gone.enter(Left(on=TODAY, paper=PAPER, member=gone.id_of("Ujang")))
    assert gone.opened().held[gone.id_of("Ujang")] == TODAY
    assert refused(gone, "Ujang", presence=HERE) == "family.moved_by_event"


@pytest.mark.parametrize("presence", [DIED, MOVED])
def test_older_data_without_an_event_is_put_right(family: Family, presence: Presence) -> None:
    change_member(family.desk, family.id_of("Neng"), presence=presence.value, presence_date=ON)
    assert family.opened().held == {}
    assert save(family, presence=HERE, presence_date=None).presence is HERE


def test_who_left_by_a_divorce_is_held_though_the_event_is_about_the_other(family: Family) -> None:
    sarip, siti = family.id_of("Sarip"), family.id_of("Siti Aminah")
    family.enter(Divorce(on=ON, paper=PAPER, member=siti, partner=sarip, leaves=sarip, new_head=siti))
    assert family.opened().held == {sarip: ON}
    assert refused(family, "Sarip", presence=HERE) == "family.moved_by_event"


def test_who_died_before_a_split_stays_held_in_the_new_family(gone: Family) -> None:
    neng, sarip = gone.id_of("Neng"), gone.id_of("Sarip")
    event = Split(on=TODAY, paper=PAPER, members=frozenset({neng, sarip}), head_left=gone.id_of("Siti Aminah"))
    done = splitting.split(gone.desk, gone.id, gone.opened().stamp, event).value
    new = Family(gone.desk, done.goes.id, gone.clock)
    assert new.opened().held == {neng: ON}
    assert refused(new, presence=HERE) == "family.dead_by_event"
