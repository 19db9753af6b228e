"""Who may receive a family's money after its caretaker: in which order, who may not, and on which papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from desktop.rules.caretaker import propose_caretaker
from desktop.rules.dates import age_on
from desktop.rules.person import PersonFacts, lives_here
from desktop.rules.terms import Marital

GROWN = 17  # the age of the identity card, without which nobody hands out money

P = TypeVar("P", bound=PersonFacts)


class Cause(StrEnum):
    """Why another person receives the money."""

    DIED = "died"
    MOVED = "moved"
    UNABLE = "unable"  # ill, old, in prison, working abroad
    REFUSED = "refused"
    MARRIED = "married"  # into another family
    DIVORCED = "divorced"  # and gone from the card
    OTHER = "other"


class Paper(StrEnum):
    """Papers an office asks for before it hands money to another person (DOMAIN.md 4.3)."""

    DEATH = "death"
    MOVE = "move"
    HEALTH = "health"
    WAIVER = "waiver"
    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    VILLAGE = "village"
    FAMILY_CARD = "family_card"
    IDENTITY_CARD = "identity_card"
    HEIRS = "heirs"


class Standing(StrEnum):
    """Codes of the sentences in `desktop.wording.life`: why a person may follow, or why not."""

    WIFE = "life.may_wife"
    WOMAN = "life.may_woman"
    HEAD = "life.may_head"
    GROWN = "life.may_grown"
    MINOR = "life.may_not_minor"
    AGE_UNKNOWN = "life.may_not_age"
    AWAY = "life.may_not_away"
    CARETAKER = "life.may_not_caretaker"


MAY = frozenset({Standing.WIFE, Standing.WOMAN, Standing.HEAD, Standing.GROWN})
_PROPOSED = MappingProxyType(
    {
        "rules.caretaker_wife": Standing.WIFE,
        "rules.caretaker_eldest_woman": Standing.WOMAN,
        "rules.caretaker_head": Standing.HEAD,
    }
)
_OF_CAUSE = MappingProxyType(
    {
        Cause.DIED: (Paper.DEATH,),
        Cause.MOVED: (Paper.MOVE,),
        Cause.UNABLE: (Paper.HEALTH,),
        Cause.REFUSED: (Paper.WAIVER,),
        Cause.MARRIED: (Paper.MARRIAGE,),
        Cause.DIVORCED: (Paper.DIVORCE,),
        Cause.OTHER: (Paper.VILLAGE,),
    }
)


@dataclass(frozen=True, slots=True)
class Heir(Generic[P]):
    """A member and whether he may follow; those who may come first, in their order."""

    person: P
    standing: Standing

    @property
    def may(self) -> bool:
        return self.standing in MAY


def heirs(members: Sequence[P], caretaker: P | None, day: date) -> list[Heir[P]]:
    """Put everybody in order: as the caretaker of a new family is proposed, then other grown members by age.

    Members whose birth date nobody knows and who never married cannot be shown to be grown: they come after,
    with the reason, as do minors, those who left and the caretaker himself.
    """
    left = [member for member in members if member is not caretaker and lives_here(member)]
    found: list[Heir[P]] = []
    while (proposal := propose_caretaker(left, day)) is not None:
        found.append(Heir(proposal.person, _standing(proposal.person, _PROPOSED[proposal.reason], day)))
        left = [member for member in left if member is not proposal.person]
    rest = sorted(left, key=_age_order)
    found += [Heir(member, _standing(member, Standing.GROWN, day)) for member in rest]
    found += _excluded(members, caretaker)
    return sorted(found, key=_may_not)


def papers_for(cause: Cause, *, money_waits: bool) -> tuple[Paper, ...]:
    """Papers to bring. Where somebody died while money waits, the heirs say in writing who takes it."""
    asked = (*_OF_CAUSE[cause], Paper.FAMILY_CARD, Paper.IDENTITY_CARD)
    return (*asked, Paper.HEIRS) if cause is Cause.DIED and money_waits else asked


def _standing(person: PersonFacts, may: Standing, day: date) -> Standing:
    if person.marital in (Marital.MARRIED, Marital.DIVORCED, Marital.WIDOWED):
        return may
    if person.birth_date is None:
        # A wife or head is of age by what he or she is; of anybody else it has to be shown.
        return may if may in (Standing.WIFE, Standing.HEAD) else Standing.AGE_UNKNOWN
    return may if age_on(person.birth_date, day) >= GROWN else Standing.MINOR


def _excluded(members: Sequence[P], caretaker: P | None) -> Iterator[Heir[P]]:
    for member in members:
        if not lives_here(member):
            yield Heir(member, Standing.AWAY)
        elif member is caretaker:
            yield Heir(member, Standing.CARETAKER)


def _age_order(person: PersonFacts) -> date:
    return person.birth_date or date.max


def _may_not(heir: Heir[P]) -> bool:
    return not heir.may
