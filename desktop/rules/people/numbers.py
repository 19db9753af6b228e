"""Gives out NIK, No KK and account numbers that are valid and never the same twice (DOMAIN.md 3.1, 3.2)."""

from array import array
from datetime import date

from desktop.rules.terms import Sex

_WOMAN = 40  # added to the day of birth of a woman
_DAYS_A_YEAR = 372  # 12 months of 31: a slot for each day of birth, a few of them never used
_YEARS = 100
_ACCOUNTS = 10**9
_STEP = 618_033_989  # shares no factor with the number of accounts, so every account comes once


class Numbers:
    """Counts per district and day in plain arrays, since a province has millions of people."""

    def __init__(self, first_serial: int = 1) -> None:
        self._before = first_serial - 1
        self._given: dict[str, array[int]] = {}
        self._accounts = 0

    def nik(self, district: str, born: date, sex: Sex) -> str:
        """`district` is a Kemendagri code with dots."""
        region = district.replace(".", "")
        serial = self._next(region + sex.value, born)
        day = born.day + (_WOMAN if sex is Sex.FEMALE else 0)
        return f"{region}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"

    def kk(self, district: str, recorded: date) -> str:
        region = district.replace(".", "")
        serial = self._next(region, recorded)
        return f"{region}{recorded.day:02}{recorded.month:02}{recorded.year % 100:02}{serial:04}"

    def account(self) -> str:
        """Thirteen digits; neighbours in the list have no neighbouring accounts."""
        self._accounts += 1
        return f"0074{self._accounts * _STEP % _ACCOUNTS:09}"

    def _next(self, counter: str, day: date) -> int:
        given = self._given.get(counter)
        if given is None:
            given = self._given[counter] = array("H", bytes(2 * _DAYS_A_YEAR * _YEARS))
        # The year has two digits in a number, so 1925 and 2025 share their serials.
        slot = (day.year % 100) * _DAYS_A_YEAR + (day.month - 1) * 31 + day.day - 1
        given[slot] += 1
        return self._before + given[slot]
