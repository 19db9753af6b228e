"""Dates as offices type and store them, read with a word on whatever had to be guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of spreadsheets, right from 1 March 1900 on
_FIRST_SERIAL, _LAST_SERIAL = 61, 109_574  # 1900-03-01 to 2199-12-31
_FIRST_YEAR, _LAST_YEAR = 1850, 2199
_MONTHS_A_YEAR = 12
_CENTURY = 100
_NOTHING = frozenset({"", "-", "--", ".", "NULL", "NONE", "NAN", "N/A", "#N/A", "NAT", "0"})
_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T]\d{1,2}[:.]\d{2}.*)?")
_NAMED = re.compile(r"(\d{1,2})[-/. ]*([A-Z]{3,9})\.?[-/. ]*(\d{4}|\d{2})")
# Indonesian names, the spelling before 1972 and what English spreadsheets make of them.
_NAMES = {
    "JAN": 1, "JANUARI": 1, "JANUARY": 1, "DJANUARI": 1,
    "FEB": 2, "PEB": 2, "FEBRUARI": 2, "PEBRUARI": 2, "FEBRUARY": 2,
    "MAR": 3, "MRT": 3, "MARET": 3, "MARCH": 3,
    "APR": 4, "APRIL": 4,
    "MEI": 5, "MAY": 5,
    "JUN": 6, "JUNI": 6, "JUNE": 6, "DJUNI": 6,
    "JUL": 7, "JULI": 7, "JULY": 7, "DJULI": 7,
    "AGU": 8, "AGT": 8, "AGS": 8, "AUG": 8, "AGUST": 8, "AGUSTUS": 8, "AUGUST": 8,
    "SEP": 9, "SEPT": 9, "SEPTEMBER": 9,
    "OKT": 10, "OCT": 10, "OKTOBER": 10, "OCTOBER": 10,
    "NOV": 11, "NOP": 11, "NOVEMBER": 11, "NOPEMBER": 11,
    "DES": 12, "DEC": 12, "DESEMBER": 12, "DECEMBER": 12,
}  # fmt: skip


class DateProblem(StrEnum):
    """Codes of the sentences in `desktop.wording.rules`."""

    UNREADABLE = "rules.date_unreadable"
    IMPOSSIBLE = "rules.date_impossible"
    SWAPPED = "rules.date_swapped"
    AMBIGUOUS = "rules.date_ambiguous"
    SHORT_YEAR = "rules.date_short_year"
    SERIAL = "rules.date_serial"


@dataclass(frozen=True, slots=True)
class DateReading:
    """The day read, if any, and the one thing to say about it; nothing written is neither."""

    value: date | None = None
    problem: DateProblem | None = None

    @property
    def derived(self) -> bool:
        """Whether the day was found by a guess that a person should look at."""
        return self.value is not None and self.problem not in (None, DateProblem.AMBIGUOUS)


def read_date(cell: object, today: date) -> DateReading:
    """Read a date, datetime, spreadsheet serial or text; `today` decides the century of two-digit years.

    Day first, as Indonesia writes. A month above 12 with a possible day in its place is taken as swapped.
    """
    if isinstance(cell, datetime):
        return _sane(cell.date())
    if isinstance(cell, date):
        return _sane(cell)
    if cell is None:
        return DateReading()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_serial(cell)
    text = " ".join(str(cell).strip().lstrip("'").upper().split())
    return DateReading() if text in _NOTHING else _from_text(text, today)


def placeholder_day(day: date) -> bool:
    """1 January and 31 December are what is written where the day of birth is not known (DOMAIN.md 3.5)."""
    return (day.month, day.day) in {(1, 1), (12, 31)}


def _from_text(text: str, today: date) -> DateReading:
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _from_numbers(numbers[1], numbers[2], numbers[3], today)
    named = _NAMED.fullmatch(text)
    if named and named[2] in _NAMES:
        return _with_year(int(named[1]), _NAMES[named[2]], named[3], today)
    if re.fullmatch(r"\d{8}", text):
        return _from_eight(text, today)
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _from_serial(float(text))
    return DateReading(problem=DateProblem.UNREADABLE)


def _from_numbers(first: str, middle: str, last: str, today: date) -> DateReading:
    if len(first) == 4:  # noqa: PLR2004 - a year
        found = _day_or_swapped(int(first), int(middle), int(last))
        # Written year first, the order is the standard's and not in doubt.
        return DateReading(found.value) if found.problem is DateProblem.AMBIGUOUS else found
    if len(first) > 2 or len(last) not in (2, 4):  # noqa: PLR2004 - digits of days and years
        return DateReading(problem=DateProblem.UNREADABLE)
    return _with_year(int(first), int(middle), last, today, swappable=True)


def _with_year(day: int, month: int, year: str, today: date, *, swappable: bool = False) -> DateReading:
    whole = int(year)
    short = whole < _CENTURY
    if short:
        century = today.year // _CENTURY * _CENTURY
        whole += century if century + whole <= today.year else century - _CENTURY
    found = _day_or_swapped(whole, month, day) if swappable else _day(whole, month, day)
    guessed = short and found.value is not None and found.problem is not DateProblem.SWAPPED
    return DateReading(found.value, DateProblem.SHORT_YEAR) if guessed else found


def _from_eight(text: str, today: date) -> DateReading:
    year_first = _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    # Never both: a year of today read as month and day has no such month.
    return year_first if year_first.value else _with_year(int(text[:2]), int(text[2:4]), text[4:], today)


def _day_or_swapped(year: int, month: int, day: int) -> DateReading:
    if month > _MONTHS_A_YEAR >= day:
        swapped = _day(year, day, month)
        return DateReading(swapped.value, DateProblem.SWAPPED) if swapped.value else swapped
    found = _day(year, month, day)
    doubtful = found.value is not None and day <= _MONTHS_A_YEAR and day != month
    return DateReading(found.value, DateProblem.AMBIGUOUS) if doubtful else found


def _day(year: int, month: int, day: int) -> DateReading:
    try:
        return _sane(date(year, month, day))
    except ValueError:
        return DateReading(problem=DateProblem.IMPOSSIBLE)


def _sane(day: date) -> DateReading:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return DateReading(day)
    return DateReading(problem=DateProblem.IMPOSSIBLE)


def _from_serial(serial: float) -> DateReading:
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return DateReading(problem=DateProblem.IMPOSSIBLE)
    return DateReading(_SERIAL_ZERO + timedelta(days=int(serial)), DateProblem.SERIAL)
