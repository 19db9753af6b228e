"""Sees the moment something is painted; loads Qt and nothing else, so that watching costs both sides the same."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Eye(QObject):
    """Calls `seen` with the time when a widget has been painted, where `when` says that it is what is waited for."""

    def __init__(self, widget: QWidget, seen: Callable[[float], None], when: Callable[[], bool] | None = None) -> None:
        super().__init__(widget)
        self._seen, self._when = seen, when
        self._over = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._over and (self._when is None or self._when()):
            self._over = True
            # The event comes before the painting; the loop comes round again when the whole window is painted.
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self._seen(time.monotonic())


class Rows:
    """Whether a table got other rows since it was last asked for."""

    def __init__(self, model: Any) -> None:
        self.new = False
        model.modelReset.connect(self._reset)

    def __call__(self) -> bool:
        return self.new

    def _reset(self) -> None:
        self.new = True
