"""A bench at a real office with families, and the place of official lists on it."""

import gettext
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.official_lists.screen import OfficialListsScreen
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator
from tests import families, offices


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
def translator() -> Translator:
    return Translator(gettext.NullTranslations(), "en")


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    """Seven families, each of a mother and a child at school."""
    return families.add(operator, 7)


@pytest.fixture
def place_of(
    qtbot: QtBot, runner: Runner, operator: Desk, translator: Translator, tmp_path: Path
) -> Callable[..., Place]:
    """Enter the place as somebody of a role."""

    def made(role: Role = Role.OPERATOR, argument: object = None) -> Place:
        desk = operator if role is Role.OPERATOR else offices.same_office_as(operator, role)
        went: list[tuple[str, object]] = []
        said: list[str] = []
        unexpected: list[object] = []
        runner.trouble.connect(unexpected.append)
        bench = Bench(
            desk,
            runner,
            Shared(translator, Gazetteer(), paths.resources()),
            Preferences(tmp_path / "settings.json"),
            lambda name, argument: went.append((name, argument)),
            lambda sentence, _action: said.append(sentence),
        )
        screen = OfficialListsScreen(bench)
        qtbot.addWidget(screen)
        screen.resize(1110, 720)
        screen.show()
        place = Place(screen, bench, qtbot, went, said, unexpected)
        runner.changed.connect(screen.changed)
        screen.enter(argument)
        place.settle()
        return place

    return made
