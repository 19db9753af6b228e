"""What was found alike: one finding for two families, with the people it is about and why."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any
from uuid import UUID

from desktop.rules.likeness import Comparison, Person, Rule, compare, likely, mark, score, usable

MOST_OTHERS = 20  # further pairs named in the evidence
_STRENGTH = {rule: at for at, rule in enumerate(Rule)}


@dataclass(frozen=True, slots=True)
class Finding:
    """The strongest match of two families, and how many further ones they have.

    A family that was registered twice is one question, not one for each of its members.
    """

    one: UUID
    other: UUID
    households: tuple[UUID, UUID]  # in the order of their ids; one family twice where both are its members
    rule: Rule
    score: int
    evidence: str  # JSON, as `Likeness.evidence`


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on, as it is kept."""

    rules: tuple[str, ...]
    others: tuple[tuple[UUID, UUID], ...]  # pairs beside the one shown
    more: int  # how many they are
    marks: frozenset[str]

    @classmethod
    def read(cls, text: str) -> "Evidence":
        """Read it leniently: an office may hold what another version wrote."""
        values: dict[str, Any] = json.loads(text)
        others = tuple((UUID(one), UUID(other)) for one, other in values.get("others", ()))
        rules, marks = tuple(values.get("rules", ())), frozenset(values.get("marks", ()))
        return cls(rules, others, values.get("more", len(others)), marks)


@dataclass(frozen=True, slots=True)
class _Match:
    one: Person
    other: Person
    rule: Rule
    comparison: Comparison

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """In the order in which the two were entered."""
        one, other = sorted((self.one.id, self.other.id))
        return one, other

    @property
    def order(self) -> tuple[int, int, tuple[UUID, UUID]]:
        return -score(self.rule, self.comparison), _STRENGTH[self.rule], self.ids


def judge(ones: Sequence[Person], others: Sequence[Person], shared: Collection[Rule] = ()) -> Finding | None:
    """Look at all the people of two families, or of one against themselves; None where nobody need be asked.

    `shared` are the numbers of the families themselves, beside the No KK, that are equal. The caretaker stands first.
    """
    if not ones or not others:
        return None
    matches = sorted((*_people(ones, others), *_families(ones, others, shared)), key=_order)
    if not matches:
        return None
    best = matches[0]
    pairs = {match.ids: mark(match.one, match.other) for match in matches}
    rest = sorted(pair for pair in pairs if pair != best.ids)
    evidence = {
        "rules": sorted({str(match.rule) for match in matches}, key=_strength),
        "fields": {str(one.aspect): [str(one.degree), str(one.hint)] for one in best.comparison.fields},
        "others": [[str(one), str(other)] for one, other in rest[:MOST_OTHERS]],
        "more": len(rest),
        "marks": sorted(pairs.values()),
    }
    one, other = sorted((ones[0].household, others[0].household))
    points = score(best.rule, best.comparison)
    return Finding(*best.ids, (one, other), best.rule, points, json.dumps(evidence))


def _people(ones: Sequence[Person], others: Sequence[Person]) -> Iterator[_Match]:
    within = ones[0].household == others[0].household
    for one, other in combinations(ones, 2) if within else product(ones, others):
        if one.nik == other.nik and usable(one.nik):
            yield _Match(one, other, Rule.SAME_NIK, compare(one, other))
        elif (comparison := likely(one, other)) is not None:
            yield _Match(one, other, Rule.LIKELY, comparison)


def _families(ones: Sequence[Person], others: Sequence[Person], shared: Collection[Rule]) -> Iterator[_Match]:
    """Match the two people most alike by each number that the families share."""
    if ones[0].household == others[0].household:
        return
    rules = [rule for rule in (Rule.SAME_CARD, Rule.SAME_ACCOUNT) if rule in shared]
    if ones[0].no_kk == others[0].no_kk and usable(ones[0].no_kk):
        rules.append(Rule.SAME_KK)
    if rules:
        comparison, one, other = _most_alike(ones, others)
        yield from (_Match(one, other, rule, comparison) for rule in rules)


def _most_alike(ones: Sequence[Person], others: Sequence[Person]) -> tuple[Comparison, Person, Person]:
    """The caretakers, unless two others are more alike."""
    best, pair = compare(ones[0], others[0]), (ones[0], others[0])
    for one, other in product(ones, others):
        comparison = compare(one, other)
        if (comparison.likely, comparison.points) > (best.likely, best.points):
            best, pair = comparison, (one, other)
    return best, *pair


def _order(match: _Match) -> tuple[int, int, tuple[UUID, UUID]]:
    return match.order


def _strength(rule: str) -> int:
    return _STRENGTH[Rule(rule)]
