"""All parts in one window, in both themes and at twice the size: nothing warns, nothing is blank."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.style import Choice, Look
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests.ui.kit import gallery


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}


@pytest.mark.parametrize("page", ["list", "form", "dialogs"])
@pytest.mark.parametrize("theme", [Choice.LIGHT, Choice.DARK])
def test_pages_are_painted(page: str, theme: Choice, look: Look, runner: Runner, t: Translator, qtbot: QtBot) -> None:
    look.choose(theme)
    window = gallery.build(t, runner, page)
    qtbot.addWidget(window)
    window.show()
    assert len(colours(window.grab().toImage())) > 10


@pytest.mark.parametrize("page", ["list", "form"])
def test_pages_fit_the_smallest_screen(page: str, runner: Runner, t: Translator, qtbot: QtBot) -> None:
    window = gallery.build(t, runner, page)
    qtbot.addWidget(window)
    window.show()
    assert window.width() <= 1366
    assert window.height() <= 768


def test_theme_changes_under_an_open_window(look: Look, runner: Runner, t: Translator, qtbot: QtBot) -> None:
    window = gallery.build(t, runner, "list")
    qtbot.addWidget(window)
    window.show()
    light = window.grab().toImage()
    look.choose(Choice.DARK)
    dark = window.grab().toImage()
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 60
    assert all(isinstance(part, QWidget) for part in window.findChildren(QWidget))


def test_twice_the_size(tmp_path: Path, checkout: Path) -> None:
    """The scale is read when Qt starts, so this needs a process of its own."""
    file = tmp_path / "gallery.png"
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(checkout)}
    command = [sys.executable, str(checkout / "tests/ui/kit/gallery.py"), str(file), "dark"]
    subprocess.run(command, check=True, env=environment, timeout=120, capture_output=True)
    image = QImage(str(file))
    assert image.width() == 2 * 1366
    assert len(colours(image)) > 10
