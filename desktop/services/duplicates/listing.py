"""The list of pairs: what waits for a decision, what was put off, what was decided, the most alike first."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.models import FamilyRow, Likeness, Member
from desktop.rules.likeness import Rule
from desktop.rules.terms import Presence
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.duplicates.findings import Evidence
from desktop.services.duplicates.keeping import Decision
from desktop.services.duplicates.people import closed

PAGE = 50
_ONE, _OTHER = aliased(Member), aliased(Member)
_FAMILY, _OTHER_FAMILY = aliased(FamilyRow), aliased(FamilyRow)
_GONE = (Presence.MOVED, Presence.WITHDRAWN)


class State(StrEnum):
    """What a list shows."""

    OPEN = "open"
    LATER = "later"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class PairFilters:
    """`text` is part of a name, or a whole NIK."""

    state: State = State.OPEN
    rule: Rule | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in the list; numbers stand in the opened pair, masked."""

    id: UUID
    one: str
    other: str
    place: str
    other_place: str
    rule: Rule
    score: int  # of 100
    more: int  # people of both families who are alike, beside these two
    decision: Decision | None


PairPlace = tuple[int, UUID]
"""Where a page ended: score and id of its last row."""


@dataclass(frozen=True, slots=True)
class PairPage:
    rows: tuple[PairRow, ...]
    following: PairPlace | None


EVERY_OPEN = PairFilters()


@allowed(*EVERYBODY)
def page(desk: Desk, filters: PairFilters = EVERY_OPEN, limit: int = PAGE, after: PairPlace | None = None) -> PairPage:
    """List one page. Scrolling a list without numbers is not logged (DESIGN.md 4.10)."""
    statement = _listed(filters).order_by(Likeness.score.desc(), Likeness.id).limit(limit + 1)
    if after is not None:
        points, last = after
        statement = statement.where(or_(Likeness.score < points, and_(Likeness.score == points, Likeness.id > last)))
    with desk.read() as session:
        found = session.execute(statement).all()
    rows = tuple(_row(row) for row in found[:limit])
    return PairPage(rows, (rows[-1].score, rows[-1].id) if len(found) > limit else None)


@allowed(*EVERYBODY)
def count(desk: Desk, filters: PairFilters = EVERY_OPEN) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(_listed(filters).subquery())) or 0


def waiting(session: Session) -> int:
    """How many pairs wait for a first decision, for the first screen."""
    return session.scalar(select(func.count()).select_from(_listed(EVERY_OPEN).subquery())) or 0


def read_row(session: Session, pair: UUID) -> PairRow | None:
    """One pair, whatever became of it."""
    found = session.execute(_joined().where(Likeness.id == pair)).first()
    return None if found is None else _row(found)


def _row(row: Row[Any]) -> PairRow:
    return PairRow(
        row.id,
        row.one_name,
        row.other_name,
        row.place,
        row.other_place,
        Rule(row.rule),
        row.score,
        Evidence.read(row.evidence).more,
        Decision(row.decision) if row.decision else None,
    )


def _joined() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Likeness.id,
            Likeness.rule,
            Likeness.score,
            Likeness.evidence,
            Likeness.decision,
            _ONE.name.label("one_name"),
            _OTHER.name.label("other_name"),
            _FAMILY.village_name.label("place"),
            _OTHER_FAMILY.village_name.label("other_place"),
        )
        .join(_ONE, _ONE.id == Likeness.one_id)
        .join(_OTHER, _OTHER.id == Likeness.other_id)
        .join(_FAMILY, _FAMILY.household_id == _ONE.household_id)
        .join(_OTHER_FAMILY, _OTHER_FAMILY.household_id == _OTHER.household_id)
    )


def _listed(filters: PairFilters) -> Select[*tuple[Any, ...]]:
    statement = _joined().where(*_state(filters.state))
    if filters.rule is not None:
        statement = statement.where(Likeness.rule == filters.rule)
    text = filters.text.strip()
    if text.isdecimal():
        statement = statement.where(or_(_ONE.nik == text, _OTHER.nik == text))
    elif text:
        statement = statement.where(
            or_(_ONE.name.icontains(text, autoescape=True), _OTHER.name.icontains(text, autoescape=True))
        )
    return statement


def _state(state: State) -> tuple[ColumnElement[bool], ...]:
    """Waiting pairs go when one of the two leaves the register, decided ones are kept for whoever asks why."""
    if state in (State.SAME, State.DIFFERENT):
        return (Likeness.decision == state.value,)
    waits = Likeness.decision.is_(None) if state is State.OPEN else Likeness.decision == Decision.LATER
    here = [~closed(member.household_id) & member.presence.not_in(_GONE) for member in (_ONE, _OTHER)]
    return (waits, *here)
