"""The pages of what happens to families, at a real office with a family of four."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.life import Life
from desktop.rules.terms import Role
from desktop.settings import Preferences
from desktop.ui.families.life.page import LifePage
from desktop.ui.families.life.pages import LifePages
from desktop.ui.kit.form import Form
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator
from tests import offices
from tests.services.life.conftest import Family, clock, family

__all__ = ["clock", "family"]  # fixtures


@dataclass
class Room:
    """The pages with what was asked of the window around them."""

    pages: LifePages
    bench: Bench
    qtbot: QtBot
    family: Family
    said: list[str] = field(default_factory=list)
    shown: list[object] = field(default_factory=list)
    left: list[bool] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is asked any more."""
        self.qtbot.waitUntil(lambda: self.bench.runner.count == 0, timeout=10_000)
        assert self.unexpected == []

    @property
    def page(self) -> LifePage:
        return self.pages.entering

    @property
    def form(self) -> Form:
        assert self.page.form.form is not None
        return self.page.form.form

    def event(self, kind: Life, **values: Any) -> None:
        """Choose a kind and fill in its form as a person does."""
        self.choose(kind)
        self.fill(**values)

    def choose(self, kind: Life) -> None:
        self.page.menu.choose(kind)
        self.qtbot.waitUntil(self.form.isVisible)

    def fill(self, **values: Any) -> None:
        for name, value in values.items():
            self.form.blocks[name].editor.put(value)  # each is heard as typing

    def save(self) -> None:
        self.page.save()
        self.settle()

    @property
    def after(self) -> str:
        """What the card beside the form says."""
        return self.page.form.after.text


@pytest.fixture
def room_of(qtbot: QtBot, runner: Runner, family: Family, t: Translator, tmp_path: Path) -> Callable[[Role], Room]:
    def made(role: Role = Role.OPERATOR) -> Room:
        desk = family.desk if role is Role.OPERATOR else offices.same_office_as(family.desk, role)
        said: list[str] = []
        bench = Bench(
            desk,
            runner,
            Shared(t, Gazetteer(), paths.resources()),
            Preferences(tmp_path / "settings.json"),
            lambda _name, _argument: None,
            lambda sentence, _action: said.append(sentence),
        )
        pages = LifePages(bench)
        qtbot.addWidget(pages)
        pages.resize(1110, 720)
        pages.show()
        room = Room(pages, bench, qtbot, family, said)
        runner.trouble.connect(room.unexpected.append)
        pages.shown.connect(room.shown.append)
        pages.left.connect(lambda: room.left.append(True))
        return room

    return made


@pytest.fixture
def room(room_of: Callable[[Role], Room]) -> Room:
    """Ready to enter an event of the family."""
    made = room_of(Role.OPERATOR)
    made.pages.enter_event(made.family.opened())
    made.settle()
    return made
