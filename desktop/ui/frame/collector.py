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
        self._before = self._spared = False
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.collect)

    def start(self) -> None:
        if self._clock.isActive():
            return
        self._before = gc.isenabled()
        gc.disable()
        self._clock.start()

    def spare(self) -> None:
        """Pass over what stands now: nearly all of it is the program itself, loaded and never dropped.

        The window waited a tenth of a second each time that all of it was walked.
        """
        if self._clock.isActive() and not self._spared:
            self._spared = True
            gc.freeze()

    def left(self) -> None:
        """Free what the person who went leaves behind: what was spared meanwhile holds his screens and families."""
        if self._spared:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

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
