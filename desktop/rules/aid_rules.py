"""Other aids, and which of them a family may hold together: data, each rule with its source and how sure it is."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

from desktop.paths import resources


class Together(StrEnum):
    """Whether two aids may be held by one family."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Giver(StrEnum):
    """Who pays an aid; a rule may speak of all aids of one giver."""

    CENTRE = "centre"
    PROVINCE = "province"
    DISTRICT = "district"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Aid:
    """One aid. `headings` are what columns of lists call it; a `programme` is run by offices like this one."""

    code: str
    name: str
    title: str
    giver: Giver
    headings: tuple[str, ...] = ()
    programme: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of two aids together. `why` is Indonesian, as data is; `source` names the page it stands on."""

    together: Together
    sure: bool = False
    why: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two aids that one family holds and may not, or that nobody is sure about."""

    one: str
    other: str
    pair: Pair


NOBODY_KNOWS = Pair(Together.UNKNOWN)


@dataclass(frozen=True, slots=True)
class AidBook:
    """All aids in their order, and the rules about pairs by their codes; a rule may name a giver."""

    aids: tuple[Aid, ...]
    rules: dict[frozenset[str], Pair]

    def known(self, code: str) -> Aid | None:
        return next((aid for aid in self.aids if aid.code == code), None)

    def named(self, code: str) -> str:
        """Name as people say it; a code that nobody listed is its own name."""
        aid = self.known(code)
        return aid.name if aid else code.upper()

    def pair(self, one: str, other: str) -> Pair:
        """The rule for exactly these two, else the stricter of those for one of them and all of the other's giver."""
        exact = self.rules.get(frozenset({one, other}))
        if exact is not None:
            return exact
        found = [
            rule
            for code, partner in ((one, self.known(other)), (other, self.known(one)))
            if partner and (rule := self.rules.get(frozenset({code, partner.giver.value})))
        ]
        return min(found, key=_binding, default=NOBODY_KNOWS)

    def clashes(self, held: Collection[str]) -> tuple[Clash, ...]:
        """Every two of these that may not be held together, what is sure first."""
        found = [
            Clash(one, other, pair)
            for one, other in combinations(sorted(held), 2)
            if (pair := self.pair(one, other)).together is Together.NO
        ]
        return tuple(sorted(found, key=_unsure))


def load_aids(file: Path | None = None) -> AidBook:
    """Read the packaged aids. A rule about an aid that is not listed is a fault of the file."""
    data = tomllib.loads((file or resources() / "aids.toml").read_text("utf-8"))
    aids = tuple(
        Aid(
            each["code"],
            each["name"],
            each["title"],
            Giver(each["giver"]),
            tuple(each.get("headings", ())),
            bool(each.get("programme", False)),
        )
        for each in data["aid"]
    )
    return AidBook(aids, dict(_rules(data["pair"], {*Giver, *(aid.code for aid in aids)})))


def _rules(pairs: list[dict[str, object]], known: Collection[str]) -> Iterator[tuple[frozenset[str], Pair]]:
    seen: set[frozenset[str]] = set()
    for each in pairs:
        key = frozenset({str(each["one"]), str(each["other"])})
        if not key <= set(known) or key in seen:
            raise ValueError(f"a rule about {sorted(key)}")
        seen.add(key)
        yield key, Pair(Together(str(each["together"])), bool(each["sure"]), str(each["why"]), str(each["source"]))


def _binding(pair: Pair) -> tuple[bool, bool, str]:
    return pair.together is not Together.NO, not pair.sure, pair.why


def _unsure(clash: Clash) -> bool:
    return not clash.pair.sure
