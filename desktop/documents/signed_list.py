"""Lists that people sign and tables under the kop: sums of each page and so far, staggered signatures, page x of y."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import BOLD, REGULAR, Box, Line, Pen, Text, fit, paragraph, watermark, width_of
from desktop.documents.letterhead import draw_letterhead
from desktop.documents.paper import MM, begin, start_page
from desktop.documents.signatures import closing_height, draw_closing
from desktop.documents.signed_rows import Bundle, Part, SignedList, SignedRow
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.money import grouped, rupiah
from desktop.wording.translator import N_

SIZE: Final = 8.0
LEADING: Final = 9.4
PAD: Final = 3.0
MOST_LINES: Final = 3  # of one cell; longer text shrinks
MARGIN: Final = 12 * MM
FOOT: Final = MARGIN + 6
SUM: Final = 13.0  # height of a sum's row
EVERY: Final = 200
ABOUT: Final = 96.0  # width of what stands before the colon
WRITING: Final = N_("Writing the list")


def write_signed(
    parts: Iterable[Part], bundle: Bundle, file: BinaryIO, *, total: int | None = None, progress: Progress = SILENT
) -> int:
    """Write all lists and answer how many rows they have; each is read once, row after row."""
    canvas = begin(file, bundle.size, bundle.title, bundle.letterhead.office)
    done = written = 0
    for sheet, rows in parts:
        pages = _Pages(canvas, bundle, sheet, written)
        written += 1
        for row in rows:
            done += 1
            if len(row.cells) != len(sheet.columns):
                raise Refused("documents.list_columns", row=done, found=len(row.cells), expected=len(sheet.columns))
            pages.row(row)
            if done % EVERY == 0:
                progress.step(done, total, WRITING)
        pages.end()
    if not written:
        _Pages(canvas, bundle, SignedList((bundle.title,), (), ()), 0).end()
    canvas.save()
    progress.step(done, done, WRITING)
    return done


class _Pages:
    """The pages of one list, filled from the top; the texts of a page are written in one go."""

    def __init__(self, canvas: Canvas, bundle: Bundle, sheet: SignedList, part: int) -> None:
        self._canvas, self._bundle, self._sheet = canvas, bundle, sheet
        self._pen = Pen(canvas)
        self._form = f"jumlah-halaman-{part}"
        self._room = bundle.size[0] - 2 * MARGIN
        weights = sum(column.weight for column in sheet.columns) or 1
        self._widths = [self._room * column.weight / weights for column in sheet.columns]
        self._number = self._rows = self._so_far = self._on_page = 0
        self._y = self._top = self._grid = 0.0
        self._sums = SUM * 2 if sheet.money is not None else 0.0
        self._begin()

    def row(self, row: SignedRow) -> None:
        made = self._cells(row.cells, BOLD if row.strong else REGULAR)
        high = max(self._sheet.row_height, max((len(lines) for lines in made), default=1) * LEADING + PAD)
        if self._y - high - self._sums < FOOT:
            self._leave()
            self._begin()
        self._rows += 1
        self._on_page += row.rupiah
        self._so_far += row.rupiah
        self._put(made, row, high)

    def end(self) -> None:
        """Sums, what closes the list, and how many pages it has."""
        if not self._rows:
            self._texts.append(fit(MARGIN, self._y - 14, REGULAR, 9, "Tidak ada baris.", self._room))
            self._y -= 24
        else:
            self._sum_rows(last=True)
        closing = self._sheet.closing
        if self._y - closing_height(closing, self._so_far, self._room) < FOOT:
            self._turn()
        self._y = draw_closing(self._pen, closing, self._so_far, (MARGIN, self._y - 2, self._room))
        self._show()
        self._canvas.beginForm(self._form, 0, 0, 40, 12)
        Pen(self._canvas).texts([Text(0, 2, REGULAR, 7.5, str(self._number))])
        self._canvas.endForm()

    def _begin(self) -> None:
        self._new_page()
        if self._number == 1:
            self._heading()
        else:
            self._heading_again()
        if self._sheet.columns:
            self._titles()

    def _new_page(self) -> None:
        width, height = self._bundle.size
        start_page(self._canvas, (0.0, 0.0))
        self._number += 1
        self._on_page = 0
        self._texts: list[Text] = []
        self._lines: list[Line] = []
        if self._bundle.practice:
            watermark(self._canvas, width / 2, height / 2, "LATIHAN", 90)
        self._y = self._top = height - MARGIN

    def _heading(self) -> None:
        low = draw_letterhead(self._canvas, self._bundle.letterhead, None, MARGIN, self._y, self._room)
        self._y = low - 16
        for at, line in enumerate(self._sheet.heading):
            size = 9.5 if at else 12.0
            self._texts.append(fit(MARGIN, self._y, BOLD, size, line, self._room, 0.5))
            self._y -= 13
        self._y -= 4
        for name, value in self._sheet.about:
            self._texts.append(fit(MARGIN, self._y, REGULAR, 8.5, name, ABOUT))
            self._texts.append(fit(MARGIN + ABOUT, self._y, REGULAR, 8.5, f": {value}", self._room - ABOUT))
            self._y -= 11
        self._y += 3

    def _heading_again(self) -> None:
        """A page that lies alone says what it belongs to."""
        said = [*self._sheet.heading, *(value for _, value in self._sheet.about)]
        self._texts.append(fit(MARGIN, self._y - 2, REGULAR, 7.5, " · ".join(said), self._room))
        self._y -= 8

    def _titles(self) -> None:
        made = self._cells([column.title for column in self._sheet.columns], BOLD)
        high = max(len(lines) for lines in made) * LEADING + PAD + 2
        self._top = self._y
        self._pen.boxes([Box(MARGIN, self._y - high, self._room, high, 0.4, 0.92)])
        self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y))
        self._put(made, SignedRow((), strong=True), high, centred=True)

    def _cells(self, cells: Sequence[str], font: str) -> list[list[str]]:
        """Lines of each cell; most need one and are not wrapped at all."""
        made: list[list[str]] = []
        for cell, width in zip(cells, self._widths, strict=True):
            room = width - 2 * PAD
            lines: list[str] = []
            for said in cell.split("\n"):
                if width_of(said, font, SIZE) <= room:
                    lines.append(said)
                else:
                    lines += [one.text for one in paragraph(0, 0, font, SIZE, said, room, MOST_LINES, LEADING)]
            made.append(lines)
        return made

    def _put(self, made: list[list[str]], row: SignedRow, high: float, *, centred: bool = False) -> None:
        x, font = MARGIN, BOLD if row.strong else REGULAR
        for lines, column, width in zip(made, self._sheet.columns, self._widths, strict=True):
            align = 0.5 if centred else column.align
            if column.signs and not row.strong and lines == [""]:
                self._sign_here(x, width, high)
            else:
                for place, line in enumerate(lines, 1):
                    y = self._y - LEADING * place + 1.0
                    if line:
                        self._texts.append(fit(x + PAD, y, font, SIZE, line, width - 2 * PAD, align))
            x += width
        self._y = self._grid = self._y - high
        self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y, 0.3))

    def _sign_here(self, x: float, width: float, high: float) -> None:
        """Odd rows sign left, even ones right, so that a signature has the height of two rows."""
        half = width / 2
        left = x if self._rows % 2 else x + half
        words = f"{grouped(self._rows)}. {'.' * 40}"
        size = SIZE - 1
        while width_of(words, REGULAR, size) > half - PAD and len(words) > 12:  # noqa: PLR2004 - dots enough to see
            words = words[:-1]
        self._texts.append(fit(left + PAD, self._y - high + 4, REGULAR, size, words, half - PAD))

    def _sum_rows(self, *, last: bool) -> None:
        money = self._sheet.money
        if money is None:
            return
        sums = [("Jumlah halaman ini", self._on_page), ("Jumlah s.d. halaman ini", self._so_far)]
        if last:
            sums[1] = (f"Jumlah seluruhnya ({grouped(self._rows)} penerima)", self._so_far)
        x = MARGIN + sum(self._widths[:money])
        for words, amount in sums:
            y = self._y - SUM + 4
            self._texts.append(fit(MARGIN + PAD, y, BOLD, SIZE, words, x - MARGIN - 2 * PAD, 1.0))
            self._texts.append(fit(x + PAD, y, BOLD, SIZE, rupiah(amount), self._widths[money] - 2 * PAD, 1.0))
            self._y -= SUM
            self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y, 0.3))
        for edge in (MARGIN, x, x + self._widths[money], MARGIN + self._room):
            self._lines.append(Line(edge, self._grid, edge, self._y, 0.3))

    def _leave(self) -> None:
        """The page is full."""
        self._sum_rows(last=False)
        self._show()

    def _turn(self) -> None:
        """What closes the list stands together: on a page of its own where this one is too full."""
        self._show()
        self._new_page()

    def _show(self) -> None:
        x = MARGIN
        for width in [0.0, *self._widths] if self._lines else []:
            x += width
            self._lines.append(Line(x, self._top, x, self._grid, 0.3))
        right = MARGIN + self._room - 26
        page = f"Halaman {self._number} dari "
        self._texts.append(fit(MARGIN, MARGIN - 6, REGULAR, 7.5, self._bundle.made, self._room * 0.7))
        self._texts.append(fit(right - 100, MARGIN - 6, REGULAR, 7.5, page, 100, 1.0))
        self._pen.lines(self._lines)
        self._pen.texts(self._texts)
        self._canvas.saveState()
        self._canvas.translate(right, MARGIN - 8)
        self._canvas.doForm(self._form)
        self._canvas.restoreState()
        self._canvas.showPage()
