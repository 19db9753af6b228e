"""Page x of y: how many pages there are is known at the end only, so a form that is drawn last says it."""

from typing import Final

from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import REGULAR, Pen, Text, fit

SIZE: Final = 7.5
ROOM: Final = 26.0  # for the count, right of the words


def page_label(number: int, right: float, y: float) -> Text:
    """Words that stand left of the count; `right` is where both together end."""
    return fit(right - ROOM - 100, y, REGULAR, SIZE, f"Halaman {number} dari ", 100, 1.0)


def draw_count(canvas: Canvas, form: str, right: float, y: float) -> None:
    """Leave the place of the count of pages, which `store_count` fills in under the same name."""
    canvas.saveState()
    canvas.translate(right - ROOM, y - 2)
    canvas.doForm(form)
    canvas.restoreState()


def store_count(canvas: Canvas, form: str, pages: int) -> None:
    canvas.beginForm(form, 0, 0, 40, 12)
    Pen(canvas).texts([Text(0, 2, REGULAR, SIZE, str(pages))])
    canvas.endForm()
