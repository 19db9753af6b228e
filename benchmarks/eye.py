"""Sees the moment something is painted; loads Qt and nothing else, so that watching costs both sides the same."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Eye(QObject):
    """Calls `seen` with the time right after a widget was painted, where `when` says that it is what is waited for."""

    def __init__(self, widget: QWidget, seen: Callable[[float], None], when: Callable[[], bool] | None = None) -> None:
        super().__init__(widget)
        self._widget, self._seen, self._when = widget, seen, when
        self._painting = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or self._painting or (self._when and not self._when()):
            return False
        # Paint it here and now: what is asked for is the end of painting, not its beginning.
        self._painting = True
        self._widget.repaint()
        self._painting = False
        self._seen(time.monotonic())
        return True


class Rows:
    """Whether a table got other rows since it was last asked for."""

    def __init__(self, model: Any) -> None:
        self.new = False
        model.modelReset.connect(self._reset)

    def __call__(self) -> bool:
        return self.new

    def _reset(self) -> None:
        self.new = True
