"""Everything on a receipt that is the same for a whole print run: letterhead, labels, boxes, signatories."""

from dataclasses import dataclass, field
from typing import Final

from desktop.documents.cells import balanced, set_lines
from desktop.documents.drawing import BOLD, ITALIC, REGULAR, Box, Line, Text, fit, width_of
from desktop.documents.receipt_grid import Grid, Slot
from desktop.documents.receipt_head import header
from desktop.documents.receipt_rows import ReceiptSheet, Signatory
from desktop.rules.dates import long_date

EMBLEM: Final = 30.0
# Distances from the top of the tightest cell.
PURPOSE: Final = 103.5
NAMED: Final = 130.0
NUMBERS: Final = 141.5
ADDRESS: Final = 153.0
TITLES: Final = 176.5  # of those who sign
INSTEAD: Final = 264.5  # who comes instead of the recipient
SIGNED: Final = 245.0  # baseline of the names of those who sign, from the top of the tightest cell
RECIPIENT: Final = 146.0  # width of the recipient's column
CODE: Final = 122.0  # width of the column with the sum and the QR code
NIP_DIGITS: Final = 18
SHRINKS: Final = 0.78  # a name shrinks this far before it takes a second line
STATEMENT: Final = "Penerima uang utuh tanpa potongan,"
_DOTS: Final = "." * 44
PROXY: Final = (
    f"Bila diterima wakil / ahli waris:  Nama {_DOTS}  NIK {_DOTS[:36]}  Hubungan {_DOTS[:24]}  Surat No. {_DOTS[:26]}"
)


