"""Catches what no code expected, in slots and threads, for the log and the trouble dialog."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.trouble import Trouble, describe
from desktop.wording import Translator

_log = logging.getLogger(__name__)


class Hook(QObject):
    """One per program; connect the runner's `trouble` to `show_trouble` too."""

    _from_thread = Signal(str)

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._over: QWidget | None = None
        self.dialog: Trouble | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._from_thread.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self, over: QWidget | None = None) -> None:
        """Take the place of Python's own hooks; dialogs open over the window given."""
        self._over = over
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before
        self._over = None

    def show_trouble(self, error: BaseException) -> None:
        """Log a fault and show it; while one is shown, others are only logged."""
        self._report(describe(error))

    def _report(self, details: str) -> None:
        _log.error("fault\n%s", details)
        self._from_thread.emit(details)

    def _show(self, details: str) -> None:
        if self.dialog is not None:
            return
        self.dialog = Trouble(self.t, details, self._over)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._report(describe(error))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._report(describe(caught.exc_value))
