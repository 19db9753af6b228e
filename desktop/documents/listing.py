"""Any list of the program on paper: heading, columns, rows, totals, page x of y; one list or several in a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import BOLD, REGULAR, Box, Line, Pen, Text, fit, paragraph, watermark, width_of
from desktop.documents.paper import MM, Paper, begin, start_page
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.wording.translator import N_

SIZE: Final = 8.0
LEADING: Final = 9.6
PAD: Final = 3.0
MOST_LINES: Final = 3  # of one cell; longer text shrinks
MARGIN: Final = 12 * MM
PAGES: Final = "jumlah-halaman"
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
            pages.row(sheet.totals, BOLD)
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

    @property
    def begun(self) -> bool:
        return self._number > 0

    def begin(self, sheet: ListSheet) -> None:
        """Begin a list on a new page."""
        if self.begun:
            self._end()
        self._sheet = sheet
        weights = sum(column.weight for column in sheet.columns)
        self._widths = [self._room * column.weight / weights for column in sheet.columns]
        self._begin(heading=True)

    def row(self, cells: Sequence[str], font: str = REGULAR) -> None:
        made = self._cells(cells, font)
        high = max((len(lines) for lines in made), default=1) * LEADING + PAD
        if self._y - high < MARGIN + 14:
            self._end()
            self._begin()
        self._put(made, font, high)

    def nothing(self) -> None:
        self._texts.append(fit(MARGIN, self._y - 14, REGULAR, 9, "Tidak ada baris.", self._room))
        self._y -= 24

    def finish(self) -> None:
        self._end()
        self._canvas.beginForm(PAGES, 0, 0, 40, 12)
        Pen(self._canvas).texts([Text(0, 2, REGULAR, 7.5, str(self._number))])
        self._canvas.endForm()
        self._canvas.save()

    def _begin(self, *, heading: bool = False) -> None:
        sheet, (width, height) = self._sheet, self._size
        start_page(self._canvas, sheet.offset_mm)
        self._number += 1
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
            self._texts.append(fit(MARGIN, self._y, font, size, text, self._room))
            self._y -= step
        self._y -= 2

    def _titles(self) -> None:
        made = self._cells([column.title for column in self._sheet.columns], BOLD)
        high = max(len(lines) for lines in made) * LEADING + PAD + 2
        self._pen.boxes([Box(MARGIN, self._y - high, self._room, high, 0, 0.92)])
        self._put(made, BOLD, high)

    def _cells(self, cells: Sequence[str], font: str) -> list[list[str]]:
        """Lines of each cell; most cells need one and are not wrapped at all."""
        made: list[list[str]] = []
        for cell, width in zip(cells, self._widths, strict=True):
            room = width - 2 * PAD
            if width_of(cell, font, SIZE) <= room:
                made.append([cell])
            else:
                made.append([line.text for line in paragraph(0, 0, font, SIZE, cell, room, MOST_LINES, LEADING)])
        return made

    def _put(self, made: list[list[str]], font: str, high: float) -> None:
        x = MARGIN
        for lines, column, width in zip(made, self._sheet.columns, self._widths, strict=True):
            for place, line in enumerate(lines):
                y = self._y - LEADING * (place + 1) + 1.2
                if line:
                    self._texts.append(fit(x + PAD, y, font, SIZE, line, width - 2 * PAD, column.align))
            x += width
        self._y -= high
        self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y, 0.25))

    def _end(self) -> None:
        """Foot of the page. How many pages there are is known at the end only: a form, drawn last, says it."""
        page = f"Halaman {self._number} dari "
        right = MARGIN + self._room - 26
        self._texts.append(fit(MARGIN, MARGIN - 4, REGULAR, 7.5, self._sheet.made, self._room * 0.7))
        self._texts.append(fit(right - 100, MARGIN - 4, REGULAR, 7.5, page, 100, 1.0))
        self._pen.lines(self._lines)
        self._pen.texts(self._texts)
        self._canvas.saveState()
        self._canvas.translate(right, MARGIN - 6)
        self._canvas.doForm(PAGES)
        self._canvas.restoreState()
        self._canvas.showPage()
