"""What happens in a family's life, and how one family came out of another."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById


class LifeEvent(RecordedById, Base):
    """A birth, death, marriage, move, split or new caretaker: when, on which paper, and what it changed."""

    __tablename__ = "life_event"
    __table_args__ = (Index("ix_life_event_household", "household_id", "on"),)

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[Code]
    on: Mapped[date]
    paper: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    facts: Mapped[str] = mapped_column(Text, default="{}")  # JSON: what the kind needs beside
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    entered_at: Mapped[datetime]


class FamilyLink(RecordedById, Base):
    """A family that came out of another: a card that was split, or one taken over from another district."""

    __tablename__ = "family_link"

    from_household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    to_household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    kind: Mapped[Code]
    on: Mapped[date]


class FamilyClosure(RecordedById, Base):
    """A family that is in no list any more, and why; its records stay, and it can be opened again."""

    __tablename__ = "family_closure"
    __table_args__ = (Index("ix_family_closure_household", "household_id", "reopened_on"),)

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"))
    kind: Mapped[Code]  # import_undone, moved_out, dissolved, double
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    reopened_on: Mapped[date | None]
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
