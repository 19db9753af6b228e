"""Where families stand in a programme: status with reason, date and paper, and the card given at enrolment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, Household, WaitingPlace
from desktop.rules.card_numbers import card_number
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.programme_year import ProgrammeYear
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import counting, programmes
from desktop.services.desk import Answer, Desk, allowed
from desktop.store.unit import Unit

S = EnrolmentStatus
TABLE = Enrolment.__table__
CHUNK = 500
RECERTIFY = "Resertifikasi"
"""How the reason of a step begins that sends a member to be certified again; it stands on paper, so in Indonesian."""
LISTED = frozenset({S.CANDIDATE, S.ELIGIBLE, S.DECREED, S.ACTIVE})
"""Statuses that a list is drafted from: who was suspended, stopped or graduated comes back by a person's act."""

# What a person may do by hand; eligible, decreed and active come from lists and decrees.
BY_HAND: Mapping[EnrolmentStatus, frozenset[EnrolmentStatus]] = MappingProxyType(
    {
        S.SUSPENDED: frozenset({S.ELIGIBLE, S.DECREED, S.ACTIVE}),
        S.STOPPED: frozenset({S.CANDIDATE, S.ELIGIBLE, S.DECREED, S.ACTIVE, S.SUSPENDED}),
        S.GRADUATED: frozenset({S.ELIGIBLE, S.DECREED, S.ACTIVE, S.SUSPENDED}),
        S.NOT_ELIGIBLE: frozenset({S.CANDIDATE, S.ELIGIBLE}),
        S.CANDIDATE: frozenset({S.NOT_ELIGIBLE, S.SUSPENDED, S.STOPPED}),
    }
)
LEFT_FOR: Mapping[EnrolmentStatus, str] = MappingProxyType(
    {S.ELIGIBLE: "promoted", S.DECREED: "promoted", S.NOT_ELIGIBLE: "not_eligible"}
)
"""Why a place in a waiting list is left, by the step that ends it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step of an enrolment: to which status, on which day, why, on which paper."""

    status: EnrolmentStatus
    on: date
    reason: str = ""
    paper: str = ""


@allowed(Role.OPERATOR)
def move(desk: Desk, enrolment: UUID, step: Move) -> Answer[None]:
    """Suspend, stop, graduate, refuse or take back one family. A reason is asked for; some ways are closed."""
    with desk.write(f"enrolment.{step.status}") as unit:
        row = unit.session.get(Enrolment, enrolment)
        if row is None:
            raise Refused("enrolling.unknown")
        if EnrolmentStatus(row.status) not in BY_HAND.get(step.status, frozenset()):
            raise Refused("enrolling.not_from")
        check_step(step, desk.today())
        row.status, row.since = step.status, step.on
        unit.session.add(_step(enrolment, step))
        leave_waiting(unit, [enrolment], step)
    return Answer(None, unit.changes)


@allowed(Role.OPERATOR)
def enrol(desk: Desk, families: Sequence[UUID], programme: str, step: Move) -> Answer[int]:
    """Make families candidates of a programme by hand, one they were not in before; answers how many.

    Refused, all of them, where one is unknown, left all lists or is in it already.
    """
    with desk.write("enrolment.enrol") as unit:
        check_step(step, desk.today())
        name = programmes.newest(unit.session, programme).name
        for family in families:
            _refuse_enrolling(unit, family, programme, name)
        made = enrol_candidates(unit, programme, families, step.on, step.reason.strip()[:200], step.paper[:120])
    return Answer(made, unit.changes)


def _refuse_enrolling(unit: Unit, family: UUID, programme: str, name: str) -> None:
    household = unit.session.get(Household, family)
    if household is None:
        raise Refused("family.unknown")
    closed = exists().where(FamilyClosure.household_id == family, FamilyClosure.reopened_on.is_(None))
    if unit.session.scalar(select(closed)):
        raise Refused("enrolling.closed")
    there = exists().where(Enrolment.household_id == family, Enrolment.programme == programme)
    if unit.session.scalar(select(there)):
        raise Refused("enrolling.there", programme=name)


def check_step(step: Move, today: date) -> None:
    """Refuse a step without a reason or on a day still to come."""
    if not step.reason.strip():
        raise Refused("enrolling.no_reason")
    if step.on > today:
        raise Refused("enrolling.future", on=long_date(step.on))


def _step(enrolment: UUID, step: Move) -> EnrolmentStep:
    return EnrolmentStep(
        enrolment_id=enrolment, status=step.status, on=step.on, reason=step.reason.strip()[:200], paper=step.paper[:120]
    )


