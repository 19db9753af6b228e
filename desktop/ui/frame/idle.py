"""Notices that nobody touched keyboard or mouse for some minutes; running work is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from desktop.changes import Changes
from desktop.ui.frame.opening import IdleMinutes
from desktop.ui.runner import Runner

if TYPE_CHECKING:
    from desktop.services.desk import Desk

MINUTE_MS = 60_000
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """Watches the native windows, through which every touch comes in: the widgets' own events are far too many."""

    idle = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._quiet)
        self._waiting = False
        self._on = False
        self._desk: Desk | None = None
        runner.changed.connect(self._changed)
        runner.counted.connect(self._counted)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # A dialog has a window of its own, and is watched once it has the focus.
            app.focusWindowChanged.connect(self._watch)

    def start(self, minutes: float, desk: Desk | None = None) -> None:
        """Watch from now on; 0 minutes: never. With a desk, its office's setting is followed when it changes."""
        self._on = minutes > 0
        self._waiting = False
        self._clock.setInterval(max(0, round(minutes * MINUTE_MS)))
        app = QGuiApplication.instance()
        if not self._on or not isinstance(app, QGuiApplication):
            self.stop()
            self._desk = desk
            return
        self._desk = desk
        for window in app.topLevelWindows():
            self._watch(window)
        self._clock.start()

    def stop(self) -> None:
        self._on = self._waiting = False
        self._desk = None
        self._clock.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._on and event.type() in TOUCHES:
            self._waiting = False
            self._clock.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _changed(self, changes: Changes) -> None:
        if self._desk is not None and changes.touches("setting"):
            self._runner.submit(IdleMinutes(self._desk), self._use, newest="idle")

    def _use(self, minutes: int) -> None:
        if self._desk is not None:
            self.start(minutes, self._desk)

    def _quiet(self) -> None:
        self._waiting = True
        self._counted(self._runner.count)

    def _counted(self, count: int) -> None:
        if self._waiting and not count:
            self.stop()
            self.idle.emit()
