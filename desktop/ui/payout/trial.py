"""Prints the page on which one measures how far a printer moves what it prints."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import Refused
from desktop.services.paper import PaperFile
from desktop.ui.kit.preview.outlet import Outlet
from desktop.ui.kit.tokens import Tone
from desktop.ui.payout.making import MakeTestPage
from desktop.ui.payout.pressing import SIZES, Said, no_printer
from desktop.ui.screen import Bench


class Trial(QObject):
    """`said` brings a `Said`."""

    said = Signal(object)

    def __init__(self, bench: Bench, outlet: Outlet, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._outlet, self._t = bench, outlet, bench.t

    def ask(self, paper: str, printer: str) -> None:
        if not self._outlet.ask_printer(SIZES[paper], partial(self.print_on, paper), printer):
            self.said.emit(Said(no_printer(self._t), Tone.ATTENTION))

    def print_on(self, paper: str, printer: QPrinter) -> None:
        """Print it with the offset in force, which it names."""
        name = printer.printerName()
        work = MakeTestPage(paper, self._outlet.offset_of(name), name)
        self._bench.runner.submit(work, partial(self._send, printer), self._refused)

    def _send(self, printer: QPrinter, paper: PaperFile) -> None:
        # It is moved already, by the offset it names.
        self._outlet.print_on(printer, paper, done=self._sent, refused=self._refused, offset=(0.0, 0.0))

    def _sent(self, _pages: int) -> None:
        said = self._t("The test page is printed. Measure it, then type both offsets and print it again.")
        self.said.emit(Said(said, Tone.GOOD))

    def _refused(self, refused: Refused) -> None:
        self.said.emit(Said(self._bench.sentence(refused), Tone.DANGER))
