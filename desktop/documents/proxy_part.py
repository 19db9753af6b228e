"""What fills the lower part of a receipt that has a page for itself: the papers seen, and the proxy's part."""

from typing import Final

from desktop.documents.drawing import BOLD, ITALIC, REGULAR, Box, Line, Pen, fit
from desktop.documents.receipt_grid import Grid

SEEN: Final = ("KTP asli", "KK asli", "Undangan", "Kartu peserta", "Surat kuasa", "Surat kematian / ahli waris")
ASKED: Final = ("Nama", "NIK", "Hubungan keluarga", "Alasan", "Nomor surat kuasa / waris")
NEEDS: Final = 272.0  # height of this part at its tightest
MOST: Final = 1.45


def draw_proxy_part(pen: Pen, grid: Grid) -> None:
    """Proxy rules: DOMAIN.md 4.3."""
    left, right, top = grid.left, grid.right, grid.end - 6
    unit = min(MOST, (top - 30) / NEEDS)
    pen.lines([Line(left, top, right, top, dash=(3, 3))])
    pen.texts([fit(left, top - 24 * unit, BOLD, 10, "SURAT YANG DIPERIKSA PETUGAS", right - left)])
    _papers(pen, left, top - 44 * unit, (right - left) / 3, unit)
    y = top - 100 * unit
    pen.texts([fit(left, y, BOLD, 10, "DIISI BILA UANG DITERIMA OLEH WAKIL ATAU AHLI WARIS", right - left)])
    note = "Yang datang menunjukkan KTP dan KK asli miliknya serta KTP dan KK asli penerima."
    pen.texts([fit(left, y - 14, ITALIC, 8.5, note, right - left)])
    row = 25 * unit
    _asked(pen, left, y - 22 - 18 * unit, (right - left) * 0.58, row)
    _signs(pen, left + (right - left) * 0.63, y - 22, right, row)


def _papers(pen: Pen, left: float, y: float, column: float, unit: float) -> None:
    for place, name in enumerate(SEEN):
        x, low = left + place % 3 * column, y - place // 3 * 20 * unit
        pen.boxes([Box(x, low - 1.5, 9, 9, 0.7)])
        pen.texts([fit(x + 15, low, REGULAR, 9.5, name, column - 20)])


def _asked(pen: Pen, left: float, y: float, width: float, row: float) -> None:
    start = left + 106
    for place, label in enumerate(ASKED):
        low = y - place * row
        pen.texts([fit(left, low, REGULAR, 9.5, label, 98), fit(start - 6, low, REGULAR, 9.5, ":", 5)])
        pen.lines([Line(start + 2, low - 2, left + width, low - 2, dash=(1, 2))])


def _signs(pen: Pen, left: float, top: float, right: float, row: float) -> None:
    half = (right - left - 10) / 2
    low = top - row * len(ASKED)
    for x, label in ((left, "Wakil / ahli waris"), (left + half + 10, "Saksi")):
        pen.texts([fit(x, top - 6, REGULAR, 9.5, label, half, 0.5)])
        pen.boxes([Box(x, low, half, top - low - 14)])
        pen.texts([fit(x + 4, low + 4, ITALIC, 6.5, "tanda tangan dan nama terang", half - 8, 0.5)])
