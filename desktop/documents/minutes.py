"""Minutes (berita acara) as PDF: kop, what was found in counts, who signs, and the families as an annex."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import Broken, balanced, broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Box, Line, Pen, Text, fit, watermark, wrap
from desktop.documents.letterhead import Letterhead, draw_letterhead
from desktop.documents.page_numbers import draw_count, page_label, store_count
from desktop.documents.paper import MM, Paper, begin, start_page
from desktop.documents.receipt_form import nip, underline
from desktop.progress import SILENT, Progress
from desktop.rules.dates import date_in_words, long_date
from desktop.wording.translator import N_

EVERY: Final = 200
MARGIN: Final = 20 * MM
SIZE: Final = 11.0
STEP: Final = 15.0
SMALL: Final = 8.5
SMALL_STEP: Final = 10.5
PAD: Final = 3.0
SIGNED: Final = 114.0  # what a pair of those who sign needs: title, room to sign and stamp, name, number
FOOT: Final = 12 * MM
PAGES: Final = "jumlah-halaman"
SAID: Final = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
WRITING: Final = N_("Writing the minutes")


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    title: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of the minutes: a heading, columns with their shares of the width, rows; the first is left."""

    heading: str
    columns: Sequence[str]
    weights: Sequence[float]
    rows: Sequence[Sequence[str]]
    left: int = 1  # so many columns stand left, the others right


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """Everything the minutes say, in Indonesian; `made` says when and by whom they were printed."""

    letterhead: Letterhead
    title: str  # below "BERITA ACARA"
    programme: str
    number: str
    on: date
    place: str
    text: str  # what was done, after day and place
    tables: Sequence[Table]
    signers: Sequence[Signer]
    annex: Table
    made: str = ""
    practice: bool = False
    paper: Paper = Paper.A4
    draft: bool = False  # RANCANGAN on every page: it has no number yet
    copied_on: date | None = None  # set: SALINAN on every page


def write_minutes(
    minutes: MinutesPaper, rows: Iterable[Sequence[str]], file: BinaryIO, progress: Progress = SILENT
) -> int:
    """Write the minutes and their annex of `rows`; answers how many rows the annex has."""
    canvas = begin(file, minutes.paper.size, f"Berita Acara {minutes.number}", minutes.letterhead.office)
    sheet = _Sheet(canvas, minutes)
    sheet.body()
    done = sheet.annex(rows, progress)
    sheet.end()
    store_count(canvas, PAGES, sheet.number)
    progress.step(done, done, WRITING)
    canvas.save()
    return done


