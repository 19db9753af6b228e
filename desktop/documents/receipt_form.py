"""Everything on a receipt that is the same for a whole print run: letterhead, labels, boxes, signatories."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.documents.drawing import BOLD, ITALIC, REGULAR, Box, Line, Text, fit, paragraph, width_of
from desktop.documents.receipt_grid import Grid, Slot
from desktop.documents.receipt_rows import ReceiptSheet, Signatory
from desktop.rules.dates import long_date

EMBLEM: Final = 30.0
SIGNED: Final = 254.0  # baseline of the names of those who sign, from the top of the tightest cell
RECIPIENT: Final = 146.0  # width of the recipient's column
CODE: Final = 122.0  # width of the column with the sum and the QR code
NIP_DIGITS: Final = 18
SHRINKS: Final = 0.78  # a name shrinks this far before it takes a second line
STATEMENT: Final = "Penerima uang utuh tanpa potongan,"


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

    @classmethod
    def of(cls, grid: Grid) -> "Boxes":
        recipient = grid.right - grid.wide(RECIPIENT)
        low, high = grid.down(240), grid.down(199)
        thumb = grid.wide(50)
        return cls(
            words=Box(grid.values, grid.down(97), grid.right - grid.values, 24 * grid.stretch, 0, 0.93, 2),
            amount=Box(grid.left, grid.down(197), grid.wide(CODE - 10), 19 * grid.stretch, 0.9, None, 2),
            sign=Box(recipient, low, grid.wide(RECIPIENT) - thumb - 5, high - low),
            thumb=Box(grid.right - thumb, low, thumb, high - low),
        )


def build_form(sheet: ReceiptSheet, grid: Grid) -> Form:
    form = Form()
    _header(form, sheet, grid)
    _labels(form, sheet, grid)
    _signatures(form, sheet, grid)
    return form


def _header(form: Form, sheet: ReceiptSheet, grid: Grid) -> None:
    head = sheet.letterhead
    x = grid.left + (EMBLEM + 8 if sheet.emblem else 0) * grid.scale(1)
    middle = grid.width / 2
    room = middle - 42 * grid.scale(1) - x
    lines = [(head.government.upper(), BOLD, 7.8, 21.0), (head.office.upper(), BOLD, 10.0, 32.0)]
    form.texts += [fit(x, grid.down(y), font, grid.scale(size), text, room) for text, font, size, y in lines]
    contact = head.phone and f"Telepon {head.phone}"
    form.texts += [
        fit(x, grid.down(y), REGULAR, grid.scale(6.4), line, room)
        for line, y in ((head.place_line, 41.0), (contact, 49.0))
    ]
    title = grid.slot(middle - 42 * grid.scale(1), grid.down(36), 96 * grid.scale(1), BOLD, 16, 0.5)
    form.texts.append(title.put("KUITANSI"))
    labels = ("Nomor bukti", "Tahun anggaran", "Kode rekening")
    x = numbers_left(grid)
    for row, label in enumerate(labels):
        y = grid.down(22 + row * 11.5)
        form.texts.append(fit(x, y, REGULAR, grid.scale(7.5), label, 58 * grid.scale(1)))
        form.texts.append(fit(x + 59 * grid.scale(1), y, REGULAR, grid.scale(7.5), ":", 4))
    left = x + 65 * grid.scale(1)
    account = fit(left, grid.down(45), REGULAR, grid.scale(8), sheet.account_code, grid.right - left)
    form.texts.append(account)
    form.lines += [
        Line(grid.left, grid.down(53), grid.right, grid.down(53), width=1.3),
        Line(grid.left, grid.down(53) - 2.2, grid.right, grid.down(53) - 2.2, width=0.4),
    ]


def numbers_left(grid: Grid) -> float:
    """Where the little table with the receipt's number begins."""
    return grid.width / 2 + 66 * grid.scale(1)


def _labels(form: Form, sheet: ReceiptSheet, grid: Grid) -> None:
    labels = (
        ("Sudah terima dari", 66.5),
        ("Uang sejumlah", 87.0),
        ("Untuk pembayaran", 109.0),
        ("Nama penerima", 137.5),
        ("NIK", 149.5),
        ("Alamat", 161.5),
    )
    colon = grid.values - 8
    for label, y in labels:
        form.texts.append(fit(grid.left, grid.down(y), REGULAR, grid.scale(8.4), label, colon - grid.left))
        form.texts.append(fit(colon, grid.down(y), REGULAR, grid.scale(8.4), ":", 4))
    form.texts.append(grid.slot(grid.values, grid.down(66.5), grid.right - grid.values, REGULAR, 9).put(sheet.payer))
    for label, x in zip(("No. KK", "No. kartu"), identity_columns(grid)[1:], strict=True):
        form.texts.append(fit(x, grid.down(149.5), REGULAR, grid.scale(8.4), label, 44 * grid.scale(1)))
    form.lines.append(Line(grid.left, grid.down(126), grid.right, grid.down(126), width=0.3))
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
    form.texts.append(fit(left, grid.down(185), REGULAR, grid.scale(8), day, width, 0.5))
    form.texts.append(fit(left, grid.down(194.5), REGULAR, grid.scale(8), STATEMENT, width, 0.5))
    start = grid.left + grid.wide(CODE)
    _officials(form, sheet.officials, grid, start, left - start - 8)


def _officials(form: Form, officials: tuple[Signatory, ...], grid: Grid, left: float, width: float) -> None:
    column = width / max(len(officials), 1)
    under = grid.down(SIGNED) - grid.scale(9.5)
    for place, official in enumerate(officials):
        x, room = left + place * column + 4, column - 8
        titles = paragraph(x, grid.down(194.5), REGULAR, grid.scale(8), official.title, room, 2, grid.scale(9))
        form.texts.append(fit(x, grid.down(185), REGULAR, grid.scale(8), f"{official.heading},", room, 0.5))
        form.texts += [fit(x, title.y, REGULAR, title.size, title.text, room, 0.5) for title in titles]
        names = list(signed_name(grid.slot(x, grid.down(SIGNED), room, BOLD, 8, 0.5), official.name))
        form.texts += names
        form.lines += [underline(name) for name in names]
        form.texts.append(fit(x, under, REGULAR, grid.scale(7.2), nip(official.nip), room, 0.5))


def signed_name(slot: Slot, name: str) -> Iterator[Text]:
    """Set a name in one line, or in two smaller ones that grow upwards into the space for signing."""
    if width_of(name, slot.font, slot.size) <= slot.width / SHRINKS:
        yield slot.put(name)
        return
    smaller = replace(slot, size=slot.size * 0.87)
    leading = smaller.size * 1.12
    lines = smaller.lines(name, 2, leading)
    rise = leading * (len(lines) - 1)
    for line in lines:
        yield replace(smaller, y=line.y + rise, size=line.size).put(line.text)


def underline(text: Text) -> Line:
    y = text.y - text.size * 0.16
    width = width_of(text.text, text.font, text.size) * text.squeeze
    return Line(text.x, y, text.x + width, y, width=text.size * 0.06)


def nip(number: str) -> str:
    """With the gaps offices write: birth date, month of appointment, sex, serial (DOMAIN.md 4.5)."""
    if len(number) == NIP_DIGITS and number.isdecimal():
        number = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
    return f"NIP {number}" if number else ""
