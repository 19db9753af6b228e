"""The real window over real offices, walked as a person walks it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.models import User
from desktop.rules.terms import Role
from desktop.settings import Preferences
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.window import Window
from desktop.ui.frame.workspace import Workspace
from desktop.ui.kit.question import Question
from desktop.wording import Translator
from tests import offices
from tests.offices import PASSWORD


@dataclass
class House:
    """The window and what a person does with it."""

    window: Window
    qtbot: QtBot

    @property
    def page(self) -> QWidget:
        page = self.window.entry.currentWidget()
        assert page is not None
        return page

    @property
    def gate(self) -> Gate:
        gate = self.window.entry.gate
        assert gate is not None, f"{type(self.page).__name__} is in view"
        return gate

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def question(self) -> Question:
        (question,) = self.window.findChildren(Question)
        return question

    def settle(self) -> None:
        """Wait until nothing runs; nothing may have gone wrong."""
        self.qtbot.waitUntil(lambda: self.window.runner.count == 0, timeout=20_000)
        assert self.window.hook.dialog is None, self.window.hook.dialog and self.window.hook.dialog.report

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type where the cursor is, and press Enter."""
        self.qtbot.keyClicks(self.focus(), text)
        self.qtbot.keyClick(self.focus(), Qt.Key.Key_Return)

    def sign_in(self, name: str = "operator", password: str = PASSWORD) -> None:
        """Fill in the sign-in page and press its button, then wait for the answer."""
        self.gate.form.fill({"name": name, "password": password})
        assert self.gate.form.save_button is not None
        self.gate.form.save_button.click()
        self.settle()

    def lock(self) -> None:
        """Lock by the button of the rail."""
        self.workspace.rail.buttons["lock"].click()
        self.settle()


@pytest.fixture(scope="session")
def settled_template(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    """The same office after everybody has chosen a password of his own."""
    folder = office_template.copy(tmp_path_factory.mktemp("settled") / "office")
    desk = offices.sign_in(folder, Role.ADMINISTRATOR)
    with desk.write("password.change") as unit:
        for user in unit.session.scalars(select(User)):
            user.must_change_password = False
    desk.close()
    return offices.Template(folder, office_template.recovery_code)


@pytest.fixture
def office_folder(settled_template: offices.Template, tmp_path: Path) -> Path:
    return settled_template.copy(tmp_path / "office")


@pytest.fixture
def new_folder(office_template: offices.Template, tmp_path: Path) -> Path:
    """An office nobody has signed in at yet."""
    return office_template.copy(tmp_path / "new")


@pytest.fixture
def shared(t: Translator) -> Shared:
    return Shared(t, Gazetteer(), paths.resources())


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of the person at this PC, where new offices are offered a place."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.fixture
def house_at(
    qtbot: QtBot, shared: Shared, preferences: Preferences, home: Path
) -> Iterator[Callable[[Path | None], House]]:
    """Start the program on a folder, or on none; it is closed in the end, whatever it asks."""
    windows: list[Window] = []

    def made(folder: Path | None) -> House:
        window = Window(shared, preferences, folder)
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(window._collector._clock.isActive)  # what comes after the first paint is asked for
        house = House(window, qtbot)
        house.settle()
        return house

    yield made
    for window in windows:
        window._sure = True
        window.close()
        window.deleteLater()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def house(house_at: Callable[[Path | None], House], office_folder: Path) -> House:
    """The sign-in page of an office."""
    return house_at(office_folder)


@pytest.fixture
def inside(house: House) -> House:
    """The operator is in."""
    house.sign_in()
    return house


def read(widget: QWidget) -> str:
    """What a person reads in a part of the window."""
    labels = [part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget)]
    buttons = [part.text() for part in widget.findChildren(QPushButton) if part.isVisibleTo(widget)]
    return "\n".join((*labels, *buttons))
