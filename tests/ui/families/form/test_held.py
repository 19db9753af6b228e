"""Members who died or moved by an event: the form shows their state as closed and says what to do first."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.models import Household
from desktop.rules.life import Life
from desktop.rules.terms import Presence
from desktop.services.families import detail
from desktop.services.families.detail import FamilyDetail
from desktop.services.life import history, recording, undoing
from desktop.services.life.events import Death
from desktop.ui.families.form.family_form import FamilyForm
from desktop.ui.kit.block import Block
from desktop.ui.kit.combo import Combo
from tests.services.life.conftest import REGISTERED
from tests.services.official_lists.files import change_member
from tests.ui.families.conftest import Place

CHILD = 1
ADVICE = "By the event of"


@pytest.fixture
def old(place: Place, households: list[UUID]) -> UUID:
    """A family of a mother and a child, registered long ago."""
    with place.bench.desk.write("test.registered") as unit:
        unit.session.get_one(Household, households[0]).registered_at = REGISTERED
    return households[0]


def opened(place: Place, family: UUID) -> FamilyDetail:
    return detail.open_family(place.bench.desk, family)


def child_of(place: Place, family: UUID) -> UUID:
    found = opened(place, family).fields.members[CHILD].id
    assert found is not None
    return found


@pytest.fixture
def bereft(place: Place, old: UUID) -> UUID:
    desk, child = place.bench.desk, child_of(place, old)
    recording.record(desk, old, opened(place, old).stamp, Death(on=desk.today(), paper="Akta 7", member=child))
    return old


def change(place: Place, family: UUID) -> FamilyForm:
    place.screen.pages.change(opened(place, family))
    place.settle()
    form = place.screen.form
    form.body.go_to(f"{CHILD}/presence")
    return form


def presence(form: FamilyForm) -> tuple[Block, Combo]:
    block = form.body.people.page.blocks["presence"]
    assert isinstance(block.widget, Combo)
    return block, block.widget


def open_choices(combo: Combo) -> list[str]:
    model = combo.model()
    every = [model.index(at, 0) for at in range(combo.count())]
    return [str(one.data()) for one in every if one.flags() & Qt.ItemFlag.ItemIsEnabled]


def test_a_death_that_an_event_says_leaves_no_other_choice_open(place: Place, bereft: UUID) -> None:
    form = change(place, bereft)
    block, combo = presence(form)
    assert combo.value is Presence.DIED
    assert open_choices(combo) == [combo.currentText()]
    assert block.advice.startswith(ADVICE)
    assert "Take it back first: History, under Events." in block.advice
    form.body.go_to("0/presence")
    assert len(open_choices(combo)) == combo.count()
    assert block.advice == ""


def test_a_letter_picks_no_closed_choice(place: Place, bereft: UUID, qtbot: QtBot) -> None:
    form = change(place, bereft)
    _, combo = presence(form)
    combo.setFocus()
    for at in range(combo.count()):
        QTest.keyClicks(combo, combo.itemText(at)[0])
        assert combo.value is Presence.DIED
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(combo, key)
        assert combo.value is Presence.DIED
    assert not form.dirty


def test_what_is_put_there_all_the_same_is_refused_beside_the_field(place: Place, bereft: UUID) -> None:
    form = change(place, bereft)
    block, _ = presence(form)
    block.editor.put(Presence.LIVING_HERE)
    assert "died. Take that event back first" in block.problem
    form.save()
    place.settle()
    assert form.open
    assert "died. Take that event back first" in form.body.summary.links.text()
    assert opened(place, bereft).fields.members[CHILD].presence is Presence.DIED


def test_once_the_event_is_taken_back_every_state_is_open(place: Place, bereft: UUID) -> None:
    desk = place.bench.desk
    (event,) = history.history(desk, bereft).events
    undoing.undo(desk, event.id, "salah orang")
    block, combo = presence(change(place, bereft))
    assert combo.value is Presence.LIVING_HERE
    assert len(open_choices(combo)) == combo.count()
    assert block.advice == ""


def test_older_data_without_an_event_may_be_changed(place: Place, old: UUID) -> None:
    change_member(place.bench.desk, child_of(place, old), presence=Presence.DIED.value)
    form = change(place, old)
    block, combo = presence(form)
    assert len(open_choices(combo)) == combo.count()
    assert block.advice == ""
    block.editor.put(Presence.LIVING_HERE)
    form.save()
    place.settle()
    assert opened(place, old).fields.members[CHILD].presence is Presence.LIVING_HERE


def test_a_new_family_has_every_state_open_after_one_that_had_not(place: Place, bereft: UUID) -> None:
    form = change(place, bereft)
    form.leave()
    place.screen.write_new()
    place.settle()
    block, combo = presence(form)
    assert len(open_choices(combo)) == combo.count()
    assert block.advice == ""


def test_what_is_said_under_the_field_is_brought_into_view(place: Place, bereft: UUID) -> None:
    form = change(place, bereft)
    area = form.body.people.pages.area
    block, _ = presence(form)
    area.verticalScrollBar().setValue(0)
    form.body.go_to("0/name")
    form.body.go_to(f"{CHILD}/presence")
    place.qtbot.wait(20)
    below = block.mapTo(area.viewport(), block.rect().bottomLeft()).y()
    assert 0 < below <= area.viewport().height()


def test_who_is_dead_is_not_offered_and_the_amber_notice_opens_the_event(place: Place, old: UUID) -> None:
    desk, before = place.bench.desk, opened(place, old)
    assert before.caretaker is not None
    assert before.caretaker.id is not None
    place.screen.enter(old)
    place.settle()
    recording.record(desk, old, before.stamp, Death(on=desk.today(), paper="Akta 8", member=before.caretaker.id))
    form = change(place, old)
    combo = form.body.home.page.blocks["caretaker"].widget
    assert isinstance(combo, Combo)
    assert combo.count() == 1  # nobody: an event names who follows
    form.leave()
    place.screen.refresh()
    place.settle()
    buttons = [one for one in place.screen.browse.panel.findChildren(QPushButton) if one.text() == "New caretaker…"]
    place.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.pages.life
    assert place.screen.pages.life.entering.kind is Life.CARETAKER
