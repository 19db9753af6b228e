"""Home entered at a desk of a real office, and what was asked of the window around it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.home.screen import HomeScreen
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator

Went = list[tuple[str, object]]
HomeOf = Callable[[Desk], HomeScreen]


@pytest.fixture
def went() -> Went:
    return []


@pytest.fixture
def home_of(qtbot: QtBot, runner: Runner, t: Translator, tmp_path: Path, went: Went) -> HomeOf:
    """Enter Home at a desk; the screens stay until the test is over."""
    screens = []

    def made(desk: Desk) -> HomeScreen:
        shared = Shared(t, Gazetteer(), paths.resources())
        preferences = Preferences(tmp_path / "settings.json")
        bench = Bench(desk, runner, shared, preferences, lambda *to: went.append(to), lambda *_: None)
        screen = HomeScreen(bench)
        qtbot.addWidget(screen)
        screens.append(screen)
        screen.resize(1120, 700)
        screen.show()
        screen.enter()
        qtbot.waitUntil(lambda: runner.count == 0)
        return screen

    return made
