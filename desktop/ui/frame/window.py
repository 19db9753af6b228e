"""The one window: the entry, then the workspace of whoever is in, and the entry again when he leaves or it locks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.app import Shared
from desktop.errors import Refused
from desktop.settings import Preferences
from desktop.ui.frame.collector import Collector
from desktop.ui.frame.entry import Entry
from desktop.ui.frame.idle import Idle
from desktop.ui.frame.opening import Close, Opened, load, load_rooms
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.hook import Hook
from desktop.ui.rest import Rest
from desktop.ui.runner import Runner
from desktop.ui.worry import Careful, Worry

if TYPE_CHECKING:
    from desktop.ui.frame.workspace import Workspace

START_SIZE = (1366, 768)
LEAST_SIZE = (1100, 640)
FIRST_PLACE = "home"
ROOMS_AFTER_MS = 1_000  # the first place has what it shows by then


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
        self.workspace: Workspace | None = None
        self._opened: Opened | None = None
        self._left: tuple[UUID, str] | None = None  # who was in before, and at which place
        self._leaving = self._begun = self._sure = False
        self.entry = Entry(shared, preferences, self.runner, folder)
        self.entry.entered.connect(self._enter)
        self._collector = Collector(self.runner, self)
        self.idle = Idle(self.runner, self)
        self.idle.idle.connect(self._lock_idle)
        self.runner.counted.connect(self._drained)
        rooms = partial(self.runner.submit, load_rooms, ended=self._collector.spare)
        self._rooms = Rest(self.runner, rooms, self, milliseconds=ROOMS_AFTER_MS)
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
        self._collector.start()
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
        gate.closing(self.t("Waiting for running work to end"))
        self._drained(self.runner.count)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None and not self._leaving and not self.workspace.may_leave():
            event.ignore()
            return
        worry = None if self._sure else self._worry()
        if worry is not None:
            event.ignore()
            worry.ask(self, self._close_surely)
            return
        # Work that is stopped may need a moment to step back: nobody should look at a dead window meanwhile.
        self.hide()
        self.idle.stop()
        self.runner.close()
        self._collector.stop()
        self.entry.close_office()
        if self._opened is not None:
            self._opened.desk.close()
            self._opened = None
        event.accept()

    def _worry(self) -> Worry | None:
        """Answer what closing now would lose: work half done, or the page in view."""
        titles = [job.title for job in self.runner.jobs if job.title]
        if titles:
            return Worry(
                self.t("Stop the running work?"),
                self.t("{work}: it is not finished, and would have to be started again.", work=", ".join(titles)),
                verb=self.t("Stop and close"),
                safe=self.t("Let it finish"),
            )
        page = self._pages.currentWidget()
        inner = page.currentWidget() if page is self.entry else None
        return inner.worry() if isinstance(inner, Careful) else None

    def _close_surely(self, _: str) -> None:
        self._sure = True
        self.close()

    def _enter(self, opened: Opened) -> None:
        from desktop.ui.frame.workspace import Workspace  # noqa: PLC0415 - loads services, not needed before

        self._opened = opened
        self.workspace = Workspace(self.shared, opened.desk, opened.about, self.runner, self.preferences)
        self.workspace.lock_wanted.connect(self._lock)
        self.workspace.switch_wanted.connect(self._switch)
        self._pages.addWidget(self.workspace)
        self._pages.setCurrentWidget(self.workspace)
        self.setWindowTitle(f"{opened.about.name} · e-JSiKa")
        self.workspace.go(self._place_of(opened))
        self.idle.start(opened.idle_minutes, opened.desk)
        self._rooms.start()
        self.signed_in.emit()

    def _place_of(self, opened: Opened) -> str:
        """Where somebody goes on: after a lock at the place he was at, else at the first."""
        who, place = self._left or (None, FIRST_PLACE)
        return place if who == opened.desk.person.id else FIRST_PLACE

    def _lock(self) -> None:
        self.lock(self.t("Locked. What is not saved yet is kept as a draft."))

    def _switch(self) -> None:
        self.lock(other=True)

    def _lock_idle(self) -> None:
        self.lock(self.t("Locked, because nothing was typed for a while. What is not saved yet is kept as a draft."))

    def _drained(self, count: int) -> None:
        """Close the office once nothing runs on it any more."""
        if not self._leaving or count or self.workspace is None or self._opened is None:
            return
        self._leaving = False
        self._left = (self._opened.desk.person.id, self.workspace.current)
        self._pages.removeWidget(self.workspace)
        self.workspace.deleteLater()
        opened, self.workspace, self._opened = self._opened, None, None
        self.setWindowTitle("e-JSiKa")
        self.runner.submit(Close(opened.desk), self._closed, lane=Lane.WRITE)

    def _closed(self, _: None) -> None:
        # In a moment of its own: the screens that were to be deleted are gone then.
        QTimer.singleShot(0, self, self._collector.left)
        if self.entry.gate is not None:
            self.entry.gate.ready()
        self.closed.emit()

    def _refused(self, refused: Refused) -> None:
        """Say a refusal that no screen took itself."""
        if self.workspace is not None:
            self.workspace.bench.toast(self.t.refusal(refused), None)
