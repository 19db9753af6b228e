"""The level proposed fits the age, and no level is proposed where none is usual."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.dates import age_on
from desktop.rules.school_ages import USUAL, usual_level

DAY = date(2026, 7, 20)


@pytest.mark.parametrize(
    ("born", "level"),
    [
        (None, ""),
        (date(2026, 7, 21), ""),  # not born yet
        (date(2026, 7, 20), ""),
        (date(2020, 7, 21), ""),  # six tomorrow
        (date(2020, 7, 20), "primary"),
        (date(2013, 7, 21), "primary"),
        (date(2013, 7, 20), "junior"),
        (date(2010, 7, 20), "senior"),
        (date(2007, 7, 21), "senior"),
        (date(2007, 7, 20), ""),
        (date(1950, 1, 1), ""),
    ],
)
def test_the_level_of_an_age(born: date | None, level: str) -> None:
    assert usual_level(born, DAY) == level


@given(st.dates(date(1930, 1, 1), date(2030, 1, 1)), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_no_two_levels_claim_an_age_and_none_goes_back(born: date, day: date) -> None:
    assert sum(age_on(born, day) in ages for ages in USUAL.values()) <= 1 or born > day
    later = usual_level(born, day + timedelta(days=366))
    order = ["", *USUAL]
    assert not later or order.index(later) >= order.index(usual_level(born, day))
