"""The workspace: the rail and its keys, places kept and told of changes, who is in and where."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.ui.frame.places import PLACES, SETTINGS, Place
from desktop.ui.frame.rail import Rail
from desktop.ui.frame.workspace import Workspace
from desktop.ui.kit.toast import Toast
from desktop.ui.screen import Bench, Screen
from desktop.wording import Translator, load
from tests.ui.frame.conftest import House, read

READY = [place for place in (*PLACES, SETTINGS) if place.build is not None]
LATER = [place for place in PLACES if place.build is None]
CONTROL = Qt.KeyboardModifier.ControlModifier


class Told(Screen):
    """A screen that notes what it is told."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.heard: list[object] = []
        self.stays = False

    def enter(self, argument: object = None) -> None:
        self.heard.append(("enter", argument))

    def changed(self, changes: Changes) -> None:
        self.heard.append(changes)

    def refresh(self) -> None:
        self.heard.append("refresh")

    def may_leave(self) -> bool:
        return not self.stays

    def keep_draft(self) -> None:
        self.heard.append("draft")


def is_at(house: House, name: str) -> bool:
    """Whether a place is in view; a key presses its button for a moment first."""
    return house.workspace.current == name


def put(house: House, name: str) -> Told:
    """Put a listening screen into a place."""
    screen = Told(house.workspace.bench)
    house.workspace._screens[name] = screen
    house.workspace._stack.addWidget(screen)
    return screen


@pytest.mark.parametrize("place", READY, ids=[place.name for place in READY])
def test_every_furnished_place_is_entered_by_its_button(inside: House, place: object) -> None:
    name = place.name  # type: ignore[attr-defined]
    inside.workspace.rail.buttons[name].click()
    inside.settle()
    assert inside.workspace.current == name
    assert inside.workspace.rail.buttons[name].isChecked()
    assert inside.workspace._stack.currentWidget() is inside.workspace.in_view()


