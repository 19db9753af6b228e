"""The assistant of the first run, walked by its fields and buttons."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.ui.firstrun.assistant import Assistant
from desktop.ui.firstrun.sheet_step import SheetStep
from desktop.ui.firstrun.wish import Step
from desktop.ui.runner import Runner
from desktop.wording import Translator


@dataclass
class Setting:
    """The assistant and what a person does with it."""

    assistant: Assistant
    runner: Runner
    qtbot: QtBot

    @property
    def step(self) -> Step:
        return self.assistant.steps[self.assistant.at]

    @property
    def title(self) -> str:
        return self.step.title

    @property
    def sheet(self) -> SheetStep:
        assert self.assistant.sheet is not None
        return self.assistant.sheet

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.runner.count == 0, timeout=30_000)

    def next(self) -> None:
        self.assistant.next_button.click()
        self.settle()

    def type(self, text: str) -> None:
        """Type where the cursor is, and press Enter."""
        place = QApplication.focusWidget()
        assert place is not None
        self.qtbot.keyClicks(place, text)
        self.qtbot.keyClick(place, Qt.Key.Key_Return)
        self.settle()

    def go_to(self, title: str) -> None:
        """Fill in what each step needs until the named one is in view."""
        self.fill_area()
        while self.title != title:
            filler = getattr(self, f"fill_{self.title.lower().replace(' ', '_')}", None)
            if filler is not None and self.title != "Office":
                filler()
            before = self.title
            self.next()
            assert self.title != before, read(self.assistant)

    def fill_area(self, typed: str = "pandeglang") -> None:
        pick = self.assistant.steps[0].pick  # type: ignore[attr-defined]
        pick.typed.clear()
        self.qtbot.keyClicks(pick.typed, typed)

    def fill_programmes(self, *codes: str) -> None:
        boxes = self.step.boxes  # type: ignore[attr-defined]
        for code in codes or ("jamsosratu-2019",):
            boxes[code].setChecked(True)

    def fill_letterhead(self) -> None:
        self.step.form.fill({"agency": "DINAS SOSIAL"})  # type: ignore[attr-defined]

    def fill_users(self) -> None:
        names = {"administrator.name": "rina", "administrator.full": "Rina Marlina", "operator.name": "dewi"}
        self.step.form.fill(names)  # type: ignore[attr-defined]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of the person at this PC, where the office is offered a place."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.fixture
def shared(t: Translator) -> Shared:
    return Shared(t, Gazetteer(), paths.resources())


@pytest.fixture
def setting(qtbot: QtBot, shared: Shared, runner: Runner, home: Path) -> Iterator[Setting]:
    """The first step of the assistant; nothing may go wrong unnoticed."""
    faults: list[object] = []
    runner.trouble.connect(faults.append)
    assistant = Assistant(shared, runner)
    qtbot.addWidget(assistant)
    assistant.resize(1366, 768)
    assistant.show()
    assistant.activateWindow()
    qtbot.waitUntil(assistant.isActiveWindow)
    yield Setting(assistant, runner, qtbot)
    assert faults == []


def read(widget: QWidget) -> str:
    """What a person reads in a part of the window."""
    labels = [part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget)]
    buttons = [part.text() for part in widget.findChildren(QPushButton) if part.isVisibleTo(widget)]
    return "\n".join((*labels, *buttons))
