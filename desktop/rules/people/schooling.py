"""Whether an invented person goes to school, and in which class, by birth date and the school year."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date
from random import Random

from desktop.rules.terms import Schooling

_JULY = 7
_YEAR = 365.25
_FIRST_CLASS_AT = 6.5
LEVELS = ("primary", "junior", "senior", "tertiary")
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
        self.begins = date(on.year if on.month >= _JULY else on.year - 1, _JULY, 1).toordinal()

    def grade(self, born: int) -> int:
        """Class counted from the first of primary school, beyond the last one too; 0: too young."""
        age = self._age(born)
        return int(age - _FIRST_CLASS_AT) + 1 if age >= _FIRST_CLASS_AT else 0

    def of(self, rng: Random, born: date) -> School:
        """Draw how far a person has come."""
        grade = self.grade(born.toordinal())
        if grade == 0:
            return School(Schooling.NEVER)
        level = _level(grade)
        if level < len(_STAYS) and self._age(born.toordinal()) < _OLDEST_PUPIL:
            return _pupil(rng, level, grade)
        if grade <= _STUDENT_UNTIL and rng.random() < _STUDIES:
            return _attending(level, grade)
        return _grown(rng, born)

    def later(self, rng: Random, born: int, before: int) -> School:
        """Draw how far who attended the level `before` has come by this year; below 0: who was too young then."""
        grade = self.grade(born)
        level = _level(grade)
        for reached in range(before + 1, level + 1):
            if rng.random() >= (*_STAYS, _STUDIES)[reached]:
                return School(Schooling.LEFT, LEVELS[reached - 1]) if reached else School(Schooling.NEVER)
        return _attending(level, grade) if grade <= _STUDENT_UNTIL else School(Schooling.LEFT, LEVELS[-1])

    def pupil(self, born: int) -> School:
        """The class of this age, or the last one for whoever is older: he repeats it."""
        grade = min(self.grade(born), _LAST_CLASS[-1])
        return _attending(_level(grade), grade)

    def _age(self, born: int) -> float:
        return (self.begins - born) / _YEAR


def _level(grade: int) -> int:
    return sum(grade > last for last in _LAST_CLASS)


def _attending(level: int, grade: int) -> School:
    return School(Schooling.ATTENDING, LEVELS[level], grade - (0, *_LAST_CLASS)[level])


def _pupil(rng: Random, level: int, grade: int) -> School:
    if rng.random() < _STAYS[level]:
        return _attending(level, grade)
    if level == 0:
        return School(Schooling.NEVER)
    return School(Schooling.LEFT, LEVELS[level - 1])


def _grown(rng: Random, born: date) -> School:
    shares = next(shares for until, shares in _LEFT_WITH if born.year < until)
    reached = bisect(shares, rng.random())
    return School(Schooling.LEFT, LEVELS[min(reached, 4) - 1]) if reached else School(Schooling.NEVER)
