"""The clinic at a real office: families with a few faults of different kinds, two facilitators."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.models import Member
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.quality.rows import FaultRow
from desktop.ui.quality.screen import QualityScreen
from desktop.ui.quality.words import KindLine
from tests import families
from tests.ui.conftest import BenchOf, ShowScreen

OTHER_SEX = "3601011203840001"


@dataclass
class Place:
    """The screen with what was asked of the window around it."""

    screen: QualityScreen
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        runner = self.screen.bench.runner
        self.qtbot.waitUntil(lambda: runner.count == 0, timeout=15_000)

    def enter(self, argument: object = None) -> None:
        self.screen.enter(argument)
        self.settle()

    @property
    def kinds(self) -> dict[str, int]:
        """Kinds shown with their families; "" is everything."""
        rows = [row for row in self.screen.clinic.kinds.model.rows if isinstance(row, KindLine)]
        return {row.code.value if row.code else "": row.families for row in rows}

    @property
    def rows(self) -> list[FaultRow]:
        return [row for row in self.screen.clinic.table.model.rows if isinstance(row, FaultRow)]

    def choose(self, code: str) -> None:
        assert self.screen.clinic.kinds.view.choose(code)
        self.settle()


def mother(desk: Desk, family: UUID, **columns: object) -> None:
    """Change columns of a family's mother."""
    with desk.write("family.save") as unit:
        statement = select(Member).where(Member.household_id == family, Member.position == 1)
        row = unit.session.scalars(statement).one()
        for name, value in columns.items():
            setattr(row, name, value)


@pytest.fixture
def five(operator: Desk) -> list[UUID]:
    """No child has a NIK; the first mother's is a man's, the second's has another day; two are in Ratna's care."""
    made = families.add(operator, 5, start=3)
    mother(operator, made[0], nik=OTHER_SEX)
    mother(operator, made[1], birth_date=date(1984, 3, 13))
    ratna = facilitators.add(operator, NewFacilitator("Ratna Dewi")).value.id
    facilitators.add(operator, NewFacilitator("Dadang"))
    facilitators.assign(operator, ratna, made[:2])
    return made


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[[Role], Place]:
    """Make the place as somebody of a role sees it; it is not entered yet."""

    def made(role: Role = Role.OPERATOR) -> Place:
        bench, around = bench_of(role)
        screen = QualityScreen(bench)
        show_screen(screen)
        return Place(screen, qtbot, around.went, around.said)

    return made


@pytest.fixture
def place(place_of: Callable[[Role], Place], five: list[UUID]) -> Place:
    """The operator's, entered."""
    made = place_of(Role.OPERATOR)
    made.enter()
    return made
