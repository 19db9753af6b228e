"""The sentence of an empty place is read whole, in whatever room the place has."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty

LONG = "Choose a visit in the list on the left to read here what was seen and what was agreed with the family."


def sentence(empty: Empty) -> QLabel:
    return next(one for one in empty.findChildren(QLabel) if one.text())


@pytest.mark.parametrize("room", [900, 400, 300, 230])
def test_a_sentence_breaks_to_the_room_there_is(qtbot: QtBot, room: int) -> None:
    empty = Empty()
    qtbot.addWidget(empty)
    empty.resize(room, 500)
    empty.show()
    empty.say(LONG)
    shown = sentence(empty)
    assert shown.x() >= 0
    assert shown.geometry().right() < empty.width()
    assert shown.height() >= shown.heightForWidth(shown.width())


def test_it_breaks_again_when_the_border_is_moved(qtbot: QtBot) -> None:
    empty = Empty()
    empty.say(LONG)
    whole = side_by_side(QLabel("list"), empty, least=(200, 220))
    qtbot.addWidget(whole)
    whole.resize(1000, 500)
    whole.show()
    whole.setSizes([300, 700])
    wide = sentence(empty).width()
    whole.setSizes([750, 250])
    assert sentence(empty).width() < wide
    assert sentence(empty).geometry().right() < empty.width()


def test_nothing_to_say_needs_no_room(qtbot: QtBot) -> None:
    empty = Empty()
    qtbot.addWidget(empty)
    empty.resize(300, 300)
    empty.say("")
    assert empty.sentence == ""
