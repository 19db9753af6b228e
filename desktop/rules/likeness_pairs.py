"""Finds, among very many people, the pairs alike enough to ask about, without comparing each with each."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.progress import SILENT, Progress
from desktop.rules.likeness import FILLERS, Comparison, Degree, Person, births, likely
from desktop.rules.likeness_names import names_alike
from desktop.wording import N_

_LARGE: Final = 200  # people under one key, above which only neighbours are compared
_NEIGHBOURS: Final = 40
_STEP: Final = 2_000  # keys between two steps of the progress
_SHARE: Final = 100  # of the progress, for each pass
_COMPARING: Final = N_("Comparing people")


@dataclass(frozen=True, slots=True)
class Pass:
    """People under one `key` are looked at in pairs; `close` is a quick look that spares most the long one."""

    key: Callable[[Person], Hashable | None]
    close: Callable[[Person, Person], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people out of the list given, by their places in it, the earlier first."""

    one: int
    other: int
    comparison: Comparison


def likely_pairs(people: Sequence[Person], progress: Progress = SILENT) -> list[Pair]:
    """Answer every pair that `likely` answers, each once, in the order of the list.

    Two people are compared where they share a key: birth date, or name (as it sounds) with a part of the birth date,
    the mother or the village, or mother and year of birth. Each fault of the field leaves one of these whole.
    """
    found: dict[tuple[int, int], Comparison] = {}
    for at, turn in enumerate(PASSES):
        blocks = _blocks(people, turn)
        for done, block in enumerate(blocks):
            if done % _STEP == 0:
                progress.step(at * _SHARE + done * _SHARE // len(blocks), len(PASSES) * _SHARE, _COMPARING)
            for pair in _block_pairs(people, block, turn):
                if pair not in found:
                    comparison = likely(people[pair[0]], people[pair[1]])
                    if comparison is not None:
                        found[pair] = comparison
    return [Pair(*pair, found[pair]) for pair in sorted(found)]


def _blocks(people: Sequence[Person], turn: Pass) -> list[list[int]]:
    """Places of the people under each key that at least two share."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        value = turn.key(person)
        if value is not None:
            blocks[value].append(place)
    return [block for block in blocks.values() if len(block) > 1]


def _block_pairs(people: Sequence[Person], block: list[int], turn: Pass) -> Iterator[tuple[int, int]]:
    """Each with each; of a large block only neighbours by name, which are those that may be alike."""
    reach = len(block)
    if reach > _LARGE:
        block = sorted(block, key=lambda place: people[place].name.loose)
        reach = _NEIGHBOURS
    for at, one in enumerate(block):
        mine = people[one]
        for other in block[at + 1 : at + 1 + reach]:
            if turn.close(mine, people[other]):
                yield (one, other) if one < other else (other, one)


def _named_alike(one: Person, other: Person) -> bool:
    return names_alike(one.name, other.name)


def _born_alike(one: Person, other: Person) -> bool:
    return births(one, other)[0] is not Degree.DIFFERENT


def _said_more(one: Person, other: Person) -> bool:
    """Whether anything but the name can agree at all."""
    return _born_alike(one, other) or names_alike(one.mother, other.mother)


def _birthday(person: Person) -> Hashable | None:
    born = person.birth
    return None if born is None or (born.day, born.month) in FILLERS else born.toordinal()


def _name_and_year(person: Person) -> Hashable | None:
    return (person.name.loose, person.birth.year) if person.birth else None


def _name_and_day(person: Person) -> Hashable | None:
    return (person.name.loose, person.birth.day, person.birth.month) if person.birth else None


def _name_and_mother(person: Person) -> Hashable | None:
    return (person.name.loose, person.mother.loose) if person.mother.loose else None


def _name_and_village(person: Person) -> Hashable | None:
    return (person.name.loose, person.village) if person.village else None


def _mother_and_year(person: Person) -> Hashable | None:
    return (person.mother.loose, person.birth.year) if person.mother.loose and person.birth else None


PASSES: Final = (
    Pass(_birthday, _named_alike),
    Pass(_name_and_year, _born_alike),
    Pass(_name_and_day, _born_alike),
    Pass(_name_and_mother, _said_more),
    Pass(_name_and_village, _said_more),
    Pass(_mother_and_year, _named_alike),
)
