"""The desk at a real office whose pay-out is open."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.models import Payment
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import Role
from desktop.services import paper_head
from desktop.services.desk import Desk
from desktop.ui.payday.screen import PaydayScreen
from tests.services.payday import hall
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Hall:
    """The screen, the payments in the order of their receipts, and what a person does."""

    screen: PaydayScreen
    qtbot: QtBot
    payments: list[Payment]
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        runner = self.screen.bench.runner
        rest = self.screen.finding._rest
        self.qtbot.waitUntil(lambda: runner.count == 0 and not rest.isActive(), timeout=10_000)
        assert self.unexpected == []

    def code(self, number: int) -> str:
        with self.screen.bench.desk.read() as session:
            key = paper_head.seal_key(session)
        return make_code(PaperNumber(Paper.RECEIPT, "36.01", 2019, number), key)

    def scan(self, text: str) -> None:
        """Type as a scanner does, with Enter at the end."""
        QTest.keyClicks(self.screen.desk.field, text)
        self.enter()

    def enter(self) -> None:
        QTest.keyClick(self.screen.desk.field, Qt.Key.Key_Return)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.screen.desk.field, text)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.screen.desk.field, key)
        self.settle()

    def arm(self) -> None:
        self.qtbot.waitUntil(lambda: self.screen.handing.armed)

    def verdict(self) -> str:
        return self.screen.desk.card.verdict.words.text()

    def state(self, at: int) -> str:
        return hall.payment(self.screen.bench.desk, self.payments[at].id).state


@pytest.fixture
def hall_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[[Role | Desk], Hall]:
    def made(who: Role | Desk = Role.OPERATOR) -> Hall:
        bench, around = bench_of(who)
        screen = PaydayScreen(bench)
        show_screen(screen)
        made = Hall(screen, qtbot, hall.payments(bench.desk), around.unexpected)
        screen.enter()
        made.settle()
        screen.activateWindow()  # keys of a window count only in the one that is active
        qtbot.waitUntil(screen.isActiveWindow)
        return made

    return made


@pytest.fixture
def at_desk(operator: Desk, supervisor: Desk, hall_of: Callable[[Role], Hall]) -> Hall:
    """The operator's desk, four families in the hall."""
    hall.opened(operator, supervisor, 4)
    return hall_of(Role.OPERATOR)
