"""The room in a window, and waiting until nothing runs any more."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.ui.payers.screen import PayersScreen
from tests.ui.conftest import BenchOf, ShowScreen

Open = Callable[..., PayersScreen]


@pytest.fixture
def opened(bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot) -> Open:
    def made(who: Role | Desk = Role.OPERATOR, argument: object = None, rows: int = 1) -> PayersScreen:
        bench, _ = bench_of(who)
        screen = PayersScreen(bench)
        show_screen(screen)
        screen.enter(argument)
        qtbot.waitUntil(lambda: screen.paying.model.rowCount() == rows and not bench.runner.count)
        return screen

    return made


def settled(qtbot: QtBot, screen: PayersScreen) -> None:
    qtbot.waitUntil(lambda: not screen.bench.runner.count)
