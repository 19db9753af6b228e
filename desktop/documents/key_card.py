"""The key card of an office on paper: its QR code, its fingerprint in large letters, and two signatures."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from desktop.documents.cells import broken, set_lines
from desktop.documents.drawing import BOLD, MONO, REGULAR, Box, Line, Pen, Text, fit
from desktop.documents.paper import MM, Paper, begin
from desktop.documents.qr import qr_operators
from desktop.documents.sheet_text import lines, numbered
from desktop.rules.dates import long_date

QR_SIDE: Final = 52 * MM
QR_WHITE: Final = 5 * MM  # more than four modules of it
WHAT: Final = (
    "Kartu ini memperkenalkan kantor kepada kantor lain. Paket data dari kantor ini hanya dipercaya setelah kartunya "
    "dimasukkan oleh satu orang dan sidik jarinya dicocokkan huruf demi huruf oleh orang kedua dari lembar ini. "
    "Tidak ada yang rahasia di lembar ini."
)
STEPS: Final = (
    "Serahkan lembar ini langsung, atau kirim dengan surat resmi; jangan hanya lewat pesan.",
    "Orang pertama di kantor penerima membuka Pertukaran Data, Kunci kantor, lalu memasukkan kartu ini.",
    "Orang kedua mengetik kelima kelompok sidik jari dari lembar ini. Satu huruf berbeda berarti bukan kartu ini.",
    "Simpan lembar ini bersama berita acara serah terima.",
)


@dataclass(frozen=True, slots=True)
class KeyCardSheet:
    """What stands on it: `text` is the card's one line, `fingerprint` its 20 letters in groups."""

    office: str
    code: str
    epoch: int
    on: date
    text: str
    fingerprint: str
    paper: Paper = Paper.A4
    practice: bool = False


def write_key_card(sheet: KeyCardSheet, file: BinaryIO) -> None:
    width, height = sheet.paper.size
    canvas = begin(file, sheet.paper.size, "Kartu kunci kantor", sheet.office)
    pen = Pen(canvas)
    left, room = 25 * MM, width - 50 * MM
    y = height - 30 * MM
    title = "LATIHAN: KARTU KUNCI KANTOR" if sheet.practice else "KARTU KUNCI KANTOR"
    office = broken(sheet.office, BOLD, 13, room)
    low = y - 22 - 15 * (len(office.lines) - 1)
    facts = f"Kode kantor {sheet.code} · kunci ke-{sheet.epoch} · dibuat {long_date(sheet.on)}"
    pen.texts(
        [
            fit(left, y, BOLD, 20, title, room),
            *set_lines(office, BOLD, (left, y - 22, room), 15, 0.0),
            fit(left, low - 16, REGULAR, 10, facts, room),
        ]
    )
    pen.lines([Line(left, low - 28, left + room, low - 28, width=1.2)])
    y = lines(pen, left, low - 50, room, WHAT)
    top = y - 14
    canvas.addLiteral(qr_operators(sheet.text, left + QR_WHITE, top - QR_WHITE - QR_SIDE, QR_SIDE))
    beside = left + QR_SIDE + 2 * QR_WHITE + 8
    _fingerprint(pen, beside, top - QR_WHITE, left + room - beside, sheet.fingerprint.split("-"))
    y = _line(pen, left, top - 2 * QR_WHITE - QR_SIDE - 8, room, sheet.text)
    pen.texts([fit(left, y - 16, BOLD, 11, "Cara memakai", room)])
    y -= 34
    y = numbered(pen, left, y, room, STEPS)
    _signatures(pen, left, y - 24, room)
    canvas.showPage()
    canvas.save()


def _fingerprint(pen: Pen, left: float, top: float, room: float, groups: list[str]) -> None:
    """Set a group to a line, numbered as the screen numbers them, in letters that cannot be mistaken."""
    step, high = 27.0, QR_SIDE
    pen.boxes([Box(left, top - high, room, high, 1.2, None, 4)])
    texts = [fit(left + 12, top - 17, REGULAR, 9, "Sidik jari: lima kelompok, cocokkan semuanya", room - 24)]
    for at, group in enumerate(groups):
        y = top - 42 - at * step * (high - 44) / (step * 4.2)
        texts.append(fit(left + 12, y, REGULAR, 10, f"{at + 1}", 14))
        texts.append(fit(left + 36, y - 3, MONO, 24, " ".join(group), room - 48))
    pen.texts(texts)


def _line(pen: Pen, left: float, y: float, room: float, text: str) -> float:
    """The card's line for who has no camera: in pieces of equal length."""
    size = 64
    texts: list[Text] = [fit(left, y, REGULAR, 9, "Isi kode QR, bila harus diketik:", room)]
    for at in range(0, len(text), size):
        y -= 13
        texts.append(fit(left, y, MONO, 10, text[at : at + size], room))
    pen.texts(texts)
    return y - 10


def _signatures(pen: Pen, left: float, y: float, room: float) -> None:
    half = (room - 30) / 2
    for x, who in ((left, "Yang menyerahkan"), (left + half + 30, "Yang menerima dan mencocokkan")):
        pen.texts([fit(x, y, REGULAR, 11, who, half)])
        pen.lines([Line(x, y - 54, x + half, y - 54, dash=(1, 2))])
        pen.texts([fit(x, y - 66, REGULAR, 8.5, "nama, jabatan, tanggal, tanda tangan", half)])