def enrol_candidates(
    unit: Unit, programme: str, families: Iterable[UUID], on: date, reason: str = "", paper: str = ""
) -> int:
    """Make new families candidates of a programme, in bulk; answers how many. Who is in it already is left alone."""
    there = set(unit.session.scalars(select(Enrolment.household_id).where(Enrolment.programme == programme)))
    fresh = {family: new_id() for family in families if family not in there}
    rows = [
        {
            "id": enrolment,
            "household_id": family,
            "programme": programme,
            "card_number": None,
            "status": S.CANDIDATE.value,
            "since": on,
            "category": None,
        }
        for family, enrolment in fresh.items()
    ]
    unit.insert_many(Enrolment, rows)
    _insert_steps(unit, fresh.values(), Move(S.CANDIDATE, on, reason, paper))
    unit.touch("enrolment", families=set(fresh))
    return len(rows)


def read_rows(session: Session, programme: str) -> list[dict[str, Any]]:
    """Every column of all enrolments of a programme, as bulk updates need them."""
    statement = select(TABLE).where(TABLE.c.programme == programme)
    return [as_dict(row) for row in session.connection().execute(statement)]


def rows_of(session: Session, enrolments: Sequence[UUID]) -> list[dict[str, Any]]:
    """Every column of some enrolments, in their order."""
    found: dict[UUID, dict[str, Any]] = {}
    for start in range(0, len(enrolments), CHUNK):
        statement = select(TABLE).where(TABLE.c.id.in_(enrolments[start : start + CHUNK]))
        found.update({row.id: as_dict(row) for row in session.connection().execute(statement)})
    return [found[one] for one in enrolments]


def as_dict(row: Row[Any]) -> dict[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 - the public name of a row's columns


def move_many(unit: Unit, rows: Sequence[dict[str, Any]], *steps: Move, also: Sequence[str] = ()) -> None:
    """Take many enrolments through the steps, the last of which stays. `rows` are whole rows (`read_rows`).

    `also` names columns the caller has changed in them.
    """
    if not rows:
        return
    for row in rows:
        row["status"], row["since"] = steps[-1].status.value, steps[-1].on
    unit.update_many(Enrolment, list(rows), ("status", "since", *also))
    for step in steps:
        _insert_steps(unit, (row["id"] for row in rows), step)
    unit.restate({row["household_id"] for row in rows})


def leave_waiting(unit: Unit, enrolments: Sequence[UUID], step: Move) -> int:
    """End the places in waiting lists of whoever takes this step; answers how many. Their numbers stay theirs."""
    table = WaitingPlace.__table__
    rows = []
    for start in range(0, len(enrolments), CHUNK):
        part = table.c.enrolment_id.in_(enrolments[start : start + CHUNK])
        statement = select(table).where(part, table.c.left_on.is_(None))
        rows += [as_dict(row) for row in unit.connection.execute(statement)]
    why = LEFT_FOR.get(step.status, "withdrawn")
    if rows:
        left = [row | {"left_on": step.on, "left_for": why} for row in rows]
        unit.update_many(WaitingPlace, left, ("left_on", "left_for"))
    return len(rows)


def _insert_steps(unit: Unit, enrolments: Iterable[UUID], step: Move) -> None:
    unit.insert_many(
        EnrolmentStep,
        [
            {
                "id": new_id(),
                "enrolment_id": enrolment,
                "status": step.status.value,
                "on": step.on,
                "reason": step.reason,
                "paper": step.paper,
            }
            for enrolment in enrolments
        ],
    )


def give_cards(unit: Unit, office: str, programme: ProgrammeYear, rows: Sequence[dict[str, Any]]) -> None:
    """Put the next card numbers of the programme into rows that have none, in the order given.

    The caller writes the rows. A number that an import brought along is passed over.
    """
    waiting = [row for row in rows if not row["card_number"]]
    statement = select(Enrolment.card_number).where(
        Enrolment.programme == programme.code, Enrolment.card_number.is_not(None)
    )
    taken = set(unit.session.scalars(statement))
    for row in waiting:
        number = ""
        while not number or number in taken:
            (serial,) = counting.take(unit, counting.card_series(programme.code), 1)
            number = card_number(programme.card_pattern, office, programme.year, serial)
        row["card_number"] = number
    # By its card a family is found.
    unit.touch("enrolment", families={row["household_id"] for row in waiting})
