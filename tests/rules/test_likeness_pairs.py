"""Pairs among many: the short ways find what comparing each with each would find."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest

from desktop.errors import Cancelled
from desktop.rules.ids import new_id
from desktop.rules.likeness import Person, likely
from desktop.rules.likeness_names import UNNAMED, name_form
from desktop.rules.likeness_pairs import likely_pairs

FIRST = (
    "SITI", "ROHAYATI", "ENTIN", "NUR", "MIMIN", "JUBAEDAH", "AMINAH", "FATIMAH", "MARYAM", "ASEP", "UJANG", "SARIP",
    "OTONG", "MUHAMMAD", "RIZKI",
)  # fmt: skip
LAST = (
    "SURYATIN", "MINTARSIH", "HASANAH", "HIDAYAT", "KURNIA", "PERMANA", "SULASTRI", "GUNAWAN", "FAUZI", "LESTARI",
    "KUSNADI", "SOPIAN",
)  # fmt: skip
START = date(1950, 1, 1)


def anybody(chance: random.Random) -> Person:
    born = START + timedelta(days=chance.randrange(25_000))
    mother = name_form(chance.choice(FIRST)) if chance.random() < 0.8 else UNNAMED
    return Person(
        new_id(),
        new_id(),
        name_form(f"{chance.choice(FIRST)} {chance.choice(LAST)}"),
        f"360101{born:%d%m%y}{chance.randrange(1, 9999):04}" if chance.random() < 0.9 else "",
        born,
        sex=chance.choice("LP"),
        mother=mother,
        village=f"36.01.{chance.randrange(1, 4):02}.{2001 + chance.randrange(4)}",
    )


def twisted(person: Person, how: int) -> Person:
    """The same person as another clerk would have entered him."""
    born = person.birth
    assert born is not None
    changes = (
        {"nik": ""},
        {"birth": None, "nik": ""} if person.mother.loose else {"nik": ""},
        {"birth": born.replace(day=born.month, month=born.day)} if born.day <= 12 else {"nik": ""},
        {"birth": born.replace(day=1, month=1)},
        {"birth": born.replace(year=born.year + 10, day=min(born.day, 28))},
        {"name": name_form(person.name.key.replace("A", "", 1))},
        {"name": name_form(" ".join(reversed(person.name.words)))},
        {"village": "36.02.01.2001", "nik": "3671125203840009"},
    )
    return replace(person, id=new_id(), household=new_id(), **changes[how % len(changes)])


def ids(people: list[Person]) -> set[frozenset[UUID]]:
    return {frozenset((people[pair.one].id, people[pair.other].id)) for pair in likely_pairs(people)}


@pytest.mark.parametrize("seed", range(4))
def test_the_short_ways_miss_no_pair(seed: int) -> None:
    chance = random.Random(seed)
    people = [anybody(chance) for _ in range(250)]
    people += [twisted(person, how) for how, person in enumerate(chance.sample(people, 80))]
    chance.shuffle(people)
    slow = {frozenset((a.id, b.id)) for a, b in combinations(people, 2) if likely(a, b) is not None}
    # Who has one number in both places is found by the number.
    same = {frozenset((a.id, b.id)) for a, b in combinations(people, 2) if a.nik and a.nik == b.nik}
    assert len(slow - same) > 20
    assert ids(people) - same == slow - same


def test_pairs_come_once_in_the_order_of_the_list() -> None:
    person = replace(anybody(random.Random(1)), mother=name_form("MUNAH"))
    people = [replace(person, id=new_id(), household=new_id()) for _ in range(3)]
    assert [(pair.one, pair.other) for pair in likely_pairs(people)] == [(0, 1), (0, 2), (1, 2)]
    assert likely_pairs([]) == likely_pairs(people[:1]) == []


def test_a_birth_date_that_very_many_share_is_still_looked_at_by_name() -> None:
    """Whoever exported the list wrote one day for all."""
    chance = random.Random(3)
    day = date(1970, 5, 5)
    people = [replace(anybody(chance), birth=day, nik="", mother=UNNAMED, village="") for _ in range(600)]
    one = replace(people[0], name=name_form("DARSINAH KARTAWIJAYA"))
    people += [one, replace(one, id=new_id(), household=new_id(), name=name_form("Darsina Kartawijaya"), village="x")]
    people.append(replace(people[-1], id=new_id(), household=new_id(), village="x"))
    assert frozenset((people[-1].id, people[-2].id)) in ids(people)


class Stop:
    """Progress of somebody who has seen enough."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.steps.append((done, total))
        if done:
            raise Cancelled


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    chance = random.Random(5)
    people = [anybody(chance) for _ in range(300)]
    watcher = Stop()
    with pytest.raises(Cancelled):
        likely_pairs(people, watcher)
    assert watcher.steps[0] == (0, watcher.steps[0][1])
    assert all(done <= (total or 0) for done, total in watcher.steps)
