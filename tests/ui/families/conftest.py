"""A bench at a real office with families, and the place of families on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.models import AuditLine
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.ui.families.screen import FamiliesScreen
from desktop.ui.kit.chip import Chip
from desktop.ui.screen import Bench
from tests import families
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Place:
    """The screen with what was asked of the window around it."""

    screen: FamiliesScreen
    bench: Bench
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more and no opening rests."""
        rest = self.screen.browse._rest
        self.qtbot.waitUntil(lambda: self.bench.runner.count == 0 and not rest.isActive(), timeout=10_000)
        assert self.unexpected == []

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key as a person does: it goes to whatever has the focus, and shortcuts hear it first."""
        window = self.screen.window()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        self.qtbot.keyClick(window.focusWidget() or window, key, held)

    def typed(self, text: str) -> None:
        """Type into whatever has the focus."""
        for letter in text:
            focus = self.screen.window().focusWidget()
            assert focus is not None
            self.qtbot.keyClicks(focus, letter)

    def logged(self, action: str) -> list[str]:
        """Records that lines of this action are about, in their order."""
        with self.bench.desk.read() as session:
            found = session.scalars(select(AuditLine.record).where(AuditLine.action == action).order_by(AuditLine.seq))
            return [record or "" for record in found]


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    """Seven families, each of a mother and a child at school."""
    return families.add(operator, 7)


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[[Role], Place]:
    """Enter the place as somebody of a role."""

    def made(role: Role = Role.OPERATOR) -> Place:
        bench, around = bench_of(role)
        screen = FamiliesScreen(bench)
        show_screen(screen)
        place = Place(screen, bench, qtbot, around.went, around.said, around.unexpected)
        screen.enter()
        place.settle()
        return place

    return made


@pytest.fixture
def place(households: list[UUID], place_of: Callable[[Role], Place]) -> Place:
    return place_of(Role.OPERATOR)


def texts(widget: QWidget) -> str:
    """Everything a person reads in a part of the window."""
    found = []
    for part in widget.findChildren(QWidget):
        if not part.isVisibleTo(widget):
            continue
        if isinstance(part, QLabel | QPushButton):
            found.append(part.text())
        elif isinstance(part, Chip):
            found.append(part.value.text)
    return "\n".join(found)
