"""What is chosen in a list is opened beside it: once, when the choice rests, and never in the place of another."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import detail, finding
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import FamilyListRow
from desktop.ui.beside import Beside
from desktop.ui.screen import Bench
from tests import families
from tests.ui.conftest import BenchOf


@dataclass
class Shown:
    """A panel that keeps what it was told."""

    rows: list[Any] = field(default_factory=list)
    opened: list[UUID] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def show_nothing(self) -> None:
        self.rows.append(None)

    def show_row(self, row: FamilyListRow) -> None:
        self.rows.append(row.id)

    def show_detail(self, found: FamilyDetail) -> None:
        self.opened.append(found.id)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)


@pytest.fixture
def bench(bench_of: BenchOf) -> Bench:
    return bench_of(Role.OPERATOR)[0]


@pytest.fixture
def rows(operator: Desk) -> tuple[FamilyListRow, ...]:
    families.add(operator, 3)
    return finding.find(operator, "").rows


@pytest.fixture
def panel() -> Shown:
    return Shown()


@pytest.fixture
def beside(bench: Bench, panel: Shown) -> Beside:
    made = Beside(bench, panel, detail.open_family, panel.show_detail, bench.runner)
    made.rest.setInterval(5)
    return made


def settle(qtbot: QtBot, beside: Beside, bench: Bench) -> None:
    qtbot.waitUntil(lambda: not beside.rest.isActive() and bench.runner.count == 0)


def test_who_runs_through_the_list_opens_the_last_alone(
    qtbot: QtBot, bench: Bench, beside: Beside, panel: Shown, rows: tuple[FamilyListRow, ...]
) -> None:
    for row in rows:
        beside.follow(row)
    settle(qtbot, beside, bench)
    assert panel.rows == [row.id for row in rows], "each is shown at once"
    assert panel.opened == [rows[-1].id]


def test_an_answer_for_another_is_passed_over(
    qtbot: QtBot, bench: Bench, beside: Beside, panel: Shown, rows: tuple[FamilyListRow, ...]
) -> None:
    beside.follow(rows[0])
    beside.open()
    beside.hold(rows[1].id)
    settle(qtbot, beside, bench)
    assert panel.opened == []


def test_nothing_chosen_is_nothing_shown_and_nothing_asked(
    qtbot: QtBot, bench: Bench, beside: Beside, panel: Shown, rows: tuple[FamilyListRow, ...]
) -> None:
    beside.follow(rows[0])
    beside.follow(None)
    beside.open()
    settle(qtbot, beside, bench)
    assert (panel.rows, panel.opened, beside.wanted) == ([rows[0].id, None], [], None)


def test_a_refusal_is_said_in_the_panel(
    qtbot: QtBot, bench: Bench, panel: Shown, rows: tuple[FamilyListRow, ...]
) -> None:
    def refuse(_: Desk, _family: UUID) -> FamilyDetail:
        raise Refused("database.busy")

    refused = Beside(bench, panel, refuse, panel.show_detail, QObject(bench.runner))
    refused.follow(rows[0])
    refused.open()
    settle(qtbot, refused, bench)
    assert panel.said == [bench.t.refusal(Refused("database.busy"))] * len(panel.said)
    assert panel.said
