"""Names of invented people by sex and generation, and the places they live in."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from desktop.rules.areas import Area
from desktop.rules.people.lists import Lists
from desktop.rules.terms import Sex

_T = TypeVar("_T")
_SEXES = {Sex.MALE: "male", Sex.FEMALE: "female"}
_MIDDLE_FROM, _YOUNG_FROM = 1965, 1995
_ONE_WORD = {"old": 0.85, "middle": 0.35, "young": 0.1}
_AFTER_FATHER = 0.08
_FIRST_CITY = 71
_PREFIXES = ("0812", "0813", "0815", "0819", "0821", "0838", "0857", "0877", "0878", "0896")


def pick(rng: Random, items: Sequence[_T]) -> _T:
    """Pick like `Random.choice` in a third of the time; a province has millions of picks."""
    return items[int(rng.random() * len(items))]


def chance(rng: Random, probability: float) -> bool:
    return rng.random() < probability


def phone(rng: Random) -> str:
    return f"{pick(rng, _PREFIXES)}{int(rng.random() * 10**8):08}"


class Namer:
    """Joins first and second names of a generation."""

    def __init__(self, lists: Lists) -> None:
        self._never_alone = frozenset(lists["needs.second"])
        self._parts = {
            (sex, era): (lists[f"{word}.{era}.first"], lists[f"{word}.{era}.second"])
            for sex, word in _SEXES.items()
            for era in _ONE_WORD
        }

    def name(self, rng: Random, sex: Sex, birth_year: int, father: str = "") -> str:
        era = _era(birth_year)
        firsts, seconds = self._parts[sex, era]
        first = pick(rng, firsts)
        if sex is Sex.MALE and father and chance(rng, _AFTER_FATHER):
            return f"{first} {father.rsplit(maxsplit=1)[-1]}"
        if chance(rng, _ONE_WORD[era]) and first not in self._never_alone:
            return first
        second = pick(rng, seconds)
        return first if second == first else f"{first} {second}"


def _era(year: int) -> str:
    if year < _MIDDLE_FROM:
        return "old"
    return "middle" if year < _YOUNG_FROM else "young"


class Village:
    """The hamlets of one village, the same for the same seed whoever lives there."""

    def __init__(self, seed: int, area: Area, lists: Lists) -> None:
        rng = Random(f"{seed}/{area.code}")  # noqa: S311 - not for secrets: the same seed, the same village
        self.area = area
        self.district = area.parent_code or ""
        in_city = int(area.code[3:5]) >= _FIRST_CITY and not area.is_desa
        word = "Link." if in_city else "Kp."
        names = {_hamlet(rng, lists) for _ in range(rng.randint(4, 9))}
        self._hamlets = [(f"{word} {name}", rng.randint(1, 4)) for name in sorted(names)]
        self._roads = lists["road"] if in_city else ()

    def address(self, rng: Random) -> tuple[str, str, str, str]:
        """Address, hamlet, RT, RW."""
        at = int(rng.random() * len(self._hamlets))
        hamlet, most = self._hamlets[at]
        address = hamlet
        if self._roads and chance(rng, 0.4):
            address = f"{pick(rng, self._roads)} No. {rng.randint(1, 180)}"
        return address, hamlet, f"{int(rng.random() * most) + 1:03}", f"{at + 1:03}"


def _hamlet(rng: Random, lists: Lists) -> str:
    if chance(rng, 0.35):
        return pick(rng, lists["kampung.whole"])
    return f"{pick(rng, lists['kampung.first'])} {pick(rng, lists['kampung.second'])}"
