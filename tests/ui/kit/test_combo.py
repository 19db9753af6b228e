"""A choice from a short list: closed choices, and a field as wide as its longest word."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from desktop.ui.kit.combo import Combo

CHOICES = [(None, "-"), ("sd", "SD, MI, Paket A"), ("smp", "SMP, MTs, Paket B"), ("sma", "SMA, MA, SMK, Paket C")]
NARROW, WIDE = 90, 400


def combo(qtbot: QtBot, *, most: int = 0) -> Combo:
    made = Combo("Jenjang", CHOICES)
    qtbot.addWidget(made)
    if most:
        made.fit(most)
    made.show()
    return made


def room(made: Combo) -> int:
    """Pixels in which its word is written."""
    option = QStyleOptionComboBox()
    made.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return made.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, made).width()


def after(made: Combo, key: Qt.Key) -> object:
    QTest.keyClick(made, key)
    return made.value


def is_open(made: Combo, at: int) -> bool:
    return bool(made.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsEnabled)


def test_closed_choices_are_seen_and_not_picked(qtbot: QtBot) -> None:
    made = combo(qtbot)
    made.choose("sd")
    made.shut(["smp", None])
    assert [is_open(made, at) for at in range(made.count())] == [False, True, False, True]
    made.setFocus()
    assert after(made, Qt.Key.Key_Down) == "sma"
    assert after(made, Qt.Key.Key_Up) == "sd"
    assert after(made, Qt.Key.Key_Up) == "sd"
    made.shut([])
    assert after(made, Qt.Key.Key_Up) is None


VILLAGES = [(name, name) for name in ("Sukajadi", "Sukamaju Barat", "Sukamaju Timur", "Sukamaju Utara", "Tamanjaya")]


@pytest.fixture
def village(qtbot: QtBot) -> Iterator[Combo]:
    """Letters follow each other in time, however slow the machine is."""
    before = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(600_000)
    made = Combo("Desa", VILLAGES)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    yield made
    QApplication.setKeyboardInputInterval(before)


def test_a_name_is_typed_with_its_space(village: Combo) -> None:
    picked: list[object] = []
    village.chosen.connect(picked.append)
    QTest.keyClicks(village, "sukamaju t")
    assert village.value == "Sukamaju Timur"
    assert not village.view().isVisible()
    assert picked == ["Sukamaju Barat", "Sukamaju Timur"], "each value as it is come to, as by the arrows"


def test_a_space_that_is_in_no_name_changes_nothing(village: Combo) -> None:
    QTest.keyClicks(village, "taman j")
    assert village.value == "Tamanjaya"
    assert not village.view().isVisible()


@pytest.mark.parametrize("before", ["", "t"])
def test_a_space_apart_from_typing_drops_the_list_down(village: Combo, before: str) -> None:
    QTest.keyClicks(village, before)
    QApplication.setKeyboardInputInterval(0)
    QTest.qWait(5)
    QTest.keyClick(village, Qt.Key.Key_Space)
    assert village.view().isVisible()
    village.hidePopup()


def test_an_arrow_ends_the_word(village: Combo) -> None:
    QTest.keyClicks(village, "s")
    QTest.keyClick(village, Qt.Key.Key_Down)
    QTest.keyClick(village, Qt.Key.Key_Space)
    assert village.view().isVisible()
    village.hidePopup()


def test_other_choices_are_all_open(qtbot: QtBot) -> None:
    made = combo(qtbot)
    made.shut(["sd", "smp"])
    made.offer([("a", "A"), ("b", "B"), ("c", "C")])
    assert all(is_open(made, at) for at in range(3))


@pytest.mark.parametrize(("value", "word"), CHOICES)
def test_each_word_is_read_whole_at_the_least_width(qtbot: QtBot, value: object, word: str) -> None:
    made = combo(qtbot, most=WIDE)
    made.choose(value)
    made.resize(made.minimumSizeHint().width(), made.height())
    assert room(made) >= made.fontMetrics().horizontalAdvance(word)


def test_a_long_list_does_not_push_its_neighbours_away(qtbot: QtBot) -> None:
    assert combo(qtbot, most=NARROW).minimumSizeHint().width() == NARROW


def test_it_follows_what_is_offered(qtbot: QtBot) -> None:
    made = combo(qtbot, most=WIDE)
    before = made.minimumSizeHint().width()
    made.offer([*CHOICES, ("slb", "Sekolah luar biasa atau sederajat")])
    wider = made.minimumSizeHint().width()
    made.offer([("", "-")])
    assert made.minimumSizeHint().width() < before < wider


def test_a_word_too_long_for_its_field_ends_in_dots(qtbot: QtBot) -> None:
    made = combo(qtbot)
    made.choose("sma")
    pictures = []
    for width in (made.sizeHint().width() + 20, 110):
        made.resize(width, 36)
        option = QStyleOptionComboBox()
        made.initStyleOption(option)
        pictures.append((option.currentText, made.grab().toImage()))
    (whole, _), (cut, seen) = pictures
    assert whole == "SMA, MA, SMK, Paket C"
    assert cut.endswith("…")
    assert cut[:-1] == whole[: len(cut) - 1]
    made.offer([("cut", cut)])
    made.choose("cut")
    assert made.grab().toImage() == seen  # what is painted is just that
