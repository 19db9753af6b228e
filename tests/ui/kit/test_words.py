"""Figures and dates are written as people read them, and read as people write them."""

import gettext
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.kit.words import day, fours, full_day, number, rupiah, typed_day, typed_number
from desktop.wording import Translator

T = Translator(gettext.NullTranslations(), "en")


def test_dates_in_lists_and_letters() -> None:
    assert day(T, date(2019, 4, 11)) == "11 Apr 2019"
    assert full_day(T, date(2019, 4, 1)) == "1 April 2019"


def test_every_month_has_a_short_name_of_its_own() -> None:
    assert len({day(T, date(2019, month, 1)) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "Rp0"), (999, "Rp999"), (1_000_000, "Rp1.000.000"), (27_571_000_000, "Rp27.571.000.000"), (-5, "-Rp5")],
)
def test_rupiah(value: int, shown: str) -> None:
    assert rupiah(value) == shown


def test_masked_numbers_keep_their_groups() -> None:
    assert fours("3601215205850003") == "3601 2152 0585 0003"
    assert fours("3601••••••••0003") == "3601 •••• •••• 0003"
    assert fours("") == ""


@given(st.integers(0, 10**14))
def test_what_is_written_is_read_back(value: int) -> None:
    assert typed_number(number(value)) == value
    assert typed_number(rupiah(value)) == value
    assert typed_number(str(value)) == value


@pytest.mark.parametrize("text", ["", "1.5", "12a", "1,5", "Rp", "-1", "1.0000", "1e6", "٣", "9" * 16])
def test_what_is_no_whole_number(text: str) -> None:
    assert typed_number(text) is None


@pytest.mark.parametrize("text", ["Rp1.000.000,00", "rp. 1.000.000", "Rp 1,000,000", "1 000 000", "Rp1.000.000,-"])
def test_pasted_amounts(text: str) -> None:
    assert typed_number(text) == 1_000_000


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("/-. "))
def test_dates_day_first_with_any_separator(value: date, separator: str) -> None:
    assert typed_day(value.strftime(f"%d{separator}%m{separator}%Y")) == value
    assert typed_day(f" {value.day}{separator}{value.month}{separator}{value.year} ") == value
    assert typed_day(value.strftime("%d%m%Y")) == value


@pytest.mark.parametrize(
    "text", ["", "31/02/2019", "12/13/2019", "1/2/85", "2019-05-12", "12/05", "12051", "abc", "0/1/2000"]
)
def test_what_is_no_date(text: str) -> None:
    assert typed_day(text) is None
