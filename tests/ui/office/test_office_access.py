"""What eyes, keyboards and screen readers need of each section, in both languages, at the smallest window."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages import Catalog, mofile, pofile
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.kit.preview.pageview import PageView
from desktop.ui.kit.tableview import TableView
from desktop.ui.office.people import PeopleSection
from desktop.ui.office.screen import ICONS, OfficeScreen
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator
from tests import offices
from tests.ui.office.conftest import Place, Places

SECTIONS = sorted(ICONS)
# What 1366 x 768 leaves beside the rail and inside the edges.
SMALLEST = (1110, 690)
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView)


def controls(part: QWidget) -> list[QWidget]:
    """Everything a person can use there, without what belongs to another control."""
    return [
        one
        for one in part.findChildren(QWidget)
        if isinstance(one, CONTROLS)
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(one.parentWidget(), QComboBox | QLineEdit)
    ]


def name_of(control: QWidget) -> str:
    own = control.accessibleName()
    return own or (control.text() if isinstance(control, QAbstractButton) else "")


@pytest.fixture(scope="module")
def indonesian(checkout: Path) -> Translator:
    """All rooms together, as they are compiled for the program."""
    whole = Catalog(locale="id")
    for room in sorted((checkout / "resources" / "locale" / "id").glob("*.po")):
        with room.open("rb") as file:
            for message in pofile.read_po(file, locale="id"):
                if message.id:
                    whole.add(message.id, message.string)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, whole)
    compiled.seek(0)
    return Translator(gettext.GNUTranslations(compiled), "id")


@pytest.fixture
def in_indonesian(
    qtbot: QtBot, runner: Runner, operator: Desk, preferences: Preferences, indonesian: Translator
) -> Place:
    desk = offices.same_office_as(operator, Role.ADMINISTRATOR)
    shared = Shared(indonesian, Gazetteer(), paths.resources())
    screen = OfficeScreen(Bench(desk, runner, shared, preferences, lambda *_: None, lambda *_: None))
    qtbot.addWidget(screen)
    screen.resize(*SMALLEST)
    screen.show()
    return Place(screen, qtbot)


@pytest.mark.parametrize("name", SECTIONS)
def test_whatever_can_be_used_says_its_name(place: Place, name: str) -> None:
    place.screen.enter(name)
    place.settle()
    assert [type(one).__name__ for one in controls(place.screen.in_view()) if not name_of(one).strip()] == []


@pytest.mark.parametrize("name", SECTIONS)
def test_everything_is_reached_by_tab(place: Place, name: str) -> None:
    place.screen.enter(name)
    place.settle()
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    wanted = {one for one in controls(place.screen.in_view()) if not isinstance(one, PageView)}
    place.screen.list.setFocus()
    reached: set[QWidget | None] = set()
    for _ in range(3 * len(wanted) + 10):
        here = QApplication.focusWidget()
        assert here is not None
        reached |= {here, here.focusProxy(), *[one for one in wanted if one.focusProxy() is here]}
        if isinstance(here, QPlainTextEdit) and here.isReadOnly():
            QTest.keyClick(here, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert sorted(name_of(one) for one in wanted - reached) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_in_indonesian_nothing_is_cut_at_the_smallest_window(in_indonesian: Place, name: str) -> None:
    in_indonesian.screen.enter(name)
    in_indonesian.settle()
    section = in_indonesian.screen.in_view()
    QApplication.processEvents()
    cut = [
        one.text()
        for one in section.findChildren(QPushButton)
        if one.isVisible() and one.text() and one.width() < one.sizeHint().width()
    ]
    assert cut == []
    lines = [
        one.text()
        for one in section.findChildren(QLabel)
        if one.isVisible() and not one.wordWrap() and one.width() < one.sizeHint().width()
    ]
    assert lines == []


@pytest.mark.parametrize("name", SECTIONS)
def test_in_indonesian_every_word_is_translated(in_indonesian: Place, name: str) -> None:
    in_indonesian.screen.enter(name)
    in_indonesian.settle()
    section = in_indonesian.screen.in_view()
    english = {"Save", "Add", "Print", "Close", "Cancel", "Programme", "Password", "The", "office", "Backup", "Only"}
    shown = " ".join(one.text() for one in section.findChildren(QLabel) if name != "about")
    shown += " ".join(one.text() for one in section.findChildren(QPushButton))
    assert english & set(shown.replace("(", " ").split()) == set()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_fits_into_the_smallest_window(place: Place, name: str) -> None:
    place.screen.resize(*SMALLEST)
    place.screen.enter(name)
    place.settle()
    assert place.screen.width() == SMALLEST[0]
    assert place.screen.minimumSizeHint().width() <= SMALLEST[0]
    assert place.screen.minimumSizeHint().height() <= SMALLEST[1]
    inside = QRect(QPoint(0, 0), place.screen.size())
    for one in place.screen.in_view().findChildren(QPushButton):
        if one.isVisible() and not one.visibleRegion().isEmpty():
            assert inside.contains(QRect(one.mapTo(place.screen, QPoint(0, 0)), one.size()))


@pytest.mark.parametrize("name", ["users", "programmes"])
def test_a_list_is_not_pushed_sideways(in_indonesian: Place, name: str) -> None:
    in_indonesian.screen.enter(name)
    in_indonesian.settle()
    (table,) = in_indonesian.screen.in_view().findChildren(TableView)
    assert table.horizontalScrollBar().maximum() == 0


def test_the_list_of_users_keeps_its_width_beside_a_form(in_indonesian: Place) -> None:
    people = in_indonesian.open(PeopleSection)
    people.ask_add()
    QApplication.processEvents()
    assert people.card.isVisible()
    assert people.table.horizontalScrollBar().maximum() == 0
    assert people.card.width() >= 260


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
@pytest.mark.parametrize("name", SECTIONS)
def test_no_section_breaks_for_whom_it_is_not(place_of: Places, role: Role, name: str) -> None:
    place = place_of(role)
    place.screen.enter(name)
    place.settle()
    place.screen.refresh()
    place.settle()
    section = place.screen.in_view()
    assert section.name == name
    assert section.notice.property("tone") != "danger" or not section.notice.isVisible()
