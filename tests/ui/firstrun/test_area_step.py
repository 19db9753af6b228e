"""Which office it is: every area of Indonesia in one list, found by some letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from desktop.gazetteer import Gazetteer
from desktop.rules.areas import Area
from desktop.ui.firstrun.area_step import AreaStep, city, government
from desktop.ui.firstrun.pick import Pick
from desktop.ui.firstrun.wish import Wish
from desktop.wording import Translator

PROVINCES, REGENCIES = 38, 514


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture
def step(qtbot: QtBot, t: Translator, gazetteer: Gazetteer) -> AreaStep:
    made = AreaStep(t, gazetteer)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def pick(qtbot: QtBot) -> Pick:
    made = Pick("Area", "Type to find", "None is called so.")
    qtbot.addWidget(made)
    made.show()
    made.offer([(1, "Kabupaten Tabanan"), (2, "Kabupaten Bandung"), (3, "Kota Bandung"), (4, "Provinsi Aceh")])
    return made


def shown(pick: Pick) -> list[str]:
    return [item.text() for item in pick._shown()]


def typed(step: AreaStep, qtbot: QtBot, text: str) -> list[str]:
    step.pick.typed.clear()
    qtbot.keyClicks(step.pick.typed, text)
    return shown(step.pick)


def area(gazetteer: Gazetteer, code: str) -> Area:
    found = gazetteer.area(code)
    assert found is not None
    return found


def test_the_whole_country_is_offered(step: AreaStep) -> None:
    assert step.pick.list.count() == PROVINCES + REGENCIES
    assert step.pick.value is None, "nobody's office is a guess"


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("pande", "36.01", "Kabupaten Pandeglang, Banten"),
        ("PANDEGLANG", "36.01", "Kabupaten Pandeglang, Banten"),
        ("kota ser", "36.73", "Kota Serang, Banten"),
        ("banten", "36", "Province Banten"),
        ("cilegon", "36.72", "Kota Cilegon, Banten"),
        ("lombok timur", "52.03", "Kabupaten Lombok Timur, Nusa Tenggara Barat"),
        ("timur lombok", "52.03", "Kabupaten Lombok Timur, Nusa Tenggara Barat"),
    ],
)
def test_some_letters_find_it(step: AreaStep, qtbot: QtBot, text: str, code: str, row: str) -> None:
    assert row in typed(step, qtbot, text)
    assert step.pick.value == code


def test_the_chosen_area_is_taken_with_its_letterhead(step: AreaStep, qtbot: QtBot) -> None:
    typed(step, qtbot, "pandeglang")
    wish = step.take(Wish())
    assert wish is not None
    assert wish.area is not None
    assert (wish.area.code, wish.area.name) == ("36.01", "Kabupaten Pandeglang")
    assert wish.letterhead.government == "PEMERINTAH KABUPATEN PANDEGLANG"
    assert wish.letterhead.city == "Pandeglang"


def test_the_same_area_again_keeps_what_was_written(step: AreaStep, qtbot: QtBot) -> None:
    typed(step, qtbot, "pandeglang")
    first = step.take(Wish())
    assert first is not None
    assert step.take(first) is first


def test_another_area_has_another_letterhead(step: AreaStep, qtbot: QtBot) -> None:
    typed(step, qtbot, "pandeglang")
    first = step.take(Wish())
    assert first is not None
    typed(step, qtbot, "kota cilegon")
    second = step.take(first)
    assert second is not None
    assert second.letterhead.government == "PEMERINTAH KOTA CILEGON"
    assert second.letterhead.city == "Cilegon"


def test_without_a_choice_it_says_what_to_do(step: AreaStep, qtbot: QtBot) -> None:
    assert step.take(Wish()) is None
    assert step.notice.sentence == "Choose the area of the office from the list."
    typed(step, qtbot, "pandeglang")
    assert step.notice.sentence == "", "the sentence goes when it is followed"


def test_no_such_name_is_said(step: AreaStep, qtbot: QtBot) -> None:
    assert typed(step, qtbot, "jakartaa") == []
    assert step.pick.none.isVisible()
    assert step.pick.none.text() == "No area has a name like this. Type fewer letters."
    assert step.pick.value is None
    qtbot.keyClick(step.pick.typed, Qt.Key.Key_Backspace)
    assert not step.pick.none.isVisible()


def test_enter_goes_on_once_something_is_chosen(step: AreaStep, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(step.ahead):
        qtbot.keyClick(step.pick.typed, Qt.Key.Key_Return)
    typed(step, qtbot, "pandeglang")
    with qtbot.waitSignal(step.ahead):
        qtbot.keyClick(step.pick.typed, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("code", "line", "place"),
    [
        ("36", "PEMERINTAH PROVINSI BANTEN", ""),
        ("36.01", "PEMERINTAH KABUPATEN PANDEGLANG", "Pandeglang"),
        ("36.73", "PEMERINTAH KOTA SERANG", "Serang"),
        ("34", "PEMERINTAH DAERAH ISTIMEWA YOGYAKARTA", ""),
    ],
)
def test_the_line_at_the_head_of_letters(gazetteer: Gazetteer, code: str, line: str, place: str) -> None:
    assert government(area(gazetteer, code)) == line
    assert city(area(gazetteer, code)) == place


def test_every_area_has_a_government(gazetteer: Gazetteer) -> None:
    lines = [government(area) for province in gazetteer.provinces() for area in gazetteer.regencies(province.code)]
    assert len(set(lines)) == REGENCIES
    assert all(line.startswith(("PEMERINTAH KABUPATEN ", "PEMERINTAH KOTA ")) for line in lines)


def test_a_word_that_begins_so_comes_first(pick: Pick, qtbot: QtBot) -> None:
    qtbot.keyClicks(pick.typed, "ban")
    assert shown(pick) == ["Kabupaten Tabanan", "Kabupaten Bandung", "Kota Bandung"]
    assert pick.value == 2


def test_arrows_move_through_what_is_shown(pick: Pick, qtbot: QtBot) -> None:
    qtbot.keyClicks(pick.typed, "bandung")
    assert pick.value == 2
    qtbot.keyClick(pick.typed, Qt.Key.Key_Down)
    assert pick.value == 3
    qtbot.keyClick(pick.typed, Qt.Key.Key_Down)
    assert pick.value == 3, "the last one is the last"
    qtbot.keyClick(pick.typed, Qt.Key.Key_PageUp)
    assert pick.value == 2


@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 4), (Qt.Key.Key_PageDown, 4)])
def test_arrows_begin_at_an_end(pick: Pick, qtbot: QtBot, key: Qt.Key, value: int) -> None:
    assert pick.value is None
    qtbot.keyClick(pick.typed, key)
    expected = value if key is not Qt.Key.Key_PageDown else pick.value
    assert pick.value == expected
    assert pick.value is not None


def test_arrows_find_nothing_in_an_empty_list(pick: Pick, qtbot: QtBot) -> None:
    qtbot.keyClicks(pick.typed, "zzz")
    qtbot.keyClick(pick.typed, Qt.Key.Key_Down)
    assert pick.value is None


def test_each_other_value_is_told_once(pick: Pick, qtbot: QtBot) -> None:
    told: list[object] = []
    pick.picked.connect(told.append)
    qtbot.keyClicks(pick.typed, "band")
    qtbot.keyClicks(pick.typed, "ung")
    qtbot.keyClicks(pick.typed, "x")
    assert told == [2, None]


def test_a_value_can_be_marked_from_the_start(pick: Pick) -> None:
    pick.offer([("a", "Alpha"), ("b", "Beta")], "b")
    assert pick.value == "b"
    pick.offer([("a", "Alpha")])
    assert pick.value is None


def test_a_click_chooses_and_a_double_click_goes_on(pick: Pick, qtbot: QtBot) -> None:
    item = pick.list.item(3)
    assert isinstance(item, QListWidgetItem)
    at = pick.list.visualItemRect(item).center()
    qtbot.mouseClick(pick.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pick.value == 4
    with qtbot.waitSignal(pick.entered):
        pick.list.itemDoubleClicked.emit(item)


def test_letters_that_are_no_keys_of_the_list_are_typed(pick: Pick, qtbot: QtBot) -> None:
    qtbot.keyClicks(pick.typed, "a b")
    assert pick.typed.text() == "a b"
    assert QApplication.focusWidget() is not pick.list
