"""Puts the pages of a PDF on a printer, page by page on a worker, moved by what that printer needs."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import Cancelled, Refused
from desktop.progress import Progress
from desktop.services.paper import POINTS_PER_INCH, PageImage, PageSize, PaperFile, draw_all
from desktop.ui.kit.preview.pictures import as_image
from desktop.wording import N_

MM_PER_INCH: Final = 25.4
# A page of 600 dpi is 35 MB in grey and would be 104 MB in colour: an office PC has 4 GB.
_MOST_GREY: Final = 600
_MOST_COLOUR: Final = 300
PRINTING: Final = N_("Sending pages to the printer")


@dataclass(frozen=True)
class PrintPages:
    """Prints on the worker that calls it; cancelled between two pages, it takes the job off the printer.

    The printer is made and set by the dialog on the interface thread, which lets go of it afterwards.
    `offset_mm` is right and up.
    """

    printer: QPrinter
    paper: PaperFile
    offset_mm: tuple[float, float] = (0.0, 0.0)

    def __call__(self, progress: Progress) -> int:
        """Answer how many pages went to the printer."""
        painter = QPainter()
        if not painter.begin(self.printer):
            raise Refused("paper.no_printer", printer=self.printer.printerName())
        try:
            return self._print(painter, progress)
        except Cancelled:
            self.printer.abort()
            raise
        finally:
            painter.end()

    def _print(self, painter: QPainter, progress: Progress) -> int:
        grey = self.printer.colorMode() == QPrinter.ColorMode.GrayScale
        most = _MOST_GREY if grey else _MOST_COLOUR
        sharp = min(self.printer.resolution(), most) / POINTS_PER_INCH
        total = len(self.paper)
        for page, drawn in enumerate(draw_all(self.paper, sharp, grey=grey)):
            progress.step(page, total, PRINTING)
            if page and not self.printer.newPage():
                raise Refused("paper.no_printer", printer=self.printer.printerName())
            self._put(painter, drawn, self.paper.sizes[page])
        progress.step(total, total, PRINTING)
        return total

    def _put(self, painter: QPainter, drawn: PageImage, size: PageSize) -> None:
        """True size from the corner of the sheet, whatever margins the printer has."""
        dots = self.printer.resolution()
        right, up = (part / MM_PER_INCH * dots for part in self.offset_mm)
        scale = dots / POINTS_PER_INCH
        painter.drawImage(QRectF(right, -up, size.width * scale, size.height * scale), as_image(drawn))


def set_paper(printer: QPrinter, size: PageSize) -> None:
    """Ask the printer for sheets of this size, upright, printed to their edges.

    The nearest size that printers know is taken: they call 215 x 330 mm by several names, within a millimetre.
    """
    wanted = QPageSize(QSizeF(size.width, size.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(wanted, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    )
    printer.setFullPage(True)
