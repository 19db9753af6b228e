"""Brings school and work of invented families up to a later day; who the people are does not hang on that day."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from desktop.rules.dates import age_on
from desktop.rules.people.plan import Ground
from desktop.rules.people.schooling import LEVELS, School, SchoolYear
from desktop.rules.people.working import SEVERE, work_of
from desktop.rules.register import MemberFields
from desktop.rules.terms import Schooling

Counts = Callable[[MemberFields], bool]
_NOT_YET = -1  # too young for the first level


class Growing:
    """Each person's way through school is drawn once, from the seed and the person; the day only says how far it is."""

    def __init__(self, seed: int, ground: Ground) -> None:
        self._seed = seed
        self._lists = ground.lists
        self._today = max(ground.on, ground.today or ground.on)
        self._then, self._now = SchoolYear(ground.on), SchoolYear(self._today)

    def up(self, members: tuple[MemberFields, ...], counts: Counts) -> tuple[MemberFields, ...]:
        """The members as they are today.

        Where a family would no longer count, since all by whom it counted have left school, the youngest of them is
        still there: lists of the past are drafted by what is known today.
        """
        if self._now.begins == self._then.begins:
            return members  # one school year
        grown = [self._member(member) for member in members]
        counted = [at for at, member in enumerate(members) if counts(member)]
        if counted and not any(counts(grown[at]) for at in counted):
            youngest = max(counted, key=lambda at: _ordinal(members[at]))
            grown[youngest] = _at_school(members[youngest], self._now.pupil(_ordinal(members[youngest])))
        return tuple(grown)

    def _member(self, member: MemberFields) -> MemberFields:
        level = self._level_then(member)
        born = _ordinal(member)
        if level is None or not self._now.grade(born):
            return member
        rng = Random(f"{self._seed}/growing/{member.source_id}")  # noqa: S311 - not for secrets
        grown = _at_school(member, self._now.later(rng, born, level))
        assert member.birth_date is not None
        works, occupation = work_of(rng, self._lists, age_on(member.birth_date, self._today), grown)
        return replace(grown, works=works, occupation=occupation)

    def _level_then(self, member: MemberFields) -> int | None:
        """Place of the level on the day of the ground; None where school is over, or never began."""
        if member.schooling is Schooling.ATTENDING:
            return LEVELS.index(member.school_level)
        too_young = not self._then.grade(_ordinal(member)) and member.disability not in SEVERE
        return _NOT_YET if too_young else None


def _ordinal(member: MemberFields) -> int:
    assert member.birth_date is not None
    return member.birth_date.toordinal()


def _at_school(member: MemberFields, school: School) -> MemberFields:
    return replace(member, schooling=school.schooling, school_level=school.level, school_class=school.school_class)
