"""What a run of the tests is over: one list, one year of a programme, a whole programme, or every list there is."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditCheck, PayList
from desktop.services.money.keys import TrancheKey, key_of, list_here


@dataclass(frozen=True, slots=True, order=True)
class ProgrammeKey:
    """All lists of a programme, or of one of its years; written jamsosratu, or jamsosratu-2019."""

    programme: str
    year: int | None = None

    def __str__(self) -> str:
        return self.programme if self.year is None else f"{self.programme}-{self.year}"


Reach: TypeAlias = TrancheKey | ProgrammeKey | None
"""None is all lists of the office."""


@dataclass(frozen=True, slots=True)
class Over:
    """The same as it is kept with a run; without any of it the run is over all lists."""

    pay_list: UUID | None = None
    programme: str | None = None
    year: int | None = None


def lists(session: Session, office: str, reach: Reach) -> tuple[PayList, ...]:
    """The lists of this office that are meant. Refused where none was drafted, but for an office without any."""
    if isinstance(reach, TrancheKey):
        return (list_here(session, reach, office),)
    order = (PayList.programme, PayList.year, PayList.tranche, PayList.supplement)
    statement = select(PayList).where(PayList.owner == office).order_by(*order)
    if reach is None:
        return tuple(session.scalars(statement))
    statement = statement.where(PayList.programme == reach.programme)
    if reach.year is not None:
        statement = statement.where(PayList.year == reach.year)
    found = tuple(session.scalars(statement))
    if not found:
        raise Refused("audit.no_lists", name=str(reach))
    return found


def kept(reach: Reach, looked_at: tuple[PayList, ...]) -> Over:
    """What is kept of a reach, with the lists it was found to be."""
    if isinstance(reach, TrancheKey):
        return Over(looked_at[0].id)
    return Over() if reach is None else Over(None, reach.programme, reach.year)


def same(session: Session, office: str, reach: TrancheKey | ProgrammeKey) -> ColumnElement[bool]:
    """Whether a run was over just this."""
    if isinstance(reach, TrancheKey):
        return AuditCheck.pay_list_id == list_here(session, reach, office).id
    of_year = AuditCheck.year.is_not_distinct_from(reach.year)
    return (AuditCheck.programme == reach.programme) & of_year


def of(session: Session, check: AuditCheck) -> Reach:
    """What a run was over."""
    if check.pay_list_id is not None:
        return key_of(session.get_one(PayList, check.pay_list_id))
    return ProgrammeKey(check.programme, check.year) if check.programme is not None else None


def alike(one: AuditCheck, other: AuditCheck) -> bool:
    """Whether two runs were over the same, so that their rows can be compared."""
    mine, theirs = ((row.pay_list_id, row.programme, row.year) for row in (one, other))
    return mine == theirs
