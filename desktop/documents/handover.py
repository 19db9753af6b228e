"""The numbered receipt for cards and passbooks that change hands: A5 for one family, A4 with a list for several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import BinaryIO, Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import Broken, balanced, broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Line, Pen, Text, fit, paragraph, watermark
from desktop.documents.letterhead import Letterhead, draw_letterhead
from desktop.documents.paper import MM, Paper, begin
from desktop.rules.dates import long_date

A5: Final = (148 * MM, 210 * MM)
EDGE: Final = 14 * MM
ROW: Final = 8 * MM  # of one line
SIZE: Final = 9.5
LEADING: Final = 11.0
PAD: Final = 1.5 * MM
LOW: Final = 16 * MM  # where rows end
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


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table as it will stand."""

    cells: tuple[Broken, ...]
    high: float


def write_handover(out: BinaryIO, paper: HandOverPaper, things: Sequence[HandedThing]) -> int:
    """Write the receipt and answer its pages."""
    size = A5 if len(things) == 1 else Paper.A4.size
    canvas = begin(out, size, f"Tanda terima {paper.number}", paper.letterhead.office)
    y = _head(canvas, paper, size, len(things))
    edges = _edges(size[0])
    rows = [_row((str(at), one.caretaker, one.card, one.village), edges, REGULAR) for at, one in enumerate(things, 1)]
    pages = list(_pages(rows, y, size[1] - EDGE))
    for number, part in enumerate(pages, 1):
        y = _table(Pen(canvas), part, edges, y) if part else y
        if number == len(pages):
            _signatures(Pen(canvas), paper, y, size[0])
        label = f"No. {paper.number} · halaman {number} dari {len(pages)}"
        Pen(canvas).texts([fit(EDGE, 8 * MM, REGULAR, 7.5, label, size[0] - 2 * EDGE, 1.0)])
        canvas.showPage()
        y = size[1] - EDGE
    canvas.save()
    return len(pages)


def _edges(wide: float) -> list[float]:
    """Where the columns begin, and where the last ends."""
    room = wide - 2 * EDGE
    return [EDGE, EDGE + 10 * MM, EDGE + room * 0.44, EDGE + room * 0.7, wide - EDGE]


def _row(cells: Sequence[str], edges: Sequence[float], font: str) -> _Row:
    rooms = [right - left - 2 * PAD for left, right in pairwise(edges)]
    made = tuple(broken(text, font, SIZE, room) for text, room in zip(cells, rooms, strict=True))
    return _Row(made, max(cell.height(LEADING, SIZE) for cell in made) + ROW - LEADING)


def _pages(rows: Sequence[_Row], first: float, others: float) -> Iterator[list[_Row]]:
    """Rows of each page, below where its table begins; the last page has room for the signatures, and two rows."""
    page: list[_Row] = []
    y = first - ROW
    for at, row in enumerate(rows):
        foot = FOOT if at == len(rows) - 1 else FOOT + rows[-1].high if at == len(rows) - 2 else LOW
        if page and y - row.high < foot:
            yield page
            page, y = [], others - ROW
        page.append(row)
        y -= row.high
    yield page
    if y < FOOT:
        yield []  # a page for the signatures


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
        lines = paragraph(EDGE + 37 * MM, y, BOLD, SIZE, value, width - 37 * MM, 3, LEADING)
        pen.texts(lines)
        y -= 5 * MM + (len(lines) - 1) * LEADING
    return y - 3 * MM


def _table(pen: Pen, rows: Sequence[_Row], edges: Sequence[float], top: float) -> float:
    titles = _row(("No", "Nama pengurus", "Nomor kartu", "Desa/Kelurahan"), edges, BOLD)
    y = top
    for place, row in enumerate([titles, *rows]):
        font = REGULAR if place else BOLD
        for left, right, cell in zip(edges, edges[1:], row.cells, strict=False):
            at = (left + PAD, y - 5.4 * MM, right - left - 2 * PAD)
            pen.texts(set_lines(cell, font, at, LEADING * cell.size / SIZE, 0.0))
        pen.lines([Line(EDGE, y, edges[-1], y, width=0.5)])
        y -= row.high
    pen.lines([Line(EDGE, y, edges[-1], y, width=0.5), *(Line(x, top, x, y, width=0.5) for x in edges)])
    return y


def _signatures(pen: Pen, paper: HandOverPaper, top: float, wide: float) -> None:
    half = (wide - 2 * EDGE) / 2
    y = top - 10 * MM
    pen.texts([fit(EDGE + half, y, REGULAR, 9.5, f"{paper.city}, {long_date(paper.on)}", half, 0.5)])
    y -= 6 * MM
    for x, label, name in ((EDGE, "Yang menyerahkan", paper.giver), (EDGE + half, "Yang menerima", paper.receiver)):
        made = balanced(name, BOLD, SIZE, half - 8 * MM, 3)
        rise = LEADING * (len(made.lines) - 1)  # a long name grows upwards, into the room to sign
        pen.texts([
            fit(x, y, REGULAR, SIZE, label, half, 0.5),
            *set_lines(made, BOLD, (x + 4 * MM, y - 27 * MM + rise, half - 8 * MM), LEADING, 0.5),
        ])  # fmt: skip
        pen.lines([Line(x + 8 * MM, y - 28.5 * MM, x + half - 8 * MM, y - 28.5 * MM, width=0.5)])
