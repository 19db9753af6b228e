"""How a family lives, as asked at its house (DOMAIN.md 2.9): plain data for the form, its draft and its check.

Codes are the program's own, or "source:code" where nobody is certain what a source meant (`desktop.rules.code_lists`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from desktop.rules.coordinates import MapPlace

SAID_BY_FAMILY = "family"
CODED = ("education", "chronic_illness", "work_status", "work_field", "religion")  # of a person, by list


@dataclass(frozen=True, slots=True)
class PersonLiving:
    """What is asked of a member beside what his family card says; empty means nobody has said."""

    education: str = ""  # the highest certificate
    school_name: str = ""
    school_npsn: str = ""
    nisn: str = ""
    due_on: date | None = None
    pregnancies: int | None = None  # which one this is
    chronic_illness: str = ""
    work_status: str = ""
    work_field: str = ""
    papers: str = ""  # codes parted by blanks
    in_family_card: bool | None = None
    religion: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes from a day on; without a channel there is none."""

    channel: str = ""
    number: str = ""
    holder_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class HousingState:
    """Housing and belongings as found on a day: answers by the name of the question's code list."""

    on: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldAid:
    """Another aid; `member` where it is held by one of them, `source` says who told us."""

    aid: str
    number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    id: UUID | None = None
    member: UUID | None = None
    source: str = SAID_BY_FAMILY


@dataclass(frozen=True, slots=True)
class FamilyLiving:
    """Only the newest of what has a history; the whole histories stand in `FamilyDetail`."""

    place: MapPlace | None = None
    account: Account = Account()
    housing: HousingState = HousingState()
    aids: tuple[HeldAid, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAs:
    """An id in another register; `member` is the position in the family, None for the family itself."""

    source: str
    value: str
    seen_on: date
    member: int | None = None
