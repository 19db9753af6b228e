"""Tests of what the self-test sees of the window."""

import re

import pytest
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.self_test.checking import Unsound
from desktop.ui import sight


def test_the_first_page_is_drawn(qtbot: QtBot) -> None:
    assert re.fullmatch(r"Qt 6\.\d+\.\d+, \w+, .+", sight.see())


def test_a_blank_picture_has_one_colour() -> None:
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    assert sight.colours(picture) == 1
    picture.setPixelColor(3, 3, QColor("black"))
    assert sight.colours(picture) == 2


def test_a_page_that_comes_out_blank_is_a_fault(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "colours", lambda _picture: 1)
    with pytest.raises(Unsound, match="1"):
        sight.see()


def test_a_font_that_is_not_there_is_a_fault(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    before = QApplication.font()
    monkeypatch.setattr(sight, "apply", lambda app, _choice: app.setFont(QFont("No Such Font At All")))
    with pytest.raises(Unsound, match="No Such Font At All → "):
        sight.see()
    QApplication.setFont(before)
