"""Fixtures for everything with a window: style on, words in English, a runner that is closed in the end."""

import gc
import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.kit.button import Action
from desktop.ui.kit.style import Choice, Look, apply
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench, Screen
from desktop.wording import Translator
from tests import offices

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what Qt's offscreen platform says of itself; every other warning of Qt fails the test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


WHOLE_EVERY = 40  # tests
counted = count()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let Python's own collector rest while a test has a window, as the window itself does (Collector).

    It would run on a worker's thread, or amid a call of Qt's own, and free widgets there. What a test leaves in
    rings is freed once the test has let go of everything, on this thread. All of it is young then; only now and
    then the rest is walked too, and what stands after that is not walked again.
    """
    if not item.path.is_relative_to(HERE):
        return (yield)
    if next(counted) % WHOLE_EVERY == 0:
        gc.collect()
        gc.freeze()
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect(0)
        gc.enable()


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    return apply(qapp, Choice.LIGHT)


@pytest.fixture(autouse=True)
def _dressed(look: Look) -> Iterator[None]:
    """Every widget is tested as it is worn; whoever changes the theme need not change it back."""
    yield
    if look.dark:
        look.choose(Choice.LIGHT)


@pytest.fixture
def t() -> Translator:
    """English: the strings as they stand in the code, so that tests need no compiled catalogue."""
    return Translator(gettext.NullTranslations(), "en")


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


@dataclass(frozen=True)
class Around:
    """What screens asked of the window around them."""

    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def go(self, place: str, argument: object) -> None:
        self.went.append((place, argument))

    def toast(self, sentence: str, _: Action | None) -> None:
        self.said.append(sentence)


BenchOf = Callable[..., tuple[Bench, Around]]
ShowScreen = Callable[[Screen], None]


@pytest.fixture
def bench_of(runner: Runner, operator: Desk, t: Translator, tmp_path: Path) -> BenchOf:
    """Make the bench of somebody of a role, or at a desk, and what stands in for the window around it."""

    def made(who: Role | Desk = Role.OPERATOR) -> tuple[Bench, Around]:
        around = Around()
        if isinstance(who, Role):
            who = operator if who is Role.OPERATOR else offices.same_office_as(operator, who)
        shared = Shared(t, Gazetteer(), paths.resources())
        runner.trouble.connect(around.unexpected.append)
        return Bench(who, runner, shared, Preferences(tmp_path / "settings.json"), around.go, around.toast), around

    return made


@pytest.fixture
def show_screen(qtbot: QtBot, runner: Runner) -> ShowScreen:
    """Show a screen as large as the window leaves it, and tell it of changes."""

    def shown(screen: Screen) -> None:
        runner.changed.connect(screen.changed)
        qtbot.addWidget(screen)
        screen.resize(1120, 700)
        screen.show()

    return shown
