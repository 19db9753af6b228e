"""The room Accounting at its first page, for whoever sits at the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.ui.accounting.screen import AccountingScreen
from tests.ui.conftest import Around, BenchOf, ShowScreen

Open = Callable[..., AccountingScreen]


@pytest.fixture
def rooms() -> list[Around]:
    """What stood around each screen that was opened, the newest last."""
    return []


@pytest.fixture
def opened(bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot, rooms: list[Around]) -> Open:
    screens: list[AccountingScreen] = []  # Qt lets go of a screen that nobody holds

    def made(who: Role | Desk = Role.OPERATOR, argument: object = None) -> AccountingScreen:
        bench, around = bench_of(who)
        rooms.append(around)
        screen = AccountingScreen(bench)
        screens.append(screen)
        show_screen(screen)
        screen.enter(argument)
        settled(qtbot, screen)
        return screen

    return made


def settled(qtbot: QtBot, screen: AccountingScreen) -> None:
    qtbot.waitUntil(lambda: not screen.bench.runner.count)


def cells(model: Any, column: str) -> list[str]:
    """What a column of a table shows, from the first row on."""
    titles = [one.title for one in model.columns]
    place = titles.index(column)
    return [str(model.index(row, place).data() or "") for row in range(model.rowCount())]
