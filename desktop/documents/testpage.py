"""A page that shows how far a printer moves what it prints, in millimetres to type into the settings."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from desktop.documents.drawing import BOLD, REGULAR, Box, Line, Pen, Text, fit
from desktop.documents.paper import MM, Paper, begin, start_page

CROSS: Final = 20  # mm from both edges of the paper to the middle of each cross
RULER: Final = 60  # mm shown on each ruler
LONG, MIDDLE, SHORT = 5.0, 3.5, 2.0  # marks of the ruler: tens, fives, ones
STEPS: Final = (
    "1. Cetak halaman ini dengan ukuran 100 % (tanpa “sesuaikan dengan halaman”).",
    "2. Ukur dengan penggaris dari tepi kiri kertas ke tengah silang kiri atas: ........ mm",
    "3. Ukur dari tepi atas kertas ke tengah silang kiri atas: ........ mm",
    "4. Geser ke kanan = 20 dikurangi hasil nomor 2. Geser ke atas = hasil nomor 3 dikurangi 20.",
    "5. Tambahkan keduanya pada geseran di Pengaturan, Printer, lalu cetak lagi: kedua ukuran harus 20 mm.",
    "6. Kotak di bawah harus tepat 100 mm x 50 mm. Bila tidak, printer masih memperkecil halaman.",
)


def write_test_page(
    file: BinaryIO, paper: Paper, offset_mm: tuple[float, float] = (0.0, 0.0), printer: str = ""
) -> None:
    """Draw the page as it comes out with the offset in force now, which it names."""
    width, height = paper.size
    canvas = begin(file, paper.size, "Halaman uji printer", "e-JSiKa")
    start_page(canvas, offset_mm)
    pen = Pen(canvas)
    for x in (CROSS * MM, width - CROSS * MM):
        for y in (CROSS * MM, height - CROSS * MM):
            pen.lines([Line(x - 12, y, x + 12, y), Line(x, y - 12, x, y + 12)])
    pen.lines(_rulers(width, height))
    pen.texts(_texts(width, height, paper, offset_mm, printer))
    pen.boxes([Box((width - 100 * MM) / 2, height * 0.22, 100 * MM, 50 * MM, 0.4)])
    canvas.showPage()
    canvas.save()


def _rulers(width: float, height: float) -> Iterator[Line]:
    """Marks in whole millimetres inwards from the middle of each edge, beginning at the edge itself."""
    for tick in range(RULER + 1):
        high = (LONG if tick % 10 == 0 else MIDDLE if tick % 5 == 0 else SHORT) * MM
        along = tick * MM
        yield Line(along, height / 2, along, height / 2 + high, 0.3)
        yield Line(width - along, height / 2, width - along, height / 2 + high, 0.3)
        if along < height * 0.15:
            yield Line(width / 2, along, width / 2 + high, along, 0.3)
            yield Line(width / 2, height - along, width / 2 + high, height - along, 0.3)


def _texts(width: float, height: float, paper: Paper, offset_mm: tuple[float, float], printer: str) -> Iterator[Text]:
    left, room, y = 35 * MM, width - 70 * MM, height - 62 * MM
    yield fit(left, y, BOLD, 16, "HALAMAN UJI PRINTER", room)
    name = f"Printer: {printer or '-'}    Kertas: {paper.upper()}"
    yield fit(left, y - 20, REGULAR, 10.5, name, room)
    right, up = (f"{part:+.1f}".replace(".", ",") for part in offset_mm)
    yield fit(left, y - 36, REGULAR, 10.5, f"Geseran yang berlaku: kanan {right} mm, atas {up} mm", room)
    for row, step in enumerate(STEPS):
        yield fit(left, y - 62 - row * 15, REGULAR, 9.5, step, room)
    yield fit((width - 100 * MM) / 2, height * 0.22 + 24 * MM, REGULAR, 10, "100 mm x 50 mm", 100 * MM, 0.5)
    for tick in range(10, RULER + 1, 10):
        yield fit(tick * MM - 10, height / 2 - 9, REGULAR, 7, str(tick), 20, 0.5)
        yield fit(width - tick * MM - 10, height / 2 - 9, REGULAR, 7, str(tick), 20, 0.5)
