"""The reader of layouts sees what an eye would see: text over an edge, over a rule, over other text."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import BOLD, REGULAR, Line, Pen, Text, fit, watermark
from desktop.documents.paper import MM, Paper, begin
from tests.documents.layout import Page, faults, pages

HERE = Text(100, 400, REGULAR, 9, "RADEN AJENG SITI")


def drawn(draw: Callable[[Canvas, Pen], None]) -> Page:
    file = BytesIO()
    canvas = begin(file, Paper.A4.size, "Uji", "Uji")
    draw(canvas, Pen(canvas))
    canvas.showPage()
    canvas.save()
    (page,) = pages(file.getvalue())
    return page


def sound(_: Canvas, pen: Pen) -> None:
    pen.texts([HERE, HERE._replace(y=389), HERE._replace(x=200)])
    pen.lines([Line(98, 397, 190, 397), Line(98, 380, 98, 410), Line(190, 380, 190, 410)])


def over_the_edge(_: Canvas, pen: Pen) -> None:
    pen.texts([HERE._replace(x=540)])


def over_a_rule(_: Canvas, pen: Pen) -> None:
    pen.texts([HERE])
    pen.lines([Line(130, 380, 130, 420)])


def struck_out(_: Canvas, pen: Pen) -> None:
    pen.texts([HERE])
    pen.lines([Line(90, 403, 300, 403)])


def over_each_other(_: Canvas, pen: Pen) -> None:
    pen.texts([HERE, HERE._replace(x=150, y=403)])


def in_a_form(canvas: Canvas, pen: Pen) -> None:
    """What is stored once and drawn elsewhere is seen where it is drawn."""
    canvas.beginForm("kotak", 0, 0, 400, 400)
    pen.lines([Line(30, 80, 30, 120)])
    canvas.endForm()
    canvas.saveState()
    canvas.translate(100, 300)
    canvas.doForm("kotak")
    canvas.restoreState()
    pen.texts([HERE])


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (sound, ""),
        (over_the_edge, "over the edge"),
        (over_a_rule, "over a rule"),
        (struck_out, "over a rule"),
        (over_each_other, "over each other"),
        (in_a_form, "over a rule"),
    ],
)
def test_it_finds_what_is_wrong(draw: Callable[[Canvas, Pen], None], says: str) -> None:
    found = faults(drawn(draw))
    assert bool(found) is bool(says), found
    assert all(fault.startswith(says) for fault in found)


def test_it_knows_how_small_and_how_squeezed_words_are() -> None:
    def squeezed(_: Canvas, pen: Pen) -> None:
        pen.texts([fit(100, 400, BOLD, 10, "RADEN AJENG " * 9, 60)])

    (text,) = drawn(squeezed).texts
    assert text.size == pytest.approx(6)
    assert text.squeeze < 0.3
    assert text.frame.right - text.frame.left == pytest.approx(60, abs=2)


def test_a_watermark_is_no_text_that_anything_runs_over() -> None:
    def marked(canvas: Canvas, pen: Pen) -> None:
        watermark(canvas, 105 * MM, 140 * MM, "LATIHAN", 90)
        pen.texts([HERE])

    page = drawn(marked)
    assert [text.text for text in page.texts] == [HERE.text]
