"""Long texts in narrow places: all lines in one size, nothing lost, numbers in one piece where that is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.cells import LEAST, balanced, broken, set_lines
from desktop.documents.drawing import BOLD, REGULAR, width_of

NAME = "RADEN AJENG HAJAH SITI NURHALIMATUSSADIYAH BINTI KIAI HAJI ABDURRAHMAN WAHIDIN KUSUMADININGRAT"


def test_what_fits_stays_as_it_is() -> None:
    assert broken("SITI AMINAH", REGULAR, 8, 100).lines == ("SITI AMINAH",)
    assert broken("", REGULAR, 8, 100).lines == ("",)
    assert broken("3601015203840006\n3601010110090006", REGULAR, 8, 100).lines == (
        "3601015203840006",
        "3601010110090006",
    )


def test_more_lines_come_before_smaller_letters() -> None:
    made = broken(NAME, REGULAR, 8, 100, 6)
    assert made.size == 8
    assert " ".join(made.lines) == NAME
    smaller = broken(NAME, REGULAR, 8, 100, 5)
    assert 8 * LEAST <= smaller.size < 8
    assert len(smaller.lines) == 5


def test_where_even_small_letters_do_not_do_there_are_more_lines() -> None:
    made = broken(NAME, REGULAR, 8, 60, 2)
    assert made.size == 8 * LEAST
    assert len(made.lines) > 2
    assert "".join(made.lines).replace(" ", "") == NAME.replace(" ", "")


@pytest.mark.parametrize(
    ("number", "width", "lines"),
    [
        ("STS-900.1/000123/DINSOS/BUD/XII/2019", 80, ("STS-900.1/000123/", "DINSOS/BUD/XII/", "2019")),
        ("KW-36.01-2019-999999999", 85, ("KW-36.01-2019-999999999",)),
        ("Rp999.999.999.999", 40, ("Rp999.999.999.999",)),
        ("3601015203840006", 40, ("3601015203840006",)),
    ],
)
def test_numbers_go_on_after_a_stroke_and_amounts_never(number: str, width: float, lines: tuple[str, ...]) -> None:
    assert broken(number, REGULAR, 8, width).lines == lines


def test_a_heading_has_lines_of_like_length() -> None:
    text = "DINAS SOSIAL PEMBERDAYAAN MASYARAKAT DAN DESA PENGENDALIAN PENDUDUK KABUPATEN"
    first = broken(text, BOLD, 13.5, 500)
    made = balanced(text, BOLD, 13.5, 500)
    assert len(made.lines) == len(first.lines) == 2
    shortest = [min(width_of(line, BOLD, 13.5) for line in one.lines) for one in (first, made)]
    assert shortest[1] > shortest[0]
    assert balanced("DINAS SOSIAL", BOLD, 17, 500).lines == ("DINAS SOSIAL",)


def test_lines_stand_below_each_other() -> None:
    made = broken("satu dua tiga", REGULAR, 8, 25)
    texts = set_lines(made, REGULAR, (10, 100, 25), 9, 1.0)
    assert [text.y for text in texts] == [100, 91, 82]
    assert all(text.x + width_of(text.text, REGULAR, 8) == pytest.approx(35) for text in texts)
    assert made.height(9, 8) == 27


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=200), st.floats(20, 400))
def test_nothing_is_lost_and_all_has_one_size(text: str, width: float) -> None:
    made = broken(text, REGULAR, 8, width)
    assert "".join("".join(made.lines).split()) == "".join("".join(c if c.isprintable() else " " for c in text).split())
    assert 8 * LEAST <= made.size <= 8
