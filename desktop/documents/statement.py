"""A statement that one official signs (SPTJM): kop, number, who states it, numbered points, the stamp."""

from dataclasses import dataclass
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Pen, Text, fit, watermark, wrap
from desktop.documents.letterhead import Letterhead, draw_letterhead
from desktop.documents.page_numbers import draw_count, page_label, store_count
from desktop.documents.paper import MM, Paper, begin, start_page
from desktop.documents.signatures import closing_height, draw_closing
from desktop.documents.signed_rows import Closing

MARGIN: Final = 22 * MM
SIZE: Final = 11.0
STEP: Final = 15.5
LABEL: Final = 86.0
INDENT: Final = 20.0
COLON: Final = 7.0
PAGES: Final = "jumlah-halaman"
STAMPED: Final = 1  # the box of a statement does not hang on an amount


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """Everything it says, in Indonesian; `closing` holds place, date, signer and stamp."""

    letterhead: Letterhead
    title: str
    number: str
    opening: str
    who: tuple[tuple[str, str], ...]  # Nama: ...
    leading: str
    points: tuple[str, ...]
    ending: str
    closing: Closing
    made: str = ""
    practice: bool = False
    paper: Paper = Paper.A4


def write_statement(statement: StatementPaper, file: BinaryIO) -> None:
    canvas = begin(file, statement.paper.size, statement.title, statement.letterhead.office)
    _Sheet(canvas, statement).write()
    canvas.save()


class _Sheet:
    """Filled from the top; points that need more than a page go on on the next."""

    def __init__(self, canvas: Canvas, statement: StatementPaper) -> None:
        self._canvas, self._statement, self._pen = canvas, statement, Pen(canvas)
        self._size = statement.paper.size
        self._width = self._size[0] - 2 * MARGIN
        self._number, self._y = 0, 0.0
        self._texts: list[Text] = []

    def write(self) -> None:
        said = self._statement
        self._begin()
        self._y = draw_letterhead(self._canvas, said.letterhead, None, MARGIN, self._y, self._width) - 30
        for line, size in ((said.title.upper(), 13.0), (f"Nomor: {said.number}", SIZE)):
            self._texts.append(fit(MARGIN, self._y, BOLD, size, line, self._width, 0.5))
            self._y -= STEP
        self._y -= STEP * 0.5
        self._paragraph(said.opening)
        for name, value in said.who:
            self._line(Text(MARGIN + INDENT, 0, REGULAR, SIZE, name))
            made = broken(value, REGULAR, SIZE, self._width - INDENT - LABEL - COLON)
            self._texts.append(Text(MARGIN + INDENT + LABEL, self._y, REGULAR, SIZE, ":"))
            place = (MARGIN + INDENT + LABEL + COLON, self._y, self._width - INDENT - LABEL - COLON)
            self._texts += set_lines(made, REGULAR, place, STEP, 0.0)
            self._y -= STEP * (len(made.lines) - 1)
        self._y -= STEP * 0.4
        self._paragraph(said.leading)
        for number, point in enumerate(said.points, 1):
            self._paragraph(point, f"{number}.")
        self._y -= STEP * 0.4
        self._paragraph(said.ending)
        self._need(closing_height(said.closing, STAMPED, self._width))
        draw_closing(self._pen, said.closing, STAMPED, (MARGIN, self._y, self._width))
        self._end()
        store_count(self._canvas, PAGES, self._number)

    def _begin(self) -> None:
        start_page(self._canvas, (0.0, 0.0))
        self._number += 1
        if self._statement.practice:
            watermark(self._canvas, self._size[0] / 2, self._size[1] / 2, "LATIHAN", 90)
        self._texts, self._y = [], self._size[1] - MARGIN

    def _paragraph(self, text: str, mark: str = "") -> None:
        """Text at the margin, or set in behind its mark."""
        indent = INDENT if mark else 0.0
        for at, line in enumerate(wrap(text, REGULAR, SIZE, self._width - indent)):
            self._line(fit(MARGIN + indent, 0, REGULAR, SIZE, line, self._width - indent))
            if mark and at == 0:
                self._texts.append(Text(MARGIN, self._y, REGULAR, SIZE, mark))

    def _line(self, text: Text) -> None:
        self._need(STEP)
        self._y -= STEP
        self._texts.append(text._replace(y=self._y))

    def _need(self, height: float) -> None:
        if self._y - height < MARGIN:
            self._end()
            self._begin()

    def _end(self) -> None:
        foot = MARGIN - 14
        right = MARGIN + self._width
        self._texts.append(fit(MARGIN, foot, REGULAR, 7.5, self._statement.made, self._width * 0.7))
        self._texts.append(page_label(self._number, right, foot))
        self._pen.texts(self._texts)
        draw_count(self._canvas, PAGES, right, foot)
        self._canvas.showPage()
