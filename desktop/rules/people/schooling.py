"""Whether an invented person goes to school, and in which class, by birth date and the school year."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date
from random import Random

from desktop.rules.terms import Schooling

_JULY = 7
_YEAR = 365.25
_FIRST_CLASS_AT = 6.5
_LEVELS = ("primary", "junior", "senior", "tertiary")
_LAST_CLASS = (6, 9, 12)
_STAYS = (0.995, 0.95, 0.85)  # share that still goes to school at each level
_STUDIES = 0.03
_STUDENT_UNTIL = 16  # "class" of the fourth year after school
_OLDEST_PUPIL = 20
# Cumulated shares of those who left with nothing, SD, SMP, SMA, more: born before 1965, before 1995, after.
_LEFT_WITH = (
    (1965, (0.3, 0.92, 0.98, 1.0)),
    (1995, (0.03, 0.6, 0.87, 0.99)),
    (9999, (0.01, 0.2, 0.6, 0.99)),
)


@dataclass(frozen=True, slots=True)
class School:
    """`school_class` counts within the level; only who attends has one."""

    schooling: Schooling
    level: str = ""
    school_class: int | None = None


class SchoolYear:
    """The school year of a day; it begins in July."""

    def __init__(self, on: date) -> None:
        self._begins = date(on.year if on.month >= _JULY else on.year - 1, _JULY, 1).toordinal()

    def of(self, rng: Random, born: date) -> School:
        age = (self._begins - born.toordinal()) / _YEAR
        grade = int(age - _FIRST_CLASS_AT) + 1 if age >= _FIRST_CLASS_AT else 0
        if grade == 0:
            return School(Schooling.NEVER)
        level = sum(grade > last for last in _LAST_CLASS)
        if level < len(_STAYS) and age < _OLDEST_PUPIL:
            return _pupil(rng, level, grade)
        if grade <= _STUDENT_UNTIL and rng.random() < _STUDIES:
            return School(Schooling.ATTENDING, _LEVELS[3], grade - _LAST_CLASS[-1])
        return _grown(rng, born)


def _pupil(rng: Random, level: int, grade: int) -> School:
    if rng.random() < _STAYS[level]:
        return School(Schooling.ATTENDING, _LEVELS[level], grade - (0, *_LAST_CLASS)[level])
    if level == 0:
        return School(Schooling.NEVER)
    return School(Schooling.LEFT, _LEVELS[level - 1])


def _grown(rng: Random, born: date) -> School:
    shares = next(shares for until, shares in _LEFT_WITH if born.year < until)
    reached = bisect(shares, rng.random())
    return School(Schooling.LEFT, _LEVELS[min(reached, 4) - 1]) if reached else School(Schooling.NEVER)
