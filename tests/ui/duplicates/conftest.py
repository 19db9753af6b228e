"""The desk of duplicates at a real office with a few pairs."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.duplicates import finding
from desktop.ui.duplicates.screen import DuplicatesScreen
from desktop.ui.kit.question import Question
from tests.services.duplicates.doubles import BORN, KK, NEIGHBOUR, NIK, family, person
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Place:
    """The screen with what was asked of the window around it."""

    screen: DuplicatesScreen
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more, no selection rests and no key is gathered."""
        runner, browse = self.screen.bench.runner, self.screen.browse
        clocks = (browse.beside.rest, browse.listing.search._clock)
        self.qtbot.waitUntil(lambda: not (runner.count or any(clock.isActive() for clock in clocks)), timeout=10_000)

    def enter(self, argument: object = None) -> "Place":
        self.screen.enter(argument)
        self.settle()
        return self

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        QTest.keyClick(widget or self.screen.browse.listing.view, key)

    def decide(self, key: Qt.Key, reason: str) -> None:
        """Press the key of a decision, type the reason, Enter."""
        self.key(key)
        line = self.screen.browse.panel.bar.reason
        QTest.keyClicks(line, reason)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def texts(self) -> str:
        labels = self.screen.browse.panel.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def press(self, word: str) -> None:
        """Press the button of the bar that follows a decision."""
        buttons = self.screen.browse.panel.following.buttons
        next(button for button in buttons if word in button.text()).click()

    def question(self) -> Question:
        found = self.screen.findChildren(Question)
        return found[-1]

    def names(self) -> list[str]:
        return [row.one for row in self.screen.browse.listing.model.rows]  # type: ignore[attr-defined]


@pytest.fixture
def doubles(operator: Desk) -> None:
    """Three pairs, the most alike first: Siti Aminah by NIK, Rohayati by likeness, two strangers by No KK."""
    family(operator, person("Siti Aminah", nik=NIK), no_kk="3601010101190071", card="36010001")
    family(operator, person("Siti Amina", nik=NIK), no_kk="3601010101190072", village=NEIGHBOUR, card="36010002")
    born = BORN.replace(year=1971)
    for village in (None, NEIGHBOUR):
        family(operator, person("Rohayati", birth_date=born, mother_name="Enok"), village=village)
    for name in ("Otong", "Sarip"):
        family(operator, person(name, birth_date=None, mother_name="", sex="L"), no_kk=KK)
    finding.find(operator)


@pytest.fixture
def place_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Callable[..., Place]:
    """Make the desk as somebody of a role sees it; it is not entered yet."""

    def made(role: Role = Role.OPERATOR) -> Place:
        bench, around = bench_of(role)
        screen = DuplicatesScreen(bench)
        show_screen(screen)
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return Place(screen, qtbot, around.went, around.said)

    return made
