"""Papers for the tests of the preview: pages of one colour each, so that one can tell which page is seen."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

COLOURS = ("#C02020", "#20A040", "#2040C0", "#C0A020")
A4 = (595.28, 841.89)
F4 = (609.45, 935.43)


def pages(count: int, size: tuple[float, float] = A4) -> bytes:
    """Each page has a mark of its colour, 100 points wide, whose corner is the upper left of the sheet."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=size)
    for page in range(count):
        canvas.setFillColor(HexColor(COLOURS[page % len(COLOURS)]))
        canvas.rect(0, size[1] - 100, 100, 100, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        canvas.drawString(200, 400, f"Lembar {page + 1}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()
