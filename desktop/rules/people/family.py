"""Who lives in an invented family: relations, sexes and birth dates that fit together."""

from dataclasses import dataclass
from datetime import date
from random import Random

from desktop.rules.people.naming import chance
from desktop.rules.terms import Marital, Relation, Sex

_YEAR = 365.25
MOST = 9
_OLDEST = 90
_YOUNGEST_BRIDE = 17
_LAST_BIRTH_AT = 43
_LEAVES_AT, _GONE_AT = 18, 25
# Cumulated shares of the kinds of families.
_THREE_GENERATIONS, _GRANDMOTHER_ALONE, _LONE_MOTHER = 0.07, 0.10, 0.19
_CHILDREN = (1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6)


@dataclass(slots=True)
class Person:
    """In the making. A parent may live elsewhere, or be None where only the name is needed."""

    sex: Sex
    born: date
    relation: Relation
    marital: Marital = Marital.SINGLE
    father: "Person | None" = None
    mother: "Person | None" = None
    name: str = ""


class FamilyMaker:
    """Draws families as they stand on one day."""

    def __init__(self, rng: Random, on: date) -> None:
        self._rng = rng
        self._today = on.toordinal()

    def with_children(self) -> list[Person]:
        """Draw the usual family: parents or a lone mother, children, now and then the generation above."""
        kind = self._rng.random()
        if kind < _THREE_GENERATIONS:
            return self._three_generations()
        if kind < _GRANDMOTHER_ALONE:
            return self._grandmother_with_grandchild()
        wife = self._grown(Sex.FEMALE, self._rng.triangular(20, 54, 34), Relation.SPOUSE, Marital.MARRIED)
        head = self._husband_of(wife, Relation.HEAD)
        family = [head, wife]
        if kind < _LONE_MOTHER:
            wife.relation = Relation.HEAD
            wife.marital = Marital.WIDOWED if chance(self._rng, 0.6) else Marital.DIVORCED
            family = [wife]  # he is dead or gone, and still the father of her children
        family += self._children(head, wife, Relation.CHILD)
        if chance(self._rng, 0.12):
            family += self._grandmother(family[0])
        return family[:MOST]

    def without_children(self) -> list[Person]:
        """Draw adults only, none of them old: alone, or a couple with grown children."""
        age = self._rng.uniform(42, 56)
        if chance(self._rng, 0.3):
            sex = Sex.FEMALE if chance(self._rng, 0.6) else Sex.MALE
            return [self._grown(sex, age, Relation.HEAD, Marital.WIDOWED)]
        wife = self._grown(Sex.FEMALE, age, Relation.SPOUSE, Marital.MARRIED)
        head = self._grown(Sex.MALE, age + self._rng.uniform(-1, 3), Relation.HEAD, Marital.MARRIED)
        family = [head, wife]
        if age > _GONE_AT + _YOUNGEST_BRIDE and chance(self._rng, 0.5):
            sex = Sex.MALE if chance(self._rng, 0.6) else Sex.FEMALE
            family.append(self._grown(sex, self._rng.uniform(23, age - 18), Relation.CHILD))
            family[-1].father, family[-1].mother = head, wife
        return family

    def elderly(self) -> list[Person]:
        """Draw an old woman or man alone, or an old couple."""
        age = self._rng.uniform(71, 86)
        if chance(self._rng, 0.6):
            sex = Sex.FEMALE if chance(self._rng, 0.7) else Sex.MALE
            return [self._grown(sex, age, Relation.HEAD, Marital.WIDOWED)]
        husband = self._grown(Sex.MALE, age + self._rng.uniform(0, 4), Relation.HEAD, Marital.MARRIED)
        return [husband, self._grown(Sex.FEMALE, age, Relation.SPOUSE, Marital.MARRIED)]

    def _grown(self, sex: Sex, age: float, relation: Relation, marital: Marital = Marital.SINGLE) -> Person:
        return Person(sex, date.fromordinal(self._today - int(age * _YEAR)), relation, marital)

    def _age(self, person: Person) -> float:
        return (self._today - person.born.toordinal()) / _YEAR

    def _husband_of(self, wife: Person, relation: Relation) -> Person:
        age = max(19.0, self._age(wife) + self._rng.triangular(-2, 12, 3))
        return self._grown(Sex.MALE, age, relation, Marital.MARRIED)

    def _children(self, father: Person, mother: Person, relation: Relation) -> list[Person]:
        """Born to a mother of 18 to 43, more than ten months apart; who is grown has mostly left home."""
        children: list[Person] = []
        age = self._age(mother)
        at = self._rng.triangular(18, 29, 20)
        for _ in range(_CHILDREN[int(self._rng.random() * len(_CHILDREN))]):
            if at > min(age - 0.05, _LAST_BIRTH_AT):
                break
            old = age - at
            at += self._rng.triangular(1.1, 7, 3)
            if chance(self._rng, 0.85 if old > _GONE_AT else 0.35 if old > _LEAVES_AT else 0.01):
                continue
            sex = Sex.MALE if chance(self._rng, 0.51) else Sex.FEMALE
            child = self._grown(sex, old, relation)
            child.father, child.mother = father, mother
            children.append(child)
        return children

    def _grandmother(self, of: Person) -> list[Person]:
        age = self._age(of) + self._rng.uniform(19, 33)
        if age > _OLDEST:
            return []
        mother = self._grown(Sex.FEMALE, age, Relation.PARENT, Marital.WIDOWED)
        of.mother = mother
        return [mother]

    def _three_generations(self) -> list[Person]:
        """Draw a couple, a grown child of theirs with wife or husband, and the grandchildren."""
        mother = self._grown(Sex.FEMALE, self._rng.uniform(20, 30), Relation.CHILD, Marital.MARRIED)
        father = self._husband_of(mother, Relation.CHILD_IN_LAW)
        if chance(self._rng, 0.5):
            mother.relation, father.relation = Relation.CHILD_IN_LAW, Relation.CHILD
        own = mother if mother.relation is Relation.CHILD else father
        wife = self._grown(Sex.FEMALE, self._age(own) + self._rng.uniform(18, 27), Relation.SPOUSE, Marital.MARRIED)
        head = self._husband_of(wife, Relation.HEAD)
        own.mother, own.father = wife, head
        return [head, wife, own, father if own is mother else mother, *self._grandchildren(father, mother)][:MOST]

    def _grandchildren(self, father: Person, mother: Person) -> list[Person]:
        return self._children(father, mother, Relation.GRANDCHILD)

    def _grandmother_with_grandchild(self) -> list[Person]:
        """The parents work elsewhere."""
        age = self._rng.uniform(52, 74)
        head = self._grown(Sex.FEMALE, age, Relation.HEAD, Marital.WIDOWED)
        sex = Sex.MALE if chance(self._rng, 0.5) else Sex.FEMALE
        return [head, self._grown(sex, self._rng.uniform(4, 16), Relation.GRANDCHILD)]
