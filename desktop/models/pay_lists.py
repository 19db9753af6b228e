"""What stands beside a pay list: ways back that two people take, and the sanctions that cut an amount."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById


class StepBack(RecordedById, Base):
    """A way back of a pay list: one person asks with a reason, another lets it happen or not (DESIGN.md 4.11)."""

    __tablename__ = "step_back"

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"), index=True)
    from_state: Mapped[Code]
    to_state: Mapped[Code]
    reason: Mapped[str] = mapped_column(String(200))
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    asked_at: Mapped[datetime]
    granted: Mapped[bool | None]  # None while nobody decided
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(200), default="")


class Sanction(RecordedById, Base):
    """A step of the programme's ladder for one family and tranche, with its reason and paper."""

    __tablename__ = "sanction"
    __table_args__ = (
        Index("ix_sanction_tranche", "programme", "year", "tranche"),
        CheckConstraint("percent IS NULL OR (percent > 0 AND percent <= 100)", name="percent"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    programme: Mapped[Code]
    year: Mapped[int]
    tranche: Mapped[int]
    step: Mapped[int]  # of the ladder
    kind: Mapped[Code]  # reminder, reduction, suspension, stop
    percent: Mapped[int | None]  # of the tranche, cut by a reduction
    reason: Mapped[str] = mapped_column(String(200))
    paper: Mapped[str] = mapped_column(String(120), default="")
    on: Mapped[date]
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    entered_at: Mapped[datetime]
    lifted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    lifted_for: Mapped[str | None] = mapped_column(String(200))
