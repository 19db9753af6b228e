"""Dates written the Indonesian way and read from what offices type."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.date_reading import DateProblem, DateReading, placeholder_day, read_date
from desktop.rules.dates import (
    MONTHS,
    SHORT_MONTHS,
    WIB,
    WIT,
    WITA,
    age_on,
    date_in_words,
    full_date,
    long_date,
    month_year,
    roman_month,
    short_date,
    weekday,
    zone,
)

TODAY = date(2019, 4, 11)
days = st.dates(date(1900, 3, 1), date(2100, 12, 31))


def test_one_day_in_every_form() -> None:
    assert long_date(TODAY) == "11 April 2019"
    assert short_date(TODAY) == "11 Apr 2019"
    assert short_date(date(2021, 8, 1)) == "01 Agu 2021"
    assert month_year(TODAY) == "April 2019"
    assert weekday(TODAY) == "Kamis"
    assert full_date(TODAY) == "Kamis, 11 April 2019"
    assert date_in_words(TODAY) == "Kamis tanggal sebelas bulan April tahun dua ribu sembilan belas"
    assert roman_month(TODAY) == "IV"


def test_the_week_and_the_year_are_whole() -> None:
    week = [weekday(TODAY + timedelta(days=n)) for n in range(7)]
    assert week == ["Kamis", "Jumat", "Sabtu", "Minggu", "Senin", "Selasa", "Rabu"]
    romans = [roman_month(date(2019, month, 1)) for month in range(1, 13)]
    assert romans == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@given(days)
def test_own_writing_reads_back(day: date) -> None:
    for written in (long_date(day), short_date(day), day.isoformat(), day.strftime("%Y/%m/%d")):
        assert read_date(written, TODAY) == DateReading(day)
    for written in (day.strftime("%d/%m/%Y"), day.strftime("%d-%m-%Y"), f"{day.day}.{day.month}.{day.year}"):
        assert read_date(written, TODAY).value == day
        assert not read_date(written, TODAY).derived


@given(days)
def test_cells_of_a_spreadsheet_read_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_date(day, TODAY) == DateReading(day)
    assert read_date(datetime(day.year, day.month, day.day, 13, tzinfo=UTC), TODAY) == DateReading(day)
    assert read_date(serial, TODAY) == DateReading(day, DateProblem.SERIAL)
    assert read_date(float(serial) + 0.5, TODAY).value == day


@given(days)
def test_swapped_is_seen_or_the_order_is_doubtful(day: date) -> None:
    reading = read_date(day.strftime("%m/%d/%Y"), TODAY)
    if day.day > 12:
        assert reading == DateReading(day, DateProblem.SWAPPED)
        assert reading.derived
    elif day.day == day.month:
        assert reading == DateReading(day)
    else:
        assert reading.problem is DateProblem.AMBIGUOUS


@given(st.text(max_size=20) | st.integers() | st.floats() | st.booleans() | st.none())
def test_anything_in_a_cell_gets_an_answer(cell: object) -> None:
    reading = read_date(cell, TODAY)
    assert isinstance(reading, DateReading)
    assert reading.value is None or 1850 <= reading.value.year <= 2199


@pytest.mark.parametrize(
    ("written", "day", "problem"),
    [
        ("03/04/1985", date(1985, 4, 3), DateProblem.AMBIGUOUS),
        ("04/25/1985", date(1985, 4, 25), DateProblem.SWAPPED),
        ("1985-25-04", date(1985, 4, 25), DateProblem.SWAPPED),
        ("1985-04-03", date(1985, 4, 3), None),
        ("31/02/1985", None, DateProblem.IMPOSSIBLE),
        ("30/02/1985", None, DateProblem.IMPOSSIBLE),
        ("00-00-1980", None, DateProblem.IMPOSSIBLE),
        ("29-02-1985", None, DateProblem.IMPOSSIBLE),
        ("13/13/1985", None, DateProblem.IMPOSSIBLE),
        ("17 Pebruari 1985", date(1985, 2, 17), None),
        ("17 Nopember 1985", date(1985, 11, 17), None),
        ("17-Agt-1985", date(1985, 8, 17), None),
        ("17 agustus 1945", date(1945, 8, 17), None),
        ("17AUG1985", date(1985, 8, 17), None),
        ("17-Des-85", date(1985, 12, 17), DateProblem.SHORT_YEAR),
        ("17/08/18", date(2018, 8, 17), DateProblem.SHORT_YEAR),
        ("17/08/20", date(1920, 8, 17), DateProblem.SHORT_YEAR),
        ("1985-04-11 00:00:00", date(1985, 4, 11), None),
        ("1985-04-11T07:30", date(1985, 4, 11), None),
        ("'17/08/1985", date(1985, 8, 17), None),
        ("43566", date(2019, 4, 11), DateProblem.SERIAL),
        ("20121985", date(1985, 12, 20), None),
        ("19850411", date(1985, 4, 11), None),
        ("20011201", date(2001, 12, 1), None),
        ("tidak tahu", None, DateProblem.UNREADABLE),
        ("17 Foobar 1985", None, DateProblem.UNREADABLE),
        ("111/04/1985", None, DateProblem.UNREADABLE),
        ("11/04/198", None, DateProblem.UNREADABLE),
        ("NULL", None, None),
        (" - ", None, None),
        (None, None, None),
        (True, None, DateProblem.UNREADABLE),
        (-5, None, DateProblem.IMPOSSIBLE),
        (1e12, None, DateProblem.IMPOSSIBLE),
        (float("nan"), None, DateProblem.IMPOSSIBLE),
        (date(202, 4, 11), None, DateProblem.IMPOSSIBLE),
    ],
)
def test_as_offices_type_it(written: object, day: date | None, problem: DateProblem | None) -> None:
    assert read_date(written, TODAY) == DateReading(day, problem)


def test_days_written_for_want_of_a_better_one() -> None:
    assert placeholder_day(date(1985, 1, 1))
    assert placeholder_day(date(1985, 12, 31))
    assert not placeholder_day(date(1985, 12, 30))


@pytest.mark.parametrize(
    ("area", "name"),
    [("36", WIB), ("36.01", WIB), ("11", WIB), ("61.71", WIB), ("62", WIB), ("52.06", WITA), ("64", WITA),
     ("7371", WITA), ("81", WIT), ("94.01", WIT), ("96", WIT)],
)  # fmt: skip
def test_zones(area: str, name: object) -> None:
    assert zone(area) is name


def test_zones_show_the_hour_of_the_place() -> None:
    noon = datetime(2019, 4, 11, 5, tzinfo=UTC)
    shown = [noon.astimezone(zone(code)).strftime("%H.%M %Z") for code in ("36", "52", "91")]
    assert shown == ["12.00 WIB", "13.00 WITA", "14.00 WIT"]


@given(days, st.integers(0, 40_000))
def test_age_grows_on_the_birthday(birth: date, later: int) -> None:
    day = birth + timedelta(days=later)
    age = age_on(birth, day)
    assert age >= 0
    assert age_on(birth, day + timedelta(days=1)) - age in (0, 1)
    assert age * 365 <= later <= (age + 1) * 366


def test_age_of_a_leap_child() -> None:
    assert age_on(date(2000, 2, 29), date(2017, 2, 28)) == 16
    assert age_on(date(2000, 2, 29), date(2017, 3, 1)) == 17


def test_no_month_is_short_of_a_name() -> None:
    for number, (name, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1):
        for written in (f"5 {name} 2001", f"5 {short} 2001"):
            assert read_date(written, TODAY).value == date(2001, number, 5)
