"""Facilitators, their families, and the log of visits."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Number, RecordedById
from desktop.models.families import Household


class Facilitator(RecordedById, Base):
    """A field officer (pendamping) with a caseload of families."""

    __tablename__ = "facilitator"

    name: Mapped[str] = mapped_column(String(120))
    nik: Mapped[Number | None]
    phone: Mapped[str] = mapped_column(String(32), default="")
    active: Mapped[bool] = mapped_column(default=True)


class Caseload(RecordedById, Base):
    """A family in a facilitator's care, from one day to another."""

    __tablename__ = "caseload"
    __table_args__ = (Index("ix_caseload_household", "household_id", "valid_to"),)

    facilitator_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("facilitator.id"), index=True)
    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Visit(RecordedById, Base):
    """One visit to a family: what was seen, what was agreed, what follows until when."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_on", "on"), Index("ix_visit_due", "due_on", "done_on"))

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    facilitator_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("facilitator.id"), index=True)
    on: Mapped[date]
    purpose: Mapped[str] = mapped_column(String(80))
    seen: Mapped[str] = mapped_column(String(1000))
    agreed: Mapped[str] = mapped_column(String(1000), default="")
    follow_up: Mapped[str] = mapped_column(String(400), default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    entered_at: Mapped[datetime]

    household: Mapped[Household] = relationship()
    facilitator: Mapped[Facilitator] = relationship()
