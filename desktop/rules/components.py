"""Why a member counts for a programme on a given day, each answer with the value and the day it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from desktop.rules.dates import age_on
from desktop.rules.person import PersonFacts, lives_here
from desktop.rules.terms import Component, Schooling, Sex

SCHOOL = (Component.PRIMARY, Component.JUNIOR, Component.SENIOR)
_SCHOOL_CODES = MappingProxyType(
    {
        Component.PRIMARY: "rules.component_primary",
        Component.JUNIOR: "rules.component_junior",
        Component.SENIOR: "rules.component_senior",
    }
)
_SCHOOL_LEVELS = MappingProxyType({component.value: component for component in SCHOOL})
_BY_AGE = frozenset({Component.UNDER_FIVE, Component.ELDERLY, *SCHOOL})
_NO_DISABILITY = "0"
# Ages at which the next level begins where only the age is known.
_JUNIOR_FROM, _SENIOR_FROM = 13, 16
_FERTILE = range(10, 50)  # whom the register asks (DOMAIN.md 2.9)


@dataclass(frozen=True, slots=True)
class ComponentRules:
    """Which components a programme counts and its ages, whole years. None: the programme sets no such age."""

    counted: tuple[Component, ...] = ()
    under_five_below: int = 5
    school_from: int | None = None
    school_below: int | None = None
    elderly_from: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A component and why: `code` has its sentence in `desktop.wording`, `derived` marks a level guessed by age."""

    component: Component
    code: str
    values: dict[str, object] = field(default_factory=dict)
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Examination:
    """`unknown` names the facts nobody has said that could add a component."""

    found: tuple[Found, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def components(self) -> tuple[Component, ...]:
        return tuple(found.component for found in self.found)


def examine(person: PersonFacts, rules: ComponentRules, day: date) -> Examination:
    """Ages count on `day`, the day of the tranche, not today (DOMAIN.md 8.8). Unknown is never met."""
    if not lives_here(person):
        return Examination()
    found = (one for one in _components(person, rules, day) if one.component in rules.counted)
    return Examination(tuple(found), tuple(_unknown(person, rules, day)))


def _components(person: PersonFacts, rules: ComponentRules, day: date) -> Iterator[Found]:
    if person.pregnant and person.sex is not Sex.MALE:
        yield Found(Component.PREGNANT, "rules.component_pregnant", {"day": day})
    age = age_on(person.birth_date, day) if person.birth_date else None
    school = _school(person, rules, age, day)
    if school is not None:
        yield school
    if age is not None:
        why: dict[str, object] = {"age": age, "born": person.birth_date, "day": day}
        if 0 <= age < rules.under_five_below and school is None:
            yield Found(Component.UNDER_FIVE, "rules.component_under_five", why)
        if rules.elderly_from is not None and age >= rules.elderly_from:
            yield Found(Component.ELDERLY, "rules.component_elderly", why)
    if person.disability not in ("", _NO_DISABILITY):
        yield Found(Component.DISABLED, "rules.component_disabled", {"disability": person.disability})


def _school(person: PersonFacts, rules: ComponentRules, age: int | None, day: date) -> Found | None:
    """Only who attends is a school child; without a birth date the age limits cannot be shown to hold."""
    if person.schooling is not Schooling.ATTENDING or age is None or not _of_school_age(rules, age):
        return None
    known = _SCHOOL_LEVELS.get(person.school_level)
    if known is None and person.school_level:
        return None  # tertiary
    why: dict[str, object] = {"age": age, "born": person.birth_date, "day": day}
    level = known or _level_of(age)
    return Found(level, _SCHOOL_CODES[level], why, derived=known is None)


def _of_school_age(rules: ComponentRules, age: int) -> bool:
    return (rules.school_from or 0) <= age and (rules.school_below is None or age < rules.school_below)


def _level_of(age: int) -> Component:
    if age < _JUNIOR_FROM:
        return Component.PRIMARY
    return Component.JUNIOR if age < _SENIOR_FROM else Component.SENIOR


def _unknown(person: PersonFacts, rules: ComponentRules, day: date) -> Iterator[str]:
    counted = rules.counted
    if person.birth_date is None:
        if not _BY_AGE.isdisjoint(counted):
            yield "birth_date"
        return
    age = age_on(person.birth_date, day)
    fertile = age in _FERTILE and person.sex is not Sex.MALE
    if Component.PREGNANT in counted and person.pregnant is None and fertile:
        yield "pregnant"
    school_age = age >= rules.under_five_below and _of_school_age(rules, age)
    if person.schooling is None and school_age and any(one in counted for one in SCHOOL):
        yield "schooling"
    if Component.DISABLED in counted and not person.disability:
        yield "disability"
