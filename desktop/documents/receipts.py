"""Receipts (kuitansi) of a print run as one PDF: the unchanging part once, the rest written row by row."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import Line, Pen, watermark
from desktop.documents.letterhead import draw_emblem, emblem
from desktop.documents.paper import MM, begin, start_page
from desktop.documents.proxy_part import draw_proxy_part
from desktop.documents.qr import qr_operators
from desktop.documents.receipt_form import EMBLEM, build_form
from desktop.documents.receipt_grid import MOST_PER_PAGE, Grid
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet
from desktop.documents.receipt_texts import RowTexts
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.wording.translator import N_

FORM: Final = "kuitansi"
COPY: Final = "kuitansi-salinan"
CUTS: Final = "garis-potong"
FAINT: Final = 0.925  # of the words across a receipt: the amount and the names on them must be read first
EVERY: Final = 60  # receipts between two steps of progress: some 10 ms
WRITING: Final = N_("Writing receipts")
SAVING: Final = N_("Saving the document")


def write_receipts(
    rows: Iterable[ReceiptRow],
    sheet: ReceiptSheet,
    file: BinaryIO,
    *,
    total: int | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write the rows in the order given and return how many there were.

    Nothing reaches `file` before all are laid out, so that a cancelled run leaves it empty. Refuses an
    empty list and an impossible number per page.
    """
    if not 1 <= sheet.per_page <= MOST_PER_PAGE:
        raise Refused("documents.per_page", per_page=sheet.per_page)
    grid = Grid(sheet.paper, sheet.per_page)
    canvas = begin(file, sheet.paper.size, "Kuitansi", sheet.letterhead.office)
    _store_forms(canvas, sheet, grid)
    texts, pen, done = RowTexts(sheet, grid), Pen(canvas), 0
    for done, row in enumerate(rows, 1):
        place = (done - 1) % sheet.per_page
        if place == 0:
            _next_page(canvas, sheet, first=done == 1)
        _draw(canvas, pen, texts, row, grid.origin(place))
        if done % EVERY == 0:
            progress.step(done, total, WRITING)
    if not done:
        raise Refused("documents.nothing_to_print")
    progress.step(done, done, SAVING)
    canvas.showPage()
    canvas.save()
    return done


def _next_page(canvas: Canvas, sheet: ReceiptSheet, *, first: bool) -> None:
    if not first:
        canvas.showPage()
    start_page(canvas, sheet.offset_mm)
    canvas.doForm(CUTS)


def _draw(canvas: Canvas, pen: Pen, texts: RowTexts, row: ReceiptRow, y: float) -> None:
    canvas.saveState()
    canvas.translate(0, y)
    canvas.doForm(COPY if row.copy_number else FORM)
    if texts.sheet.stamped(row.amount):
        pen.boxes([texts.boxes.stamp])
    pen.texts(texts.of(row))
    canvas.addLiteral(qr_operators(row.qr, *texts.qr_place, texts.qr_size))
    canvas.restoreState()


def _store_forms(canvas: Canvas, sheet: ReceiptSheet, grid: Grid) -> None:
    form = build_form(sheet, grid)
    picture = emblem(sheet.emblem) if sheet.emblem else None
    for name in (FORM, COPY):
        canvas.beginForm(name, 0, 0, grid.width, grid.height)
        pen = Pen(canvas)
        pen.boxes(form.boxes)
        if sheet.practice:
            _watermark(canvas, grid, "LATIHAN", raised=-0.1)
        if sheet.sample:
            _watermark(canvas, grid, "CONTOH", raised=0.25)
        if name == COPY:
            _watermark(canvas, grid, "SALINAN", raised=0.13)
        pen.lines(form.lines)
        pen.texts(form.texts)
        if picture is not None:
            _draw_emblem(canvas, picture, grid)
        if sheet.per_page == 1:
            draw_proxy_part(pen, grid)
        canvas.endForm()
    _store_cuts(canvas, grid)


def _store_cuts(canvas: Canvas, grid: Grid) -> None:
    """Dashes between the receipts of a page; an empty form where a receipt has the page to itself."""
    canvas.beginForm(CUTS, 0, 0, *grid.paper.size)
    heights = [grid.origin(place) for place in range(grid.per_page - 1)]
    Pen(canvas).lines(Line(6 * MM, y, grid.width - 6 * MM, y, dash=(3, 3)) for y in heights)
    canvas.endForm()


def _draw_emblem(canvas: Canvas, picture: ImageReader, grid: Grid) -> None:
    low = grid.down(50)
    draw_emblem(canvas, picture, grid.left, low, EMBLEM * grid.scale(1), grid.down(13) - low)


def _watermark(canvas: Canvas, grid: Grid, word: str, raised: float) -> None:
    high = grid.height - grid.end
    watermark(canvas, grid.width / 2, grid.end + high * (0.5 + raised), word, grid.scale(62), FAINT)
