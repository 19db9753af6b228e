"""Participant cards of 85.6 x 54 mm, eight on an A4 sheet between cut marks, each with its QR code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.cells import balanced, broken, set_lines
from desktop.documents.drawing import (
    BOLD,
    ITALIC,
    MONO,
    REGULAR,
    Box,
    Line,
    Pen,
    Text,
    fit,
    paragraph,
    watermark,
)
from desktop.documents.paper import MM, Paper, begin, start_page
from desktop.documents.qr import qr_operators
from desktop.progress import SILENT, Progress
from desktop.wording.translator import N_

WIDE: Final = 85.6 * MM  # the size of bank cards (ISO/IEC 7810 ID-1): it fits the same pouches
HIGH: Final = 54.0 * MM
COLUMNS: Final = 2
ROWS: Final = 4
GAP: Final = 8 * MM  # between cards, so that a crooked cut spoils one card and not two
MARK: Final = 3 * MM
INSIDE: Final = 4 * MM
HEAD: Final = 13 * MM
QR: Final = 22 * MM  # with the white around it: codes of 29 modules, each 0.6 mm
QUIET: Final = 4 / 29  # modules of white on each side
EVERY: Final = 40
LARGE_LINES: Final = 2  # of a name
WRITING: Final = N_("Writing the cards")
NOTE: Final = "Dibawa pada setiap penyaluran. Tidak dapat dipindahtangankan. Bila hilang, laporkan kepada pendamping."


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """What stands on one card. `name` is the caretaker's, who comes for the money."""

    name: str
    number: str
    programme: str
    village: str  # with its kind: Desa Cikadu, Kelurahan Saruni
    district: str
    code: str  # text of the QR code: no personal data


@dataclass(frozen=True, slots=True)
class CardSheet:
    """What is the same for a whole print run."""

    government: str
    office: str
    practice: bool = False
    offset_mm: tuple[float, float] = (0.0, 0.0)


def write_cards(
    cards: Iterable[ParticipantCard],
    sheet: CardSheet,
    file: BinaryIO,
    *,
    total: int | None = None,
    progress: Progress = SILENT,
) -> int:
    """Write the cards in their order, row by row, and return how many."""
    size = Paper.A4.size
    canvas = begin(file, size, "Kartu peserta", sheet.office)
    pen = Pen(canvas)
    places = list(_places(*size))
    done = 0
    for done, card in enumerate(cards, 1):
        at = (done - 1) % len(places)
        if at == 0:
            if done > 1:
                canvas.showPage()
            start_page(canvas, sheet.offset_mm)
        _draw(canvas, pen, card, sheet, *places[at])
        if done % EVERY == 0:
            progress.step(done, total, WRITING)
    progress.step(done, done, WRITING)
    canvas.save()
    return done


def _places(width: float, height: float) -> Iterator[tuple[float, float]]:
    """Lower left corners of the cards of a sheet, in reading order; the whole stands in the middle."""
    left = (width - COLUMNS * WIDE - (COLUMNS - 1) * GAP) / 2
    top = height - (height - ROWS * HIGH - (ROWS - 1) * GAP) / 2
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield left + column * (WIDE + GAP), top - HIGH - row * (HIGH + GAP)


def _draw(canvas: Canvas, pen: Pen, card: ParticipantCard, sheet: CardSheet, x: float, y: float) -> None:
    pen.boxes([Box(x, y + HIGH - HEAD, WIDE, HEAD, 0, 0.9)])
    if sheet.practice:
        # Clear of the QR code, which must be read on practice cards too.
        watermark(canvas, x + (WIDE - QR) / 2, y + HIGH / 2 - 6 * MM, "LATIHAN", 27)
    pen.texts([*_head(card, sheet, x, y), *_body(card, x, y)])
    pen.lines(list(_marks(x, y)))
    _code(canvas, card, x, y)


def _head(card: ParticipantCard, sheet: CardSheet, x: float, y: float) -> Iterator[Text]:
    """The office small, the programme large: people know the card by the programme's name."""
    left, room, top = x + INSIDE, WIDE - 2 * INSIDE, y + HIGH
    office = " · ".join(part for part in (sheet.office, sheet.government) if part)
    made = balanced(office.upper(), REGULAR, 6.2, room, 2)
    yield from set_lines(made, REGULAR, (left, top - 4.6 * MM + 3.4 * (len(made.lines) - 1), room), 5.2, 0.0)
    yield fit(left, top - 10.2 * MM, BOLD, 11.5, "KARTU PESERTA", room * 0.5)
    yield fit(left + room * 0.52, top - 10.2 * MM, BOLD, 9.5, card.programme.upper(), room * 0.48, align=1.0)


def _body(card: ParticipantCard, x: float, y: float) -> Iterator[Text]:
    left, room = x + INSIDE, WIDE - 2 * INSIDE - QR
    top = y + HIGH - HEAD
    yield Text(left, top - 4.2 * MM, REGULAR, 6.2, "Nama pengurus")
    yield from _name(card.name or "-", left, top - 8.4 * MM, room)
    yield Text(left, top - 17.6 * MM, REGULAR, 6.2, "Nomor kartu")
    yield fit(left, top - 21.8 * MM, MONO, 12, card.number, room)
    place = ", ".join(part for part in (card.village, card.district and f"Kecamatan {card.district}") if part)
    yield from paragraph(left, top - 27.4 * MM, REGULAR, 7.6, place, room + QR, 2, 8.6)
    yield from paragraph(left, y + 5.0 * MM, ITALIC, 5.6, NOTE, WIDE - 2 * INSIDE, 2, 6.4)


def _name(name: str, x: float, y: float, room: float) -> list[Text]:
    """Large in two lines where it has room, else small in four."""
    made = broken(name, BOLD, 11.5, room, LARGE_LINES)
    if len(made.lines) > LARGE_LINES:
        made = broken(name, BOLD, 7.5, room, 4)
    return set_lines(made, BOLD, (x, y, room), made.size, 0.0)


def _code(canvas: Canvas, card: ParticipantCard, x: float, y: float) -> None:
    side = QR * (1 - 2 * QUIET)
    left = x + WIDE - INSIDE - QR + QR * QUIET
    canvas.addLiteral(qr_operators(card.code, left, y + HIGH - HEAD - QR + QR * QUIET - 1.2 * MM, side))


def _marks(x: float, y: float) -> Iterator[Line]:
    """Short lines outside the corners: what is cut along them shows none."""
    clear = 0.8 * MM
    for corner, side in ((x, -1), (x + WIDE, 1)):
        for edge, way in ((y, -1), (y + HIGH, 1)):
            yield Line(corner + side * clear, edge, corner + side * (clear + MARK), edge, width=0.3)
            yield Line(corner, edge + way * clear, corner, edge + way * (clear + MARK), width=0.3)