class Shown(QObject):
    """Notes each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.mark.parametrize("role", ["operator", "auditor"])
def test_a_place_is_entered_without_a_window_of_its_own(house: House, role: str) -> None:
    """A part shown before it has a place flashes as a window, and takes the keyboard away from the whole program."""
    house.sign_in(role)
    shown = Shown()
    QApplication.instance().installEventFilter(shown)
    for place in READY:
        house.workspace.go(place.name)
        house.settle()
        assert shown.windows == [], place.name
        assert QApplication.activeWindow() is house.window, place.name
    QApplication.instance().removeEventFilter(shown)


@pytest.mark.parametrize("place", LATER, ids=[place.name for place in LATER])
def test_a_place_that_is_not_there_yet_says_so(inside: House, place: object) -> None:
    button = inside.workspace.rail.buttons[place.name]  # type: ignore[attr-defined]
    assert not button.isEnabled()
    assert button.toolTip() == "Comes in a later version."
    button.click()
    assert inside.workspace.current == "home"


def test_places_have_their_keys(inside: House) -> None:
    for number, place in enumerate((place for place in PLACES if not place.under), 1):
        if place.build is None:
            continue
        inside.qtbot.keyClick(inside.workspace, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        inside.qtbot.waitUntil(partial(is_at, inside, place.name))
        inside.settle()
        assert inside.workspace.rail.buttons[place.name].toolTip().startswith(f"Ctrl+{number}")


def test_the_same_key_once_more_goes_to_the_lines_below_and_round(inside: House) -> None:
    around = ["families", *(place.name for place in PLACES if place.under == "families")]
    assert len(around) > 2
    for name in (*around, "families"):
        inside.qtbot.keyClick(inside.workspace, Qt.Key.Key_2, CONTROL)
        inside.qtbot.waitUntil(partial(is_at, inside, name))
        inside.settle()
    inside.workspace.rail.buttons["families"].click()
    inside.settle()
    assert inside.workspace.current == "families", "a click goes where it points, however often"


def test_lines_below_a_place_stand_while_it_or_they_are_in_view(qtbot: QtBot, t: Translator) -> None:
    places = (
        Place("home", "Home", "home-outline", Told),
        Place("families", "Families", "home-outline", Told),
        Place("doubts", "Doubts", "home-outline", Told, under="families"),
        Place("twins", "Twins", "home-outline", Told, under="families"),
        Place("visits", "Visits", "home-outline", Told),
    )
    rail = Rail(t, "Office", "Somebody", places)
    qtbot.addWidget(rail)
    seen = {}
    for place in places:
        rail.mark(place.name)
        seen[place.name] = {name for name in ("doubts", "twins") if not rail.buttons[name].isHidden()}
        assert rail.buttons[place.name].isChecked()
    below = {"doubts", "twins"}
    assert seen == {"home": set(), "families": below, "doubts": below, "twins": below, "visits": set()}
    assert rail.buttons["visits"].toolTip() == "Ctrl+3"
    assert rail.buttons["twins"].toolTip() == ""


def test_settings_have_theirs(inside: House) -> None:
    inside.qtbot.keyClick(inside.workspace, Qt.Key.Key_Comma, CONTROL)
    inside.qtbot.waitUntil(partial(is_at, inside, "office"))
    inside.settle()


def test_one_place_is_marked_at_a_time(inside: House) -> None:
    inside.workspace.go("letters")
    inside.settle()
    marked = [name for name, button in inside.workspace.rail.buttons.items() if button.isChecked()]
    assert marked == ["letters"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("operator", "Operator"),
        ("supervisor", "Supervisor"),
        ("auditor", "Auditor"),
        ("administrator", "Administrator"),
    ],
)
def test_who_is_in_and_which_year_it_is_is_always_seen(house: House, name: str, role: str) -> None:
    house.sign_in(name)
    said = read(house.workspace.rail)
    assert "Kabupaten Pandeglang" in said
    assert f"{role}: Si {Role(name).value.title()}" in said
    assert f"Fiscal year {house.workspace.bench.desk.today().year}" in said
    assert "Practice office" not in said


def test_a_place_is_made_once_and_kept(inside: House) -> None:
    inside.workspace.go("letters")
    inside.settle()
    first = inside.workspace.in_view()
    inside.workspace.go("home")
    inside.settle()
    inside.workspace.go("letters")
    inside.settle()
    assert inside.workspace.in_view() is first


def test_a_place_gets_what_it_shall_show(inside: House) -> None:
    screen = put(inside, "letters")
    inside.workspace.bench.go("letters", "this one")
    assert screen.heard == [("enter", "this one")]


def test_a_screen_that_would_lose_something_is_not_left(inside: House) -> None:
    screen = put(inside, "letters")
    inside.workspace.go("letters")
    screen.stays = True
    inside.workspace.rail.buttons["home"].click()
    assert inside.workspace.current == "letters"
    assert inside.workspace.rail.buttons["letters"].isChecked()
    assert not inside.workspace.rail.buttons["home"].isChecked()
    assert not inside.workspace.may_leave()
    screen.stays = False
    inside.workspace.rail.buttons["home"].click()
    assert inside.workspace.current == "home"
    inside.settle()


def test_the_screen_in_view_hears_of_changes_at_once(inside: House) -> None:
    screen = put(inside, "letters")
    inside.workspace.go("letters")
    changes = Changes(frozenset({"letter"}))
    inside.window.runner.changed.emit(changes)
    assert screen.heard[-1] == changes


def test_others_hear_of_all_of_them_when_they_come_into_view(inside: House) -> None:
    screen = put(inside, "letters")
    inside.window.runner.changed.emit(Changes(frozenset({"letter"})))
    inside.window.runner.changed.emit(Changes(frozenset({"household"})))
    inside.settle()
    assert screen.heard == []
    inside.workspace.go("letters")
    assert screen.heard == [("enter", None), Changes(frozenset({"letter", "household"}))]
    inside.workspace.go("home")
    inside.workspace.go("letters")
    assert screen.heard[-1] == ("enter", None), "told once"
    inside.settle()


@pytest.mark.parametrize("place", [place.name for place in READY])
def test_the_cursor_does_not_stay_in_the_rail(inside: House, place: str) -> None:
    rail = inside.workspace.rail
    rail.buttons[place].setFocus()
    inside.workspace.go(place)
    inside.settle()
    assert not rail.isAncestorOf(inside.window.focusWidget())


def test_f5_refreshes_what_is_in_view(inside: House) -> None:
    screen = put(inside, "letters")
    inside.workspace.go("letters")
    inside.qtbot.keyClick(inside.workspace, Qt.Key.Key_F5)
    assert screen.heard[-1] == "refresh"


def test_all_screens_keep_their_drafts(inside: House) -> None:
    first, second = put(inside, "letters"), put(inside, "visits")
    inside.workspace.keep_drafts()
    assert first.heard == second.heard == ["draft"]


def test_an_unknown_place_is_a_fault(inside: House) -> None:
    with pytest.raises(StopIteration):
        inside.workspace.go("nowhere")


def test_a_refusal_nobody_took_is_said_in_passing(inside: House) -> None:
    inside.window.runner.refused.emit(Refused("keys.password_same"))
    (toast,) = inside.workspace.findChildren(Toast)
    assert toast.isVisible()
    assert "The new password is the old one." in "\n".join(part.text() for part in toast.findChildren(QLabel))


def test_a_refusal_before_sign_in_goes_by(house: House) -> None:
    house.window.runner.refused.emit(Refused("keys.password_same"))
    assert house.gate.notice.sentence == ""


def test_names_of_places_fit_the_rail_in_both_languages(inside: House) -> None:
    indonesian = load(paths.resources() / "locale", "id")
    for place in (*PLACES, SETTINGS):
        button = inside.workspace.rail.buttons[place.name]
        assert indonesian(place.title) != place.title
        for words in (place.title, indonesian(place.title)):
            button.setText(words)
            assert button.sizeHint().width() <= inside.workspace.rail.width()


def test_the_window_is_usable_when_small(inside: House) -> None:
    inside.window.resize(inside.window.minimumSize())
    inside.qtbot.wait(50)
    rail = inside.workspace.rail
    assert rail.buttons["switch"].geometry().bottom() < rail.height()
    assert inside.workspace.in_view().width() >= inside.window.width() - rail.width() - 60


def test_going_from_the_bench_is_going(inside: House, office_folder: Path) -> None:
    go: Callable[[str, object], None] = inside.workspace.bench.go
    go("payout", None)
    inside.settle()
    assert inside.workspace.current == "payout"
    assert isinstance(inside.workspace, Workspace)


class Moves(QObject):
    """Notes which screens are put elsewhere after they were made: a screen that moves is dressed anew as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and isinstance(watched, Screen):
            self.moved.append(type(watched).__name__)
        return False


def test_every_screen_is_made_where_it_stands(house: House, qapp: QApplication) -> None:
    house.sign_in()
    moves = Moves()
    qapp.installEventFilter(moves)
    for place in READY:
        house.workspace.go(place.name)
        house.settle()
        assert house.workspace.isAncestorOf(house.workspace.in_view())
        assert house.workspace.in_view().isVisible()
    qapp.removeEventFilter(moves)
    assert moves.moved == []
