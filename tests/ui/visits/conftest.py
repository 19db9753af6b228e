"""The place of visits at a real office with families, facilitators and a few visits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services import facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.visits import NewVisit
from desktop.settings import Preferences
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.ui.visits.screen import VisitsScreen
from desktop.wording import Translator
from tests import families, offices

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
        runner, rest = self.screen.bench.runner, self.screen.browse._rest
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
def place_of(qtbot: QtBot, runner: Runner, operator: Desk, t: Translator, tmp_path: Path) -> Callable[[Role], Place]:
    """Make the place as somebody of a role sees it; it is not entered yet."""

    def made(role: Role = Role.OPERATOR) -> Place:
        desk = operator if role is Role.OPERATOR else offices.same_office_as(operator, role)
        went: list[tuple[str, object]] = []
        said: list[str] = []
        shared = Shared(t, Gazetteer(), paths.resources())
        bench = Bench(
            desk,
            runner,
            shared,
            Preferences(tmp_path / "settings.json"),
            lambda name, argument: went.append((name, argument)),
            lambda sentence, _: said.append(sentence),
        )
        screen = VisitsScreen(bench)
        runner.changed.connect(screen.changed)
        qtbot.addWidget(screen)
        screen.resize(1120, 700)
        screen.show()
        return Place(screen, qtbot, went, said)

    return made
