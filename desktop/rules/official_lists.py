"""What a list of another office says of one of our people, and whether the same person is meant; it changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.rules.names import same_name
from desktop.rules.terms import Sex


class OfficialKind(StrEnum):
    """What kind of list it is, which decides what it can say."""

    DUKCAPIL = "dukcapil"
    POVERTY_REGISTER = "poverty_register"
    OTHER_AID = "other_aid"
    STAFF = "staff"
    CIVIL_SERVANTS = "civil_servants"


class ListOutcome(StrEnum):
    """What the list says of one of ours."""

    MATCH = "match"  # Dukcapil: padan
    DIFFERS = "differs"  # Dukcapil: tidak padan
    NOT_FOUND = "not_found"
    DIED = "died"
    LISTED = "listed"
    ENDED = "ended"  # stood in the list of an aid and does so no more


class FoundBy(StrEnum):
    """By what it was known that one of ours is meant; a name alone is never enough (DOMAIN.md 3.5)."""

    NIK = "nik"
    NO_KK = "no_kk"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list as read. `facts` and `receives` are what it says beside who is meant."""

    row: int  # as the spreadsheet numbers it, from 1
    nik: str = ""
    no_kk: str = ""
    name: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    mother_name: str = ""
    village: str = ""
    district: str = ""
    outcome: ListOutcome | None = None  # the word of the list itself
    undecided: bool = False  # a word decides in this list, and there is none or an unknown one
    facts: Mapping[str, str] = field(default_factory=dict)
    receives: Mapping[str, bool] = field(default_factory=dict)  # by code of the aid

    @property
    def usable(self) -> bool:
        """Whether anything could be said by it of anybody."""
        return not self.undecided and bool(self.nik or self.no_kk or (self.name and self.birth_date))


@dataclass(frozen=True, slots=True)
class Ours:
    """A member as this office knows him."""

    nik: str = ""
    no_kk: str = ""
    name: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    mother_name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing the list says otherwise; both as written."""

    field: str
    ours: str
    theirs: str


# Where two rows of a list say different things of one person, the one that costs him more is looked at first.
_GRAVEST_FIRST = (
    ListOutcome.DIED, ListOutcome.DIFFERS, ListOutcome.NOT_FOUND, ListOutcome.LISTED, ListOutcome.ENDED,
    ListOutcome.MATCH,
)  # fmt: skip

# A card is renewed at every marriage and move, and a mother is spelled as one likes: worth telling, no proof.
_DECIDES = frozenset({"nik", "name", "birth_date", "sex"})


def differences(listed: Listed, ours: Ours) -> tuple[Difference, ...]:
    """What both know and say otherwise; names that clerks spell in two ways are the same."""
    found: list[Difference] = []
    for name, theirs, known in (("nik", listed.nik, ours.nik), ("no_kk", listed.no_kk, ours.no_kk)):
        if theirs and known and theirs != known:
            found.append(Difference(name, known, theirs))
    for name, theirs, known in (
        ("name", listed.name, ours.name),
        ("mother_name", listed.mother_name, ours.mother_name),
    ):
        # Written alike, they need not be brought to one form first, which takes most of the time.
        if theirs and known and theirs != known and not same_name(theirs, known):
            found.append(Difference(name, known, theirs))
    if listed.birth_date and ours.birth_date and listed.birth_date != ours.birth_date:
        found.append(Difference("birth_date", ours.birth_date.isoformat(), listed.birth_date.isoformat()))
    if listed.sex and ours.sex and listed.sex is not ours.sex:
        found.append(Difference("sex", ours.sex.value, listed.sex.value))
    return tuple(found)


def doubtful(listed: Listed, ours: Ours, found: Sequence[Difference]) -> bool:
    """Whether the number is the same and yet somebody else may be meant: another name, and no equal birth date."""
    other_name = any(each.field == "name" for each in found)
    return other_name and not (listed.birth_date and listed.birth_date == ours.birth_date)


def outcome_of(kind: OfficialKind, listed: Listed, found: Sequence[Difference]) -> ListOutcome:
    """What the list says of the person found.

    A Dukcapil answer "padan" is about the values that were sent: if ours are others by now, it holds no longer.
    """
    said = listed.outcome
    if kind is not OfficialKind.DUKCAPIL:
        return said if said in (ListOutcome.DIED, ListOutcome.ENDED) else ListOutcome.LISTED
    if said in (ListOutcome.DIED, ListOutcome.NOT_FOUND, ListOutcome.DIFFERS):
        return said
    return ListOutcome.DIFFERS if any(each.field in _DECIDES for each in found) else ListOutcome.MATCH


def graver(one: ListOutcome, other: ListOutcome) -> bool:
    """Whether the first costs the person more than the other: to stand in an aid more than to be out of it."""
    return _GRAVEST_FIRST.index(one) < _GRAVEST_FIRST.index(other)
