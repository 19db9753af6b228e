"""Days as people read them, alike in the window and on the command line."""

from datetime import date
from typing import Final

from desktop.wording.translator import N_, Translator

_LONG: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def day(t: Translator, value: date) -> str:
    """Date for lists: 11 Apr 2019."""
    return f"{value.day} {t(_LONG[value.month - 1])[:3]} {value.year}"


def full_day(t: Translator, value: date) -> str:
    """Date for letters and heads: 11 April 2019."""
    return f"{value.day} {t(_LONG[value.month - 1])} {value.year}"
