"""An event that was typed and not saved: kept, offered again, and thrown away only when somebody says so."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.rules.life import Life
from desktop.rules.succession import Cause
from desktop.rules.terms import Presence, Relation, Sex
from desktop.services import drafts
from desktop.services.families import saving
from desktop.services.life.events import Left
from desktop.ui.families.life import draft as drafting
from desktop.ui.families.life.draft import FORM, EventDraft, TakeEvent, answer, plain
from desktop.ui.families.life.keeping import KeptEvent
from desktop.ui.kit.fields import Field, Kind
from desktop.ui.kit.question import Question
from tests import families
from tests.services.life.conftest import ON
from tests.services.life.test_recording import PAPER
from tests.ui.families.conftest import texts
from tests.ui.families.life.conftest import Room

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
TYPED = EventDraft(ID, 7, "Siti", Life.LEFT, {"on": "2019-06-01", "member": str(ID), "to": "Serang"})


def kept(room: Room) -> EventDraft | None:
    return TakeEvent(room.bench.desk)()


def question(room: Room) -> Question | None:
    return next((one for one in room.page.findChildren(Question) if one.isVisible()), None)


def press(room: Room, *, agreed: bool) -> None:
    asked = question(room)
    assert asked is not None
    button: QPushButton = asked.do_it if agreed else asked.leave
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    room.settle()


def open_again(room: Room, family: UUID | None = None) -> None:
    """As after the office was locked: a page on which nothing is typed."""
    room.page.form.clear()
    room.page.begin(family or room.family.id)
    room.settle()


def leave_typed(room: Room) -> None:
    room.event(Life.LEFT, on=ON, member=room.family.id_of("Neng"), to="Serang", paper=PAPER)
    room.pages.keep_now()


def test_what_is_typed_is_kept_once_typing_rests(room: Room) -> None:
    room.event(Life.BIRTH, name="Dede", sex=Sex.FEMALE)
    room.qtbot.waitUntil(lambda: kept(room) is not None, timeout=20_000)
    found = kept(room)
    assert found is not None
    assert (found.family, found.kind, found.name) == (room.family.id, Life.BIRTH, "Siti Aminah")
    assert (found.values["name"], found.values["sex"], found.values["on"]) == ("Dede", "P", None)
    assert found.at is not None


def test_where_nothing_is_typed_nothing_is_kept(room: Room) -> None:
    room.pages.keep_now()
    room.choose(Life.SPLIT)
    room.pages.keep_now()
    assert kept(room) is None


def test_the_page_offers_what_was_typed_before(room: Room) -> None:
    leave_typed(room)
    open_again(room)
    asked = question(room)
    assert asked is not None
    assert "An event in the family of Siti Aminah, typed on" in texts(asked)
    press(room, agreed=False)  # "Go on typing" is the safe one
    values = room.form.values()
    assert room.page.kind is Life.LEFT
    assert (values["on"], values["member"], values["to"], values["paper"]) == (
        ON, room.family.id_of("Neng"), "Serang", PAPER,
    )  # fmt: skip
    assert room.page.dirty
    assert "Moved away" in room.after
    room.save()
    assert room.family.member("Neng").presence is Presence.MOVED
    assert kept(room) is None


def test_it_is_offered_before_an_event_of_another_family_too(room: Room) -> None:
    leave_typed(room)
    (other,) = families.add(room.bench.desk, 1)
    open_again(room, other)
    press(room, agreed=False)
    assert room.page.opening is not None
    assert room.page.opening.family.id == room.family.id
    assert room.form.values()["to"] == "Serang"


def test_thrown_away_it_is_gone(room: Room) -> None:
    leave_typed(room)
    open_again(room)
    press(room, agreed=True)
    assert kept(room) is None
    assert (room.page.kind, room.page.dirty) == (Life.BIRTH, False)
    open_again(room)
    assert question(room) is None


def test_leaving_throws_it_away_with_the_draft(room: Room) -> None:
    leave_typed(room)
    room.page.leave()
    press(room, agreed=True)
    assert room.left == [True]
    assert kept(room) is None


def test_another_kind_keeps_day_paper_and_reason(room: Room) -> None:
    room.event(Life.BIRTH, on=ON, paper=PAPER, reason="kata bidan")
    room.choose(Life.LEFT)
    assert question(room) is None
    values = room.form.values()
    assert (room.page.kind, values["on"], values["paper"], values["reason"]) == (Life.LEFT, ON, PAPER, "kata bidan")
    assert room.page.dirty


def test_another_kind_asks_before_more_is_lost(room: Room) -> None:
    room.event(Life.BIRTH, on=ON, name="Dede", paper=PAPER)
    room.pages.keep_now()
    room.page.menu.choose(Life.DEATH)
    press(room, agreed=False)
    assert room.page.kind is Life.BIRTH
    assert room.page.menu.buttons[Life.BIRTH].isChecked()
    assert room.form.values()["name"] == "Dede"
    room.page.menu.choose(Life.DEATH)
    press(room, agreed=True)
    assert room.page.kind is Life.DEATH
    assert (room.form.values()["on"], room.form.values()["paper"]) == (ON, PAPER)
    assert kept(room) is None


def test_a_new_caretaker_comes_back_with_the_papers_of_the_cause(room: Room) -> None:
    room.event(Life.CARETAKER, successor=room.family.id_of("Sarip"), paper="Surat desa 3")
    room.fill(cause=Cause.MOVED)
    room.fill(seen_move=True)
    room.pages.keep_now()
    open_again(room)
    press(room, agreed=False)
    values = room.form.values()
    assert (values["cause"], values["successor"], values["seen_move"]) == (
        Cause.MOVED, room.family.id_of("Sarip"), True,
    )  # fmt: skip


@pytest.mark.parametrize("changed", [False, True])
def test_in_a_family_changed_since_the_sides_of_a_split_are_asked_anew(room: Room, changed: bool) -> None:
    room.event(Life.SPLIT, on=ON, side_2=True, head=room.family.id_of("Neng"), paper=PAPER)
    room.pages.keep_now()
    if changed:
        opened = room.family.opened()
        saving.save(room.bench.desk, room.family.id, opened.stamp, replace(opened.fields, phone="0812"))
    open_again(room)
    press(room, agreed=False)
    values = room.form.values()
    assert (values["side_2"], values["head"]) == (not changed, room.family.id_of("Neng"))


def test_who_left_since_is_left_open(room: Room) -> None:
    leave_typed(room)
    room.family.enter(Left(on=ON, paper=PAPER, member=room.family.id_of("Neng")))
    open_again(room)
    press(room, agreed=False)
    values = room.form.values()
    assert (values["member"], values["to"]) == (None, "Serang")


def test_the_notice_brings_it_back(room: Room) -> None:
    notice = KeptEvent(room.bench)
    room.qtbot.addWidget(notice)
    notice.ask()
    room.settle()
    assert notice.sentence == ""
    leave_typed(room)
    notice.ask()
    room.settle()
    assert "An event in the family of Siti Aminah" in notice.sentence
    with room.qtbot.waitSignal(notice.wanted) as wanted:
        next(one for one in notice.findChildren(QPushButton) if one.text() == "Go on typing").click()
    room.page.form.clear()
    room.pages.resume(wanted.args[0])
    room.settle()
    assert room.form.values()["to"] == "Serang"
    assert room.pages.currentWidget() is room.page
    assert question(room) is None
    drafts.drop(room.bench.desk, FORM)
    notice.ask()
    room.settle()
    assert notice.sentence == ""


def test_an_event_of_a_family_that_is_gone_can_be_dropped(room: Room) -> None:
    """Nobody can open the family any more: nobody can go on with the event either."""
    drafting.KeepEvent(room.bench.desk, replace(TYPED, at=None))()
    open_again(room)
    press(room, agreed=False)  # "Go on typing"
    notice = room.page.notice
    assert notice.sentence.startswith("An event in the family of Siti, typed on ")
    assert "This family is not in the office." in notice.sentence
    assert notice.sentence.endswith("The event typed there can only be thrown away.")
    assert room.page.form.form is None
    assert kept(room) is not None
    assert notice.remedy is not None
    assert notice.remedy.text() == "Throw away"
    notice.remedy.click()
    room.settle()
    assert kept(room) is None
    assert room.left == [True]
    open_again(room)
    assert question(room) is None


def test_a_family_that_is_gone_offers_nothing_to_drop_where_nothing_was_typed(room: Room) -> None:
    room.page.begin(ID)
    room.settle()
    assert room.page.notice.sentence == "This family is not in the office. Look for it again."
    assert room.page.notice.remedy is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"family": "x", "stamp": 1, "name": "", "kind": "left", "values": {}}',
     f'{{"family": "{ID}", "stamp": 1, "name": "", "kind": "flown", "values": {{}}}}',
     f'{{"family": "{ID}", "stamp": 1, "name": "", "kind": "left", "values": []}}'],
)  # fmt: skip
def test_what_another_program_wrote_is_no_draft(text: str) -> None:
    assert drafting.read(text) is None


def test_a_draft_comes_back_as_it_was() -> None:
    at = datetime(2019, 6, 20, 3, tzinfo=UTC)
    assert drafting.read(drafting.write(TYPED), at) == replace(TYPED, at=at)


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.text()), st.sampled_from(Life), st.text())
def test_any_draft_comes_back(values: dict[str, object], kind: Life, name: str) -> None:
    typed = EventDraft(ID, 1, name, kind, values)
    assert drafting.read(drafting.write(typed)) == typed


@pytest.mark.parametrize("value", [None, True, False, Sex.MALE, Relation.CHILD, ID, "teks"])
def test_a_choice_is_found_again_by_what_is_kept_of_it(value: object) -> None:
    field = Field("x", "X", Kind.CHOICE, choices=[(one, str(one)) for one in (None, True, False, *Sex, *Relation, ID)])
    offered = value != "teks"
    assert answer(field, plain(value)) == (value if offered else None)


@pytest.mark.parametrize(("text", "day"), [("2019-06-01", ON), (None, None), ("", None), ("kemarin", None)])
def test_a_day_is_a_day_again_or_left_open(text: str | None, day: date | None) -> None:
    assert answer(Field("on", "On", Kind.DATE), text) == day
