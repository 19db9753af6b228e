"""Facilitators and the families in their care, each family in one facilitator's care at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Caseload, Facilitator, Household, Visit
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.names import shown_name
from desktop.rules.nik import DIGITS, mask, normal_number
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store.unit import Unit

LONGEST_NAME = 120
LONGEST_PHONE = 32
MOST_LISTED = 6  # of those who are called alike
CHUNK = 500  # values in one IN clause


@dataclass(frozen=True, slots=True)
class FacilitatorRow:
    """A facilitator as lists show him: his families, and what he promised them and has not done in time."""

    id: UUID
    name: str
    nik: str  # masked
    phone: str
    active: bool
    families: int
    overdue: int


@dataclass(frozen=True, slots=True)
class NewFacilitator:
    name: str
    nik: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What an assignment did: families that came, from another or from nobody, and those that were there."""

    taken: int
    same: int


@allowed(*EVERYBODY)
def everybody(desk: Desk, *, active_only: bool = False) -> list[FacilitatorRow]:
    """List facilitators by name, those who still work first."""
    with desk.read() as session:
        families = _counts(session, select(Caseload.facilitator_id).where(Caseload.valid_to.is_(None)))
        late = select(Visit.facilitator_id).where(Visit.due_on < desk.today(), Visit.done_on.is_(None))
        overdue = _counts(session, late)
        statement = select(Facilitator).order_by(Facilitator.active.desc(), Facilitator.name, Facilitator.id)
        if active_only:
            statement = statement.where(Facilitator.active)
        return [_row(row, families.get(row.id, 0), overdue.get(row.id, 0)) for row in session.scalars(statement)]


@allowed(*EVERYBODY)
def named(desk: Desk, typed: str, *, partly: bool = False) -> UUID:
    """The one a person means: by NIK, by his number in the list from 1, by his id, or by a name only one of them has.

    `partly`: a part of the name will do where nobody has it as a whole.
    """
    rows = dict(enumerate(everybody(desk), 1))
    number = normal_number(typed)
    if number.isdecimal():
        with desk.read() as session:
            by_nik = session.scalar(select(Facilitator.id).where(Facilitator.nik == number))
        found = [place for place, row in rows.items() if row.id == by_nik or (by_nik is None and place == int(number))]
    else:
        found = _called(rows, " ".join(typed.split()).casefold(), partly=partly)
    if len(found) > 1:
        listed = "; ".join(f"{place} {_told_apart(rows[place])}" for place in found[:MOST_LISTED])
        more = ", …" if len(found) > MOST_LISTED else ""
        raise Refused("facilitator.not_one", name=typed.strip(), count=len(found), listed=listed + more)
    if not found:
        raise Refused("facilitator.nobody", name=typed.strip())
    return rows[found[0]].id


def _called(rows: Mapping[int, FacilitatorRow], wanted: str, *, partly: bool) -> list[int]:
    """Places of those who are called so, or have this id."""
    found = [place for place, row in rows.items() if wanted in (row.name.casefold(), str(row.id))]
    if not found and partly and wanted:
        found = [place for place, row in rows.items() if wanted in row.name.casefold()]
    return found


def _told_apart(row: FacilitatorRow) -> str:
    return f"{row.name} ({row.nik})" if row.nik else row.name


@allowed(*EVERYBODY)
def of_family(desk: Desk, household: UUID) -> UUID | None:
    """Who has the family in his care now."""
    with desk.read() as session:
        return session.scalars(
            select(Caseload.facilitator_id).where(Caseload.household_id == household, Caseload.valid_to.is_(None))
        ).first()


@allowed(Role.OPERATOR)
def add(desk: Desk, new: NewFacilitator) -> Answer[FacilitatorRow]:
    """Add a facilitator. His NIK may be missing; one that is not 16 digits is refused."""
    name = shown_name(" ".join(new.name.split()))
    if not name or len(name) > LONGEST_NAME:
        raise Refused("facilitator.no_name")
    nik = normal_number(new.nik)
    if nik and (len(nik) != DIGITS or not nik.isdigit()):
        raise Refused("facilitator.nik", count=len(nik))
    with desk.write("facilitator.add") as unit:
        if nik and (holder := unit.session.scalars(select(Facilitator).where(Facilitator.nik == nik)).first()):
            raise Refused("facilitator.nik_there", name=holder.name)
        row = Facilitator(id=new_id(), name=name, nik=nik or None, phone=new.phone.strip()[:LONGEST_PHONE], active=True)
        unit.session.add(row)
        unit.session.flush()
    return Answer(_row(row, 0, 0), unit.changes)


