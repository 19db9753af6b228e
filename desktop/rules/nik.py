"""Structure of the identity numbers of people (NIK) and of family cards (No KK), and what is doubtful in one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from desktop.rules.terms import Sex

DIGITS = 16
_WOMAN = 40  # added to the day of birth of a woman (DOMAIN.md 3.1)
_LAST_DAY = 31
_CENTURY = 100
_SHORTEST_MASKED = 12
_SHOWN = 6  # digits left of a masked number
_FEWEST = 20  # a column of fewer numbers proves nothing
_COUNTING = "1234567890123456"
# What exports and typists write where there is no number (DOMAIN.md 3.5).
_NOTHING = frozenset({"", "-", "--", ".", "0", "NULL", "NIHIL", "NONE", "NAN", "N/A", "#N/A", "TIDAK ADA", "BELUM ADA"})
_NUMERIC_TEXT = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+|\d{14,16}[.,]0+")
_GAPS = re.compile(r"[\s.\-\u00a0\u200b\ufeff]+")


class NikProblem(StrEnum):
    """Codes of the sentences in `desktop.wording.rules`; each is a warning, never a wall (DESIGN.md 4.6)."""

    MISSING = "rules.nik_missing"
    DAMAGED = "rules.nik_damaged"
    LENGTH = "rules.nik_length"
    PLACEHOLDER = "rules.nik_placeholder"
    SERIAL = "rules.nik_serial"
    IMPOSSIBLE_DATE = "rules.nik_impossible_date"
    BIRTH_DIFFERS = "rules.nik_birth_differs"
    SEX_DIFFERS = "rules.nik_sex_differs"


class KkProblem(StrEnum):
    """The same for the number of the family card."""

    MISSING = "rules.kk_missing"
    DAMAGED = "rules.kk_damaged"
    LENGTH = "rules.kk_length"
    PLACEHOLDER = "rules.kk_placeholder"
    SERIAL = "rules.kk_serial"
    IMPOSSIBLE_DATE = "rules.kk_impossible_date"


@dataclass(frozen=True, slots=True)
class NikReading:
    """What the 16 digits say; a birth date or sex from here is derived, not witnessed."""

    region: str  # 6 digits of the place of first registration, which never changes when moving
    birth_date: date | None
    sex: Sex | None
    serial: str


@dataclass(frozen=True, slots=True)
class KkReading:
    region: str
    recorded: date | None
    serial: str


@dataclass(frozen=True, slots=True)
class LastDigits:
    """How many numbers of a column end in 0: a spreadsheet turns the 16th digit of a number into 0."""

    seen: int
    zero: int

    @property
    def suspicious(self) -> bool:
        """More zeros than one in ten, by three standard deviations, so that chance alone hardly ever says so."""
        return self.seen >= _FEWEST and self.zero > 0.1 * self.seen + 3 * sqrt(0.09 * self.seen)


def normal_number(text: str) -> str:
    """Empty for the many ways to write nothing; without gaps when digits are left; else as written, trimmed."""
    if well_formed(text):
        return text
    trimmed = text.strip().lstrip("'`\u2018\u2019\u00b4").strip()
    if trimmed.upper() in _NOTHING:
        return ""
    if _NUMERIC_TEXT.fullmatch(trimmed):
        return trimmed
    bare = _GAPS.sub("", trimmed)
    return bare if bare.isdecimal() and bare.isascii() else trimmed


def numeric_damage(text: str) -> bool:
    """Whether the text once was a number in a spreadsheet ("3,60E+15", "3601…001.0") and lost digits."""
    return _NUMERIC_TEXT.fullmatch(text.strip().lstrip("'").strip()) is not None


def well_formed(number: str) -> bool:
    return len(number) == DIGITS and number.isascii() and number.isdecimal()


def is_placeholder(number: str) -> bool:
    """One digit repeated, counting up, or starting with 0, where no province starts."""
    return (
        number[:1] == "0"
        or number == _COUNTING
        or number == number[:1] * len(number)
        or (len(number) == DIGITS and number.endswith(number[6] * 10))
    )


def read_nik(text: str, today: date, *, age: int | None = None) -> NikReading | None:
    """None unless 16 digits. The century is the newest not in the future, or the nearest to a known age."""
    number = normal_number(text)
    return _read(number, today, age) if well_formed(number) else None


def check_nik(text: str, birth_date: date | None, sex: Sex | None, today: date) -> tuple[NikProblem, ...]:
    """Everything doubtful in it. A region elsewhere is no problem: ask `from_elsewhere`."""
    number = normal_number(text)
    if not number:
        return (NikProblem.MISSING,)
    if numeric_damage(number):
        return (NikProblem.DAMAGED,)
    if not well_formed(number):
        return (NikProblem.LENGTH,)
    if is_placeholder(number):
        return (NikProblem.PLACEHOLDER,)
    return doubts(number, birth_date, sex, today)


def read_kk(text: str, today: date) -> KkReading | None:
    """None unless 16 digits. The date is the day of recording, never with the 40 of women."""
    number = normal_number(text)
    if not well_formed(number):
        return None
    dates = _dates(int(number[6:8]), int(number[8:10]), int(number[10:12]), today)
    return KkReading(number[:6], _nearest(dates, today, None), number[12:])


def check_kk(text: str, today: date) -> tuple[KkProblem, ...]:
    number = normal_number(text)
    if not number:
        return (KkProblem.MISSING,)
    if numeric_damage(number):
        return (KkProblem.DAMAGED,)
    reading = read_kk(number, today)
    if reading is None:
        return (KkProblem.LENGTH,)
    if is_placeholder(number):
        return (KkProblem.PLACEHOLDER,)
    found = [KkProblem.SERIAL] if int(reading.serial) == 0 else []
    if reading.recorded is None:
        found.append(KkProblem.IMPOSSIBLE_DATE)
    return tuple(found)


def from_elsewhere(number: str, office: str) -> bool:
    """Whether it was first issued outside the office's area ("36.01", "36"): normal, worth knowing."""
    bare = normal_number(number)
    return well_formed(bare) and not bare.startswith(office.replace(".", ""))


