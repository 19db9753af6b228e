"""Dates as Indonesian offices write them: long, short, in words, by zone."""

from datetime import date, timedelta, timezone

from desktop.rules.money import in_words

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# Fixed offsets: Indonesia has no summer time, and an office PC may lack the zone database.
WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")
_MIDDLE = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN = ("8", "9")  # Maluku and Papua


def long_date(day: date) -> str:
    """For example: 11 April 2019."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """For example: 11 Apr 2019."""
    return f"{day.day:02} {SHORT_MONTHS[day.month - 1]} {day.year}"


def month_year(day: date) -> str:
    """For example: April 2019."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """For example: Kamis."""
    return WEEKDAYS[day.weekday()]


def full_date(day: date) -> str:
    """For example: Kamis, 11 April 2019."""
    return f"{weekday(day)}, {long_date(day)}"


def date_in_words(day: date) -> str:
    """As minutes begin: "Kamis tanggal sebelas bulan April tahun dua ribu sembilan belas"."""
    return f"{weekday(day)} tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]} tahun {in_words(day.year)}"


def roman_month(day: date) -> str:
    """For example: IV."""
    return ROMAN_MONTHS[day.month - 1]


def zone(area: str) -> timezone:
    """Zone of a province, or of any area or office below it, by its Kemendagri code."""
    province = area[:2]
    if province in _MIDDLE:
        return WITA
    return WIT if province.startswith(_EASTERN) else WIB


def age_on(birth: date, day: date) -> int:
    """Whole years; who is born on 29 February is a year older on 1 March of a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
