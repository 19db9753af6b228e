"""The place of settings: its list, where each role begins, what each may change, and drafts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services import drafts, users
from desktop.ui.kit.form import Form
from desktop.ui.office.menu import Entry, Menu
from desktop.ui.office.people import PeopleSection
from desktop.ui.office.records import LetterheadSection, OfficialsSection, SafetySection
from desktop.ui.office.screen import ICONS, SECTIONS
from tests.ui.office.conftest import Place, Places, texts

OWN = {"password", "look", "printer", "about"}
CLOSED = "You can read this. Only an administrator can change it."


def test_every_section_has_its_line_and_its_icon(place: Place) -> None:
    names = [place.screen.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(place.screen.list.count())]
    assert [name for name in names if name] == list(SECTIONS)
    assert set(ICONS) == set(SECTIONS)
    assert names.count("") == 3


def test_headings_are_passed_over_by_the_keyboard(place: Place) -> None:
    place.screen.enter("programmes")
    place.settle()
    QTest.keyClick(place.screen.list, Qt.Key.Key_Down)
    place.settle()
    assert place.screen.in_view().name == "users"
    QTest.keyClick(place.screen.list, Qt.Key.Key_Up)
    place.settle()
    assert place.screen.in_view().name == "programmes"


def test_the_whole_list_is_walked_by_keyboard(place: Place) -> None:
    place.screen.enter("letterhead")
    seen = [place.screen.in_view().name]
    for _ in range(len(SECTIONS) - 1):
        QTest.keyClick(place.screen.list, Qt.Key.Key_Down)
        place.settle()
        seen.append(place.screen.in_view().name)
    assert seen == list(SECTIONS)


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.ADMINISTRATOR, "letterhead"),
        (Role.OPERATOR, "password"),
        (Role.SUPERVISOR, "password"),
        (Role.AUDITOR, "password"),
    ],
)
def test_each_begins_where_he_may_change_something(place_of: Places, role: Role, first: str) -> None:
    place = place_of(role)
    place.screen.enter()
    place.settle()
    assert place.screen.in_view().name == first
    assert place.screen.in_view().isVisible()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_others_change_only_what_is_their_own(place_of: Places, role: Role) -> None:
    place = place_of(role)
    may_change = set()
    for name in SECTIONS:
        place.screen.enter(name)
        place.settle()
        if place.screen.in_view().may_change:
            may_change.add(name)
    assert may_change == OWN


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
@pytest.mark.parametrize("name", ["letterhead", "officials", "papers", "safety", "users", "programmes", "recovery"])
def test_what_one_may_only_read_says_so_and_offers_nothing(place_of: Places, role: Role, name: str) -> None:
    place = place_of(role)
    place.screen.enter(name)
    place.settle()
    section = place.screen.in_view()
    assert CLOSED in texts(section)
    for form in section.findChildren(Form):
        assert form.save_button is None or not form.save_button.isVisible()
        assert not any(block.widget.isEnabled() for block in form.blocks.values() if block.isVisible())
    verbs = {"Save", "Add", "Add a user", "End access", "New first password", "Make it", "Add a file…"}
    assert not [made.text() for made in section.findChildren(QPushButton) if made.isVisible() and made.text() in verbs]


def test_the_administrator_is_told_nothing_of_the_kind(place: Place) -> None:
    for name in SECTIONS:
        place.screen.enter(name)
        place.settle()
        assert CLOSED not in texts(place.screen.in_view()), name


def test_only_what_was_looked_at_is_built(place: Place) -> None:
    assert list(place.screen.built) == ["letterhead"]
    place.screen.enter("safety")
    place.screen.enter("letterhead")
    place.settle()
    assert list(place.screen.built) == ["letterhead", "safety"]


def test_an_unknown_section_leaves_the_present_one(place: Place) -> None:
    place.screen.enter("safety")
    place.screen.enter("no such section")
    place.screen.enter(17)
    place.settle()
    assert place.screen.in_view().name == "safety"


def test_a_change_elsewhere_is_seen_in_the_section_in_view(place: Place) -> None:
    section = place.open(PeopleSection)
    answer = users.add(place.desk, "ratna", Role.OPERATOR, "kopi-perahu-teh-lampu")
    assert answer.changes.touches("app_user")
    place.screen.changed(Changes.of("app_user"))
    place.settle()
    assert "ratna" in [row.name for row in section.model.rows if isinstance(row, users.UserRow)]


def test_f5_asks_again(place: Place) -> None:
    section = place.open(PeopleSection)
    users.add(place.desk, "yusuf", Role.AUDITOR, "kopi-perahu-teh-lampu")
    place.screen.refresh()
    place.settle()
    assert len(section.model.rows) == 5


def test_what_was_typed_and_not_saved_comes_back_after_the_lock(place: Place, place_of: Places) -> None:
    section = place.open(LetterheadSection)
    section.form.fill({"address": "Jalan Baru Nomor 2"})
    assert section.dirty
    place.screen.keep_draft()
    place.settle()
    after = place_of(Role.ADMINISTRATOR)
    again = after.open(LetterheadSection)
    assert again.form.values()["address"] == "Jalan Baru Nomor 2"
    assert again.form.dirty


def test_leaving_keeps_a_draft_and_asks_nothing(place: Place) -> None:
    section = place.open(OfficialsSection)
    section.form.fill({"head.name": "Drs. Contoh"})
    assert place.screen.may_leave()
    place.settle()
    kept = drafts.take(place.desk, "office.officials")
    assert kept is not None
    assert "Drs. Contoh" in kept.text


def test_nothing_typed_leaves_no_draft(place: Place) -> None:
    place.open(SafetySection)
    place.screen.keep_draft()
    place.settle()
    assert drafts.take(place.desk, "office.safety") is None


def test_coming_back_does_not_throw_away_what_is_typed(place: Place) -> None:
    section = place.open(LetterheadSection)
    section.form.fill({"agency": "DINAS SOSIAL BARU"})
    place.open(SafetySection)
    place.open(LetterheadSection)
    assert section.form.values()["agency"] == "DINAS SOSIAL BARU"


def test_a_menu_tells_only_of_what_is_new(place: Place) -> None:
    menu = Menu("Menu", [Entry("Heading"), Entry("One", "one", "plus"), Entry("Two", "two", "plus")])
    place.qtbot.addWidget(menu)
    picked: list[str] = []
    menu.picked.connect(picked.append)
    assert menu.choose("two")
    assert not menu.choose("two")
    assert not menu.choose("")
    assert not menu.choose("three")
    assert picked == ["two"]
    assert menu.item(0).text() == "HEADING"
