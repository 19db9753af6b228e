"""Which aids families of this office hold together, beside what is known of whether they may."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from operator import itemgetter
from uuid import UUID

from sqlalchemy import Select, exists, literal, or_, select, union
from sqlalchemy.orm import Session

from desktop.models import Enrolment, FamilyClosure, FamilyRow, Household, OtherAid
from desktop.rules.aid_rules import Aid, AidBook, Pair, Together, load_aids
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import EVERYBODY, Desk, allowed

PKH = "pkh"
# Who is still a candidate holds nothing, and who left holds nothing any more.
HOLDING = (EnrolmentStatus.DECREED.value, EnrolmentStatus.ACTIVE.value, EnrolmentStatus.SUSPENDED.value)
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """Two aids: what is known of them together, and how many families hold both."""

    one: str
    other: str
    pair: Pair
    families: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """All aids in their order, how many families hold each, and every two of them once."""

    aids: tuple[Aid, ...]
    holders: dict[str, int]
    cells: tuple[Cell, ...]

    @property
    def clashing(self) -> tuple[Cell, ...]:
        """What some family holds together and may not, the surest and most frequent first."""
        found = [cell for cell in self.cells if cell.families and cell.pair.together is Together.NO]
        return tuple(sorted(found, key=_weight))


@dataclass(frozen=True, slots=True)
class Holder:
    """A family that holds two aids."""

    household: UUID
    name: str
    village: str
    status: str


@allowed(*EVERYBODY)
def matrix(desk: Desk) -> Matrix:
    """Count all families of the office by the aids they hold today."""
    book, today = load_aids(), desk.today()
    holders: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    with desk.read() as session:
        for _, aids in held_by_family(session, today):
            holders.update(aids)
            both.update(combinations(sorted(aids), 2))
    return Matrix(book.aids, dict(holders), tuple(_cells(book, both)))


@allowed(*EVERYBODY)
def holding_both(desk: Desk, one: str, other: str, limit: int = 500) -> tuple[Holder, ...]:
    """Families that hold these two aids today, by name."""
    with desk.read() as session:
        families = [household for household, aids in held_by_family(session, desk.today()) if {one, other} <= aids]
        rows = [row for part in _parts(families) for row in session.execute(_named(part))]
    rows.sort(key=itemgetter(1))
    return tuple(Holder(*row) for row in rows[:limit])


def held_by_family(session: Session, today: date) -> Iterator[tuple[UUID, frozenset[str]]]:
    """Aids of each family that holds any: as entered, as a list said and was taken over, and our own programmes."""
    aid = OtherAid
    running = (aid.valid_from <= today, or_(aid.valid_to.is_(None), aid.valid_to >= today))
    statement = union(
        select(aid.household_id.label("household"), aid.aid.label("aid")).where(*running),
        select(Household.id, literal(PKH)).where(Household.receives_pkh.is_(True)),
        select(Enrolment.household_id, Enrolment.programme).where(Enrolment.status.in_(HOLDING)),
    ).subquery()
    closed = exists().where(FamilyClosure.household_id == statement.c.household, FamilyClosure.reopened_on.is_(None))
    ordered = select(statement.c.household, statement.c.aid).where(~closed).order_by(statement.c.household)
    for household, rows in groupby(session.execute(ordered), itemgetter(0)):
        yield household, frozenset(row[1] for row in rows)


def _cells(book: AidBook, both: Counter[tuple[str, str]]) -> Iterator[Cell]:
    listed = [aid.code for aid in book.aids]
    others = sorted({code for pair in both for code in pair} - set(listed))
    for one, other in combinations([*listed, *others], 2):
        first, second = sorted((one, other))
        yield Cell(one, other, book.pair(one, other), both[first, second])


def _weight(cell: Cell) -> tuple[bool, int]:
    return not cell.pair.sure, -cell.families


def _named(part: Sequence[UUID]) -> Select[UUID, str, str, str]:
    columns = (FamilyRow.household_id, FamilyRow.caretaker_name, FamilyRow.village_name, FamilyRow.status)
    return select(*columns).where(FamilyRow.household_id.in_(part))


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
