"""The room in a window at either end of the exchange: a district and a province with their operators."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.desk import Desk
from desktop.ui.exchange.screen import ExchangeScreen
from desktop.ui.kit.button import Action
from tests.services.exchange.conftest import (  # noqa: F401 - fixtures are found by their names
    district,
    ends,
    neighbour_template,
    province,
    trusting_folders,
)
from tests.ui.conftest import BenchOf, ShowScreen

Open = Callable[..., ExchangeScreen]


@pytest.fixture
def opened(bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot) -> Open:
    def made(desk: Desk, argument: object = None) -> ExchangeScreen:
        bench, around = bench_of(desk)
        screen = ExchangeScreen(bench)
        show_screen(screen)
        screen.enter(argument)
        settled(qtbot, screen)
        assert around.unexpected == []
        return screen

    return made


def settled(qtbot: QtBot, screen: ExchangeScreen) -> None:
    qtbot.waitUntil(lambda: not screen.bench.runner.count, timeout=20_000)
    QApplication.processEvents()


def texts(widget: QWidget) -> str:
    """Words that can be read on it now."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def verbs(actions: list[Action]) -> list[str]:
    return [one.text for one in actions]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder
