"""Invented facilitators and the log of their visits, in the Indonesian a facilitator writes."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from desktop.rules.dates import age_on
from desktop.rules.people.lists import Lists, Story, parse_story
from desktop.rules.people.naming import Namer, chance, phone, pick
from desktop.rules.people.numbers import Numbers
from desktop.rules.people.plan import FacilitatorPlan, Ground, HouseholdPlan, VisitPlan
from desktop.rules.register import MemberFields
from desktop.rules.terms import Schooling, Sex

FAMILIES_EACH = 170
_FIRST_SERIAL = 9001  # far from the serials of the families
_SUNDAY = 6
_UNDER_FIVE, _ELDERLY = 5, 60
_VISITED = 0.45
_LOG_DAYS = 180
_KNOWN_TO_EXPECT = 120  # days
_WITH_DEGREE = 0.7
_CHOICE = re.compile(r"\[([^\]]+)\]")


def plan_facilitators(seed: int, ground: Ground, families: int) -> tuple[FacilitatorPlan, ...]:
    """Give one for every 170 families, at least one."""
    rng = Random(f"{seed}/facilitators")  # noqa: S311 - not for secrets
    namer, numbers = Namer(ground.lists), Numbers(_FIRST_SERIAL)
    districts = sorted({area.parent_code or "" for area in ground.villages})
    return tuple(
        _facilitator(rng, ground, namer, numbers, pick(rng, districts))
        for _ in range(max(1, round(families / FAMILIES_EACH)))
    )


def _facilitator(rng: Random, ground: Ground, namer: Namer, numbers: Numbers, district: str) -> FacilitatorPlan:
    sex = Sex.FEMALE if chance(rng, 0.55) else Sex.MALE
    born = ground.on - timedelta(days=int(rng.uniform(24, 41) * 365.25))
    name = namer.name(rng, sex, born.year)
    if chance(rng, _WITH_DEGREE):
        name = f"{name}, {pick(rng, ground.lists['degree'])}"
    return FacilitatorPlan(name, numbers.nik(district, born, sex), phone(rng))


def plan_visits(seed: int, ground: Ground, household: HouseholdPlan) -> tuple[VisitPlan, ...]:
    """Give the visits of the last half year to one family, oldest first; more than half got none.

    They depend on the seed and the family alone, so they can be made for any family in any order.
    """
    rng = Random(f"{seed}/visits/{household.source_id}")  # noqa: S311 - not for secrets
    if not chance(rng, _VISITED):
        return ()
    days = sorted({_weekday(ground.on, int(rng.random() * _LOG_DAYS) + 1) for _ in range(rng.choice((1, 1, 2, 3)))})
    return tuple(_visit(rng, ground, household, day) for day in days)


def _weekday(on: date, before: int) -> date:
    day = on - timedelta(days=before)
    return day - timedelta(days=1) if day.weekday() == _SUNDAY else day


def _topics(household: HouseholdPlan, day: date, on: date) -> Iterator[tuple[str, MemberFields]]:
    """Sections of the stories that fit on that day, each with the member it is about."""
    caretaker = household.members[household.caretaker]
    yield "general", caretaker
    for member in household.members:
        if member.birth_date is None or member.birth_date > day:
            continue
        age = age_on(member.birth_date, day)
        if member.pregnant and (on - day).days < _KNOWN_TO_EXPECT:
            yield "pregnant", member
        if age < _UNDER_FIVE:
            yield "under_five", member
        elif member.schooling is Schooling.ATTENDING and member.school_level != "tertiary":
            yield member.school_level, member
        elif age >= _ELDERLY:
            yield "elderly", member
        if member.disability not in {"", "0"} and member is not caretaker:
            yield "disabled", member


def _visit(rng: Random, ground: Ground, household: HouseholdPlan, day: date) -> VisitPlan:
    topic, member = pick(rng, list(_topics(household, day, ground.on)))
    story = _story(rng, ground.lists, topic, household.members[household.caretaker], member)
    due = _due(rng, day) if story.follow_up else None
    return VisitPlan(
        on=day,
        purpose=story.purpose,
        seen=story.seen,
        agreed=story.agreed,
        follow_up=story.follow_up,
        due_on=due,
        done_on=_done(rng, day, due, ground.on) if due else None,
    )


def _story(rng: Random, lists: Lists, topic: str, caretaker: MemberFields, member: MemberFields) -> Story:
    line = _CHOICE.sub(lambda found: pick(rng, found.group(1).split("/")), pick(rng, lists[topic]))
    return parse_story(line.format(name=caretaker.name, child=member.name, member=member.name))


def _due(rng: Random, day: date) -> date:
    due = day + timedelta(days=rng.choice((7, 14, 14, 21, 30, 30, 60)))
    return due + timedelta(days=1) if due.weekday() == _SUNDAY else due


def _done(rng: Random, visited: date, due: date, on: date) -> date | None:
    """Most of what is due was done, some of it early or late."""
    done = max(visited + timedelta(days=1), due + timedelta(days=rng.choice((-3, -1, 0, 0, 0, 2, 5))))
    return done if done <= on and chance(rng, 0.75) else None
