"""The numbered receipt for cards and passbooks that change hands: A5 for one family, A4 with a list for several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import BOLD, REGULAR, Line, Pen, Text, fit, paragraph, watermark
from desktop.documents.letterhead import Letterhead, draw_letterhead
from desktop.documents.paper import MM, Paper, begin
from desktop.rules.dates import long_date

A5: Final = (148 * MM, 210 * MM)
EDGE: Final = 14 * MM
ROW: Final = 8 * MM
FOOT: Final = 62 * MM  # what the signatures take
TITLE: Final = "TANDA TERIMA"


@dataclass(frozen=True, slots=True)
class HandedThing:
    """One family's card or passbook."""

    caretaker: str
    card: str
    village: str


@dataclass(frozen=True, slots=True)
class HandOverPaper:
    """What stands on the receipt. `what` and the two sides are Indonesian words: "Kartu", "Pendamping: SITI"."""

    letterhead: Letterhead
    number: str
    on: date
    city: str
    what: str
    giver: str
    receiver: str
    note: str = ""
    emblem: ImageReader | None = None
    practice: bool = False


def write_handover(out: BinaryIO, paper: HandOverPaper, things: Sequence[HandedThing]) -> int:
    """Write the receipt and answer its pages."""
    size = A5 if len(things) == 1 else Paper.A4.size
    canvas = begin(out, size, f"Tanda terima {paper.number}", paper.letterhead.office)
    pages = list(_pages(things, size))
    for number, (first, part) in enumerate(pages, 1):
        y = _head(canvas, paper, size, len(things)) if number == 1 else size[1] - EDGE
        y = _table(Pen(canvas), part, first, y, size[0])
        if number == len(pages):
            _signatures(Pen(canvas), paper, y, size[0])
        label = f"No. {paper.number} · halaman {number} dari {len(pages)}"
        Pen(canvas).texts([fit(EDGE, 8 * MM, REGULAR, 7.5, label, size[0] - 2 * EDGE, 1.0)])
        canvas.showPage()
    canvas.save()
    return len(pages)


def _pages(things: Sequence[HandedThing], size: tuple[float, float]) -> Iterator[tuple[int, Sequence[HandedThing]]]:
    """Rows of each page with the number of its first; the last page keeps room for the signatures."""
    first, start = True, 0
    while start < len(things) or first:
        room = size[1] - EDGE - 16 * MM - ROW - (78 * MM if first else 0)
        most = int(room / ROW)
        left = len(things) - start
        if left * ROW + FOOT > room and left <= most:
            most = max(1, left - 1) if left > 1 else left
        elif left <= most:
            most = left
        yield start + 1, things[start : start + most]
        start, first = start + most, False


def _head(canvas: Canvas, paper: HandOverPaper, size: tuple[float, float], count: int) -> float:
    width = size[0] - 2 * EDGE
    if paper.practice:
        watermark(canvas, size[0] / 2, size[1] / 2, "LATIHAN", 60)
    y = draw_letterhead(canvas, paper.letterhead, paper.emblem, EDGE, size[1] - 8 * MM, width) - 9 * MM
    pen = Pen(canvas)
    pen.texts([
        fit(EDGE, y, BOLD, 13, f"{TITLE} {paper.what.upper()}", width, 0.5),
        fit(EDGE, y - 6 * MM, REGULAR, 10, f"Nomor {paper.number}", width, 0.5),
    ])  # fmt: skip
    y -= 15 * MM
    facts = (
        ("Tanggal", long_date(paper.on)),
        ("Yang menyerahkan", paper.giver),
        ("Yang menerima", paper.receiver),
        ("Barang", f"{paper.what}, {count} buah"),
        ("Keterangan", paper.note or "-"),
    )
    for label, value in facts:
        pen.texts([Text(EDGE, y, REGULAR, 9.5, label, 1), Text(EDGE + 34 * MM, y, REGULAR, 9.5, ":", 1)])
        lines = paragraph(EDGE + 37 * MM, y, BOLD, 9.5, value, width - 37 * MM, 2, 11)
        pen.texts(lines)
        y -= 5 * MM + (len(lines) - 1) * 11
    return y - 3 * MM


def _table(pen: Pen, things: Sequence[HandedThing], first: int, top: float, wide: float) -> float:
    edges = [EDGE, EDGE + 10 * MM, EDGE + (wide - 2 * EDGE) * 0.47, EDGE + (wide - 2 * EDGE) * 0.75, wide - EDGE]
    rows = [("No", "Nama pengurus", "Nomor kartu", "Desa/Kelurahan")]
    rows += [(str(at), one.caretaker, one.card, one.village) for at, one in enumerate(things, first)]
    y = top
    for place, row in enumerate(rows):
        font = BOLD if place == 0 else REGULAR
        pen.texts(
            fit(left + 1.5 * MM, y - 5.4 * MM, font, 9.5, text, right - left - 3 * MM)
            for left, right, text in zip(edges, edges[1:], row, strict=False)
        )
        pen.lines([Line(EDGE, y, wide - EDGE, y, width=0.5)])
        y -= ROW
    pen.lines([Line(EDGE, y, wide - EDGE, y, width=0.5), *(Line(x, top, x, y, width=0.5) for x in edges)])
    return y


def _signatures(pen: Pen, paper: HandOverPaper, top: float, wide: float) -> None:
    half = (wide - 2 * EDGE) / 2
    y = top - 10 * MM
    pen.texts([fit(EDGE + half, y, REGULAR, 9.5, f"{paper.city}, {long_date(paper.on)}", half, 0.5)])
    y -= 6 * MM
    for x, label, name in ((EDGE, "Yang menyerahkan", paper.giver), (EDGE + half, "Yang menerima", paper.receiver)):
        pen.texts([
            fit(x, y, REGULAR, 9.5, label, half, 0.5),
            fit(x + 4 * MM, y - 27 * MM, BOLD, 9.5, name, half - 8 * MM, 0.5),
        ])  # fmt: skip
        pen.lines([Line(x + 8 * MM, y - 28.5 * MM, x + half - 8 * MM, y - 28.5 * MM, width=0.5)])
