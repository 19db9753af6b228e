"""The one window: the entry, then the workspace of whoever is in, and the entry again when he leaves or it locks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.app import Shared
from desktop.changes import Changes
from desktop.errors import Refused
from desktop.settings import Preferences
from desktop.ui.frame.entry import Entry
from desktop.ui.frame.idle import Idle
from desktop.ui.frame.opening import Close, IdleMinutes, Opened, load
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.hook import Hook
from desktop.ui.runner import Runner

if TYPE_CHECKING:
    from desktop.ui.frame.workspace import Workspace

START_SIZE = (1366, 768)
LEAST_SIZE = (1100, 640)
FIRST_PLACE = "home"


class Window(QWidget):
    """Joins entry and workspace; knows nothing of what is inside either."""

    signed_in = Signal()
    closed = Signal()  # the office is closed and its key dropped

    def __init__(self, shared: Shared, preferences: Preferences, folder: Path | None) -> None:
        super().__init__()
        self.shared = shared
        self.t = shared.t
        self.preferences = preferences
        self.runner = Runner(self)
        self.hook = Hook(shared.t, self)
        self.runner.trouble.connect(self.hook.show_trouble)
        self.runner.refused.connect(self._refused)
        self.runner.changed.connect(self._changed)
        self.workspace: Workspace | None = None
        self._opened: Opened | None = None
        self._leaving = self._begun = False
        self.entry = Entry(shared, preferences, self.runner, folder)
        self.entry.entered.connect(self._enter)
        self.idle = Idle(self.runner, self)
        self.idle.idle.connect(self._lock_idle)
        self.runner.counted.connect(self._drained)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setWindowTitle("e-JSiKa")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*START_SIZE)

    def begin(self) -> None:
        """Load what comes after the entry, while one types."""
        self._begun = True
        self.runner.submit(load, self.entry.loaded)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:
            # Not before: what loads on a worker would share the processor with the first paint.
            self._begun = True
            QTimer.singleShot(0, self, self.begin)

    def lock(self, sentence: str = "", *, other: bool = False) -> None:
        """Show the sign-in page at once; when running work is over the office is closed and its key dropped.

        What was typed is kept as drafts. `other`: somebody else will sign in, so no name stands there.
        """
        if self.workspace is None or self._leaving:
            return
        self._leaving = True
        self.idle.stop()
        self.workspace.keep_drafts()
        self.workspace.close_dialogs()
        self._pages.setCurrentWidget(self.entry)
        gate = self.entry.show_gate("" if other else None, sentence)
        gate.form.set_busy(True, self.t("Waiting for running work to end"))
        self._drained(self.runner.count)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None and not self._leaving and not self.workspace.may_leave():
            event.ignore()
            return
        self.idle.stop()
        self.runner.close()
        self.entry.close_office()
        if self._opened is not None:
            self._opened.desk.close()
            self._opened = None
        event.accept()

    def _enter(self, opened: Opened) -> None:
        from desktop.ui.frame.workspace import Workspace  # noqa: PLC0415 - loads services, not needed before

        self._opened = opened
        self.workspace = Workspace(self.shared, opened.desk, opened.about, self.runner, self.preferences)
        self.workspace.lock_wanted.connect(self._lock)
        self.workspace.switch_wanted.connect(self._switch)
        self._pages.addWidget(self.workspace)
        self._pages.setCurrentWidget(self.workspace)
        self.setWindowTitle(f"{opened.about.name} · e-JSiKa")
        self.workspace.go(FIRST_PLACE)
        self.idle.start(opened.idle_minutes)
        self.signed_in.emit()

    def _lock(self) -> None:
        self.lock(self.t("Locked. What you typed is kept."))

    def _switch(self) -> None:
        self.lock(other=True)

    def _lock_idle(self) -> None:
        self.lock(self.t("Locked, because nothing was typed for a while. What you typed is kept."))

    def _drained(self, count: int) -> None:
        """Close the office once nothing runs on it any more."""
        if not self._leaving or count or self.workspace is None or self._opened is None:
            return
        self._leaving = False
        self._pages.removeWidget(self.workspace)
        self.workspace.deleteLater()
        opened, self.workspace, self._opened = self._opened, None, None
        self.setWindowTitle("e-JSiKa")
        self.runner.submit(Close(opened.desk), self._closed, lane=Lane.WRITE)

    def _closed(self, _: None) -> None:
        if self.entry.gate is not None:
            self.entry.gate.ready()
        self.closed.emit()

    def _changed(self, changes: Changes) -> None:
        if changes.touches("setting") and self._opened is not None and not self._leaving:
            self.runner.submit(IdleMinutes(self._opened.desk), self._use_minutes, newest="idle")

    def _use_minutes(self, minutes: int) -> None:
        if self.workspace is not None and not self._leaving:
            self.idle.start(minutes)

    def _refused(self, refused: Refused) -> None:
        """Say a refusal that no screen took itself."""
        if self.workspace is not None:
            self.workspace.bench.toast(self.t.refusal(refused), None)
