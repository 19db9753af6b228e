"""What happens in a family's life: the kinds of events, when they can have happened, and what they change in a card."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desktop.errors import Refused
from desktop.rules.dates import age_on, long_date
from desktop.rules.terms import Presence, Relation

YOUNGEST_MOTHER, OLDEST_MOTHER = 10, 60  # beyond these it is another person, or another birth date


class Life(StrEnum):
    """Kinds of events."""

    BIRTH = "birth"
    DEATH = "death"
    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    LEFT = "left"  # a member moved away
    JOINED = "joined"  # a member moved in, or came back
    ADDRESS = "address"  # the whole family moved within the district
    FAMILY_LEFT = "family_left"  # moved out of the district
    FAMILY_CAME = "family_came"  # moved in, or came back
    SPLIT = "split"  # some members have a card of their own now
    CARETAKER = "caretaker"
    CATEGORY = "category"  # what a programme pays it by
    UNDONE = "undone"  # an earlier event was entered wrongly


GONE_BY: Mapping[Life, Presence] = MappingProxyType({Life.DEATH: Presence.DIED, Life.LEFT: Presence.MOVED})
"""State in which an event leaves whom it is about, whatever was known of him before."""


def event_between(before: Presence, now: Presence) -> Life | None:
    """Event that has to be entered before somebody stands so: who follows and the money that waits hang on it.

    Not found is no event: nobody knows what happened, and a person or a list may say so.
    """
    if now is Presence.DIED and before not in (Presence.DIED, Presence.WITHDRAWN):
        return Life.DEATH
    return Life.LEFT if now is Presence.MOVED and before is Presence.LIVING_HERE else None


class Closure(StrEnum):
    """Why a family is in no list any more."""

    IMPORT_UNDONE = "import_undone"
    MOVED_OUT = "moved_out"
    DISSOLVED = "dissolved"  # nobody lives there any more
    DOUBLE = "double"


class Link(StrEnum):
    """How one family came out of another."""

    SPLIT = "split"
    CATEGORY = "category"  # what a programme pays it by
    UNDONE = "undone"


class Built(StrEnum):
    """What stands on a family since it came to be; values are names of records."""

    FAMILY = "household"
    MEMBER = "member"
    EVENT = "life_event"
    CLOSURE = "family_closure"
    LINK = "family_link"
    ENROLMENT = "enrolment"
    ACCOUNT = "bank_account"
    AID = "other_aid"
    HOUSING = "housing"
    CASELOAD = "caseload"
    VISIT = "visit"
    LETTER = "letter"
    PHOTOGRAPH = "photograph"


def check_day(on: date, today: date, registered: date, name: str = "", born: date | None = None) -> None:
    """Refuse a day that cannot be: in the future, before the family was registered, before the person was born."""
    if on > today:
        raise Refused("life.future", on=long_date(on))
    if born is not None and on < born:
        raise Refused("life.before_birth", name=name, on=long_date(on), born=long_date(born))
    if on < registered:
        raise Refused("life.before_registration", on=long_date(on), registered=long_date(registered))


def check_mother(name: str, born: date | None, on: date) -> None:
    """Refuse a mother who was a child or past childbearing on the day."""
    if born is not None and not YOUNGEST_MOTHER <= age_on(born, on) <= OLDEST_MOTHER:
        raise Refused("life.mother_age", name=name, age=age_on(born, on))


def child_of(mother: Relation | None) -> Relation | None:
    """Relation to the head of a child born to a member; None where it cannot be told."""
    match mother:
        case Relation.HEAD | Relation.SPOUSE:
            return Relation.CHILD
        case Relation.CHILD | Relation.CHILD_IN_LAW:
            return Relation.GRANDCHILD
        case None:
            return None
        case _:
            return Relation.OTHER


def spouse_of(partner: Relation | None) -> Relation | None:
    """Relation to the head of who marries a member; None where it cannot be told."""
    match partner:
        case Relation.HEAD:
            return Relation.SPOUSE
        case Relation.CHILD:
            return Relation.CHILD_IN_LAW
        case None:
            return None
        case _:
            return Relation.OTHER


R = Relation
# What the old head is to the new one, and what the others are: rows by what the new head was to the old one.
_UNDER: Mapping[Relation, Mapping[Relation, Relation]] = MappingProxyType(
    {
        R.SPOUSE: {R.HEAD: R.SPOUSE} | {one: one for one in Relation if one is not R.HEAD},
        R.CHILD: {
            R.HEAD: R.PARENT,
            R.SPOUSE: R.PARENT,
            R.CHILD: R.OTHER,
            R.PARENT: R.OTHER,
            R.OTHER: R.OTHER,
            R.SERVANT: R.SERVANT,
        },
        R.CHILD_IN_LAW: {R.HEAD: R.PARENT, R.SPOUSE: R.PARENT, R.PARENT: R.OTHER, R.SERVANT: R.SERVANT},
        R.PARENT: {R.HEAD: R.CHILD, R.SPOUSE: R.CHILD_IN_LAW, R.CHILD: R.GRANDCHILD, R.SERVANT: R.SERVANT},
        R.GRANDCHILD: {R.HEAD: R.OTHER, R.SPOUSE: R.OTHER, R.SERVANT: R.SERVANT},
        R.OTHER: {R.HEAD: R.OTHER, R.SPOUSE: R.OTHER, R.SERVANT: R.SERVANT},
    }
)
# Who takes a card of his own is a grown child with wife or husband and children; those are hardly another's.
_OWN_CARD: Mapping[Relation, Mapping[Relation, Relation]] = MappingProxyType(
    {
        R.CHILD: {R.CHILD_IN_LAW: R.SPOUSE, R.GRANDCHILD: R.CHILD},
        R.CHILD_IN_LAW: {R.CHILD: R.SPOUSE, R.GRANDCHILD: R.CHILD},
    }
)


def under_new_head(new_head: Relation | None, relation: Relation | None, *, own_card: bool = False) -> Relation | None:
    """Relation of a member once somebody else is head; None where the old relations do not tell.

    After the husband the wife is head and all others stay what they were. After a parent a child is head: his
    mother is a parent, his brothers and sisters others; whose child a grandchild is nobody can tell, except on a
    card that a child takes for himself.
    """
    if new_head is None or relation is None:
        return None
    told = _OWN_CARD.get(new_head, {}).get(relation) if own_card else None
    return told or _UNDER.get(new_head, {}).get(relation)
