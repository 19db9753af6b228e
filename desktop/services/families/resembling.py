"""Search first, then add: who in the register may be the person that is being written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from desktop.models import FamilyClosure, FamilyRow, Household, Member
from desktop.rules.likeness import Aspect, Comparison, Degree, Person, compare, usable
from desktop.rules.likeness_names import UNNAMED, name_form
from desktop.rules.name_sieve import Sieve
from desktop.rules.names import normal_name, spellings
from desktop.rules.nik import mask, normal_number
from desktop.rules.terms import Presence
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.store import search

MOST: Final = 8
FEWEST_LETTERS: Final = 3
BEGINNING: Final = 5  # letters by which a word is looked up: clerks agree on the front of a name, less on its end
LOOKED_AT: Final = 200  # families that answer to the name alone
SIFTED: Final = 5_000  # families of that name among which a birth date is looked for
COMPARED: Final = 150  # people, field by field
BEGUN: Final = 45  # points that turn "another name" into "a name that begins so"
WORTH_A_LOOK: Final = 25
AGREEING = (Degree.EQUAL, Degree.ALIKE)
NOBODY = UUID(int=0)


class Found(StrEnum):
    """By what somebody was found, the surest first."""

    NIK = "nik"
    KK = "kk"
    LIKE = "like"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed so far of one person and his family; `family` is the one being changed, never an answer."""

    name: str = ""
    nik: str = ""
    no_kk: str = ""
    birth_date: date | None = None
    sex: str = ""
    mother: str = ""
    village: str = ""
    family: UUID | None = None


@dataclass(frozen=True, slots=True)
class Resembling:
    """Somebody who may be the one typed, and his family; numbers are masked, as in every list.

    `equal` and `alike` say what agrees. `left` tells a family that left the lists, `presence` a member who died or
    moved: both are worth knowing before a family is written down a second time.
    """

    family: UUID
    member: UUID
    name: str
    nik: str
    birth_date: date | None
    presence: Presence
    caretaker: str
    card_number: str
    village: str
    district: str
    status: str
    left: bool
    found: Found
    equal: frozenset[Aspect]
    alike: frozenset[Aspect]


@dataclass(frozen=True, slots=True)
class _Hit:
    person: Person
    written: str
    presence: str
    found: Found
    comparison: Comparison
    points: int

    @property
    def order(self) -> tuple[int, int, str]:
        return list(Found).index(self.found), -self.points, self.written


@allowed(*EVERYBODY)
def look_for(desk: Desk, asked: Asked, most: int = MOST) -> tuple[Resembling, ...]:
    """Answer the families in which the person typed may be already, the surest first, one row for each.

    Masked like every list, so it leaves no line in the log; opening one does.
    """
    typed = _typed(asked)
    with desk.read() as session:
        hits: dict[UUID, _Hit] = {}
        for hit in sorted(_hits(session, asked, typed), key=_order):
            if hit.person.household != asked.family:
                hits.setdefault(hit.person.household, hit)
        return tuple(_told(session, list(hits.values())[:most]))


def _order(hit: _Hit) -> tuple[int, int, str]:
    return hit.order


def _typed(asked: Asked) -> Person:
    return Person(
        NOBODY,
        asked.family or NOBODY,
        name_form(asked.name),
        normal_number(asked.nik),
        asked.birth_date,
        sex=asked.sex,
        mother=name_form(asked.mother),
        village=asked.village,
        no_kk=normal_number(asked.no_kk),
    )


def _hits(session: Session, asked: Asked, typed: Person) -> Iterable[_Hit]:
    if usable(typed.nik):
        for row in _people(session, Member.nik == typed.nik):
            yield _hit(row, typed, Found.NIK)
    if usable(typed.no_kk):
        for row in _people(session, Household.no_kk == typed.no_kk):
            yield _hit(row, typed, Found.KK)
    words = normal_name(asked.name).split()
    if sum(map(len, words)) < FEWEST_LETTERS:
        return
    for row in _sifted(session, asked, words):
        hit = _hit(row, typed, Found.LIKE)
        if begins := _begins(words, row.name):
            hit = replace(hit, points=hit.points + (0 if _agrees(hit, Aspect.NAME) else BEGUN))
        if (begins or _agrees(hit, Aspect.NAME)) and _worth(hit):
            yield hit


