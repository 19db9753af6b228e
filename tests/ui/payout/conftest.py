"""A bench at a real office with families and a tranche as far along as a test wants it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.ui.kit.later import Later
from desktop.ui.payout.screen import PayoutScreen
from desktop.ui.screen import Bench
from tests import families
from tests.ui.conftest import BenchOf, ShowScreen

KEY = TrancheKey("jamsosratu", 2019, 1)
DECREE = NewDecree("978/Kep.105-Huk/2019", date(2019, 3, 1))


@dataclass
class Place:
    """The screen, and what it asked of the window around it."""

    screen: PayoutScreen
    bench: Bench
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.bench.runner.count == 0, timeout=20_000)
        assert self.unexpected == []

    def open(self) -> None:
        self.screen.enter(KEY)
        self.settle()

    def actions(self) -> list[str]:
        """What the head of the page in view offers."""
        page = self.screen.pages.currentWidget()
        head = (page.part if isinstance(page, Later) else page).head  # type: ignore[union-attr]
        return [made.text() for made in head.buttons]


def press(within: QWidget, text: str) -> None:
    """Click the button of this word."""
    QTest.qWait(1)  # what was just put into a layout is shown by its next event
    found = [one for one in within.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(within)]
    assert len(found) == 1, [one.text() for one in within.findChildren(QPushButton)]
    found[0].click()


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[[Desk], Place]:
    """Makes the screen for one person's desk."""

    def made(desk: Desk) -> Place:
        bench, around = bench_of(desk)
        screen = PayoutScreen(bench)
        show_screen(screen)
        return Place(screen, bench, qtbot, around.went, around.unexpected)

    return made


@pytest.fixture
def drafted(operator: Desk) -> Desk:
    """Twelve families on the list of the first tranche, under its decree."""
    families.add(operator, 12, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    return operator


@pytest.fixture
def approved(drafted: Desk, supervisor: Desk) -> Desk:
    approving.approve(supervisor, KEY)
    return drafted
