"""The place of validation at a real office: candidates of three villages, one of them with a quota."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.ui.kit.question import Question
from desktop.ui.task_page import TaskPage
from desktop.ui.validating.changing import ChangePage
from desktop.ui.validating.recording import RecordPage
from desktop.ui.validating.screen import ValidatingScreen
from tests import families, validation
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Place:
    """The screen with what was asked of the window around it."""

    screen: ValidatingScreen
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more and neither a selection nor a form rests."""
        runner, rest = self.screen.bench.runner, self.screen.browse.beside.rest

        def still() -> bool:
            clock = getattr(self.screen.page, "_clock", None)
            return runner.count == 0 and not rest.isActive() and not (clock is not None and clock.isActive())

        self.qtbot.waitUntil(still, timeout=10_000)
        # What was put into a layout is shown with the next turn of the loop.
        self.qtbot.wait(10)

    def page(self, kind: type[Any]) -> Any:
        """The page shown, of the kind expected."""
        assert isinstance(self.screen.page, kind)
        assert self.screen.pages.currentWidget() is self.screen.page
        return self.screen.page

    def answer(self) -> None:
        """Agree to the question that is open."""
        question = self.question()
        question.do_it.click()
        self.settle()

    def question(self) -> Question:
        page = self.screen.page
        assert isinstance(page, TaskPage)
        found = [one for one in page.findChildren(Question) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def chosen(self, at: int = 0) -> None:
        """Select a row and wait for its explanation."""
        self.screen.browse.listing.view.selectRow(at)
        self.settle()


def words(widget: QWidget) -> list[str]:
    """Everything a person reads on it."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def recording(place: Place) -> RecordPage:
    place.screen.browse.listing.doings[0].click()
    place.settle()
    page = place.page(RecordPage)
    assert isinstance(page, RecordPage)
    return page


def changing(place: Place, /, **values: object) -> ChangePage:
    place.screen.browse.listing.doings[1].click()
    page = place.page(ChangePage)
    assert isinstance(page, ChangePage)
    page.form.fill(values)
    page.look()
    place.settle()
    return page


Places = Callable[..., Place]


@pytest.fixture
def candidates(operator: Desk) -> list[UUID]:
    """Nine candidates in three villages; the first village has one place."""
    ids = families.add(operator, 9)
    validation.places(operator, 1)
    return ids


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Places:
    """Make the place as somebody of a role sees it, entered."""

    def made(role: Role = Role.OPERATOR, first: object = None) -> Place:
        bench, around = bench_of(role)
        screen = ValidatingScreen(bench)
        show_screen(screen)
        place = Place(screen, qtbot, around.went, around.said)
        screen.enter(first)
        place.settle()
        return place

    return made


@pytest.fixture
def place(place_of: Places, candidates: list[UUID]) -> Place:
    assert candidates
    return place_of()
