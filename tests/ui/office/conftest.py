"""The settings at a real office, as somebody of a role sees them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.settings import Preferences
from desktop.ui.kit.form import Form
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.office.section import Section
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator
from tests import offices

S = TypeVar("S", bound=Section)


@dataclass
class Place:
    """The screen with what it said to the window around it."""

    screen: OfficeScreen
    qtbot: QtBot
    said: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return self.screen.bench.desk

    @property
    def preferences(self) -> Preferences:
        return self.screen.bench.preferences

    def open(self, kind: type[S]) -> S:
        """Go to a section and wait until it shows what it asked for."""
        self.screen.enter(kind.name)
        self.settle()
        section = self.screen.in_view()
        assert isinstance(section, kind)
        return section

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        runner = self.screen.bench.runner
        self.qtbot.waitUntil(lambda: runner.count == 0, timeout=20_000)


Places = Callable[[Role], Place]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def place_of(qtbot: QtBot, runner: Runner, operator: Desk, t: Translator, preferences: Preferences) -> Places:
    """Make the screen as somebody of a role sees it; it is not entered yet."""

    def made(role: Role = Role.ADMINISTRATOR) -> Place:
        desk = operator if role is Role.OPERATOR else offices.same_office_as(operator, role)
        said: list[str] = []
        shared = Shared(t, Gazetteer(), paths.resources())
        bench = Bench(desk, runner, shared, preferences, lambda *_: None, lambda sentence, _: said.append(sentence))
        screen = OfficeScreen(bench)
        runner.changed.connect(screen.changed)
        qtbot.addWidget(screen)
        screen.resize(1120, 700)
        screen.show()
        return Place(screen, qtbot, said)

    return made


@pytest.fixture
def place(place_of: Places) -> Place:
    """The administrator's settings."""
    return place_of(Role.ADMINISTRATOR)


def texts(part: QWidget) -> str:
    """Everything that stands on a part and can be seen."""
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def fill(form: Form, **values: object) -> None:
    """Fill in some fields as a person does, and send the form."""
    form.fill(values)
    form.submit()
