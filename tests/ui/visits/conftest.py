"""The place of visits at a real office with families, facilitators and a few visits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services import facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.visits import NewVisit
from desktop.ui.visits.screen import VisitsScreen
from tests import families
from tests.ui.conftest import BenchOf, ShowScreen

DAY = timedelta(days=1)


@dataclass
class Field:
    """Families, who cares for them, and their visits: overdue, due today, without follow-up."""

    families: list[UUID]
    facilitator: UUID
    visits: list[UUID]


@dataclass
class Place:
    """The screen with what was asked of the window around it."""

    screen: VisitsScreen
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more and no selection rests."""
        runner, rest = self.screen.bench.runner, self.screen.browse.beside.rest
        self.qtbot.waitUntil(lambda: runner.count == 0 and not rest.isActive(), timeout=10_000)

    def shown(self) -> QWidget:
        page = self.screen._pages.currentWidget()
        assert page is not None
        return page


@pytest.fixture
def outside(operator: Desk) -> Field:
    some = families.add(operator, 4)
    ratna = facilitators.add(operator, NewFacilitator("Ratna Dewi")).value.id
    facilitators.assign(operator, ratna, some[:3])
    today = operator.today()
    dues = (today - DAY, today, None)
    entered = [
        visits.record(
            operator,
            NewVisit(
                family,
                ratna,
                today - (2 + at) * DAY,
                "Kunjungan rutin",
                f"Terlihat {at}.",
                "Sepakat.",
                "Lihat lagi" if due else "",
                due,
            ),
        ).value.row.id
        for at, (family, due) in enumerate(zip(some, dues, strict=False))
    ]
    return Field(some, ratna, entered)


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[[Role], Place]:
    """Make the place as somebody of a role sees it; it is not entered yet."""

    def made(role: Role = Role.OPERATOR) -> Place:
        bench, around = bench_of(role)
        screen = VisitsScreen(bench)
        show_screen(screen)
        return Place(screen, qtbot, around.went, around.said)

    return made
