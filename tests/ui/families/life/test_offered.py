"""Whom the form of an event offers: nobody who goes by it as head or caretaker, and nobody as his own partner."""

import pytest

from desktop.rules.life import Life
from desktop.rules.terms import Relation
from desktop.ui.kit.combo import Combo
from tests.services.life.conftest import ON
from tests.services.life.test_recording import PAPER
from tests.ui.families.life.conftest import Room


def combo(room: Room, name: str) -> Combo:
    widget = room.form.blocks[name].widget
    assert isinstance(widget, Combo)
    return widget


def offered(room: Room, name: str) -> list[str]:
    """Words of the list that a field drops down."""
    return [combo(room, name).itemText(place) for place in range(combo(room, name).count())]


ALL = ["Sarip", "Siti Aminah", "Neng", "Ujang"]


def test_the_family_is_the_one_told_of_here(room: Room) -> None:
    assert [one.name for one in room.family.opened().fields.members] == ALL
    assert room.family.member("Sarip").relation is Relation.HEAD


@pytest.mark.parametrize("kind", [Life.DEATH, Life.LEFT])
def test_who_dies_or_leaves_is_not_offered_as_head(room: Room, kind: Life) -> None:
    room.event(kind, on=ON, paper=PAPER)
    assert offered(room, "new_head") == ["The head stays", *ALL]
    room.fill(member=room.family.id_of("Sarip"))
    assert offered(room, "new_head") == ["Not named yet", "Siti Aminah", "Neng", "Ujang"]
    room.fill(member=room.family.id_of("Neng"))
    assert offered(room, "new_head") == ["The head stays", "Sarip", "Siti Aminah", "Ujang"]


def test_who_was_chosen_as_head_stays_so_unless_it_is_he_who_goes(room: Room) -> None:
    room.event(Life.DEATH, on=ON, member=room.family.id_of("Sarip"), new_head=room.family.id_of("Neng"))
    room.fill(paper=PAPER)
    assert combo(room, "new_head").currentText() == "Neng"
    room.fill(member=room.family.id_of("Neng"))
    assert combo(room, "new_head").currentText() == "The head stays"
    assert room.form.values()["new_head"] is None


def test_a_new_head_is_saved_as_offered(room: Room) -> None:
    room.event(Life.DEATH, on=ON, member=room.family.id_of("Sarip"), paper=PAPER)
    room.fill(new_head=room.family.id_of("Siti Aminah"))
    room.save()
    assert room.family.member("Siti Aminah").relation is Relation.HEAD


def test_offering_others_is_no_typing(room: Room) -> None:
    room.choose(Life.DEATH)
    assert not room.page.dirty
    room.fill(member=room.family.id_of("Sarip"))
    room.fill(member=None)
    assert not room.page.dirty


def test_who_leaves_after_a_divorce_is_not_offered_as_head_nor_as_divorced_from_himself(room: Room) -> None:
    sarip, siti = room.family.id_of("Sarip"), room.family.id_of("Siti Aminah")
    room.event(Life.DIVORCE, on=ON, member=siti, partner=sarip, leaves=sarip)
    assert "Siti Aminah" not in offered(room, "partner")
    assert combo(room, "partner").currentText() == "Sarip"
    assert offered(room, "new_head") == ["Not named yet", "Siti Aminah", "Neng", "Ujang"]


def test_nobody_marries_himself(room: Room) -> None:
    room.event(Life.MARRIAGE, on=ON, member=room.family.id_of("Neng"))
    assert offered(room, "partner") == ["Somebody else", "Sarip", "Siti Aminah", "Ujang"]


def test_each_card_of_a_split_has_head_and_caretaker_from_its_own_people(room: Room) -> None:
    room.event(Life.SPLIT, on=ON, paper=PAPER)
    assert offered(room, "head") == ALL
    room.fill(side_0=True, side_2=True)
    assert offered(room, "head") == ["Sarip", "Neng"]
    assert offered(room, "caretaker") == ["Proposed by the program", "Sarip", "Neng"]
    assert offered(room, "head_left") == ["Not named yet", "Siti Aminah", "Ujang"]
    room.fill(side_0=False)
    assert offered(room, "head_left") == ["The head stays", "Sarip", "Siti Aminah", "Ujang"]


def test_nobody_is_made_head_of_the_new_card_unasked(room: Room) -> None:
    room.event(Life.SPLIT, on=ON, head=room.family.id_of("Sarip"), side_2=True)
    assert combo(room, "head").currentText() == ""
    assert room.form.check()["head"] == "Head of the new card must be filled in."


def test_a_draft_of_a_split_comes_back_whole(room: Room) -> None:
    neng = room.family.id_of("Neng")
    room.event(Life.SPLIT, on=ON, side_2=True, side_3=True, head=neng, caretaker=neng, paper=PAPER)
    draft = room.page.form.draft()
    assert draft is not None
    room.fill(side_2=False, side_3=False)
    room.page.form.take(draft)
    values = room.form.values()
    assert (values["head"], values["caretaker"], values["side_3"]) == (neng, neng, True)
    assert offered(room, "head") == ["Neng", "Ujang"]
