"""What a record is about, for people: the family, the person or the published thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, FamilyRow, Household, Member, Payment
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
