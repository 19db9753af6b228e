"""What a person enters of one event, a kind for each; all rest on a day, a paper and a reason."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from desktop.rules.life import Life
from desktop.rules.succession import Cause, Paper
from desktop.services.families.fields import MemberDetail


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """When, on which paper, and why or how."""

    on: date
    paper: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth(Happened):
    """A child is born; its relation follows from the mother's where none is said."""

    child: MemberDetail
    mother: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Death(Happened):
    """`new_head` is the head of the family's new card where the head died."""

    member: UUID
    new_head: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marriage(Happened):
    """A member marries another one, somebody who moves in, or somebody elsewhere."""

    member: UUID
    partner: UUID | None = None
    moves_in: MemberDetail | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Divorce(Happened):
    """A member is divorced from another one, or from somebody elsewhere.

    `leaves` is who of the two leaves the card: he moves away, `to` somewhere; or has a card of his own here, which a
    split makes afterwards.
    """

    member: UUID
    partner: UUID | None = None
    leaves: UUID | None = None
    own_card: bool = False
    to: str = ""
    new_head: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Happened):
    """A member moved away; `to` says where, as told."""

    member: UUID
    to: str = ""
    new_head: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Happened):
    """Somebody moved in, or a member came back."""

    person: MemberDetail
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress(Happened):
    """The whole family moved within the district."""

    village_code: str
    address: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLeft(Happened):
    """The whole family moved out of the district."""

    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCame(Happened):
    """The whole family moved into the district, or came back to it."""

    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCaretaker(Happened):
    """Another member receives the money; `at_hand` are the papers somebody has seen."""

    successor: UUID
    cause: Cause
    at_hand: frozenset[Paper] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Happened):
    """Members who have a card of their own now, with the head and caretaker of each side where those change.

    `enrolment_goes` says on which side the programme stays; None: with the caretaker.
    """

    members: frozenset[UUID]
    no_kk: str = ""
    head: UUID | None = None
    caretaker: UUID | None = None
    head_left: UUID | None = None
    caretaker_left: UUID | None = None
    enrolment_goes: bool | None = None
    address: NewAddress | None = None  # where the new family lives; None: where the old one does


Event: TypeAlias = (
    Birth | Death | Marriage | Divorce | Left | Joined | NewAddress | FamilyLeft | FamilyCame | NewCaretaker | Split
)

KINDS = {
    Birth: Life.BIRTH,
    Death: Life.DEATH,
    Marriage: Life.MARRIAGE,
    Divorce: Life.DIVORCE,
    Left: Life.LEFT,
    Joined: Life.JOINED,
    NewAddress: Life.ADDRESS,
    FamilyLeft: Life.FAMILY_LEFT,
    FamilyCame: Life.FAMILY_CAME,
    NewCaretaker: Life.CARETAKER,
    Split: Life.SPLIT,
}


def member_of(event: Event) -> UUID | None:
    """Whom the event is about, where it is about one who was there before."""
    match event:
        case Death(member=one) | Left(member=one) | NewCaretaker(successor=one):
            return one
        case Marriage(member=one) | Divorce(member=one):
            return one
        case Joined(person=person):
            return person.id
        case _:
            return None
