"""Letters as PDF: kop, number and addressee, text, signature with the code beside it, copies to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import balanced, set_lines
from desktop.documents.drawing import BOLD, ITALIC, REGULAR, Pen, Text, fit, watermark, width_of, wrap
from desktop.documents.letter_rows import Row, label_rows, text_rows
from desktop.documents.letterhead import draw_letterhead, emblem
from desktop.documents.letters import FrozenLetter
from desktop.documents.paper import MM, begin, start_page
from desktop.documents.qr import qr_operators
from desktop.documents.receipt_form import nip, underline
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date
from desktop.wording.translator import N_

EVERY: Final = 20
LEADING: Final = 1.32
QR_SIDE: Final = 24 * MM
SIGNATURE: Final = 58.0  # room to sign and stamp
SIGNED: Final = 0.48  # of the width, for whoever signs
KEPT: Final = 2  # lines of text that stay with the signature
TOGETHER: Final = 12  # lines of "Tembusan" that go to the next page whole
ROUNDING: Final = 0.01  # what sums of lines may differ by; far below what anybody sees
WRITING: Final = N_("Writing letters")
SAVING: Final = N_("Saving the document")


@dataclass(frozen=True, slots=True)
class LetterPrint:
    """What belongs to this printing and not to the letter."""

    emblem: bytes | None = field(default=None, repr=False)
    practice: bool = False
    copied_on: date | None = None  # set: SALINAN on every page
    offset_mm: tuple[float, float] = (0.0, 0.0)


def draw_letters(
    letters: Iterable[FrozenLetter],
    file: BinaryIO,
    how: LetterPrint | None = None,
    *,
    total: int | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write one letter after another, each beginning its own page; the number of letters is returned.

    Nothing reaches `file` when it is cancelled or empty.
    """
    how = how or LetterPrint()
    picture = emblem(how.emblem) if how.emblem else None
    canvas: Canvas | None = None
    done = 0
    for done, letter in enumerate(letters, 1):
        if canvas is None:
            canvas = begin(file, letter.paper.size, letter.title, letter.letterhead.office)
        canvas.setPageSize(letter.paper.size)
        _Sheet(canvas, letter, how, picture).draw()
        if done % EVERY == 0:
            progress.step(done, total, WRITING)
    if canvas is None:
        raise Refused("documents.nothing_to_print")
    progress.step(done, done, SAVING)
    canvas.save()
    return done