def _sifted(session: Session, asked: Asked, words: Sequence[str]) -> Sequence[Row[Any]]:
    """Keep whose name is worth comparing, and of too many those that agree in more than the name."""
    sieve, upper = Sieve(asked.name), asked.name.upper()
    kept = [
        row
        for row in _candidates(session, asked, words)
        if row.presence != Presence.WITHDRAWN and sieve.lets_through(row.name)
    ]

    def unlike(row: Row[Any]) -> tuple[bool, bool, bool]:
        return row.birth_date != asked.birth_date, row.village_code != asked.village, row.name.upper() != upper

    return kept if len(kept) <= COMPARED else sorted(kept, key=unlike)[:COMPARED]


def _candidates(session: Session, asked: Asked, words: Sequence[str]) -> Iterable[Row[Any]]:
    """Everybody of the village, whose name may be spelled in any way, and who answers to the name elsewhere."""
    ways = [[way[:BEGINNING] for way in one] for one in spellings(asked.name)]
    families = set(search.named(session.connection(), ways, LOOKED_AT))
    if asked.birth_date:
        swapped = _swapped(asked.birth_date)
        telling = [way for word, way in zip(words, ways, strict=True) if len(word) == max(map(len, words))][:1]
        families |= set(search.named(session.connection(), telling, SIFTED, (asked.birth_date, swapped)))
    if families:
        yield from _people(session, Household.id.in_(families))
    if asked.village:
        yield from _people(session, Household.village_code == asked.village)


def _swapped(day: date) -> date:
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return day


def _people(session: Session, where: ColumnElement[bool]) -> Sequence[Row[Any]]:
    statement = (
        select(
            Member.id,
            Member.household_id,
            Member.name,
            Member.nik,
            Member.birth_date,
            Member.birth_date_derived,
            Member.sex,
            Member.mother_name,
            Member.presence,
            Household.village_code,
            Household.no_kk,
        )
        .join(Household, Household.id == Member.household_id)
        .where(where)
    )
    found: Sequence[Any] = session.execute(statement).all()
    return found


def _hit(row: Row[Any], typed: Person, found: Found) -> _Hit:
    person = Person(
        row.id,
        row.household_id,
        name_form(row.name),
        row.nik or "",
        row.birth_date,
        row.birth_date_derived,
        row.sex or "",
        name_form(row.mother_name) if typed.mother.key else UNNAMED,
        row.village_code or "",
        row.no_kk or "",
    )
    comparison = compare(typed, person)
    return _Hit(person, row.name, row.presence, found, comparison, comparison.points)


def _agrees(hit: _Hit, aspect: Aspect) -> bool:
    return hit.comparison.degree(aspect) in AGREEING


def _begins(words: Sequence[str], written: str) -> bool:
    """Whether a name is on its way to be typed: SITI AM, for SITI AMINAH."""
    there = normal_name(written).split()
    for word in words:
        match = next((one for one in there if one.startswith(word)), None)
        if match is None:
            return False
        there.remove(match)
    return True


def _worth(hit: _Hit) -> bool:
    """Somebody of another birthday is another person, unless he bears the very name in the very village."""
    if hit.comparison.degree(Aspect.BIRTH) is Degree.DIFFERENT:
        return all(hit.comparison.degree(one) is Degree.EQUAL for one in (Aspect.NAME, Aspect.VILLAGE))
    return hit.points >= WORTH_A_LOOK or _agrees(hit, Aspect.NAME)


def _told(session: Session, hits: Sequence[_Hit]) -> Iterable[Resembling]:
    ids = [hit.person.household for hit in hits]
    listed = {
        row.household_id: row for row in session.scalars(select(FamilyRow).where(FamilyRow.household_id.in_(ids)))
    }
    closed = select(FamilyClosure.household_id).where(
        FamilyClosure.household_id.in_(ids), FamilyClosure.reopened_on.is_(None)
    )
    left = set(session.scalars(closed))
    for hit in hits:
        row = listed[hit.person.household]
        fields = hit.comparison.fields
        yield Resembling(
            row.household_id,
            hit.person.id,
            hit.written,
            mask(hit.person.nik),
            hit.person.birth,
            Presence(hit.presence),
            row.caretaker_name,
            row.card_number or "",
            row.village_name,
            row.district_name,
            row.status,
            row.household_id in left,
            hit.found,
            frozenset(one.aspect for one in fields if one.degree is Degree.EQUAL),
            frozenset(one.aspect for one in fields if one.degree is Degree.ALIKE),
        )
