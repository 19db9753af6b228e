"""The summary of a form's problems is read in either theme, also when that changes under it."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.summary import Summary
from desktop.ui.kit.text import repolish
from desktop.ui.kit.tokens import DARK, LIGHT, Colours
from desktop.wording import Translator
from tests.ui.kit.test_tokens import contrast

PROBLEMS = {"nik": ("NIK", "The number is too short."), "": ("", "Somebody saved this family.")}
THEMES = [(Choice.LIGHT, LIGHT), (Choice.DARK, DARK)]


def inks(summary: Summary) -> list[str]:
    return re.findall(r"color:(#\w{6})", summary.links.text())


@pytest.mark.parametrize(("choice", "colours"), THEMES)
def test_a_link_is_read_on_the_ground_it_stands_on(
    qtbot: QtBot, look: Look, t: Translator, choice: Choice, colours: Colours
) -> None:
    look.choose(choice)
    summary = Summary(t)
    qtbot.addWidget(summary)
    summary.show_problems(PROBLEMS)
    (ink,) = inks(summary)
    assert contrast(ink, colours.danger_tint) >= 4.5


@pytest.mark.parametrize(("choice", "colours"), THEMES)
def test_a_theme_chosen_while_it_is_shown_changes_its_links(
    qtbot: QtBot, look: Look, t: Translator, qapp: QApplication, choice: Choice, colours: Colours
) -> None:
    look.choose(Choice.LIGHT if choice is Choice.DARK else Choice.DARK)
    summary = Summary(t)
    qtbot.addWidget(summary)
    summary.show_problems(PROBLEMS)
    summary.show()
    sentence = summary.sentence
    look.choose(choice)
    qapp.processEvents()
    assert inks(summary) == [colours.danger]
    assert summary.sentence == sentence
    assert 'href="nik"' in summary.links.text()


def test_nothing_is_written_while_nothing_is_wrong(qtbot: QtBot, look: Look, t: Translator, qapp: QApplication) -> None:
    summary = Summary(t)
    qtbot.addWidget(summary)
    summary.show_problems(PROBLEMS)
    summary.show_problems({})
    look.choose(Choice.DARK)
    qapp.processEvents()
    assert summary.links.text() == ""
    assert not summary.isVisible()


@pytest.mark.parametrize(("choice", "colours"), THEMES)
def test_the_field_with_the_keyboard_still_shows_its_problem(
    qtbot: QtBot, look: Look, choice: Choice, colours: Colours
) -> None:
    look.choose(choice)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 34)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    high = field.sizeHint().height()
    repolish(field, "problem", value=True)
    edge = field.grab().toImage().pixelColor(100, 1).name().upper()
    assert edge == colours.danger
    assert field.sizeHint().height() == high
