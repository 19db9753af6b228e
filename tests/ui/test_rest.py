"""The moment without typing: begun anew by each start, and never after the runner is closed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.rest import CHOICE_MS, Rest
from desktop.ui.runner import Runner


@pytest.fixture
def parent() -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def test_it_calls_once_however_often_it_was_begun(qtbot: QtBot, runner: Runner, parent: QObject) -> None:
    called: list[int] = []
    rest = Rest(runner, lambda: called.append(1), parent, milliseconds=5)
    for _ in range(3):
        rest.start()
    qtbot.waitUntil(lambda: not rest.isActive())
    assert called == [1]


def test_a_runner_that_closes_ends_it(qtbot: QtBot, runner: Runner, parent: QObject) -> None:
    called: list[int] = []
    rest = Rest(runner, lambda: called.append(1), parent, milliseconds=5)
    rest.start()
    runner.close()
    assert not rest.isActive()
    qtbot.wait(20)
    assert called == []


def test_by_itself_it_is_as_long_as_a_choice_rests(runner: Runner, parent: QObject) -> None:
    assert Rest(runner, parent.deleteLater, parent).interval() == CHOICE_MS


def test_again_begins_only_what_runs(qtbot: QtBot, runner: Runner) -> None:
    called: list[int] = []
    rest = Rest(runner, lambda: called.append(1), runner, milliseconds=20)
    rest.again("typed")
    assert not rest.isActive()
    rest.start()
    rest.again("typed")
    assert rest.isActive()
    qtbot.waitUntil(lambda: called == [1])
