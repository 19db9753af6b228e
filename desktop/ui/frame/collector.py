"""Collects what Python leaves in rings on the interface thread only: among it are widgets, which no other may free."""

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.ui.runner import Runner

EVERY_MS = 500


class Collector(QObject):
    """While it works, Python's own collector rests: it would run on whichever thread makes an object too many."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._before = False
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.collect)

    def start(self) -> None:
        if self._clock.isActive():
            return
        self._before = gc.isenabled()
        gc.disable()
        self._clock.start()

    def stop(self) -> None:
        """Collect once more, and leave it to Python again."""
        if not self._clock.isActive():
            return
        self._clock.stop()
        gc.collect()
        if self._before:
            gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own measure; mostly none is.

        Not while work runs: a register in memory would be walked again and again, and the window wait for it.
        """
        if self._runner.count:
            return
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age] > 0]
        if due:
            gc.collect(due[-1])
