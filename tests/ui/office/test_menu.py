"""The list of sections for itself: headings are passed over, and what is picked is told once."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.office.menu import HEADING, ROW, WIDTH, Entry, Menu

ENTRIES = [
    Entry("Kantor"),
    Entry("Kop surat", "letterhead", "card-text-outline"),
    Entry("Program", "programmes", "cash-register"),
    Entry("Untuk Anda"),
    Entry("Kata sandi", "password", "key-outline"),
]
NAMES = [entry.name for entry in ENTRIES if entry.name]


@pytest.fixture
def menu(qtbot: QtBot) -> Menu:
    made = Menu("Pengaturan", ENTRIES)
    qtbot.addWidget(made)
    # Not shown: coming into view Qt would make the first section the current one.
    made.resize(WIDTH, 400)
    return made


@pytest.fixture
def told(menu: Menu) -> list[str]:
    names: list[str] = []
    menu.picked.connect(names.append)
    return names


def test_nothing_is_chosen_before_somebody_does(menu: Menu) -> None:
    assert menu.name == ""
    assert menu.accessibleName() == "Pengaturan"


@pytest.mark.parametrize("name", NAMES)
def test_a_section_is_chosen_by_its_name(menu: Menu, told: list[str], name: str) -> None:
    assert menu.choose(name)
    assert menu.name == name
    assert told == [name]


def test_the_same_again_is_no_choice(menu: Menu, told: list[str]) -> None:
    menu.choose("programmes")
    assert not menu.choose("programmes")
    assert told == ["programmes"]


@pytest.mark.parametrize("name", ["", "nowhere", "Kantor", "Program"])
def test_what_is_no_name_of_a_section_changes_nothing(menu: Menu, told: list[str], name: str) -> None:
    menu.choose("password")
    assert not menu.choose(name)
    assert menu.name == "password"
    assert told == ["password"]


def test_the_keyboard_goes_from_section_to_section_over_the_headings(menu: Menu, told: list[str], qtbot: QtBot) -> None:
    menu.choose("letterhead")
    for _ in NAMES:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert told == NAMES
    for _ in NAMES:
        qtbot.keyClick(menu, Qt.Key.Key_Up)
    assert told == [*NAMES, *reversed(NAMES[:-1])]


def test_a_click_on_a_heading_picks_nothing(menu: Menu, told: list[str], qtbot: QtBot) -> None:
    menu.choose("letterhead")
    heading = menu.visualItemRect(menu.item(3)).center()
    qtbot.mouseClick(menu.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert menu.name == "letterhead"
    row = menu.visualItemRect(menu.item(4)).center()
    qtbot.mouseClick(menu.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert told == ["letterhead", "password"]


def test_headings_are_small_capitals_without_an_icon(menu: Menu) -> None:
    for row, entry in enumerate(ENTRIES):
        item = menu.item(row)
        assert item.text() == (entry.title if entry.name else entry.title.upper())
        assert item.icon().isNull() is not bool(entry.name)
        assert item.sizeHint().height() == (ROW if entry.name else HEADING)
    assert menu.item(0).font() != menu.item(1).font()


def test_every_line_is_whole_in_its_width(menu: Menu) -> None:
    assert menu.width() == WIDTH
    for row in range(menu.count()):
        assert menu.visualItemRect(menu.item(row)).right() < menu.viewport().width()
