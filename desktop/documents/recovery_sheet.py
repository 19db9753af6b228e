"""The paper that opens the office when all passwords are forgotten: one page, to be sealed in an envelope."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from desktop.documents.cells import broken, set_lines
from desktop.documents.drawing import BOLD, MONO, REGULAR, Box, Line, Pen, Text, fit
from desktop.documents.paper import MM, Paper, begin
from desktop.documents.sheet_text import lines, numbered
from desktop.rules.dates import long_date

GROUP: Final = 4
GROUPS_PER_LINE: Final = 4
WHAT: Final = (
    "Kode ini membuka data kantor bila semua pengguna lupa kata sandinya. Siapa pun yang memegang kode ini "
    "dan komputer kantor dapat membuka seluruh data keluarga. Perlakukan seperti uang tunai."
)
STEPS: Final = (
    "Masukkan lembar ini ke dalam amplop tak tembus pandang, lalu lem.",
    "Kepala seksi dan administrator menandatangani amplop melintang di atas lemnya.",
    "Tulis pada amplop: nama kantor, tanggal, dan “Kode pemulihan e-JSiKa”.",
    "Simpan amplop di brankas kantor. Jangan disimpan bersama komputer.",
    "Jangan difoto, jangan difotokopi, jangan dikirim lewat pesan.",
)
USE: Final = (
    "Cara memakai: pada layar masuk pilih “Lupa kata sandi”, lalu ketik kode di atas. Huruf besar dan kecil sama saja; "
    "spasi dan tanda hubung boleh dilewati. Setelah dipakai, buat kode baru dan musnahkan lembar ini."
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on it; `code` may carry spaces or hyphens, the sheet groups it anew."""

    office: str
    code: str
    made_on: date
    made_by: str
    paper: Paper = Paper.A4
    practice: bool = False


def grouped(code: str) -> list[str]:
    """Groups of four, as they are read aloud."""
    bare = "".join(letter for letter in code if letter.isalnum()).upper()
    return [bare[start : start + GROUP] for start in range(0, len(bare), GROUP)]


def write_recovery_sheet(sheet: RecoverySheet, file: BinaryIO) -> None:
    width, height = sheet.paper.size
    canvas = begin(file, sheet.paper.size, "Kode pemulihan", sheet.office)
    pen = Pen(canvas)
    left, room = 25 * MM, width - 50 * MM
    y = height - 30 * MM
    kind = "LATIHAN: KODE PEMULIHAN" if sheet.practice else "KODE PEMULIHAN"
    office = broken(sheet.office, REGULAR, 12, room)
    low = y - 22 - 14 * (len(office.lines) - 1)
    pen.texts(
        [
            fit(left, y, BOLD, 20, kind, room),
            *set_lines(office, REGULAR, (left, y - 22, room), 14, 0.0),
            fit(left, low - 16, REGULAR, 10, f"Dibuat {long_date(sheet.made_on)} oleh {sheet.made_by}", room),
        ]
    )
    pen.lines([Line(left, low - 28, left + room, low - 28, width=1.2)])
    y = lines(pen, left, low - 50, room, WHAT)
    y = _code(pen, left, y - 18, room, grouped(sheet.code))
    y = lines(pen, left, y - 28, room, USE)
    pen.texts([fit(left, y - 20, BOLD, 11, "Simpan dengan aman", room)])
    y -= 40
    y = numbered(pen, left, y, room, STEPS)
    _witnesses(pen, left, y - 34, room)
    canvas.showPage()
    canvas.save()


def _code(pen: Pen, left: float, top: float, room: float, groups: list[str]) -> float:
    """Set the groups in a frame, four to a line, in letters that cannot be mistaken for each other."""
    rows = [groups[start : start + GROUPS_PER_LINE] for start in range(0, len(groups), GROUPS_PER_LINE)]
    step, high = 34.0, 34.0 * len(rows) + 20
    pen.boxes([Box(left, top - high, room, high, 1.2, None, 4)])
    column = (room - 30) / GROUPS_PER_LINE
    texts: list[Text] = []
    for row, line in enumerate(rows):
        for place, group in enumerate(line):
            x = left + 15 + place * column
            texts.append(fit(x, top - 34 - row * step, MONO, 24, group, column, 0.5))
    pen.texts(texts)
    return top - high


def _witnesses(pen: Pen, left: float, y: float, room: float) -> None:
    half = (room - 30) / 2
    for x, who in ((left, "Administrator"), (left + half + 30, "Kepala seksi")):
        pen.texts([fit(x, y, REGULAR, 11, who, half)])
        pen.lines([Line(x, y - 58, x + half, y - 58, dash=(1, 2))])
        pen.texts([fit(x, y - 70, REGULAR, 8.5, "nama, tanggal, tanda tangan", half)])