@allowed(Role.OPERATOR)
def set_active(desk: Desk, facilitator: UUID, *, active: bool) -> Answer[None]:
    """Let a facilitator stop or begin again; who stops must have handed over his families."""
    with desk.write("facilitator.active") as unit:
        row = known(unit.session, facilitator)
        families = select(func.count()).where(Caseload.facilitator_id == facilitator, Caseload.valid_to.is_(None))
        count = unit.session.scalar(families) or 0
        if not active and count:
            raise Refused("facilitator.has_families", name=row.name, count=count)
        if row.active != active:
            row.active = active
    return Answer(None, unit.changes)


@allowed(Role.OPERATOR)
def assign(desk: Desk, facilitator: UUID, families: Sequence[UUID], on: date | None = None) -> Answer[Assigned]:
    """Put families into a facilitator's care from a day on; whoever had them hands them over that day."""
    day = on or desk.today()
    if day > desk.today():
        raise Refused("facilitator.future", on=long_date(day))
    with desk.write("caseload.assign") as unit:
        row = known(unit.session, facilitator)
        if not row.active:
            raise Refused("facilitator.inactive", name=row.name)
        wanted = list(dict.fromkeys(families))
        _refuse_unknown(unit.session, wanted)
        current = _current(unit, wanted)
        same = {held["household_id"] for held in current if held["facilitator_id"] == facilitator}
        leaving = [held | {"valid_to": day} for held in current if held["facilitator_id"] != facilitator]
        if any(day < held["valid_from"] for held in leaving):
            raise Refused("facilitator.before", on=long_date(day))
        unit.update_many(Caseload, leaving)
        coming = [family for family in wanted if family not in same]
        insert_caseload(unit, facilitator, coming, day)
    return Answer(Assigned(len(coming), len(same)), unit.changes)


def insert_caseload(unit: Unit, facilitator: UUID, families: Sequence[UUID], on: date) -> None:
    """Write caseload rows in bulk, within a transaction under way."""
    rows: list[dict[str, Any]] = [
        {"id": new_id(), "facilitator_id": facilitator, "household_id": family, "valid_from": on, "valid_to": None}
        for family in families
    ]
    unit.insert_many(Caseload, rows)


def known(session: Session, facilitator: UUID) -> Facilitator:
    """Find a facilitator; refused when there is none."""
    row = session.get(Facilitator, facilitator)
    if row is None:
        raise Refused("facilitator.unknown")
    return row


def _current(unit: Unit, families: Sequence[UUID]) -> list[dict[str, Any]]:
    """Whole rows of who has these families now, as bulk updates need them."""
    table = Caseload.__table__
    found: list[dict[str, Any]] = []
    for start in range(0, len(families), CHUNK):
        statement = select(table).where(
            table.c.household_id.in_(families[start : start + CHUNK]), table.c.valid_to.is_(None)
        )
        found += [dict(row) for row in unit.connection.execute(statement).mappings()]
    return found


def _refuse_unknown(session: Session, families: Sequence[UUID]) -> None:
    there = 0
    for start in range(0, len(families), CHUNK):
        chunk = families[start : start + CHUNK]
        there += session.scalar(select(func.count()).select_from(Household).where(Household.id.in_(chunk))) or 0
    if there != len(families):
        raise Refused("facilitator.family_unknown", count=len(families) - there)


def _counts(session: Session, statement: Any) -> dict[UUID, int]:
    found = statement.subquery()
    rows = session.execute(select(found.c.facilitator_id, func.count()).group_by(found.c.facilitator_id))
    return {facilitator: count for facilitator, count in rows}  # noqa: C416 - rows are no pairs to mypy


def _row(row: Facilitator, families: int, overdue: int) -> FacilitatorRow:
    return FacilitatorRow(row.id, row.name, mask(row.nik or ""), row.phone, row.active, families, overdue)
