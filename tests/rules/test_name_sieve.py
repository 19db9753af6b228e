"""The glance at a name: it loses nobody who may be meant, and spares comparing most of the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.likeness_names import name_form, names_alike
from desktop.rules.name_sieve import Sieve
from desktop.rules.names import normal_name

NAMES = (
    "SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN", "NURJANAH", "MIMIN MINTARSIH", "JUBAEDAH", "ADE ROHANAH", "ASEP",
    "UJANG SUPRIATNA", "MUHAMMAD JAELANI", "SARIP", "AAH", "IYAH", "OYOH", "ENENG", "TB. ENCEP", "SUKARNO", "FATIMAH",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Siti Aminah", "AMINAH"),
        ("Siti Aminah", "Hj. Siti Aminah, S.Pd"),
        ("SITI AM", "Siti Aminah"),
        ("Aminah", "SITI AMINNAH BINTI SARIP"),
        ("Jubaedah", "DJUBAIDAH"),
        ("Fatimah", "PATIMAH"),
        ("Sukarno", "SOEKARNO"),
        ("Moh Jaelani", "MUHAMMAD DJAELANI"),
        ("Rohayati", "ROHAYANI"),
        ("Mintarsih", "MITARSIH"),
        ("IYAH", "Iyah"),
        ("OY", "OYOH"),
        ("SITI", "SITI ROHMAH"),
        ("Qomariah", "KOMARIYAH"),
    ],
)
def test_who_may_be_meant_comes_through(typed: str, written: str) -> None:
    assert Sieve(typed).lets_through(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Siti Aminah", "SITI ROHMAH"),
        ("Siti Aminah", "ROHAYATI"),
        ("Asep", "UJANG"),
        ("Muhammad Jaelani", "MUHAMMAD SUKARDI"),
        ("Iyah", "AAH"),
        ("Sarip", ""),
    ],
)
def test_who_cannot_be_meant_is_spared(typed: str, written: str) -> None:
    assert not Sieve(typed).lets_through(written)


def test_most_of_a_village_is_spared() -> None:
    passed = [(typed, one) for typed in NAMES for one in NAMES if Sieve(typed).lets_through(one)]
    assert all((name, name) in passed for name in NAMES)
    assert len(passed) < len(NAMES) ** 2 / 5


@given(
    st.sampled_from(NAMES), st.sampled_from(["H. {}", "{}, S.Pd", "{} BINTI SARIP", "{} ALM", " {} "]), st.booleans()
)
def test_titles_and_fathers_hide_nobody(name: str, frame: str, lower: bool) -> None:
    written = frame.format(name)
    assert Sieve(name).lets_through(written.lower() if lower else written)
    assert Sieve(written).lets_through(name)


@given(st.sampled_from(NAMES), st.data())
def test_one_letter_doubled_hides_nobody(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    written = name[:at] + name[at] + name[at:]
    if names_alike(name_form(name), name_form(written)):
        assert Sieve(name).lets_through(written)


@given(st.text(max_size=20), st.text(max_size=20))
def test_anything_may_be_typed(typed: str, written: str) -> None:
    Sieve(typed).lets_through(written)
    if normal_name(typed) and typed.isascii() and typed.isalpha():
        assert Sieve(typed).lets_through(typed)
