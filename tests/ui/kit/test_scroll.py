"""A scrolling area: as wide as it is given, and where it is snug no higher than what is in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.scroll import Scroll


def column(count: int) -> QWidget:
    """So many lines, one below the other."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    for number in range(count):
        line = QLabel(f"Baris {number}")
        line.setFixedHeight(30)
        lines.addWidget(line)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 400)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    return made


def put(window: QWidget, inside: QWidget, *, snug: bool) -> Scroll:
    scroll = Scroll(inside, snug=snug)
    layout = window.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(scroll)
    layout.addStretch(1)
    window.show()
    return scroll


def test_a_snug_one_is_as_high_as_what_is_in_it(window: QWidget, qtbot: QtBot) -> None:
    inside = column(3)
    scroll = put(window, inside, snug=True)
    qtbot.waitUntil(lambda: scroll.height() == inside.sizeHint().height())
    assert scroll.verticalScrollBar().maximum() == 0


def test_a_snug_one_scrolls_where_the_window_is_too_low(window: QWidget, qtbot: QtBot) -> None:
    scroll = put(window, column(40), snug=True)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert scroll.height() <= window.height()


def test_a_snug_one_grows_with_what_comes_into_it(window: QWidget, qtbot: QtBot) -> None:
    inside = column(2)
    scroll = put(window, inside, snug=True)
    qtbot.waitUntil(lambda: scroll.height() == inside.sizeHint().height())
    before = scroll.height()
    more = QLabel("Baris lagi")
    more.setFixedHeight(50)
    lines = inside.layout()
    assert lines is not None
    lines.addWidget(more)
    qtbot.waitUntil(lambda: scroll.height() >= before + 50)


def test_wrapped_text_is_shown_whole(window: QWidget, qtbot: QtBot) -> None:
    inside = column(1)
    text = QLabel("Kata demi kata yang panjang sekali. " * 12)
    text.setWordWrap(True)
    lines = inside.layout()
    assert lines is not None
    lines.addWidget(text)
    put(window, inside, snug=True)
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))


@pytest.mark.parametrize("snug", [True, False])
def test_nothing_is_pushed_sideways(window: QWidget, snug: bool) -> None:
    wide = column(2)
    wide.setMinimumWidth(900)
    scroll = put(window, wide, snug=snug)
    assert scroll.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert not scroll.horizontalScrollBar().isVisible()


def test_the_keyboard_passes_the_area_and_goes_to_what_is_in_it(window: QWidget) -> None:
    assert put(window, column(2), snug=False).focusPolicy() == Qt.FocusPolicy.NoFocus
