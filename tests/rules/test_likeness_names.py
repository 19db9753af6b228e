"""Names as clerks write them: what is one name, what may be, and what is another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.likeness_names import UNNAMED, common_letters, name_form, names_alike, places, same_writing

ALIKE = [
    ("Siti Aminah", "AMINAH SITI"),
    ("MARYAM", "MARIAM"),
    ("FATIMAH", "PATIMA"),
    ("ROHAYATI", "ROHAYANTI"),
    ("QOMARIAH", "KOMARIYAH"),
    ("SITI AMINAH", "AMINAH"),
    ("SITI A.", "SITI AMINAH"),
    ("MIMIN MINTARSIH", "MIMI MINTARSIH"),
    ("ENTIN SURYATIN", "ENTIN SURATIN"),
    ("Muh. Fauzi", "M. Pausi"),
]
APART = [
    ("SITI AMINAH", "SITI AMINI"),
    ("SITI AMINAH", "SITI"),
    ("HASAN", "HUSEN"),
    ("ROHAYATI", "ROHAYATUN"),
    ("SARI", "SARIP"),
    ("MUHAMMAD", "MUHAMMAD RIZKI"),
    ("A B", "A C"),
    ("S A", "SITI AMINAH"),
    ("UJANG", "UJANG SAEPUDIN"),
]
LETTERS = st.text("ABCDEINRST", max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Soekarno", "SUKARNO"), ("H. Muh. Rizki bin Otong", "MUHAMMAD RIZKI"), ("Dra. Djubaedah", "JUBAEDAH")],
)
def test_usual_spellings_are_one_name(one: str, other: str) -> None:
    assert same_writing(name_form(one), name_form(other))
    assert names_alike(name_form(one), name_form(other))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert names_alike(name_form(one), name_form(other))
    assert names_alike(name_form(other), name_form(one))
    assert not same_writing(name_form(one), name_form(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_apart(one: str, other: str) -> None:
    assert not names_alike(name_form(one), name_form(other))
    assert not names_alike(name_form(other), name_form(one))


@pytest.mark.parametrize("written", ["", "   ", "-", "..."])
def test_no_name_is_like_nothing(written: str) -> None:
    assert name_form(written) == UNNAMED
    assert not names_alike(UNNAMED, UNNAMED)
    assert not names_alike(UNNAMED, name_form("SITI"))


def slowly(one: str, other: str) -> int:
    """The usual table of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for at, b in enumerate(other, 1):
            before, row[at] = row[at], before + 1 if a == b else max(row[at], row[at - 1])
    return row[-1]


@given(LETTERS, LETTERS)
def test_common_letters_are_those_of_the_usual_table(one: str, other: str) -> None:
    assert common_letters(places(one), len(one), other) == slowly(one, other)


@given(st.lists(st.sampled_from(("SITI", "AMINAH", "MIMIN", "SARIP", "NUR", "OTONG")), min_size=1, max_size=4))
def test_a_name_is_alike_in_any_order(words: list[str]) -> None:
    assert names_alike(name_form(" ".join(words)), name_form(" ".join(reversed(words))))


@given(st.text(max_size=30))
def test_any_text_has_a_form_equal_to_itself(written: str) -> None:
    form = name_form(written)
    assert same_writing(form, name_form(written))
    assert bool(form.key) is names_alike(form, form) or not form.loose
