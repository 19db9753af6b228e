"""The level of school usual at an age: a proposal for a form, which whoever asks the family may change."""

from datetime import date
from types import MappingProxyType
from typing import Final

from desktop.rules.dates import age_on

USUAL: Final = MappingProxyType({"primary": range(6, 13), "junior": range(13, 16), "senior": range(16, 19)})
"""Whole years, as compulsory schooling counts them (DOMAIN.md 1.4); who began late or repeats a year is older."""


def usual_level(born: date | None, day: date) -> str:
    """Level of most pupils of this age, "" where it is no age of school or nobody knows it."""
    if born is None or born > day:
        return ""
    age = age_on(born, day)
    return next((level for level, ages in USUAL.items() if age in ages), "")
