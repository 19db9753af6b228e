"""Enrolments: one household in one programme, its card number and its dated statuses."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Code, Number, RecordedById
from desktop.models.families import Household


class Enrolment(RecordedById, Base):
    """Payments hang on this. The card number comes at enrolment, by the programme's pattern (DESIGN.md 4.4)."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("owner", "programme", "card_number"),
        UniqueConstraint("household_id", "programme"),
    )

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"))
    programme: Mapped[Code]
    card_number: Mapped[Number | None] = mapped_column(index=True)
    status: Mapped[Code] = mapped_column(index=True)
    since: Mapped[date]
    category: Mapped[Code | None]  # where a programme pays by category

    household: Mapped[Household] = relationship()


class EnrolmentStep(RecordedById, Base):
    """One change of an enrolment's status: when, why, on which paper."""

    __tablename__ = "enrolment_step"

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    status: Mapped[Code]
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")
    paper: Mapped[str] = mapped_column(String(120), default="")


class Candidate(RecordedById, Base):
    """A family the province proposes; a district that takes it makes a household that names it."""

    __tablename__ = "candidate"

    programme: Mapped[Code]
    no_kk: Mapped[Number | None] = mapped_column(index=True)
    nik: Mapped[Number | None] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(120))
    village_code: Mapped[Code | None] = mapped_column(ForeignKey("area.code"))
    source: Mapped[Code]
    source_id: Mapped[str] = mapped_column(String(64))
