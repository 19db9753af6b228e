"""A divorce on the page, the split that may follow from it, and where the family that leaves lives."""

from dataclasses import replace

import pytest

from desktop.rules.coordinates import MapPlace
from desktop.rules.life import Life
from desktop.rules.terms import Marital, Presence, Relation
from desktop.services.families import detail, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.living import FamilyLiving
from desktop.services.life import history
from tests import families
from tests.services.life.conftest import ON
from tests.services.life.test_recording import PAPER
from tests.ui.families.life.conftest import Room


def new_family(room: Room) -> FamilyDetail:
    """The family that came out of the one in the room."""
    (link,) = history.history(room.bench.desk, room.family.id).links
    return detail.open_family(room.bench.desk, link.family)


def on_the_map(room: Room) -> None:
    opened = room.family.opened()
    living = FamilyLiving(MapPlace(-6.37, 105.82))
    saving.save(room.bench.desk, room.family.id, opened.stamp, replace(opened.fields, living=living))
    room.pages.enter_event(room.family.opened())
    room.settle()


def test_a_divorce_without_anybody_leaving(room: Room) -> None:
    sarip, aminah = room.family.id_of("Sarip"), room.family.id_of("Siti Aminah")
    room.event(Life.DIVORCE, on=ON, member=sarip, paper="AC 7")
    assert "Choose from whom Sarip is divorced" in room.page.form.after.notice.sentence
    room.fill(partner=aminah)
    assert room.after == ("Sarip: Marital status: Married → Divorced\nSiti Aminah: Marital status: Married → Divorced")
    room.save()
    assert room.said == ["Divorce is entered."]
    assert room.shown == [room.family.id]
    assert room.family.member("Sarip").marital is Marital.DIVORCED


def test_who_moves_away_after_a_divorce_may_have_been_the_caretaker(room: Room) -> None:
    sarip, aminah = room.family.id_of("Sarip"), room.family.id_of("Siti Aminah")
    room.event(Life.DIVORCE, on=ON, member=sarip, partner=aminah, leaves=aminah, to="Serang", paper="AC 7")
    assert "Siti Aminah: Presence: Lives here → Moved away" in room.after
    assert "the next step asks who follows" in room.after
    room.save()
    assert room.page.kind is Life.CARETAKER
    assert room.family.member("Siti Aminah").presence is Presence.MOVED


def test_a_card_of_her_own_is_the_next_step(room: Room) -> None:
    sarip, aminah = room.family.id_of("Sarip"), room.family.id_of("Siti Aminah")
    room.event(Life.DIVORCE, on=ON, member=aminah, partner=sarip, leaves=aminah, own_card=True, paper="AC 7")
    assert "The next step parts the card." in room.after
    room.save()
    assert room.page.kind is Life.SPLIT
    assert "Say who goes along" in room.page.notice.sentence
    values = room.form.values()
    assert (values["head"], [values[f"side_{place}"] for place in range(4)]) == (aminah, [False, True, False, False])
    room.fill(on=ON, side_3=True, paper="KK baru")
    assert "New card: Siti Aminah, Ujang" in room.after
    room.save()
    new = new_family(room)
    assert [one.name for one in new.fields.members] == ["Siti Aminah", "Ujang"]
    assert new.fields.members[0].relation is Relation.HEAD
    assert room.shown == [room.family.id]


def test_a_new_family_lives_where_the_old_one_does_unless_it_is_said(room: Room) -> None:
    room.event(Life.SPLIT, on=ON, side_2=True, head=room.family.id_of("Neng"), paper=PAPER)
    values = room.form.values()
    assert (values["address"], values["rt"], values["rw"]) == ("Kp. Cikadu", "02", "05")
    assert "Village" not in room.after
    room.save()
    assert new_family(room).fields.address == "Kp. Cikadu"


def test_a_new_family_lives_elsewhere(room: Room) -> None:
    on_the_map(room)
    village = families.villages(room.bench.desk)[1]
    assert room.page.opening is not None
    name = dict(room.page.opening.villages)[village]
    room.event(
        Life.SPLIT, on=ON, side_2=True, head=room.family.id_of("Neng"), village_code=village,
        hamlet="Cipeucang", rt="9", paper=PAPER,
    )  # fmt: skip
    assert f"→ {name}" in room.after
    assert "New family: RT: 02 → 9" in room.after
    assert "the new one has none yet" in room.after
    room.save()
    new = new_family(room)
    fields = new.fields
    assert (fields.village_code, fields.address, fields.hamlet, fields.rt) == (village, "Kp. Cikadu", "Cipeucang", "9")
    assert fields.living is None or fields.living.place is None
    old = room.family.opened().fields
    assert (old.rt, old.living is not None and old.living.place) == ("02", MapPlace(-6.37, 105.82))


def test_a_village_that_was_emptied_is_asked_for(room: Room) -> None:
    room.event(Life.SPLIT, on=ON, side_2=True, head=room.family.id_of("Neng"), village_code=None, paper=PAPER)
    assert "village" in room.page.form.after.notice.sentence.lower()
    assert room.after == ""


@pytest.mark.parametrize("placed", [True, False])
def test_a_new_address_takes_the_family_off_the_map(room: Room, placed: bool) -> None:
    if placed:
        on_the_map(room)
    village = families.villages(room.bench.desk)[1]
    room.event(Life.ADDRESS, on=ON, village_code=village, address="Kp. Baru", hamlet="Cipeucang", paper=PAPER)
    assert ("the new one has none yet" in room.after) is placed
    assert village not in room.after  # its name stands there, not its code
    room.save()
    fields = room.family.opened().fields
    assert (fields.hamlet, fields.living is None or fields.living.place is None) == ("Cipeucang", True)
