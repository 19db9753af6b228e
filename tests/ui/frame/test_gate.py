"""The sign-in page for itself: cursor, Enter, waiting, refusing, counting down."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Shared
from desktop.errors import Refused
from desktop.settings import Preferences
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.pages import Pages
from desktop.ui.runner import Runner
from desktop.wording import Translator

WRONG = "The name or the password is wrong."


@pytest.fixture
def gate(qtbot: QtBot, t: Translator) -> Gate:
    made = Gate(t, "Kabupaten Pandeglang", "/data/kantor", "dewi")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.form.go_to("password")
    return made


def field(gate: Gate, name: str) -> QLineEdit:
    widget = gate.form.blocks[name].widget
    found = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_it_says_whose_office_it_is(gate: Gate) -> None:
    assert [line.text() for line in gate.lines] == ["Kabupaten Pandeglang", "/data/kantor"]
    assert gate.form.values()["name"] == "dewi"


def test_the_words_of_the_links_stand_under_the_fields(gate: Gate) -> None:
    """Seen in the picture: the first and the last ink of the row of links, and the frame of the fields."""
    first, last = gate.ways
    image = gate.grab().toImage()
    line = field(gate, "name")
    left, right = line.mapTo(gate, QPoint(0, 0)).x(), line.mapTo(gate, QPoint(line.width(), 0)).x()
    top = first.mapTo(gate, QPoint(0, 0)).y()
    rows = range(top, top + first.height())
    here = range(first.mapTo(gate, QPoint(0, 0)).x(), last.mapTo(gate, QPoint(last.width(), 0)).x())
    ink = [x for x in here if any(image.pixelColor(x, y) != image.pixelColor(here[0], top) for y in rows)]
    assert abs(ink[0] - left) <= 2
    assert abs(ink[-1] - right) <= 2


def test_an_office_without_a_name_takes_no_room_for_it(qtbot: QtBot, t: Translator) -> None:
    gate = Gate(t, "", "/data/kantor", "")
    qtbot.addWidget(gate)
    assert not gate.lines[0].isVisibleTo(gate)
    gate.say_line(0, "Kabupaten Serang")
    assert gate.lines[0].isVisibleTo(gate)


@pytest.mark.parametrize(("user", "where"), [("dewi", "password"), ("", "name")])
def test_the_cursor_stands_where_something_is_missing(
    qtbot: QtBot, shared: Shared, preferences: Preferences, runner: Runner, user: str, where: str
) -> None:
    pages = Pages(shared, preferences, runner)
    qtbot.addWidget(pages)
    pages.put(QWidget())
    pages.show()
    pages.activateWindow()
    gate = Gate(shared.t, "", "", user)
    pages.put(gate)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert pages.focusWidget() is field(gate, where)


def test_enter_goes_on_and_enters(gate: Gate, qtbot: QtBot) -> None:
    gate.form.set_values({"name": "", "password": ""})
    gate.form.go_to("name")
    qtbot.keyClicks(field(gate, "name"), "dewi")
    qtbot.keyClick(field(gate, "name"), Qt.Key.Key_Return)
    assert gate.focusWidget() is field(gate, "password")
    qtbot.keyClicks(field(gate, "password"), "kata sandi panjang")
    with qtbot.waitSignal(gate.entered) as seen:
        qtbot.keyClick(field(gate, "password"), Qt.Key.Key_Return)
    assert seen.args == ["dewi", "kata sandi panjang"]


def test_an_empty_password_is_asked_for(gate: Gate, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(gate.entered):
        gate.form.submit()
    assert gate.form.blocks["password"].problem != ""


def test_the_password_is_not_shown(gate: Gate) -> None:
    assert field(gate, "password").echoMode() == QLineEdit.EchoMode.Password
    assert field(gate, "name").echoMode() == QLineEdit.EchoMode.Normal


def test_while_it_opens_nothing_else_can_be_done(gate: Gate, qtbot: QtBot) -> None:
    gate.warn("Something stood here.")
    gate.busy("Opening the office")
    assert not field(gate, "password").isEnabled()
    assert gate.notice.sentence == ""
    assert gate.step.text() == "Opening the office"
    assert [way.isEnabled() for way in gate.ways] == [False, False]
    assert not gate.bar.isVisible()
    qtbot.waitUntil(gate.bar.isVisible)


def test_a_quick_answer_shows_no_bar(gate: Gate, qtbot: QtBot) -> None:
    gate.busy("Opening the office")
    gate.ready()
    qtbot.wait(250)
    assert not gate.bar.isVisible()
    assert not gate.step.isVisible()
    assert all(way.isEnabled() for way in gate.ways)


def test_a_refusal_keeps_the_name_and_takes_the_next_try(gate: Gate, qtbot: QtBot) -> None:
    gate.form.fill({"password": "salah sama sekali"})
    gate.busy("Opening the office")
    gate.refuse(Refused("keys.wrong_password", seconds=0))
    assert gate.notice.sentence == WRONG
    assert gate.form.values() == {"name": "dewi", "password": ""}
    assert gate.focusWidget() is field(gate, "password")
    assert field(gate, "password").isEnabled()


def test_a_wait_is_counted_down_and_then_over(gate: Gate, qtbot: QtBot) -> None:
    gate.refuse(Refused("keys.wrong_password", seconds=2))
    assert gate.notice.sentence == f"{WRONG} The next try is possible in 2 seconds."
    assert not field(gate, "password").isEnabled()
    assert all(way.isEnabled() for way in gate.ways), "the recovery code is another way in"
    qtbot.waitUntil(lambda: gate.notice.sentence == f"{WRONG} The next try is possible in 1 second.")
    qtbot.waitUntil(field(gate, "password").isEnabled)
    assert gate.notice.sentence == ""
    assert gate.focusWidget() is field(gate, "password")


def test_a_try_that_came_too_soon_says_its_seconds_once(gate: Gate) -> None:
    gate.refuse(Refused("keys.wait", seconds=7))
    assert gate.notice.sentence == "Too many wrong passwords. The next try is possible in 7 seconds."


def test_a_fault_of_the_folder_is_no_wait(gate: Gate) -> None:
    gate.refuse(Refused("folder.in_use", path="/data/kantor"))
    assert gate.notice.sentence.startswith("The office in /data/kantor is already open")
    assert field(gate, "password").isEnabled()


def test_its_links_lead_elsewhere(gate: Gate, qtbot: QtBot) -> None:
    forgot, other = gate.ways
    assert (forgot.text(), other.text()) == ("Forgot the password", "Another office")
    with qtbot.waitSignals([gate.recovery_wanted, gate.other_wanted]):
        forgot.click()
        other.click()


def test_a_sign_in_page_never_speaks_of_saving(gate: Gate, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(gate, "password"), "x")
    assert not gate.form.state.isVisible()


def test_making_a_page_shows_no_window_beside_it(gate: Gate, t: Translator, qtbot: QtBot) -> None:
    before = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    made = Gate(t, "Kabupaten Pandeglang", "/data/kantor", "dewi")
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == before
    qtbot.addWidget(made)


def test_a_page_gives_way_to_the_next(qtbot: QtBot, shared: Shared, preferences: Preferences, runner: Runner) -> None:
    pages = Pages(shared, preferences, runner)
    qtbot.addWidget(pages)
    first, second = QStackedWidget(), Gate(shared.t, "", "", "")
    pages.put(first)
    with qtbot.waitSignal(first.destroyed):
        pages.put(second)
    assert pages.count() == 1
    assert pages.currentWidget() is second