class _Sheet:
    """Sets one letter from the top of its first page to the end of its last."""

    def __init__(self, canvas: Canvas, letter: FrozenLetter, how: LetterPrint, picture: ImageReader | None) -> None:
        self._canvas, self._letter, self._how, self._picture = canvas, letter, how, picture
        self._pen = Pen(canvas)
        top, right, bottom, left = (side * MM for side in letter.margins_mm)
        width, height = letter.paper.size
        self._left, self._width = left, width - left - right
        self._top, self._low = height - top, bottom
        self._size, self._step = letter.font_size, letter.font_size * LEADING
        self._y = self._top

    def draw(self) -> None:
        letter = self._letter
        self._begin_page()
        self._y = (
            draw_letterhead(self._canvas, letter.letterhead, self._picture, self._left, self._top, self._width)
            - 1.4 * self._step
        )
        self._head()
        self._body()
        self._signature()
        self._copies()
        self._canvas.showPage()

    def _begin_page(self) -> None:
        start_page(self._canvas, self._how.offset_mm)
        width, height = self._letter.paper.size
        if self._how.practice:
            watermark(self._canvas, width / 2, height * 0.45, "LATIHAN", 90)
        if self._how.copied_on:
            watermark(self._canvas, width / 2, height * 0.65, "SALINAN", 90)
            note = f"SALINAN, dicetak {long_date(self._how.copied_on)}"
            self._pen.texts([fit(self._left, self._low - 14, ITALIC, 8, note, self._width)])
        self._y = self._top

    def _need(self, height: float) -> None:
        """Go to a new page unless this much is left on this one."""
        if self._y - height < self._low:
            self._canvas.showPage()
            self._begin_page()
            self._y -= self._size

    def _line(self, x: float, text: str, width: float, font: str = REGULAR, align: float = 0.0) -> Text:
        return fit(x, self._y, font, self._size, text, width, align)

    def _head(self) -> None:
        """Number, nature, enclosures and subject on the left; day and addressee on the right."""
        letter = self._letter
        start, half = self._y, self._width * 0.56
        right, room = self._left + half + 10, self._width - half - 10
        self._pen.texts([self._line(right, f"{letter.place}, {letter.day}", room)])
        self._y -= self._step
        self._labels(
            (("Nomor", letter.number), ("Sifat", letter.sifat), ("Lampiran", letter.lampiran), ("Hal", letter.hal)),
            half,
        )
        ends, self._y = self._y, start - self._step
        self._pen.texts([self._line(right, "Kepada", room)])
        self._y -= self._step
        indent = width_of("Yth.", REGULAR, self._size) + 6
        self._pen.texts([self._line(right, "Yth.", indent)])
        for place, line in enumerate(letter.kepada):
            self._text(right + indent, line, room - indent, BOLD if place == 0 else REGULAR)
        self._text(right + indent, "di tempat", room - indent)
        self._y = min(ends, self._y) - self._step * 0.7

    def _text(self, x: float, text: str, width: float, font: str = REGULAR) -> None:
        for line in wrap(text, font, self._size, width):
            self._need(0)
            self._pen.texts([self._line(x, line, width, font)])
            self._y -= self._step

    def _body(self) -> None:
        """The last two lines stay with the signature: a page that has only a signature proves nothing."""
        rows = text_rows(self._letter.blocks, self._left, self._width, self._size, self._step)
        last = max(0, len(rows) - KEPT)
        tail = sum(row.gap + self._step for row in rows[last:]) + self._step + self._signature_height()
        for place, row in enumerate(rows):
            self._y -= row.gap
            self._need(tail - row.gap if place == last else 0)
            self._row(row)

    def _row(self, row: Row) -> None:
        self._pen.texts([self._line(piece.x, piece.text, piece.width) for piece in row.pieces])
        self._y -= self._step

    def _labels(self, rows: tuple[tuple[str, str], ...], width: float) -> None:
        for row in label_rows(rows, self._left, width, self._size):
            self._need(0)
            self._row(row)

    def _titles(self) -> list[str]:
        """What stands above the signature, a comma at its end only."""
        who = self._letter.signatory
        titles = [f"{who.capacity} {who.title}".strip(), *([f"{who.own_title}"] if who.own_title else [])]
        lines = [line for title in titles for line in wrap(f"{title},", REGULAR, self._size, self._width * SIGNED)]
        return [line.rstrip(",") if place < len(lines) - 1 else line for place, line in enumerate(lines)]

    def _signature_height(self) -> float:
        return self._step * (len(self._titles()) + 3) + SIGNATURE

    def _signature(self) -> None:
        """The block never parts from its name: it goes to the next page whole."""
        who = self._letter.signatory
        self._y -= self._step
        left, width = self._left + self._width * (1 - SIGNED), self._width * SIGNED
        self._need(self._signature_height() - ROUNDING)
        top = self._y
        for line in self._titles():
            self._pen.texts([self._line(left, line, width)])
            self._y -= self._step
        self._y -= SIGNATURE
        made = balanced(who.name, BOLD, self._size, width, 2)
        rise = self._step * (len(made.lines) - 1)  # a long name grows upwards, into the room to sign
        names = set_lines(made, BOLD, (left, self._y + rise, width), self._step, 0.0)
        self._pen.texts(names)
        self._pen.lines([underline(name) for name in names])
        for line in (who.rank, nip(who.nip)):
            if line:
                self._y -= self._step
                self._pen.texts([self._line(left, line, width)])
        self._code(top)

    def _code(self, top: float) -> None:
        """The code stands left of the signature, its number beneath."""
        if not self._letter.qr:
            return
        low = top - QR_SIDE - 4
        self._canvas.addLiteral(qr_operators(self._letter.qr, self._left + 4, low, QR_SIDE))
        self._pen.texts([fit(self._left, low - 11, REGULAR, 7.5, self._letter.number, self._width * 0.45)])
        self._y = min(self._y, low - 11)

    def _copies(self) -> None:
        if not self._letter.tembusan:
            return
        small = self._size - 1.5
        self._y -= self._step * 1.8
        lines = ["Tembusan:", *(f"{place}. {line}" for place, line in enumerate(self._letter.tembusan, 1))]
        self._need(min(len(lines), TOGETHER) * small * 1.25)
        for line in lines:
            self._need(0)
            self._pen.texts([fit(self._left, self._y, REGULAR, small, line, self._width)])
            self._y -= small * 1.25
