"""Figures and dates as people read them."""

import re
from datetime import date
from typing import Final

from desktop.wording.days import day, full_day

__all__ = ["day", "fours", "full_day", "number", "rupiah", "typed_day", "typed_number"]

WIDEST_DAY: Final = "31 May 2028"


def number(value: int) -> str:
    """Whole number with the dots of Indonesian: 12.688."""
    return f"{value:,}".replace(",", ".")


def rupiah(value: int) -> str:
    """Whole rupiah: Rp1.000.000."""
    return f"-Rp{number(-value)}" if value < 0 else f"Rp{number(value)}"


def fours(digits: str) -> str:
    """Group digits in fours, as a NIK is read aloud; a masked one keeps its dots."""
    return " ".join(re.findall(".{1,4}", digits))


def typed_number(text: str) -> int | None:
    """Read a whole number as typed or pasted ("Rp1.000.000", "1000000"); None when it is not one.

    Dots and commas count as separators only between groups of three, so that 1.5 is refused, not taken as 15.
    """
    plain = re.sub(r"^[Rr]p\.?\s*", "", text.strip())
    plain = re.sub(r",(00|-)$", "", plain)
    if re.fullmatch(r"[0-9]{1,15}", plain):
        return int(plain)
    if re.fullmatch(r"[0-9]{1,3}([., ][0-9]{3}){1,4}", plain):
        return int(re.sub(r"[., ]", "", plain))
    return None


def typed_day(text: str) -> date | None:
    """Read a date typed day first: 12/05/1985, 12-5-1985, 12.05.1985, 12 05 1985 or 12051985.

    A year of two digits is refused: a guess of the century would be wrong for the old or for the young.
    """
    found = re.fullmatch(r"\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{4})\s*", text) or re.fullmatch(
        r"\s*([0-9]{2})([0-9]{2})([0-9]{4})\s*", text
    )
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
