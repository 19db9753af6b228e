"""Runs the tests beside the window, one run at a time."""

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refused
from desktop.services.auditing import audits
from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.reach import Reach
from desktop.services.desk import Answer
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Job
from desktop.ui.screen import Bench


class Testing(QObject):
    """`done` brings the run that was kept, `refused` why there is none; `turned`: it began or ended."""

    __test__ = False  # its name is no order to the tests of the program

    done = Signal(object)
    refused = Signal(object)
    turned = Signal()

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self.job: Job | None = None

    def run(self, over: Reach, about: str) -> None:
        """Ask every test about a list, a programme, or about all; one can look at other things meanwhile."""
        if self.job is None:
            title = self.bench.t("Tests: {list}", list=about)
            work = Work(audits.run, self.bench.desk, over)
            self.job = self.bench.runner.submit(work, self._ran, self._refused, ended=self._ended, title=title)
            self.turned.emit()

    def stop(self) -> None:
        if self.job is not None:
            self.bench.runner.cancel(self.job)

    def _ran(self, answer: Answer[CheckRow]) -> None:
        self.done.emit(answer.value)

    def _refused(self, refused: Refused) -> None:
        self.refused.emit(refused)

    def _ended(self) -> None:
        self.job = None
        self.turned.emit()
