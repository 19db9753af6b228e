"""Who cares for the families of a village, and giving a whole village into somebody's care."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, case, exists, func, select

from desktop.errors import Refused
from desktop.models import Caseload, FamilyRow
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.facilitators import Assigned
from desktop.store import search

CARED_FOR = exists().where(Caseload.household_id == FamilyRow.household_id, Caseload.valid_to.is_(None))


@dataclass(frozen=True, slots=True)
class VillageCare:
    """A village with families, and how many of them nobody cares for."""

    code: str
    name: str
    district: str
    families: int
    unattended: int


@allowed(*EVERYBODY)
def villages(desk: Desk) -> list[VillageCare]:
    """List the villages in which families live, by district and name; those that left the register do not count."""
    alone = func.sum(case((CARED_FOR, 0), else_=1))
    statement = (
        select(FamilyRow.village_code, FamilyRow.village_name, FamilyRow.district_name, func.count(), alone)
        .where(FamilyRow.village_code.is_not(None), FamilyRow.status != search.CLOSED)
        .group_by(FamilyRow.village_code)
        .order_by(FamilyRow.district_name, FamilyRow.village_name)
    )
    with desk.read() as session:
        return [VillageCare(*row) for row in session.execute(statement)]


@allowed(Role.OPERATOR)
def assign_village(
    desk: Desk, facilitator: UUID, village: str, *, everybody: bool = False, on: date | None = None
) -> Answer[Assigned]:
    """Give the families of a village that nobody cares for into somebody's care; `everybody`: also those of others.

    Refuses a village in which no such family lives.
    """
    with desk.read() as session:
        ids = session.scalars(_of(village, everybody=everybody)).all()
    if not ids:
        raise Refused("facilitator.village_empty")
    return facilitators.assign(desk, facilitator, ids, on)


def _of(village: str, *, everybody: bool) -> Select[UUID]:
    families = select(FamilyRow.household_id).where(
        FamilyRow.village_code == village, FamilyRow.status != search.CLOSED
    )
    return families if everybody else families.where(~CARED_FOR)
