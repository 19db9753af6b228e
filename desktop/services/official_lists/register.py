"""What the register holds of the families on a list: their places and aids, and whole records to be written anew."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from desktop.models import FamilyRow, Household, ListMatch, OfficialList, OtherAid
from desktop.rules.official_lists import OfficialKind
from desktop.services.official_lists.matching import HERE
from desktop.store.unit import Unit

AT_ONCE = 2_000


def families(session: Session, list_id: UUID, office: str) -> Iterable[Any]:
    """Results of the list with their families; those of another office can only be changed there."""
    statement = (
        select(
            ListMatch.household_id, ListMatch.outcome, ListMatch.said, FamilyRow.caretaker_name,
            FamilyRow.village_name, Household.poverty_percentile, Household.poverty_source, Household.receives_pkh,
        )
        .join(Household, Household.id == ListMatch.household_id)
        .join(FamilyRow, FamilyRow.household_id == ListMatch.household_id, isouter=True)
        .where(ListMatch.list_id == list_id, Household.owner == office, HERE)
        .order_by(ListMatch.row)
        .execution_options(yield_per=AT_ONCE)
    )  # fmt: skip
    return session.execute(statement)


def open_aids(session: Session, as_of: date) -> dict[tuple[UUID, str], tuple[UUID, date, date | None]]:
    """Aids that run on the day of the list or after it, by family: the record, its first and last day.

    Of several the one that still runs stands, else the one that ended last.
    """
    statement = (
        select(OtherAid.household_id, OtherAid.aid, OtherAid.id, OtherAid.valid_from, OtherAid.valid_to)
        .where(
            or_(
                OtherAid.valid_to.is_(None),
                # One that ended before it began held on no day: its import was undone.
                and_(OtherAid.valid_to >= as_of, OtherAid.valid_to >= OtherAid.valid_from),
            )
        )
        .order_by(OtherAid.valid_to.is_(None), OtherAid.valid_to, OtherAid.valid_from)
    )
    rows = session.execute(statement)
    return {(row.household_id, row.aid): (row.id, row.valid_from, row.valid_to) for row in rows}


def ranked_later(session: Session, kept: OfficialList) -> frozenset[UUID]:
    """Families of which a register of a later day speaks."""
    statement = (
        select(ListMatch.household_id)
        .join(OfficialList, OfficialList.id == ListMatch.list_id)
        .where(OfficialList.kind == OfficialKind.POVERTY_REGISTER.value)
        .group_by(ListMatch.household_id)
        .having(func.max(OfficialList.as_of) > kept.as_of)
    )
    return frozenset(session.scalars(statement))


def whole(unit: Unit, model: Any, ids: Sequence[UUID]) -> Iterator[list[dict[str, Any]]]:
    """All columns of these records, some thousands at a time."""
    for start in range(0, len(ids), AT_ONCE):
        statement = select(model.__table__).where(model.id.in_(ids[start : start + AT_ONCE]))
        found = unit.connection.execute(statement)
        names = tuple(found.keys())
        yield [dict(zip(names, row, strict=True)) for row in found]
