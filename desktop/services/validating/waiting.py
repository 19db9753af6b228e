"""Waiting lists: numbered by village and year without gaps, promoted in order by an act of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, FamilyRow, WaitingPlace
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import counting, enrolling, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import Move
from desktop.services.validating.days import days_of
from desktop.services.validating.families import judged
from desktop.services.validating.quotas import free_places
from desktop.services.validating.selecting import CLOSED, STANDS, E, R, W
from desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A family that waits. `fits`: no rule is broken on the day of the tranche."""

    enrolment: UUID
    household: UUID
    number: int
    caretaker_name: str
    card_number: str
    since: date
    fits: bool


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The list of one village: in order, with the places that are free."""

    village: str
    rows: tuple[WaitingRow, ...]
    free: int
    next: tuple[int, ...]  # numbers that would be promoted now
    passed: tuple[int, ...]  # numbers before the last of those that fit no longer


@dataclass(frozen=True, slots=True)
class Promoted:
    """Numbers that got a place, and those that were passed over because the rules do not let them in any more."""

    numbers: tuple[int, ...]
    passed: tuple[int, ...]


def series(programme: str, year: int, village: str) -> str:
    """Name of the counter of a village's numbers."""
    return f"waiting/{programme}/{year}/{village}"


def give_numbers(unit: Unit, programme: str, year: int, wanted: Mapping[str, Sequence[UUID]], since: date) -> int:
    """Give the next numbers of each village, in the order given; answers how many. A number is never given twice."""
    rows: list[dict[str, Any]] = []
    for village, enrolments in wanted.items():
        numbers = counting.take(unit, series(programme, year, village), len(enrolments))
        rows += [
            {
                "id": new_id(),
                "enrolment_id": enrolment,
                "programme": programme,
                "year": year,
                "village_code": village,
                "number": number,
                "since": since,
                "left_on": None,
                "left_for": None,
            }
            for enrolment, number in zip(enrolments, numbers, strict=True)
        ]
    unit.insert_many(WaitingPlace, rows)
    return len(rows)


@allowed(*EVERYBODY)
def look(desk: Desk, programme: str, village: str) -> WaitingList:
    """Answer who waits in a village, in order, and who would be promoted now."""
    with desk.read() as session:
        return _read(desk, session, programme, village)


@allowed(Role.OPERATOR)
def promote(
    desk: Desk, programme: str, village: str, on: date, paper: str = "", progress: Progress = SILENT
) -> Answer[Promoted]:
    """Give the free places of a village to the first who wait and still fit. Refused where there is nothing to give."""
    with desk.write("waiting.promote") as unit:
        waits = _read(desk, unit.session, programme, village, progress)
        if not waits.rows:
            raise Refused("waiting.nobody")
        if not waits.free:
            raise Refused("waiting.full")
        if not waits.next:
            raise Refused("waiting.none_fits", count=len(waits.rows))
        enrolling.check_step(Move(EnrolmentStatus.ELIGIBLE, on, "-"), desk.today())
        for row in waits.rows:
            if row.number in waits.next:
                step = Move(EnrolmentStatus.ELIGIBLE, on, f"Naik dari daftar tunggu nomor {row.number}", paper[:120])
                enrolling.move_many(unit, enrolling.rows_of(unit.session, [row.enrolment]), step)
                enrolling.leave_waiting(unit, [row.enrolment], step)
        unit.journal.note(village=village, numbers=list(waits.next), passed=list(waits.passed))
    return Answer(Promoted(waits.next, waits.passed), unit.changes)


def _read(desk: Desk, session: Session, programme: str, village: str, progress: Progress = SILENT) -> WaitingList:
    year = programmes.newest(session, programme)
    rows = session.execute(
        select(W.enrolment_id, W.number, W.since, E.household_id, E.card_number, R.caretaker_name)
        .join_from(WaitingPlace, Enrolment, E.id == W.enrolment_id)
        .join(FamilyRow, R.household_id == E.household_id)
        .where(W.programme == programme, W.year == year.year, W.village_code == village, *STANDS, ~CLOSED)
        .order_by(W.number)
    ).all()
    days = days_of(session, programme, desk.today())
    ids = [row.enrolment_id for row in rows]
    fits = {one.enrolment: not one.broken for one in judged(session, year, ids, days, progress)}
    made = tuple(
        WaitingRow(
            row.enrolment_id,
            row.household_id,
            row.number,
            row.caretaker_name,
            row.card_number or "",
            row.since,
            fits[row.enrolment_id],
        )
        for row in rows
    )
    # Without a quota there is room for everybody.
    free = free_places(session, programme, year.year).get(village, len(made))
    first = [row.number for row in made if row.fits][:free]
    passed = [row.number for row in made if not row.fits and first and row.number < first[-1]]
    return WaitingList(village, made, free, tuple(first), tuple(passed))
