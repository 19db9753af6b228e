"""Entering an event: the form of each kind, what follows from it beside, and the succession after a death."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.rules.life import Life
from desktop.rules.succession import Cause, Paper
from desktop.rules.terms import Marital, Presence, Relation
from desktop.services.families import saving
from desktop.services.life import history
from desktop.services.life.events import Left
from desktop.ui.families.life.questions import KINDS
from desktop.ui.kit.question import Question
from tests import families
from tests.services.life.conftest import ON
from tests.services.life.test_recording import PAPER
from tests.services.official_lists.files import change_member
from tests.ui.families.life.conftest import Room


def answer(room: Room, agreed: bool) -> None:
    """Press one of the buttons of the question that is open."""
    question = next(one for one in room.page.findChildren(Question) if one.isVisible())
    button: QPushButton = question.do_it if agreed else question.leave
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_family_is_named_and_the_day_has_the_cursor(room: Room) -> None:
    assert room.page.head.title == "Event in the family of Siti Aminah"
    assert room.page.kind is Life.BIRTH
    assert room.page.menu.buttons[Life.BIRTH].isChecked()
    assert not room.page.dirty
    assert "required" in room.after


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_asks_for_the_day_and_the_paper(room: Room, kind: Life) -> None:
    room.choose(kind)
    assert {"on", "paper", "reason"} <= set(room.form.blocks)
    assert room.page.kind is kind
    assert not room.page.dirty
    room.form.submit()
    assert room.form.summary.isVisible()


def test_a_birth_is_entered(room: Room) -> None:
    room.event(Life.BIRTH, on=ON, name="Dede", mother=room.family.id_of("Siti Aminah"), paper=PAPER)
    assert room.after == "Dede becomes a member"
    assert room.page.dirty
    room.save()
    assert room.said == ["Birth is entered."]
    assert room.shown == [room.family.id]
    child = room.family.member("Dede")
    assert (child.birth_date, child.relation, child.mother_name) == (ON, Relation.CHILD, "Siti Aminah")


def test_what_cannot_be_is_said_before_it_is_saved(room: Room) -> None:
    tomorrow = room.bench.desk.today() + timedelta(days=1)
    room.event(Life.LEFT, on=tomorrow, member=room.family.id_of("Neng"), paper=PAPER)
    assert "lies in the future" in room.page.form.after.notice.sentence
    assert room.after == ""
    room.fill(on=ON)
    assert room.after == "Neng: Presence: Lives here → Moved away"
    assert room.page.form.after.notice.sentence == ""


@pytest.mark.parametrize(("kind", "presence"), [(Life.DEATH, Presence.DIED), (Life.LEFT, Presence.MOVED)])
def test_who_is_gone_without_an_event_may_have_it_entered(room: Room, kind: Life, presence: Presence) -> None:
    """A file or an older program said it: the choice says so, and the page asks who follows."""
    her = room.family.id_of("Siti Aminah")
    change_member(room.bench.desk, her, presence=presence.value)
    room.pages.enter_event(room.family.opened())
    room.settle()
    room.event(kind, on=ON, member=her, paper=PAPER)
    assert "The family has no caretaker then" in room.after
    room.save()
    assert room.family.caretaker == ""
    room.pages.enter_event(room.family.opened())
    room.settle()
    room.choose(kind)
    choices = room.form.blocks["member"].field.choices
    assert her not in [value for value, _ in choices], "it is entered once"


def test_without_paper_and_reason_it_says_so(room: Room) -> None:
    room.event(Life.LEFT, on=ON, member=room.family.id_of("Neng"))
    assert "Enter the paper" in room.page.form.after.notice.sentence
    room.fill(reason="kata ketua RT")
    assert room.page.form.after.notice.sentence == ""


def test_what_the_service_refuses_stands_at_the_top_and_all_stays_typed(room: Room) -> None:
    early = date(2019, 1, 2)  # only the service knows when the family was registered
    room.event(Life.LEFT, on=early, member=room.family.id_of("Neng"), paper=PAPER)
    room.save()
    assert room.form.summary.isVisible()
    assert room.form.values()["paper"] == PAPER
    assert room.family.member("Neng").presence is Presence.LIVING_HERE
    assert room.shown == []
    room.fill(on=ON)
    room.save()
    assert room.family.member("Neng").presence is Presence.MOVED


def test_after_the_caretakers_death_it_asks_who_follows(room: Room) -> None:
    room.event(Life.DEATH, on=ON, member=room.family.id_of("Siti Aminah"), paper=PAPER)
    assert "the next step asks who follows" in room.after
    assert "Caretaker: Siti Aminah → -" in room.after
    room.save()
    assert room.shown == []
    assert room.page.kind is Life.CARETAKER
    assert "Name who receives the money" in room.page.notice.sentence
    values = room.form.values()
    assert (values["successor"], values["cause"]) == (room.family.id_of("Neng"), Cause.DIED)
    room.fill(paper="Surat desa 3", seen_death=True)
    assert room.after == "Caretaker: - → Neng"
    room.save()
    assert room.family.caretaker == "Neng"
    assert room.shown == [room.family.id]
    newest = history.history(room.bench.desk, room.family.id).events
    kept = next(one for one in newest if one.kind is Life.CARETAKER)
    assert kept.facts["at_hand"] == [Paper.DEATH]


def test_another_cause_asks_for_other_papers_and_keeps_what_is_typed(room: Room) -> None:
    room.event(Life.CARETAKER, paper="Surat desa 3")
    assert "seen_health" in room.form.blocks
    room.fill(cause=Cause.MOVED)
    assert "seen_health" not in room.form.blocks
    assert "seen_move" in room.form.blocks
    assert (room.form.values()["paper"], room.form.values()["cause"]) == ("Surat desa 3", Cause.MOVED)


def test_where_nobody_may_follow_it_says_what_can_be_done(room: Room) -> None:
    for name in ("Sarip", "Neng", "Siti Aminah"):
        room.family.enter(room_left(room, name))
    room.pages.enter_event(room.family.opened())
    room.settle()
    room.choose(Life.CARETAKER)
    assert "guardian" in room.page.notice.sentence
    room.choose(Life.JOINED)
    assert room.page.notice.sentence == ""


def room_left(room: Room, name: str) -> Left:
    return Left(on=ON, paper=PAPER, member=room.family.id_of(name))


def test_a_marriage_with_somebody_who_moves_in(room: Room) -> None:
    room.event(Life.MARRIAGE, on=ON, member=room.family.id_of("Neng"), name="Jaka", paper="KUA 12")
    assert "Jaka becomes a member" in room.after
    assert "Neng: Marital status: Not married → Married" in room.after
    room.save()
    assert room.family.member("Jaka").relation is Relation.CHILD_IN_LAW
    assert room.family.member("Neng").marital is Marital.MARRIED


def test_somebody_comes_back_or_comes_new(room: Room) -> None:
    room.family.enter(room_left(room, "Neng"))
    room.pages.enter_event(room.family.opened())
    room.settle()
    room.event(Life.JOINED, on=ON, member=room.family.id_of("Neng"), reason="selesai kontrak")
    room.save()
    assert room.family.member("Neng").presence is Presence.LIVING_HERE
    room.pages.enter_event(room.family.opened())
    room.settle()
    room.event(Life.JOINED, on=ON, name="Rukiah", relation=Relation.PARENT, reason="ikut anak")
    room.save()
    assert room.family.member("Rukiah").relation is Relation.PARENT


def test_a_new_address_is_chosen_from_the_villages_of_the_office(room: Room) -> None:
    village = families.villages(room.bench.desk)[1]
    assert room.page.opening is not None
    assert village in dict(room.page.opening.villages)
    room.event(Life.ADDRESS, on=ON, village_code=village, address="Kp. Baru", rt="9", paper=PAPER)
    assert "RT: 02 → 9" in room.after
    room.save()
    assert room.family.opened().fields.village_code == village


def test_a_family_leaves_and_comes_back(room: Room) -> None:
    room.event(Life.FAMILY_LEFT, on=ON, to="Lebak", paper=PAPER)
    assert "Nothing is deleted" in room.after
    room.save()
    room.pages.enter_event(room.family.opened())
    room.settle()
    room.event(Life.FAMILY_CAME, on=ON, origin="Lebak", paper=PAPER)
    assert "in the lists again" in room.after
    room.save()
    assert history.history(room.bench.desk, room.family.id).closed is None


def test_a_split_shows_both_cards_before_it_is_saved(room: Room) -> None:
    neng = room.family.id_of("Neng")
    room.event(Life.SPLIT, on=ON, side_2=True, head=neng, no_kk="3601010106190007", paper=PAPER)
    assert "New card: Neng" in room.after
    assert "Caretaker of the old card: Siti Aminah" in room.after
    assert "stay with the old card" in room.after
    room.fill(enrolment_goes=True)
    assert "go with the new card" in room.after
    room.save()
    assert room.shown == [room.family.id]
    assert len(room.family.opened().fields.members) == 3


def test_a_split_of_nobody_is_refused_beside_the_form(room: Room) -> None:
    room.event(Life.SPLIT, on=ON, head=room.family.id_of("Neng"), paper=PAPER)
    assert "Nobody leaves the card" in room.page.form.after.notice.sentence


def test_leaving_asks_only_where_something_would_be_lost(room: Room) -> None:
    room.page.leave()
    assert room.left == [True]
    room.fill(name="Dede")
    room.page.leave()
    answer(room, agreed=False)
    assert (room.left, room.page.dirty) == ([True], True)
    room.page.leave()
    answer(room, agreed=True)
    assert (room.left, room.page.dirty) == ([True, True], False)


def test_a_typed_event_stays_in_view_when_the_page_is_gone_to_again(room: Room) -> None:
    room.fill(name="Dede")
    room.pages.enter_event(room.family.opened())
    room.settle()
    assert room.form.values()["name"] == "Dede"
    assert room.pages.dirty


def test_who_saved_meanwhile_is_told(room: Room) -> None:
    opened = room.family.opened()
    saving.save(room.bench.desk, room.family.id, opened.stamp, replace(opened.fields, phone="0812"))
    room.event(Life.LEFT, on=ON, member=room.family.id_of("Neng"), paper=PAPER)
    room.save()
    assert room.form.summary.isVisible()
    assert room.family.member("Neng").presence is Presence.LIVING_HERE


def test_ctrl_s_saves(room: Room) -> None:
    room.event(Life.LEFT, on=ON, member=room.family.id_of("Neng"), paper=PAPER)
    window = room.pages.window()
    window.activateWindow()
    room.qtbot.waitUntil(window.isActiveWindow)
    room.qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert room.family.member("Neng").presence is Presence.MOVED


def test_an_event_that_rests_on_nothing_marks_both_fields_and_is_said_once(room: Room) -> None:
    room.event(Life.DEATH, on=ON, member=room.family.id_of("Neng"))
    room.save()
    said = {room.form.blocks[name].problem for name in ("paper", "reason")}
    (sentence,) = said
    links = room.form.summary.links.text()
    assert links.count(sentence) == 1
    assert 'href="paper"' in links
    assert room.family.member("Neng").presence is Presence.LIVING_HERE
    room.fill(reason="kata kepala desa")
    room.save()
    assert room.said == ["Death is entered."]
