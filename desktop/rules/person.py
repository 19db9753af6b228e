"""What the rules need to know of a person, whether read from a file, a form or the office."""

from datetime import date
from typing import Protocol

from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex


class PersonFacts(Protocol):
    """Satisfied by `register.MemberFields` and by records; None or "" means nobody has said."""

    @property
    def sex(self) -> Sex | None: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def relation(self) -> Relation | None: ...
    @property
    def marital(self) -> Marital | None: ...
    @property
    def schooling(self) -> Schooling | None: ...
    @property
    def school_level(self) -> str: ...
    @property
    def pregnant(self) -> bool | None: ...
    @property
    def disability(self) -> str: ...
    @property
    def presence(self) -> Presence | None: ...


def lives_here(person: PersonFacts) -> bool:
    """Nobody said otherwise."""
    return person.presence in (None, Presence.LIVING_HERE)
