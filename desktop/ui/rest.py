"""A moment without typing or choosing, after which something is asked or kept."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from desktop.ui.runner import Runner

CHOICE_MS: Final = 250  # arrowing through a list must not open, and log, every record passed


class Rest(QTimer):
    """Each start begins the moment anew. Nothing is called once the runner closes, for then nothing can be asked."""

    def __init__(
        self, runner: Runner, then: Callable[[], object], parent: QObject, *, milliseconds: int = CHOICE_MS
    ) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(then)
        runner.closing.connect(self.stop)

    def again(self, _: object = None) -> None:
        """Begin the moment anew where one runs."""
        if self.isActive():
            self.start()
