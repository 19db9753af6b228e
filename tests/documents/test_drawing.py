"""Text is made to fit, escaped and, where the usual fonts end, drawn in the packaged one."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.drawing import (
    BOLD,
    REGULAR,
    Box,
    Line,
    Pen,
    Text,
    escaped,
    fit,
    in_pdf_fonts,
    paragraph,
    printable,
    width_of,
    wrap,
)
from desktop.documents.paper import Paper, begin
from tests.documents.paper_readers import words

TEXTS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zs")), min_size=1, max_size=90)


def drawn(*texts: str) -> bytes:
    file = BytesIO()
    canvas = begin(file, Paper.A4.size, "Uji", "Uji")
    Pen(canvas).texts(Text(50, 800 - 20 * row, REGULAR, 10, text) for row, text in enumerate(texts))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@given(TEXTS, st.floats(20, 500), st.sampled_from([0.0, 0.5, 1.0]))
def test_a_fitted_line_stays_in_its_room(text: str, room: float, align: float) -> None:
    line = fit(30, 0, BOLD, 10, text, room, align)
    end = line.x + width_of(line.text, line.font, line.size) * line.squeeze
    assert line.x >= 30 - 0.01
    assert end <= 30 + room + 0.01


def test_a_short_line_keeps_its_size_and_stands_where_asked() -> None:
    room, wide = 200, width_of("Cikadu", REGULAR, 10)
    assert fit(10, 5, REGULAR, 10, "Cikadu", room) == Text(10, 5, REGULAR, 10, "Cikadu", 1.0)
    assert fit(10, 5, REGULAR, 10, "Cikadu", room, 1.0).x == pytest.approx(10 + room - wide)
    assert fit(10, 5, REGULAR, 10, "Cikadu", room, 0.5).x == pytest.approx(10 + (room - wide) / 2)


@given(st.lists(TEXTS, max_size=12), st.integers(1, 4))
def test_a_paragraph_keeps_all_words_in_order_and_its_lines(texts: list[str], lines: int) -> None:
    text = " ".join(texts)
    made = paragraph(0, 100, REGULAR, 9, text, 160, lines, 11)
    assert " ".join(line.text for line in made).split() == text.split()
    assert len(made) <= lines
    assert [line.y for line in made] == [100 - 11 * row for row in range(len(made))]


def test_wrapping_breaks_at_spaces_only() -> None:
    assert wrap("satu dua tiga", REGULAR, 10, width_of("satu dua", REGULAR, 10) + 1) == ["satu dua", "tiga"]
    assert wrap("a " + "panjang" * 20, REGULAR, 10, 50) == ["a", "panjang" * 20]
    assert wrap("", REGULAR, 10, 50) == []


def test_control_characters_never_reach_paper() -> None:
    assert printable("Siti\n\tAminah\x00") == "Siti Aminah"
    assert printable("Siti  Aminah") == "Siti  Aminah"


def test_escaping_is_what_pdf_asks() -> None:
    assert escaped(r"a(b)\c") == r"a\(b\)\\c"
    assert escaped("é") == r"\351"
    assert escaped("€") == r"\200"


@pytest.mark.parametrize(
    "text", ["(O'Neil)", "back\\slash", "((", "Ñoño é ü €", "Ş. Ā. Ğülşen", "Nguyễn Thị", "“kutip” – garis"]
)
def test_any_letters_come_out_of_the_pdf_again(text: str) -> None:
    assert text in words(drawn("sebelum", text, "sesudah"))


def test_letters_are_told_apart_by_the_fonts_that_have_them() -> None:
    assert in_pdf_fonts("SITI (é)")
    assert not in_pdf_fonts("Āminah")


def test_lines_and_boxes_leave_ink() -> None:
    file = BytesIO()
    canvas = begin(file, Paper.A4.size, "Uji", "Uji")
    pen = Pen(canvas)
    pen.lines([Line(10, 10, 100, 10, dash=(2, 2)), Line(10, 20, 100, 20, width=2)])
    pen.boxes([Box(10, 30, 50, 20, 0, 0.5, 2), Box(10, 60, 50, 20)])
    canvas.showPage()
    canvas.save()
    assert file.getvalue().startswith(b"%PDF")
