"""What looks wrong in the register, and what people decided about two records that may be one."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById


class FamilyFault(Base):
    """A doubt in a family's numbers or facts, found by the rules; derived, and worked out anew after each change."""

    __tablename__ = "family_fault"
    __table_args__ = (Index("ix_family_fault_code", "code", "stands", "household_id"),)

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True)  # running number within the family
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    code: Mapped[Code]
    about: Mapped[str] = mapped_column(Text)  # the value it is about
    stands: Mapped[bool]  # a person let it stand with a reason


class Examined(Base):
    """Day on which the rules last looked at a family; a row is taken away whenever the family changes."""

    __tablename__ = "examined"

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), primary_key=True)
    on: Mapped[date]


class Likeness(RecordedById, Base):
    """Two people who may be one, and what a person decided: nothing is merged or closed by itself."""

    __tablename__ = "likeness"
    __table_args__ = (
        Index("ix_likeness_pair", "one_id", "other_id"),
        Index("ix_likeness_open", "decision", "score"),
    )

    one_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    other_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    rule: Mapped[Code]  # same_nik, same_kk, same_card, same_account, likely
    score: Mapped[int]  # of 100
    evidence: Mapped[str] = mapped_column(Text)  # JSON: what is equal, alike and different
    found_at: Mapped[datetime]
    decision: Mapped[Code | None]  # same, different, later
    reason: Mapped[str] = mapped_column(String(200), default="")
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[datetime | None]
