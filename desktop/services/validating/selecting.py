"""Which enrolments of a programme are meant: narrowed by status, place and words, or by a list of cards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, FamilyClosure, FamilyRow, Household, Validation, WaitingPlace
from desktop.rules.terms import EnrolmentStatus
from desktop.store import search

E, R, V, W = (model.__table__.c for model in (Enrolment, FamilyRow, Validation, WaitingPlace))
MANY: Final = 500  # values in one statement
# Tied to the enrolment alone: the statement around may join the same tables.
CLOSED = (
    exists()
    .where(FamilyClosure.household_id == E.household_id, FamilyClosure.reopened_on.is_(None))
    .correlate(Enrolment.__table__)
)
# Only a candidate waits, and only where he lives: who was stopped and is in the lists again, and who was written into
# another village by hand or by a file, does not go on where he was.
STANDS = (
    W.left_on.is_(None),
    E.status == EnrolmentStatus.CANDIDATE,
    exists().where(Household.id == E.household_id, Household.village_code == W.village_code)
    .correlate(Enrolment.__table__, WaitingPlace.__table__),
)  # fmt: skip
"""That a place in a waiting list still counts, for statements that join enrolments."""
WAITS = exists().where(W.enrolment_id == E.id, *STANDS).correlate(Enrolment.__table__)
_PARTS: Final = re.compile(r"[\s,;|]+")


class State(StrEnum):
    """How far the validation of a candidate is."""

    OPEN = "open"  # nothing recorded yet
    VALID = "valid"  # recorded, waits for its minutes
    NOT_VALID = "not_valid"  # recorded, waits for its minutes
    WAITING = "waiting"  # fits, waits for a place


@dataclass(frozen=True, slots=True)
class Selection:
    """Enrolments of one programme that all of this fits. `cards` are as typed: card numbers or ids of households.

    Families that left all lists are in none.
    """

    programme: str
    status: EnrolmentStatus | None = None
    state: State | None = None
    district: str | None = None
    village: str | None = None
    typed: str = ""
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a list of cards names: enrolments in its order, what nothing is known of, what stood there twice."""

    enrolments: tuple[UUID, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def split_cards(text: str) -> tuple[str, ...]:
    """Card numbers out of a pasted text, whatever parts them."""
    return tuple(part for part in _PARTS.split(text) if part)


def conditions(session: Session, selection: Selection) -> list[ColumnElement[bool]]:
    """What an enrolment and its row of the family list must be."""
    where = [E.programme == selection.programme, ~CLOSED]
    if selection.status is not None:
        where.append(E.status == selection.status)
    if selection.state is not None:
        where += _state(selection.state)
    if selection.district:
        where.append(R.district_code == selection.district)
    if selection.village:
        where.append(R.village_code == selection.village)
    if selection.typed.strip():
        where.append(E.household_id.in_(_found(session, selection.typed)))
    if selection.cards:
        where.append(E.id.in_(resolve(session, selection.programme, selection.cards).enrolments))
    return where


def _state(state: State) -> list[ColumnElement[bool]]:
    candidate = E.status == EnrolmentStatus.CANDIDATE
    drafted = exists().where(V.enrolment_id == E.id, V.minutes_id.is_(None)).correlate(Enrolment.__table__)
    if state is State.OPEN:
        return [candidate, ~drafted, ~WAITS]
    if state is State.WAITING:
        return [WAITS]
    return [candidate, drafted.where(V.result == state.value)]


def _found(session: Session, typed: str) -> list[UUID]:
    rows, _ = search.find(session.connection(), typed, search.Filters(), search.COUNT_CAP)
    return [UUID(bytes=row.household_id) for row in rows]


def enrolments(session: Session, selection: Selection) -> list[UUID]:
    """Ids of all that is selected, by village and name, as lists of paper stand."""
    statement = narrowed(select(E.id), session, selection)
    return list(session.scalars(statement.order_by(R.village_code, R.caretaker_name, R.doc)))


def narrowed(statement: Select[Any], session: Session, selection: Selection) -> Select[Any]:
    """Narrow a statement that selects from enrolments; the row of the family list is joined to it."""
    joined = statement.join_from(Enrolment, FamilyRow, R.household_id == E.household_id)
    return joined.where(*conditions(session, selection))


def resolve(session: Session, programme: str, cards: Sequence[str]) -> Resolved:
    """Find what a list of cards names; a household's id works wherever a card does (DESIGN.md 4.4)."""
    wanted = list(dict.fromkeys(card.upper() for card in cards))
    seen: set[str] = set()
    twice = [card.upper() for card in cards if card.upper() in seen or seen.add(card.upper())]  # type: ignore[func-returns-value]
    found: dict[str, UUID] = {}
    for part in chunks(wanted):
        ids = {as_id: card for card in part if (as_id := _as_id(card)) is not None}
        named = E.card_number.in_(part) | E.household_id.in_(list(ids))
        for row in session.execute(select(E.id, E.card_number, E.household_id).where(E.programme == programme, named)):
            for key in ((row.card_number or "").upper(), ids.get(row.household_id, "")):
                found[key] = row.id
    there = [found[card] for card in wanted if card in found]
    return Resolved(
        tuple(dict.fromkeys(there)),
        tuple(card for card in wanted if card not in found),
        tuple(dict.fromkeys(twice)),
    )


def _as_id(card: str) -> UUID | None:
    try:
        return UUID(card)
    except ValueError:
        return None


def chunks(values: Sequence[Any], size: int = MANY) -> Iterator[list[Any]]:
    """Parts of a long list, each short enough for one statement."""
    for start in range(0, len(values), size):
        yield list(values[start : start + size])
