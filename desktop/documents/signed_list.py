"""Lists that people sign and tables under the kop: sums of each page and so far, staggered signatures, page x of y."""

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, Final, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import balanced, broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, Box, Line, Pen, Text, fit, watermark
from desktop.documents.letterhead import draw_letterhead
from desktop.documents.page_numbers import draw_count, page_label, store_count
from desktop.documents.paper import MM, begin, start_page
from desktop.documents.signatures import closing_height, draw_closing
from desktop.documents.signed_grid import PAD, SIZE, Grid, Made
from desktop.documents.signed_rows import Bundle, ListSums, PageSum, Part, SignedList, SignedRow
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.money import grouped, rupiah
from desktop.wording.translator import N_

MARGIN: Final = 12 * MM
FOOT: Final = MARGIN + 6
SUM: Final = 13.0  # height of a sum's row
KEPT: Final = 2  # rows that stay with what closes the list: names without rows above them prove nothing
EVERY: Final = 200
ABOUT: Final = 96.0  # width of what stands before the colon
WRITING: Final = N_("Writing the list")

Recap: TypeAlias = Callable[[Sequence[ListSums]], Part]
"""Makes one more list of the sums of all lists before it."""


def write_signed(
    parts: Iterable[Part],
    bundle: Bundle,
    file: BinaryIO,
    *,
    total: int | None = None,
    progress: Progress = SILENT,
    recap: Recap | None = None,
) -> int:
    """Write all lists and answer how many rows they have; each is read once, row after row.

    With `recap` one more list stands at the end, made of the sums of the pages as they were written; a single page
    needs none.
    """
    canvas = begin(file, bundle.size, bundle.title, bundle.letterhead.office)
    done = 0
    written: list[ListSums] = []
    for sheet, rows in parts:
        pages = _Pages(canvas, bundle, sheet, len(written))
        for row in rows:
            done += 1
            _put_row(pages, sheet, row, done)
            if done % EVERY == 0:
                progress.step(done, total, WRITING)
        written.append(pages.end())
    if recap is not None and sum(len(one.pages) for one in written) > 1:
        sheet, rows = recap(written)
        pages = _Pages(canvas, bundle, sheet, len(written))
        for row in rows:
            _put_row(pages, sheet, row, done)
        pages.end()
    if not written:
        _Pages(canvas, bundle, SignedList((bundle.title,), (), ()), 0).end()
    canvas.save()
    progress.step(done, done, WRITING)
    return done


def _put_row(pages: "_Pages", sheet: SignedList, row: SignedRow, done: int) -> None:
    if len(row.cells) != len(sheet.columns):
        raise Refused("documents.list_columns", row=done, found=len(row.cells), expected=len(sheet.columns))
    pages.row(row)


