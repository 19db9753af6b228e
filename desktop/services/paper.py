"""Pages of a PDF as plain pictures for the screen and for printers, saving a PDF, and the printer's test page."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pypdfium2

from desktop.documents.paper import Paper
from desktop.documents.testpage import write_test_page
from desktop.errors import Refused
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.store.files import system_errors, whole_file

POINTS_PER_INCH: Final = 72.0
PAPERS: Final = tuple(paper.value for paper in Paper)
_LARGEST_SIDE: Final = 20_000  # pixels; more is no paper but a damaged or hostile file
# PDFium keeps state of its own for the whole process and must never be entered by two threads at once.
_PDFIUM: Final = Lock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page in rows from the top, `stride` bytes each; a pixel is red, green, blue, or one grey byte."""

    width: int
    height: int
    stride: int
    grey: bool
    pixels: bytes


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A PDF in memory. It is never a file of its own: paper names people, and the disk must not."""

    pdf: bytes
    sizes: tuple[PageSize, ...]

    def __len__(self) -> int:
        return len(self.sizes)


def open_paper(source: Path | bytes) -> PaperFile:
    """Read a PDF and the sizes of its pages. Refuses what is none."""
    pdf = source if isinstance(source, bytes) else _read(source)
    with _PDFIUM, _opened(pdf) as document:
        sizes = tuple(PageSize(*document.get_page_size(page)) for page in range(len(document)))
    return PaperFile(pdf, sizes)


def joined(papers: Sequence[PaperFile]) -> PaperFile:
    """Put papers behind one another as one; each keeps its own page numbers."""
    if len(papers) == 1:
        return papers[0]
    out = BytesIO()
    with _PDFIUM:
        whole = pypdfium2.PdfDocument.new()
        try:
            for paper in papers:
                with _opened(paper.pdf) as document:
                    whole.import_pages(document)
            whole.save(out)
        finally:
            whole.close()
    return PaperFile(out.getvalue(), tuple(size for paper in papers for size in paper.sizes))


def draw_page(paper: PaperFile, page: int, pixels_per_point: float, *, grey: bool = False) -> PageImage:
    """Draw one page, counted from 0, on white. May take some tenths of a second: call it on a worker."""
    with _PDFIUM, _opened(paper.pdf) as document:
        return _draw(document, page, _bounded(paper.sizes[page], pixels_per_point), grey=grey)


def draw_all(paper: PaperFile, pixels_per_point: float, *, grey: bool = False) -> Iterator[PageImage]:
    """Draw every page in turn, one in memory at a time; other papers may be drawn in between."""
    with ExitStack() as stack:
        with _PDFIUM:
            document = pypdfium2.PdfDocument(paper.pdf)
        stack.callback(_close, document)
        for page, size in enumerate(paper.sizes):
            with _PDFIUM:
                image = _draw(document, page, _bounded(size, pixels_per_point), grey=grey)
            yield image


def save_pdf(pdf: bytes, to: Path) -> Path:
    """Write a PDF whole or not at all; answers where it lies."""
    with whole_file(to) as file:
        file.write(pdf)
    return to


@allowed(*EVERYBODY)
def keep(desk: Desk, made: PaperFile, path: Path, action: str) -> Path:
    """Write a paper that names people as a PDF; the log says so before the file has its name (DESIGN.md 4.10)."""
    with whole_file(path) as out:
        out.write(made.pdf)
        with desk.write(action) as unit:
            unit.journal.note(pages=len(made))
    return path


def printer_test_page(paper: str, offset_mm: tuple[float, float], printer: str) -> bytes:
    """Page on which one measures how far a printer moves what it prints.

    It names the offset in force (mm right, mm up) and is moved by it already: print it without any other.
    """
    file = BytesIO()
    write_test_page(file, Paper(paper), offset_mm, printer)
    return file.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as damaged:
        raise Refused("paper.unreadable") from damaged
    try:
        yield document
    except pypdfium2.PdfiumError as damaged:
        raise Refused("paper.unreadable") from damaged
    finally:
        document.close()


def _close(document: Any) -> None:
    with _PDFIUM:
        document.close()


def _draw(document: Any, page: int, scale: float, *, grey: bool) -> PageImage:
    """Everything is closed here and not by the collector, which would enter PDFium whenever it pleases."""
    sheet = document[page]
    try:
        bitmap = sheet.render(scale=scale, grayscale=grey, rev_byteorder=not grey)
        image = PageImage(bitmap.width, bitmap.height, bitmap.stride, grey, bytes(bitmap.buffer))
        bitmap.close()
    finally:
        sheet.close()
    return image


def _bounded(size: PageSize, pixels_per_point: float) -> float:
    return min(pixels_per_point, _LARGEST_SIDE / max(size.width, size.height))


def _read(path: Path) -> bytes:
    with system_errors(path):
        return path.read_bytes()