class _Sheet:
    """Fills page after page from the top; `_y` is where the next line goes."""

    def __init__(self, canvas: Canvas, minutes: MinutesPaper) -> None:
        self._canvas, self._minutes = canvas, minutes
        self._pen = Pen(canvas)
        width, self._height = minutes.paper.size
        self._left, self._width, self._y = MARGIN, width - 2 * MARGIN, 0.0
        self.number = 0
        self._begin()

    def body(self) -> None:
        minutes = self._minutes
        self._y = draw_letterhead(self._canvas, minutes.letterhead, None, self._left, self._y, self._width) - 26
        self._centred("BERITA ACARA", BOLD, 14)
        self._centred(minutes.title.upper(), BOLD, 12)
        self._centred(minutes.programme, BOLD, SIZE)
        self._centred(f"Nomor: {minutes.number}", REGULAR, SIZE)
        self._y -= STEP * 0.6
        where = f", bertempat di {minutes.place}" if minutes.place else ""
        self._paragraph(f"Pada hari ini, {date_in_words(minutes.on)}{where}, {minutes.text}")
        for table in minutes.tables:
            self._y -= STEP * 0.4
            self._need(SMALL_STEP * 5)
            if table.heading:
                self._paragraph(table.heading)
            self._titles(table)
            for row in table.rows:
                self._row(table, row)
        self._y -= STEP * 0.8
        lines = len(wrap(SAID, REGULAR, SIZE, self._width))
        self._need(STEP * lines + SIGNED * -(-len(minutes.signers) // 2))  # all sign on the page that says so
        self._paragraph(SAID)
        self._signatures()

    def annex(self, rows: Iterable[Sequence[str]], progress: Progress) -> int:
        minutes = self._minutes
        self._next()
        for line in (minutes.annex.heading, f"Nomor {minutes.number}, tanggal {long_date(minutes.on)}"):
            self._pen.texts([fit(self._left, self._y - STEP, BOLD, SIZE, line, self._width)])
            self._y -= STEP
        self._y -= STEP * 0.5
        self._titles(minutes.annex)
        done = 0
        for done, row in enumerate(rows, 1):
            self._row(minutes.annex, row)
            if done % EVERY == 0:
                progress.step(done, None, WRITING)
        return done

    def end(self) -> None:
        """Foot of the page; the page is done."""
        foot, right = FOOT - 4, self._left + self._width
        made = fit(self._left, foot, REGULAR, 7.5, self._minutes.made, self._width * 0.7)
        self._pen.texts([made, page_label(self.number, right, foot)])
        draw_count(self._canvas, PAGES, right, foot)
        self._canvas.showPage()

    def _begin(self) -> None:
        start_page(self._canvas, (0.0, 0.0))
        self.number += 1
        if self._minutes.practice:
            watermark(self._canvas, self._minutes.paper.size[0] / 2, self._height / 2, "LATIHAN", 90)
        if self._minutes.draft or self._minutes.copied_on:
            word = "SALINAN" if self._minutes.copied_on else "RANCANGAN"
            watermark(self._canvas, self._minutes.paper.size[0] / 2, self._height * 0.7, word, 80)
        self._y = self._height - MARGIN

    def _next(self) -> None:
        self.end()
        self._begin()

    def _need(self, height: float) -> bool:
        """Go to a new page unless this much is left; says whether it did."""
        if self._y - height >= FOOT + 14:
            return False
        self._next()
        return True

    def _centred(self, text: str, font: str, size: float) -> None:
        made = balanced(text, font, size, self._width)
        self._pen.texts(set_lines(made, font, (self._left, self._y, self._width), size * 1.4, 0.5))
        self._y -= size * 1.4 * len(made.lines)

    def _paragraph(self, text: str) -> None:
        for line in wrap(text, REGULAR, SIZE, self._width):
            self._need(STEP)
            self._pen.texts([fit(self._left, self._y - SIZE, REGULAR, SIZE, line, self._width)])
            self._y -= STEP

    def _titles(self, table: Table) -> None:
        made = self._cells(table, table.columns, BOLD)
        high = _height(made) + PAD
        self._y -= PAD
        self._pen.boxes([Box(self._left, self._y - high, self._width, high, 0.4, 0.92)])
        self._put(table, made, BOLD)
        self._y -= high

    def _row(self, table: Table, cells: Sequence[str]) -> None:
        made = self._cells(table, cells, REGULAR)
        high = _height(made)
        if self._need(high):
            self._titles(table)
        self._put(table, made, REGULAR)
        self._y -= high
        self._pen.lines([Line(self._left, self._y, self._left + self._width, self._y, 0.3)])

    def _cells(self, table: Table, cells: Sequence[str], font: str) -> list[Broken]:
        rooms = [width - 2 * PAD for width in self._widths(table)]
        return [broken(cell, font, SMALL, room) for cell, room in zip(cells, rooms, strict=True)]

    def _put(self, table: Table, made: list[Broken], font: str) -> None:
        x = self._left
        texts: list[Text] = []
        for place, (cell, width) in enumerate(zip(made, self._widths(table), strict=True)):
            align = 0.0 if place < table.left else 1.0
            at = (x + PAD, self._y - SMALL_STEP + 0.5, width - 2 * PAD)
            texts += set_lines(cell, font, at, SMALL_STEP * cell.size / SMALL, align)
            x += width
        self._pen.texts(texts)

    def _widths(self, table: Table) -> list[float]:
        return [self._width * weight / sum(table.weights) for weight in table.weights]

    def _signatures(self) -> None:
        """Two beside each other; a pair never parts from its room."""
        half = self._width / 2
        for start in range(0, len(self._minutes.signers), 2):
            self._need(SIGNED)
            self._y -= STEP
            for place, signer in enumerate(self._minutes.signers[start : start + 2]):
                _sign(self._pen, signer, (self._left + half * place, self._y, half - 12))
            self._y -= SIGNED - STEP


def _sign(pen: Pen, signer: Signer, place: tuple[float, float, float]) -> None:
    """A long title grows downwards and a long name upwards, both into the room to sign; `place` is left, top, width."""
    x, top, width = place
    low = top - SIGNED + STEP * 2
    title = balanced(signer.title, REGULAR, SIZE, width, 3)
    texts = set_lines(title, REGULAR, (x, top - STEP, width), title.size * 1.2, 0.5)
    name = balanced(signer.name or "." * 40, BOLD, SIZE, width, 2)
    leading = name.size * 1.25
    names = set_lines(name, BOLD, (x, low + leading * (len(name.lines) - 1), width), leading, 0.5)
    number = fit(x, low - SMALL_STEP - 1, REGULAR, SMALL, nip(signer.nip), width, 0.5)
    pen.texts([*texts, *names, number])
    pen.lines([underline(one) for one in names] if signer.name else [])


def _height(made: Sequence[Broken]) -> float:
    return max(cell.height(SMALL_STEP, SMALL) for cell in made) + PAD
