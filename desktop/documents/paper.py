"""Sizes of paper, and how a new PDF is begun the same way for every document."""

from enum import StrEnum
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

MM = float(mm)  # points in a millimetre; every position in this package is in points


class Paper(StrEnum):
    """Both sizes are in every office; F4 is the 215 x 330 mm sheet (DOMAIN.md 4.5)."""

    A4 = "a4"
    F4 = "f4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, upright."""
        wide, high = (210, 297) if self is Paper.A4 else (215, 330)
        return wide * MM, high * MM


def begin(file: BinaryIO, size: tuple[float, float], title: str, author: str) -> Canvas:
    """Open a compressed PDF; nothing is written to `file` before `save`."""
    canvas = Canvas(file, pagesize=size, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("e-JSiKa")
    return canvas


def start_page(canvas: Canvas, shift_mm: tuple[float, float]) -> None:
    """Move the origin by the printer's own offset in mm (right, up); reportlab forgets it at every new page."""
    if shift_mm != (0, 0):
        canvas.translate(shift_mm[0] * MM, shift_mm[1] * MM)
