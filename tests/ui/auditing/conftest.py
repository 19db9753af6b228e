"""The room at a real office: a list with a NIK that is wrong and two that are odd."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.kinds import AuditTest
from desktop.services.desk import Desk
from desktop.ui.auditing.screen import AuditingScreen
from desktop.ui.auditing.words import TestLine
from tests.services.auditing.faulty import DAMAGED, ODD, nik
from tests.services.money import walk
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Place:
    """The screen, with what it asked of the window around it."""

    screen: AuditingScreen
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        runner = self.screen.bench.runner
        self.qtbot.waitUntil(lambda: runner.count == 0, timeout=15_000)
        assert self.unexpected == []

    def enter(self, argument: object = None) -> None:
        self.screen.enter(argument)
        self.settle()

    def run(self) -> None:
        self.screen.run()
        self.settle()

    @property
    def lines(self) -> dict[str, int]:
        """Tests with their rows, as they stand from above; "" is everything."""
        rows = [row for row in self.screen.browse.tests.model.rows if isinstance(row, TestLine)]
        return {row.test.value if row.test else "": row.count for row in rows}

    @property
    def rows(self) -> list[FindingRow]:
        return [row for row in self.screen.browse.rows.model.rows if isinstance(row, FindingRow)]

    def choose(self, test: AuditTest | None) -> None:
        assert self.screen.browse.tests.view.choose(test.value if test else "")
        self.settle()


PlaceOf = Callable[..., Place]


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> PlaceOf:
    """Make the place as somebody sees it; it is not entered yet."""

    def made(who: Role | Desk = Role.OPERATOR) -> Place:
        bench, around = bench_of(who)
        screen = AuditingScreen(bench)
        show_screen(screen)
        return Place(screen, qtbot, around.went, around.said, around.unexpected)

    return made


@pytest.fixture
def faulty(operator: Desk) -> Desk:
    """Five families on a draft: a NIK lost its digits, two are placeholders."""
    walk.drafted(operator, 5)
    nik(operator, 0, DAMAGED)
    nik(operator, 1, ODD)
    nik(operator, 2, ODD)
    return operator
