"""A part that is made when it is first looked at: once, in its place, before it is painted, and in its turn of Tab."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.later import Later
from desktop.ui.kit.style import Choice, Look


class Maker:
    """Makes a page with two fields, and keeps what it made."""

    def __init__(self) -> None:
        self.made: list[QWidget] = []

    def __call__(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
        column = QVBoxLayout(page)
        for name in ("first", "second"):
            made = QLineEdit(name, page)
            made.setObjectName(name)
            column.addWidget(made)
        self.made.append(page)
        return page


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def pages(qtbot: QtBot, maker: Maker) -> QStackedWidget:
    """A stack in view with a page that is there, and one that is made later."""
    made = QStackedWidget()
    qtbot.addWidget(made)
    made.addWidget(QLabel("list", made))
    made.addWidget(Later(maker, made))
    made.resize(300, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def field(within: QWidget, name: str) -> QLineEdit:
    found = within.findChild(QLineEdit, name)
    assert found is not None
    return found


def later(pages: QStackedWidget) -> Later[QWidget]:
    found = pages.widget(1)
    assert isinstance(found, Later)
    return found


def test_what_nobody_looks_at_is_not_made(pages: QStackedWidget, maker: Maker) -> None:
    QTest.qWait(5)
    assert maker.made == []
    assert later(pages).made is None


def test_it_is_made_whole_when_it_is_turned_to(pages: QStackedWidget, maker: Maker) -> None:
    pages.setCurrentIndex(1)
    assert later(pages).made is maker.made[0]
    # Before any event: nothing of it comes a moment after the rest.
    assert maker.made[0].isVisible()
    assert maker.made[0].geometry() == later(pages).rect()
    assert field(maker.made[0], "second").isVisible()


def test_it_is_made_once(pages: QStackedWidget, maker: Maker) -> None:
    for place in (1, 0, 1):
        pages.setCurrentIndex(place)
    assert later(pages).part is maker.made[0]
    assert len(maker.made) == 1


def test_who_speaks_to_it_has_it_made_out_of_sight(pages: QStackedWidget, maker: Maker) -> None:
    part = later(pages).part
    assert maker.made == [part]
    assert not part.isVisible()
    pages.setCurrentIndex(1)
    assert part.isVisible()
    assert part.size() == pages.size()


def test_it_is_dressed_once(pages: QStackedWidget) -> None:
    """To be moved when it is filled would dress it anew with all that is in it, which takes longer than making it."""
    moved: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.ParentChange:
                moved.append(watched)
            return False

    watch = Watch()

    def make(parent: QWidget) -> QWidget:
        made = QWidget(parent)
        made.installEventFilter(watch)
        return made

    one: Later[QWidget] = Later(make, pages)
    pages.addWidget(one)
    pages.setCurrentWidget(one)
    assert one.made is not None
    assert moved == []


def test_it_wears_the_theme_of_the_day(pages: QStackedWidget, look: Look) -> None:
    look.choose(Choice.DARK)
    pages.setCurrentIndex(1)
    first = field(later(pages).part, "first")
    dark = first.palette().text().color()
    look.choose(Choice.LIGHT)
    assert first.palette().text().color() != dark


def test_tab_comes_to_it_where_it_stands(qtbot: QtBot, maker: Maker) -> None:
    """And not after what stands below it and was made before."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    above, place, below = QLineEdit("above", window), Later(maker, window), QLineEdit("below", window)
    place.hide()
    for part in (above, place, below):
        column.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
    above.setFocus()
    QTest.keyClick(above, Qt.Key.Key_Tab)
    assert below.hasFocus()
    place.show()
    above.setFocus()
    for expected in ("first", "second", "below"):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        found = window.focusWidget()
        assert isinstance(found, QLineEdit)
        assert found.text() == expected
    for expected in ("second", "first", "above"):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        found = window.focusWidget()
        assert isinstance(found, QLineEdit)
        assert found.text() == expected
    assert place.focusPolicy() == Qt.FocusPolicy.NoFocus