def mask(number: str) -> str:
    """For lists: dots, then the last six digits; all dots when it is too short for that.

    The first digits say the regency and are the same for nearly a whole office; the last four alone are nearly
    always 0001 to 0004, for they count the births of one day. With the two digits of the year before them people can
    be told apart, and an age, which stands beside them, says as much (DOMAIN.md 3.1). Place, day, month and with the
    day the sex stay hidden: some 25,000 numbers of one regency have the same six digits. A family card ends likewise,
    in the year of recording and its serial.
    """
    if len(number) < _SHORTEST_MASKED:
        return "•" * len(number)
    return "•" * (len(number) - _SHOWN) + number[-_SHOWN:]


def in_fours(number: str) -> str:
    """For reading aloud: groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def last_digits(numbers: Iterable[str]) -> LastDigits:
    """Count over one column; only whole numbers of 16 digits are looked at."""
    seen = zero = 0
    for text in numbers:
        number = normal_number(text)
        if well_formed(number):
            seen += 1
            zero += number.endswith("0")
    return LastDigits(seen, zero)


def doubts(number: str, birth_date: date | None, sex: Sex | None, today: date) -> tuple[NikProblem, ...]:
    """As `check_nik`, of a number that is known to be well formed and no placeholder."""
    found = [NikProblem.SERIAL] if number.endswith("0000") else []
    reading = _read(number, today, None)
    if reading.birth_date is None:
        found.append(NikProblem.IMPOSSIBLE_DATE)
    elif birth_date is not None and _six_digits(birth_date) != _six_digits(reading.birth_date):
        found.append(NikProblem.BIRTH_DIFFERS)
    if sex is not None and reading.sex is not None and sex != reading.sex:
        found.append(NikProblem.SEX_DIFFERS)
    return tuple(found)


def _six_digits(day: date) -> tuple[int, int, int]:
    """The NIK has two digits of the year, so only those can differ."""
    return day.day, day.month, day.year % _CENTURY


def _read(number: str, today: date, age: int | None) -> NikReading:
    day, sex = _day_and_sex(int(number[6:8]))
    born = _nearest(_dates(day, int(number[8:10]), int(number[10:12]), today), today, age)
    return NikReading(number[:6], born, sex, number[12:])


def _day_and_sex(day: int) -> tuple[int, Sex | None]:
    if 1 <= day <= _LAST_DAY:
        return day, Sex.MALE
    if _WOMAN < day <= _WOMAN + _LAST_DAY:
        return day - _WOMAN, Sex.FEMALE
    return 0, None


def _dates(day: int, month: int, short_year: int, today: date) -> list[date]:
    """The days of the last two centuries it may mean, newest first, none in the future."""
    century = today.year // _CENTURY * _CENTURY
    found: list[date] = []
    for start in (century, century - _CENTURY):
        try:
            day_then = date(start + short_year, month, day)
        except ValueError:
            continue
        if day_then <= today:
            found.append(day_then)
    return found


def _nearest(dates: list[date], today: date, age: int | None) -> date | None:
    if not dates or age is None:
        return dates[0] if dates else None
    return min(dates, key=lambda day: abs(today.year - day.year - age))
