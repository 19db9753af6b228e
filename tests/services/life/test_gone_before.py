"""Who stands as dead or moved with no event that says it, from a file or an older program: the event comes after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.errors import Refused
from desktop.rules.life import Life
from desktop.rules.terms import Marital, Presence, Relation
from desktop.services.families import saving
from desktop.services.life import following, history, splitting, undoing
from desktop.services.life.events import Death, Event, Left, Split
from tests.services.life.conftest import ON, REGISTERED, Family
from tests.services.life.test_recording import PAPER
from tests.services.official_lists.files import change_member

DIED, MOVED, HERE = Presence.DIED, Presence.MOVED, Presence.LIVING_HERE
LATER = ON + timedelta(days=4)
BEFORE = REGISTERED.date() - timedelta(days=30)


def put(family: Family, name: str, presence: Presence, day: date | None = None) -> None:
    """As a file wrote it: the state, and nothing of what hangs on it."""
    change_member(family.desk, family.id_of(name), presence=presence.value, presence_date=day)


def event_of(family: Family, name: str, presence: Presence, on: date = ON) -> Event:
    if presence is DIED:
        return Death(on=on, paper=PAPER, member=family.id_of(name))
    return Left(on=on, paper=PAPER, member=family.id_of(name), to="Serang")


def refused(family: Family, event: Event) -> str:
    before = family.opened()
    with pytest.raises(Refused) as refusal:
        family.enter(event)
    assert family.opened() == before
    return refusal.value.code


@pytest.mark.parametrize("presence", [DIED, MOVED])
@pytest.mark.parametrize("day", [None, REGISTERED.date(), LATER])
def test_the_event_of_a_caretaker_comes_after(family: Family, presence: Presence, day: date | None) -> None:
    put(family, "Siti Aminah", presence, day)
    done = family.enter(event_of(family, "Siti Aminah", presence)).value
    assert done.succession
    assert (family.caretaker, family.member("Siti Aminah").presence_date) == ("", ON)
    assert following.succession(family.desk, family.id).cause.value == presence.value
    assert family.opened().held == {family.id_of("Siti Aminah"): ON}
    assert family.opened().caretaker_gone
    assert family.member("Sarip").marital is (Marital.WIDOWED if presence is DIED else Marital.MARRIED)


@pytest.mark.parametrize("presence", [DIED, MOVED])
def test_it_counts_though_the_state_and_the_day_were_there(family: Family, presence: Presence) -> None:
    """Nothing of her changes, so only the event itself says that it was one."""
    put(family, "Neng", presence, ON)
    event = event_of(family, "Neng", presence)
    entered = family.enter(event).value.event
    assert family.opened().held == {family.id_of("Neng"): ON}
    with pytest.raises(Refused) as refusal:
        members = tuple(
            replace(one, presence=HERE, presence_date=None) if one.name == "Neng" else one
            for one in family.opened().fields.members
        )
        saving.save(family.desk, family.id, family.opened().stamp, replace(family.opened().fields, members=members))
    assert refusal.value.code in {"family.dead_by_event", "family.moved_by_event"}
    assert refused(family, event) == {DIED: "life.died_already", MOVED: "life.not_living_here"}[presence]
    undoing.undo(family.desk, entered, "salah orang")
    assert (family.opened().held, family.member("Neng").presence) == ({}, presence)
    family.enter(event)


def test_taken_back_it_leaves_what_stood_before(family: Family) -> None:
    put(family, "Siti Aminah", DIED)
    entered = family.enter(event_of(family, "Siti Aminah", DIED)).value.event
    undoing.undo(family.desk, entered, "salah orang")
    one = family.member("Siti Aminah")
    assert (one.presence, one.presence_date, family.caretaker) == (DIED, None, "Siti Aminah")
    assert family.member("Sarip").marital is Marital.MARRIED


@pytest.mark.parametrize("presence", [DIED, MOVED])
def test_what_was_before_the_registration_is_no_event_of_the_family(family: Family, presence: Presence) -> None:
    put(family, "Neng", presence, BEFORE)
    code = {DIED: "life.died_already", MOVED: "life.not_living_here"}[presence]
    assert refused(family, event_of(family, "Neng", presence)) == code


@pytest.mark.parametrize("presence", [DIED, MOVED])
def test_an_event_comes_once(family: Family, presence: Presence) -> None:
    family.enter(event_of(family, "Neng", presence))
    code = {DIED: "life.died_already", MOVED: "life.not_living_here"}[presence]
    assert refused(family, event_of(family, "Neng", presence, LATER)) == code


def test_who_moved_by_an_event_and_died_by_a_file_has_both_events(family: Family) -> None:
    family.enter(event_of(family, "Neng", MOVED))
    put(family, "Neng", DIED, ON)
    assert family.opened().held == {}
    family.enter(event_of(family, "Neng", DIED, LATER))
    assert family.opened().held == {family.id_of("Neng"): LATER}
    assert [one.kind for one in history.history(family.desk, family.id).events] == [Life.DEATH, Life.LEFT]


def test_a_dead_head_is_followed_by_another(family: Family) -> None:
    put(family, "Sarip", DIED)
    wife = family.id_of("Siti Aminah")
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Sarip"), new_head=wife))
    assert (family.member("Siti Aminah").relation, family.caretaker) == (Relation.HEAD, "Siti Aminah")


def test_the_last_who_lived_there_ends_the_family(family: Family) -> None:
    for name in ("Sarip", "Siti Aminah", "Neng", "Ujang"):
        put(family, name, DIED)
    assert not family.enter(event_of(family, "Neng", DIED)).value.succession
    closed = history.history(family.desk, family.id).closed
    assert closed is not None


def test_who_died_before_a_split_is_not_asked_of_again(family: Family) -> None:
    family.enter(event_of(family, "Neng", DIED))
    neng, sarip = family.id_of("Neng"), family.id_of("Sarip")
    event = Split(on=LATER, paper=PAPER, members=frozenset({neng, sarip}), head_left=family.id_of("Siti Aminah"))
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    new = Family(family.desk, done.goes.id, family.clock)
    assert refused(new, event_of(new, "Neng", DIED, LATER)) == "life.died_already"
