"""Families with name and address in the order of places, as lists on paper go: village, RW, RT, name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import FamilyRow, Household
from desktop.progress import SILENT, Progress
from desktop.rules.addresses import street
from desktop.rules.names import sort_key
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.families.listed import Asked, every
from desktop.wording import N_

READERS = (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)
AT_ONCE = 500  # families asked for in one statement
READING = N_("Reading the families")
LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A family as it stands in a list by name and address; its numbers are whole."""

    id: UUID
    name: str  # of the caretaker
    nik: str
    no_kk: str
    address: str
    rt: str
    rw: str
    card: str
    members: int
    status: str
    village_code: str  # "" where the family is to be placed; `village` is then the place as written
    village: str
    district: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What the families of one part of the list have in common; who has no place yet forms the last part."""
        return (self.district, self.village, self.village_code) if self.village_code else (LAST, LAST, "")


@allowed(*READERS)
def in_order(desk: Desk, asked: Asked, progress: Progress = SILENT) -> list[RosterRow]:
    """Read every family asked for, by district, village, RW, RT and name; those without a place come last."""
    ids = [row.id for row in every(desk, asked)]
    rows: list[RosterRow] = []
    with desk.read() as session:
        for start in range(0, len(ids), AT_ONCE):
            progress.step(start, len(ids), READING)
            rows.extend(_rows(session, ids[start : start + AT_ONCE]))
    return sorted(rows, key=_order)


def _rows(session: Session, families: Sequence[UUID]) -> Iterator[RosterRow]:
    statement = (
        select(FamilyRow, Household.no_kk, Household.address, Household.hamlet, Household.rt, Household.rw)
        .join(Household, Household.id == FamilyRow.household_id)
        .where(FamilyRow.household_id.in_(families))
    )
    for row in session.execute(statement):
        listed = row.FamilyRow
        yield RosterRow(
            listed.household_id,
            listed.caretaker_name,
            listed.caretaker_nik or "",
            row.no_kk or "",
            street(row.hamlet, row.address, rt=row.rt, rw=row.rw),
            row.rt,
            row.rw,
            listed.card_number or "",
            listed.members,
            listed.status,
            listed.village_code or "",
            listed.village_name,
            listed.district_name,
        )


def _order(row: RosterRow) -> tuple[object, ...]:
    return *row.place, row.rw.zfill(3), row.rt.zfill(3), sort_key(row.name), row.id