class _Pages:
    """The pages of one list, filled from the top; the texts of a page are written in one go."""

    def __init__(self, canvas: Canvas, bundle: Bundle, sheet: SignedList, part: int) -> None:
        self._canvas, self._bundle, self._sheet = canvas, bundle, sheet
        self._pen = Pen(canvas)
        self._form = f"jumlah-halaman-{part}"
        self._room = bundle.size[0] - 2 * MARGIN
        self._grid = Grid(sheet, MARGIN, self._room)
        self._number = self._rows = self._people = self._so_far = 0
        self._on_page = self._people_here = self._here = 0
        self._y = self._top = self._low = 0.0
        self._sums = SUM * 2 if sheet.money is not None else 0.0
        self._waiting: list[Made] = []
        self._done: list[PageSum] = []
        self._begin()

    def row(self, row: SignedRow) -> None:
        """The last rows wait: they stay with what closes the list."""
        self._waiting.append(self._grid.row(row))
        if len(self._waiting) > KEPT:
            self._place(self._waiting.pop(0))

    def end(self) -> ListSums:
        """Sums, what closes the list, and how many pages it has."""
        closing = self._sheet.closing
        total = self._so_far + sum(made.rupiah for made in self._waiting)
        close = closing_height(closing, total, self._room) + 2
        self._place_waiting(close)
        if not self._here:
            self._texts.append(fit(MARGIN, self._y - 14, REGULAR, 9, "Tidak ada baris.", self._room))
            self._y -= 24
        else:
            self._sum_rows(last=True)
        if self._y - close < FOOT:
            self._show()
            self._new_page()
            self._heading_again()
        self._y = draw_closing(self._pen, closing, total, (MARGIN, self._y - 2, self._room))
        self._show()
        store_count(self._canvas, self._form, self._number)
        return ListSums(tuple(self._done))

    def _place_waiting(self, close: float) -> None:
        """Put the last rows where there is room for the end, too; no page is left with a heading alone."""
        need = sum(made.high for made in self._waiting) + self._sums + close
        if self._y - need < FOOT:
            if not self._here:
                while len(self._waiting) > 1:
                    self._place(self._waiting.pop(0))
            if self._here and self._waiting:
                self._leave()
        while self._waiting:
            self._place(self._waiting.pop(0))

    def _place(self, made: Made) -> None:
        if self._y - made.high - self._sums < FOOT and self._here:
            self._leave()
        self._rows += not made.strong
        self._here += 1
        self._people += made.count
        self._people_here += made.count
        self._on_page += made.rupiah
        self._so_far += made.rupiah
        self._put(made)

    def _leave(self) -> None:
        """The page is full."""
        self._sum_rows(last=False)
        self._show()
        self._begin()

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
        self._on_page = self._people_here = self._here = 0
        self._texts: list[Text] = []
        self._lines: list[Line] = []
        if self._bundle.practice:
            watermark(self._canvas, width / 2, height / 2, "LATIHAN", 90)
        self._y = self._top = self._low = height - MARGIN

    def _heading(self) -> None:
        low = draw_letterhead(self._canvas, self._bundle.letterhead, None, MARGIN, self._y, self._room)
        self._y = low - 16
        for at, line in enumerate(self._sheet.heading):
            size = 9.5 if at else 12.0
            made = balanced(line, BOLD, size, self._room)
            self._texts += set_lines(made, BOLD, (MARGIN, self._y, self._room), size * 1.25, 0.5)
            self._y -= 13 + size * 1.25 * (len(made.lines) - 1)
        self._y -= 4
        for name, value in self._sheet.about:
            self._texts.append(fit(MARGIN, self._y, REGULAR, 8.5, name, ABOUT))
            made = broken(f": {value}", REGULAR, 8.5, self._room - ABOUT)
            self._texts += set_lines(made, REGULAR, (MARGIN + ABOUT, self._y, self._room - ABOUT), 11, 0.0)
            self._y -= 11 * len(made.lines)
        self._y += 3

    def _heading_again(self) -> None:
        """A page that lies alone says what it belongs to."""
        said = " · ".join([*self._sheet.heading, *(value for _, value in self._sheet.about)])
        made = broken(said, REGULAR, 7.5, self._room)
        self._texts += set_lines(made, REGULAR, (MARGIN, self._y - 2, self._room), 9, 0.0)
        self._y -= 8 + 9 * (len(made.lines) - 1)

    def _titles(self) -> None:
        made = self._grid.titles()
        self._top = self._y
        self._pen.boxes([Box(MARGIN, self._y - made.high, self._room, made.high, 0.4, 0.92)])
        self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y))
        self._put(made, centred=True)

    def _put(self, made: Made, *, centred: bool = False) -> None:
        self._texts += self._grid.texts(made, self._y, self._rows, centred=centred)
        self._y = self._low = self._y - made.high
        self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y, 0.3))

    def _sum_rows(self, *, last: bool) -> None:
        self._done.append(PageSum(self._number, self._people_here, self._on_page))
        money, widths = self._sheet.money, self._grid.widths
        if money is None:
            return
        sums = [("Jumlah halaman ini", self._on_page), ("Jumlah s.d. halaman ini", self._so_far)]
        if last:
            sums[1] = (f"Jumlah seluruhnya ({grouped(self._people)} penerima)", self._so_far)
        x = MARGIN + sum(widths[:money])
        for words, amount in sums:
            y = self._y - SUM + 4
            self._texts.append(fit(MARGIN + PAD, y, BOLD, SIZE, words, x - MARGIN - 2 * PAD, 1.0))
            self._texts.append(fit(x + PAD, y, BOLD, SIZE, rupiah(amount), widths[money] - 2 * PAD, 1.0))
            self._y -= SUM
            self._lines.append(Line(MARGIN, self._y, MARGIN + self._room, self._y, 0.3))
        for edge in (MARGIN, x, x + widths[money], MARGIN + self._room):
            self._lines.append(Line(edge, self._low, edge, self._y, 0.3))

    def _show(self) -> None:
        if self._lines:
            self._lines += self._grid.rules(self._top, self._low)
        right, foot = MARGIN + self._room, MARGIN - 6
        self._texts.append(fit(MARGIN, foot, REGULAR, 7.5, self._bundle.made, self._room * 0.7))
        self._texts.append(page_label(self._number, right, foot))
        self._pen.lines(self._lines)
        self._pen.texts(self._texts)
        draw_count(self._canvas, self._form, right, foot)
        self._canvas.showPage()