@dataclass(slots=True)
class Form:
    """Texts, lines and boxes of the unchanging part, in the cell's own coordinates."""

    texts: list[Text] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The frames that both the form and the rows need to know."""

    words: Box
    amount: Box
    sign: Box
    thumb: Box
    stamp: Box  # within the one to sign in: the stamp is signed half over

    @classmethod
    def of(cls, grid: Grid) -> "Boxes":
        recipient = grid.right - grid.wide(RECIPIENT)
        low, high = grid.down(231), grid.down(TITLES + 14)
        thumb = grid.wide(50)
        return cls(
            words=Box(grid.values, grid.down(92.5), grid.right - grid.values, 23 * grid.stretch, 0, 0.93, 2),
            amount=Box(grid.left, grid.down(188), grid.wide(CODE - 10), 19 * grid.stretch, 0.9, None, 2),
            sign=Box(recipient, low, grid.wide(RECIPIENT) - thumb - 5, high - low),
            thumb=Box(grid.right - thumb, low, thumb, high - low),
            stamp=Box(recipient + 3, low + grid.scale(12), grid.wide(44), high - low - grid.scale(12) - 3, 0.3),
        )


def build_form(sheet: ReceiptSheet, grid: Grid) -> Form:
    form = Form()
    texts, lines = header(sheet, grid, (EMBLEM + 8 if sheet.emblem else 0) * grid.scale(1))
    form.texts += texts
    form.lines += lines
    _labels(form, sheet, grid)
    _signatures(form, sheet, grid)
    return form


def _labels(form: Form, sheet: ReceiptSheet, grid: Grid) -> None:
    labels = (
        ("Sudah terima dari", 64.5),
        ("Uang sejumlah", 83.5),
        ("Untuk pembayaran", PURPOSE),
        ("Nama penerima", NAMED),
        ("NIK", NUMBERS),
        ("Alamat", ADDRESS),
    )
    colon = grid.values - 8
    for label, y in labels:
        form.texts.append(fit(grid.left, grid.down(y), REGULAR, grid.scale(8.4), label, colon - grid.left))
        form.texts.append(fit(colon, grid.down(y), REGULAR, grid.scale(8.4), ":", 4))
    form.texts += _payer(sheet.payer, grid)
    for label, x in zip(("No. KK", "No. kartu"), identity_columns(grid)[1:], strict=True):
        form.texts.append(fit(x, grid.down(NUMBERS), REGULAR, grid.scale(8.4), label, 44 * grid.scale(1)))
    form.lines.append(Line(grid.left, grid.down(119), grid.right, grid.down(119), width=0.3))
    form.boxes.append(Boxes.of(grid).words)


def identity_columns(grid: Grid) -> tuple[float, float, float]:
    """Left edges of NIK, No KK and card number, which share a line."""
    third = (grid.right - grid.values) / 3
    return grid.values, grid.values + third * 0.84, grid.values + third * 1.98


def _signatures(form: Form, sheet: ReceiptSheet, grid: Grid) -> None:
    boxes = Boxes.of(grid)
    form.boxes += [boxes.amount, boxes.sign, boxes.thumb]
    for label, box in (("tanda tangan", boxes.sign), ("cap jempol", boxes.thumb)):
        form.texts.append(fit(box.x, box.y + 3, ITALIC, grid.scale(6.6), label, box.width, 0.5))
    left = boxes.sign.x
    width = grid.right - left
    day = f"{sheet.place}, {long_date(sheet.paid_on) if sheet.paid_on else '.' * 28}"
    form.texts.append(fit(left, grid.down(TITLES), REGULAR, grid.scale(8), day, width, 0.5))
    form.texts.append(fit(left, grid.down(TITLES + 9.5), REGULAR, grid.scale(8), STATEMENT, width, 0.5))
    start = grid.left + grid.wide(CODE)
    _officials(form, sheet.officials, grid, start, left - start - 8)
    if grid.per_page > 1:  # alone on its page it has a part for whoever comes instead
        form.texts.append(fit(grid.left, grid.down(INSTEAD), REGULAR, grid.scale(7), PROXY, grid.right - grid.left))


def _payer(payer: str, grid: Grid) -> list[Text]:
    """In one line, or in two smaller ones around its middle."""
    size, width = grid.scale(9), grid.right - grid.values
    if width_of(payer, REGULAR, size) <= width / SHRINKS:
        return [fit(grid.values, grid.down(64.5), REGULAR, size, payer, width)]
    made = balanced(payer, REGULAR, grid.scale(6.8), width, 2)
    leading = made.size * 0.97
    first = grid.down(65) + leading / 2 * (len(made.lines) - 1)
    return set_lines(made, REGULAR, (grid.values, first, width), leading, 0.0)


def _officials(form: Form, officials: tuple[Signatory, ...], grid: Grid, left: float, width: float) -> None:
    column = width / max(len(officials), 1)
    under = grid.down(SIGNED) - grid.scale(9.5)
    size = grid.scale(8)
    for place, official in enumerate(officials):
        x, room = left + place * column + 4, column - 8
        titles = balanced(official.title, REGULAR, size, room, 3)
        form.texts.append(fit(x, grid.down(TITLES), REGULAR, size, f"{official.heading},", room, 0.5))
        form.texts += set_lines(titles, REGULAR, (x, grid.down(TITLES + 9.5), room), titles.size * 1.12, 0.5)
        names = list(signed_name(grid.slot(x, grid.down(SIGNED), room, BOLD, 8, 0.5), official.name))
        form.texts += names
        form.lines += [underline(name) for name in names]
        form.texts.append(fit(x, under, REGULAR, grid.scale(7.2), nip(official.nip), room, 0.5))


def signed_name(slot: Slot, name: str) -> list[Text]:
    """Set a name in one line, or in up to three smaller ones that grow upwards into the space for signing."""
    if width_of(name, slot.font, slot.size) <= slot.width / SHRINKS:
        return [slot.put(name)]
    made = balanced(name, slot.font, slot.size * 0.87, slot.width, 2)
    if len(made.lines) > 2:  # noqa: PLR2004 - as small as it may be, two lines do not hold it
        made = balanced(name, slot.font, slot.size * 0.87, slot.width, 3)
    leading = made.size * 1.12
    first = slot.y + leading * (len(made.lines) - 1)
    return set_lines(made, slot.font, (slot.x, first, slot.width), leading, slot.align)


def underline(text: Text) -> Line:
    y = text.y - text.size * 0.16
    width = width_of(text.text, text.font, text.size) * text.squeeze
    return Line(text.x, y, text.x + width, y, width=text.size * 0.06)


def nip(number: str) -> str:
    """With the gaps offices write: birth date, month of appointment, sex, serial (DOMAIN.md 4.5)."""
    if len(number) == NIP_DIGITS and number.isdecimal():
        number = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
    return f"NIP {number}" if number else ""
