"""The panel of a programme year for itself: one year after the other, and read by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.services import programmes
from desktop.ui.kit.scroll import Scroll
from desktop.ui.office.programme_panel import ProgrammePanel
from desktop.wording import Translator

WHOLE, EMPTY = "jamsosratu-2021", "jamsosratu-2017"


@pytest.fixture
def panel(qtbot: QtBot, t: Translator) -> ProgrammePanel:
    made = ProgrammePanel(t, "36.01")
    qtbot.addWidget(made)
    made.resize(420, 320)
    made.show()
    return made


def show(panel: ProgrammePanel, name: str, state: str = "Runs here") -> None:
    panel.show_year(programmes.packaged(name, paths.resources()), state)


def test_a_warning_goes_with_the_year_it_was_about(panel: ProgrammePanel) -> None:
    show(panel, EMPTY)
    assert panel.empty.isVisible()
    show(panel, WHOLE)
    assert not panel.empty.isVisible()
    assert panel.name.text() == "Jamsosratu 2021"


def test_the_state_stands_under_the_title(panel: ProgrammePanel) -> None:
    show(panel, WHOLE, "Not added yet")
    assert panel.title.text().splitlines()[-1] == "Not added yet"


def test_figures_are_read_by_the_arrows(panel: ProgrammePanel, qtbot: QtBot) -> None:
    """Nothing in the panel takes the keyboard, so the panel itself must, or its lower half is for the mouse alone."""
    show(panel, WHOLE)
    (scroll,) = panel.findChildren(Scroll)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    scroll.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is scroll
    assert scroll.accessibleName() == "Figures of the programme year"
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    before = scroll.verticalScrollBar().value()
    qtbot.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > before
