"""The row of tabs: one mark on the tab in view, a line or, where the tabs have the keyboard, a ring."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.tabs import Tabs
from desktop.ui.kit.tokens import LIGHT


@pytest.fixture
def tabs(qtbot: QtBot) -> Iterator[Tabs]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Tabs(["Daftar bayar", "Kuitansi", "Riwayat"])
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QPushButton("Lain"))
    window.resize(500, 120)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def marked(image: QImage, tabs: Tabs, index: int, colour: str, *, low: bool) -> int:
    """How many pixels of a colour a tab has in its last three rows, or above them."""
    rect = tabs.tabRect(index)
    edge = rect.bottom() - 2
    rows = range(edge, rect.bottom() + 1) if low else range(rect.top(), edge)
    return sum(image.pixelColor(x, y).name().upper() == colour for x in range(rect.left(), rect.right()) for y in rows)


def test_without_the_keyboard_a_line_stands_under_the_tab_in_view(tabs: Tabs) -> None:
    tabs.setCurrentIndex(1)
    tabs.clearFocus()
    image = tabs.grab().toImage()
    assert marked(image, tabs, 1, LIGHT.brand, low=True) > 50
    assert marked(image, tabs, 0, LIGHT.brand, low=True) == 0
    assert marked(image, tabs, 1, LIGHT.focus, low=False) == 0


def test_with_the_keyboard_a_ring_takes_the_place_of_the_line(tabs: Tabs, qtbot: QtBot) -> None:
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    image = tabs.grab().toImage()
    assert marked(image, tabs, 0, LIGHT.focus, low=False) > 100
    assert marked(image, tabs, 0, LIGHT.brand, low=True) == 0
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    assert marked(tabs.grab().toImage(), tabs, 0, LIGHT.focus, low=False) == 0
