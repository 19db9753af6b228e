"""Who is proposed to receive the money of a family (DESIGN.md 4.14); a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.rules.dates import age_on
from desktop.rules.person import PersonFacts, lives_here
from desktop.rules.terms import Marital, Relation, Sex

_GROWN = 17  # the age of the identity card

P = TypeVar("P", bound=PersonFacts)


class CaretakerReason(StrEnum):
    """Codes of the sentences in `desktop.wording.rules`."""

    WIFE = "rules.caretaker_wife"
    ELDEST_WOMAN = "rules.caretaker_eldest_woman"
    HEAD = "rules.caretaker_head"


@dataclass(frozen=True, slots=True)
class Proposal(Generic[P]):
    """Always derived, never witnessed."""

    person: P
    reason: CaretakerReason


def propose_caretaker(members: Sequence[P], day: date) -> Proposal[P] | None:
    """Wife of the head, else the eldest woman of 17 or married, else the head; None if none of them lives here."""
    here = [member for member in members if lives_here(member)]
    women = [member for member in here if member.sex is Sex.FEMALE]
    wife = _eldest(woman for woman in women if woman.relation is Relation.SPOUSE)
    if wife is not None:
        return Proposal(wife, CaretakerReason.WIFE)
    woman = _eldest(woman for woman in women if _grown(woman, day))
    if woman is not None:
        return Proposal(woman, CaretakerReason.ELDEST_WOMAN)
    head = _eldest(member for member in here if member.relation is Relation.HEAD)
    return Proposal(head, CaretakerReason.HEAD) if head is not None else None


def too_young(person: PersonFacts, day: date) -> bool:
    """Whether somebody is known to be under age and was never married: no identity card, so nobody hands out money."""
    return not _grown(person, day) and person.birth_date is not None


def _grown(person: PersonFacts, day: date) -> bool:
    if person.marital in (Marital.MARRIED, Marital.DIVORCED, Marital.WIDOWED):
        return True
    return person.birth_date is not None and age_on(person.birth_date, day) >= _GROWN


def _eldest(people: Iterable[P]) -> P | None:
    """Those whose birth date nobody knows come last, else in the order of the family card."""
    return min(people, key=lambda person: person.birth_date or date.max, default=None)
