"""Where paper goes: the print dialog and the printer it names, or a file that the person names."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.paper import PageSize, PaperFile
from desktop.settings import Preferences
from desktop.ui.jobs.job import Job
from desktop.ui.kit.preview.printing import PrintPages, set_paper
from desktop.ui.runner import Runner
from desktop.wording import Translator

Offset = tuple[float, float]


def printers() -> list[str]:
    """Names of the printers this PC knows, its usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def file_name(*parts: str) -> str:
    """A name for a file that every system takes, made of words: "Kuitansi Tahap 1-2019"."""
    kept = (re.sub(r'[\\/:*?"<>|\s]+', " ", part.replace("/", "-")).strip(" .") for part in parts)
    return " ".join(part for part in kept if part)[:120] or "dokumen"


class Outlet(QObject):
    """One per screen. Asks, prints beside the window, and remembers the printer."""

    def __init__(self, t: Translator, runner: Runner, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self.t = t
        self._runner = runner
        self._preferences = preferences
        self._window = window
        self._printer: QPrinter | None = None
        self._then: Callable[[QPrinter], None] | None = None
        self.dialog: QPrintDialog | None = None

    def offset_of(self, printer: str) -> Offset:
        """Millimetres right and up, as measured on this printer's test page."""
        return self._preferences.personal.offsets.get(printer, (0.0, 0.0))

    def ask_printer(self, size: PageSize, then: Callable[[QPrinter], None], printer: str = "") -> bool:
        """Show the print dialog; `then` gets the printer once it is chosen. False where the PC knows none."""
        known = printers()
        if not known:
            return False
        wanted = printer or self._preferences.personal.printer
        info = QPrinterInfo.printerInfo(wanted if wanted in known else known[0])
        self._printer, self._then = QPrinter(info, QPrinter.PrinterMode.HighResolution), then
        set_paper(self._printer, size)
        self.dialog = QPrintDialog(self._printer, self._window)
        # Which pages is decided before the paper is made, for each original is counted.
        for option in (
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
            QAbstractPrintDialog.PrintDialogOption.PrintSelection,
            QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies,
        ):
            self.dialog.setOption(option, on=False)
        self.dialog.accepted.connect(self._chosen)
        self.dialog.finished.connect(self._closed)
        QDialog.open(self.dialog)
        return True

    def ask_file(self, name: str) -> Path | None:
        """Ask where a PDF shall lie."""
        start = str(documents() / f"{name}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.t("Save as PDF"), start, "PDF (*.pdf)")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def print_on(
        self,
        printer: QPrinter,
        paper: PaperFile,
        *,
        done: Callable[[int], object],
        refused: Callable[[Refused], object],
        offset: Offset | None = None,
        ended: Callable[[], object] | None = None,
    ) -> Job:
        """Print beside the window, moved by the printer's own offset unless another is named."""
        moved = self.offset_of(printer.printerName()) if offset is None else offset
        set_paper(printer, paper.sizes[0])
        # One of each: a second original must never come out of the printer's own settings.
        printer.setCopyCount(1)
        work = PrintPages(printer, paper, moved)
        return self._runner.submit(work, done, refused, ended=ended, title=self.t("Printing"))

    def _chosen(self) -> None:
        printer, then = self._printer, self._then
        if printer is not None and then is not None:
            self._preferences.change(printer=printer.printerName())
            then(printer)

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._printer = self._then = None
