"""Values of records as people know them: the name of the person, family or area they point to."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from desktop.models import Area, Base, FamilyRow, Household, Member, User
from desktop.services.exchange.about import family_of


def shown(session: Session, column: Column[Any], value: Any) -> Any:
    """A value as a person knows it: the name of whom or what it points to."""
    if isinstance(value, UUID):
        return _named(session, column, value)
    if isinstance(value, str) and any(key.column.table is Area.__table__ for key in column.foreign_keys):
        area = session.get(Area, value)
        return area.name if area else value
    return value


def _named(session: Session, column: Column[Any], value: UUID) -> str:
    pointed = {key.column.table.name for key in column.foreign_keys}
    user = session.get(User, value) if User.__tablename__ in pointed else None
    if user is not None:
        return user.full_name or user.name
    member = session.get(Member, value) if column.name == "caretaker_id" or Member.__tablename__ in pointed else None
    if member is not None:
        return member.name
    family = family_of(session, Household.__tablename__, {"id": value})
    row = session.scalar(select(FamilyRow).where(FamilyRow.household_id == family))
    return row.caretaker_name if row else f"…{str(value)[-6:]}"


def column_of(kind: str, name: str) -> Column[Any]:
    return Base.metadata.tables[kind].columns[name]
