"""Puts one paper on the printer or into a file, and says what became of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.paper import PaperFile, save_pdf
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.preview.outlet import Outlet
from desktop.ui.kit.tokens import Tone
from desktop.ui.screen import Bench


class ToPaper(QObject):
    """`said` brings a sentence and its tone; `printed` is what to say of a page that went to the printer."""

    said = Signal(str, object)

    def __init__(self, bench: Bench, window: QWidget, printed: str) -> None:
        super().__init__(window)
        self.t = bench.t
        self._bench = bench
        self._sentence = printed
        self._paper: PaperFile | None = None
        self.outlet = Outlet(bench.t, bench.runner, bench.preferences, window)

    def take(self, paper: PaperFile | None) -> None:
        """Take the paper that is printed and saved from now on, or none."""
        self._paper = paper

    def ask_printer(self) -> None:
        if self._paper is not None and not self.outlet.ask_printer(self._paper.sizes[0], self.print_on):
            self.said.emit(self.t("This PC knows no printer. Save a PDF instead."), Tone.ATTENTION)

    def print_on(self, printer: QPrinter) -> None:
        """Print on the printer chosen in the dialog."""
        if self._paper is not None:
            self.outlet.print_on(printer, self._paper, done=self._printed, refused=self._refused)

    def ask_file(self, name: str) -> None:
        path = self.outlet.ask_file(name)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        if self._paper is not None:
            self._bench.runner.submit(Ask(save_pdf, self._paper.pdf, path), self._saved, self._refused)

    def _printed(self, _pages: int) -> None:
        self.said.emit(self._sentence, Tone.GOOD)

    def _saved(self, path: Path) -> None:
        self.said.emit(self.t("{path}: print it, then delete this file.", path=str(path)), Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self.said.emit(self._bench.sentence(refused), Tone.DANGER)
