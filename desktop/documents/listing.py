"""Any list of the program on paper: heading, columns, rows, totals, page x of y; one list or several in a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import Broken, broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Box, Line, Pen, Text, fit, watermark
from desktop.documents.page_numbers import draw_count, page_label, store_count
from desktop.documents.paper import MM, Paper, begin, start_page
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.wording.translator import N_

SIZE: Final = 8.0
LEADING: Final = 9.6
PAD: Final = 3.0
MARGIN: Final = 12 * MM
PAGES: Final = "jumlah-halaman"
HEADING_LINES: Final = 3  # of one line of the heading before it shrinks
EVERY: Final = 200
WRITING: Final = N_("Writing the list")


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` shares out the width; `align` 0 is left, 0.5 centred, 1 right (money, counts)."""

    title: str
    weight: float = 1.0
    align: float = 0.0


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What stands around the rows. `made` says when and by whom it was printed."""

    title: str
    columns: tuple[Column, ...]
    office: str
    made: str
    about: tuple[str, ...] = ()  # filters and order in words
    totals: tuple[str, ...] = ()  # one for each column, empty where there is none
    paper: Paper = Paper.A4
    landscape: bool = False
    practice: bool = False
    offset_mm: tuple[float, float] = (0.0, 0.0)


def write_list(
    rows: Iterable[Sequence[str]],
    sheet: ListSheet,
    file: BinaryIO,
    *,
    total: int | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write all rows and return how many; an empty list is paper too and says so."""
    return write_lists([(sheet, rows)], sheet, file, total=total, progress=progress)


def write_lists(
    parts: Iterable[tuple[ListSheet, Iterable[Sequence[str]]]],
    whole: ListSheet,
    file: BinaryIO,
    *,
    total: int | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write several lists, each beginning on a page of its own, and return how many rows they have together.

    `whole` names the file and gives the paper's size; where there is no part it is written as an empty list.
    """
    width, height = whole.paper.size
    size = (height, width) if whole.landscape else (width, height)
    pages = _Pages(begin(file, size, whole.title, whole.office), size)
    done = 0
    for sheet, rows in parts:
        before = done
        pages.begin(sheet)
        for done, row in enumerate(rows, before + 1):
            if len(row) != len(sheet.columns):
                raise Refused("documents.list_columns", row=done, found=len(row), expected=len(sheet.columns))
            pages.row(row)
            if done % EVERY == 0:
                progress.step(done, total, WRITING)
        if done == before:
            pages.nothing()
        if sheet.totals:
            pages.totals(sheet.totals)
    if not pages.begun:
        pages.begin(whole)
        pages.nothing()
    pages.finish()
    progress.step(done, done, WRITING)
    return done


class _Pages:
    """Fills page after page from the top; the texts of a page are written in one go."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self._canvas, self._size = canvas, size
        self._pen = Pen(canvas)
        self._room = size[0] - 2 * MARGIN
        self._number = 0
        self._waiting: tuple[list[Broken], str, float] | None = None
        self._filled = False  # whether a row stands on this page

    @property
    def begun(self) -> bool:
        return self._number > 0

    def begin(self, sheet: ListSheet) -> None:
        """Begin a list on a new page."""
        if self.begun:
            self._put_waiting()
            self._end()
        self._sheet = sheet
        weights = sum(column.weight for column in sheet.columns)
        self._widths = [self._room * column.weight / weights for column in sheet.columns]
        self._begin(heading=True)

    def row(self, cells: Sequence[str], font: str = REGULAR) -> None:
        """Put the row before; this one waits, so that the last never parts from the totals below it."""
        self._put_waiting()
        made = self._cells(cells, font)
        self._waiting = (made, font, _height(made))

    def totals(self, cells: Sequence[str]) -> None:
        made = self._cells(cells, BOLD)
        high = _height(made)
        self._put_waiting(high)
        self._waiting = (made, BOLD, high)

    def _put_waiting(self, more: float = 0.0) -> None:
        """`more` is what has to find room on the same page."""
        if self._waiting is None:
            return
        made, font, high = self._waiting
        self._waiting = None
        if self._y - high - more < MARGIN + 14 and self._filled:
            self._end()
            self._begin()
        self._put(made, font, high)
        self._filled = True

    def nothing(self) -> None:
        self._texts.append(fit(MARGIN, self._y - 14, REGULAR, 9, "Tidak ada baris.", self._room))
        self._y -= 24

    def finish(self) -> None:
        self._put_waiting()
        self._end()
        store_count(self._canvas, PAGES, self._number)
        self._canvas.save()

    def _begin(self, *, heading: bool = False) -> None:
        sheet, (width, height) = self._sheet, self._size
        start_page(self._canvas, sheet.offset_mm)
        self._number += 1
        self._filled = False
        self._texts: list[Text] = []
        self._lines: list[Line] = []
        if sheet.practice:
            watermark(self._canvas, width / 2, height / 2, "LATIHAN", 90)
        self._y = height - MARGIN - 8
        if heading:
            self._heading()
        self._titles()

    def _heading(self) -> None:
        lines = [(self._sheet.office, BOLD, 9.0, 15.0), (self._sheet.title, BOLD, 13.0, 14.0)]
        lines += [(line, REGULAR, 8.5, 11.0) for line in self._sheet.about]
        for text, font, size, step in lines:
            made = broken(text, font, size, self._room, HEADING_LINES)
            self._texts += set_lines(made, font, (MARGIN, self._y, self._room), size * 1.25, 0.0)
            self._y -= step + size * 1.25 * (len(made.lines) - 1)
        self._y -= 2

    def _titles(self) -> None:
        made = self._cells([column.title for column in self._sheet.columns], BOLD)
        high = _height(made) + 2
        self._pen.boxes([Box(MARGIN, self._y - high, self._room, high, 0, 0.92)])
        self._put(made, BOLD, high)

    def _cells(self, cells: Sequence[str], font: str) -> list[Broken]:
        return [broken(cell, font, SIZE, width - 2 * PAD) for cell, width in zip(cells, self._widths, strict=True)]

    def _put(self, made: list[Broken], font: str, high: float) -> None:
        x = MARGIN
        for cell, column, width in zip(made, self._sheet.columns, self._widths, strict=True):
            leading = LEADING * cell.size / SIZE
            place = (x + PAD, self._y - LEADING + 1.2, width - 2 * PAD)
            self._texts += [text for text in set_lines(cell, font, place, leading, column.align) if text.text]
            x += width
        self._y -= high
        self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y, 0.25))

    def _end(self) -> None:
        right = MARGIN + self._room
        self._texts.append(fit(MARGIN, MARGIN - 4, REGULAR, 7.5, self._sheet.made, self._room * 0.7))
        self._texts.append(page_label(self._number, right, MARGIN - 4))
        self._pen.lines(self._lines)
        self._pen.texts(self._texts)
        draw_count(self._canvas, PAGES, right, MARGIN - 4)
        self._canvas.showPage()


def _height(made: Sequence[Broken]) -> float:
    return max((cell.height(LEADING, SIZE) for cell in made), default=LEADING) + PAD
