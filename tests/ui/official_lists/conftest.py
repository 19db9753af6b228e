"""A bench at a real office with families, and the place of official lists on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.ui.official_lists.screen import OfficialListsScreen
from desktop.ui.screen import Bench
from tests import families
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Place:
    """The screen with what was asked of the window around it."""

    screen: OfficialListsScreen
    bench: Bench
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        self.qtbot.waitUntil(lambda: self.bench.runner.count == 0, timeout=20_000)
        assert self.unexpected == []


def texts(widget: QWidget) -> list[str]:
    """Words that can be read on it now."""
    QApplication.processEvents()  # what was just put in is laid out
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def pressed(widget: QWidget, word: str) -> None:
    """Press the one button in view whose words hold this."""
    QApplication.processEvents()
    found = [made for made in widget.findChildren(QPushButton) if word in made.text() and made.isVisible()]
    assert len(found) == 1, [made.text() for made in found]
    assert found[0].isEnabled(), word
    found[0].click()


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    """Seven families, each of a mother and a child at school."""
    return families.add(operator, 7)


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[..., Place]:
    """Enter the place as somebody of a role."""

    def made(role: Role = Role.OPERATOR, argument: object = None) -> Place:
        bench, around = bench_of(role)
        screen = OfficialListsScreen(bench)
        show_screen(screen)
        place = Place(screen, bench, qtbot, around.went, around.said, around.unexpected)
        screen.enter(argument)
        place.settle()
        return place

    return made
