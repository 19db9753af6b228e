"""The list of a programme's enrolments, and how many stand where: by status, by village, by state of validation."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, FamilyRow, Validation, WaitingPlace
from desktop.rules.nik import mask
from desktop.rules.terms import EnrolmentStatus
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.validating.selecting import CLOSED, E, R, Selection, State, V, W, conditions, narrowed, resolve

Place = tuple[str, int]
"""Where a page ended: name and number of its last row."""


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One family in the programme; its NIK masked. `result` waits for its minutes; `number` in the waiting list."""

    id: UUID
    household_id: UUID
    caretaker_name: str
    nik: str
    card_number: str
    village: str
    district: str
    status: EnrolmentStatus
    since: date
    result: str = ""  # valid, not_valid
    number: int | None = None


@dataclass(frozen=True, slots=True)
class EnrolmentPage:
    rows: tuple[EnrolmentRow, ...]
    following: Place | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many families of a programme have which status, and how far its candidates are."""

    statuses: dict[EnrolmentStatus, int]
    states: dict[State, int]

    @property
    def families(self) -> int:
        return sum(self.statuses.values())


@allowed(*EVERYBODY)
def page(desk: Desk, selection: Selection, limit: int = 50, after: Place | None = None) -> EnrolmentPage:
    """Answer one page of what is selected, by name. Scrolling a masked list is not logged (DESIGN.md 4.10)."""
    with desk.read() as session:
        statement = (
            select(
                E.id, E.household_id, E.status, E.since, E.card_number, R.caretaker_name, R.caretaker_nik, R.doc,
                R.village_name, R.district_name, V.result, W.number,
            )
            .join_from(Enrolment, FamilyRow, R.household_id == E.household_id)
            .outerjoin(Validation, and_(V.enrolment_id == E.id, V.minutes_id.is_(None)))
            .outerjoin(WaitingPlace, and_(W.enrolment_id == E.id, W.left_on.is_(None)))
            .where(*conditions(session, selection))
            .order_by(R.caretaker_name, R.doc)
            .limit(limit + 1)
        )  # fmt: skip
        if after is not None:
            statement = statement.where(tuple_(R.caretaker_name, R.doc) > tuple_(*after))
        rows = session.execute(statement).all()
    following = (rows[limit - 1].caretaker_name, rows[limit - 1].doc) if len(rows) > limit else None
    return EnrolmentPage(tuple(_row(row) for row in rows[:limit]), following)


def _row(row: Any) -> EnrolmentRow:
    return EnrolmentRow(
        row.id,
        row.household_id,
        row.caretaker_name,
        mask(row.caretaker_nik or ""),
        row.card_number or "",
        row.village_name,
        row.district_name,
        EnrolmentStatus(row.status),
        row.since,
        row.result or "",
        row.number,
    )


@allowed(*EVERYBODY)
def count(desk: Desk, selection: Selection) -> int:
    """Count what is selected."""
    with desk.read() as session:
        return session.scalar(narrowed(select(func.count()), session, selection)) or 0


@allowed(*EVERYBODY)
def standing(desk: Desk, programme: str, district: str | None = None, village: str | None = None) -> Standing:
    """Count the families of a programme, of a district or village if one is named."""
    whole = Selection(programme, district=district, village=village)
    with desk.read() as session:
        grouped = narrowed(select(E.status, func.count()), session, whole).group_by(E.status)
        statuses = {EnrolmentStatus(status): number for status, number in session.execute(grouped)}
        return Standing(statuses, _states(session, whole, statuses.get(EnrolmentStatus.CANDIDATE, 0)))


def _states(session: Session, whole: Selection, candidates: int) -> dict[State, int]:
    """Few candidates have a result or a place that waits: those are counted, the rest follows."""
    joined = narrowed(select(V.result, W.number.is_not(None).label("waits"), func.count()), session, whole)
    statement = (
        joined.outerjoin(Validation, and_(V.enrolment_id == E.id, V.minutes_id.is_(None)))
        .outerjoin(WaitingPlace, and_(W.enrolment_id == E.id, W.left_on.is_(None)))
        .where(E.status == EnrolmentStatus.CANDIDATE)
        .group_by(V.result, W.number.is_not(None))
    )
    found = dict.fromkeys(State, 0)
    for result, waits, number in session.execute(statement):
        if waits:
            found[State.WAITING] += number
        if result:
            found[State(result)] += number
        if waits or result:
            candidates -= number
    found[State.OPEN] = candidates
    return found


@allowed(*EVERYBODY)
def enrolment_of(desk: Desk, programme: str, card: str) -> UUID:
    """Find the enrolment that a card names; a household's id works too."""
    with desk.read() as session:
        found = resolve(session, programme, (card.strip(),)).enrolments
    if not found:
        raise Refused("validating.card_unknown", card=card)
    return found[0]


@dataclass(frozen=True, slots=True)
class Joined:
    """A programme of this office by the name of its newest year, and how many families are in it."""

    code: str
    name: str
    families: int


@allowed(*EVERYBODY)
def joined(desk: Desk) -> list[Joined]:
    """Programmes of the office, that with most families first."""
    names: dict[str, str] = {}
    for row in programmes.here(desk):  # the newest year first
        names.setdefault(row.programme, row.name)
    with desk.read() as session:
        counted = select(E.programme, func.count()).where(~CLOSED).group_by(E.programme)
        families = {code: number for code, number in session.execute(counted)}  # noqa: C416 - rows are no pairs to mypy
    rows = [Joined(code, name, families.get(code, 0)) for code, name in names.items()]
    return sorted(rows, key=_largest)


def _largest(row: Joined) -> tuple[int, str]:
    return -row.families, row.code
