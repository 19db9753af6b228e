"""What a record is about, for people: the family, the person or the published thing, and what its values point to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from desktop.models import Area, Base, Enrolment, FamilyRow, Household, Member, Payment, User
from desktop.services.exchange.kinds import PUBLISHED

HIDDEN = frozenset({"id", "owner"})
"""Columns that name a record and say nothing about it."""


@dataclass(frozen=True, slots=True)
class About:
    """`family` is empty for what belongs to no family."""

    family: UUID | None
    name: str
    place: str


def about(session: Session, kind: str, values: Mapping[str, Any]) -> About:
    """Say what a record of this kind with these values is about."""
    if kind in PUBLISHED:
        number = f"/{values['number']}" if "number" in values else ""
        return About(None, f"{values['programme']} {values['year']}{number}", "")
    family = family_of(session, kind, values)
    row = session.scalar(select(FamilyRow).where(FamilyRow.household_id == family)) if family else None
    name = str(values.get("name") or values.get("caretaker_name") or (row.caretaker_name if row else ""))
    return About(family, name, row.village_name if row else "")


def family_of(session: Session, kind: str, values: Mapping[str, Any]) -> UUID | None:
    """The family whose record this is, found by what it points to."""
    if kind == Household.__tablename__:
        return _uuid(values["id"])
    for column, step in _STEPS.items():
        if values.get(column):
            return step(session, _uuid(values[column]))
    return None


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


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _of_member(session: Session, member: UUID) -> UUID | None:
    return session.scalar(select(Member.household_id).where(Member.id == member))


def _of_enrolment(session: Session, enrolment: UUID) -> UUID | None:
    return session.scalar(select(Enrolment.household_id).where(Enrolment.id == enrolment))


def _of_payment(session: Session, payment: UUID) -> UUID | None:
    statement = select(Enrolment.household_id).join(Payment, Payment.enrolment_id == Enrolment.id)
    return session.scalar(statement.where(Payment.id == payment))


def _itself(_: Session, family: UUID) -> UUID | None:
    return family


_STEPS: Mapping[str, Callable[[Session, UUID], UUID | None]] = {
    "household_id": _itself,
    "member_id": _of_member,
    "enrolment_id": _of_enrolment,
    "payment_id": _of_payment,
}
