"""Accepted imports as batches, and the tasks that wait for a person's decision."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Identifier


class ImportBatch(Base):
    """One file taken in: what it was, who accepted it, counts and totals before and after."""

    __tablename__ = "import_batch"

    id: Mapped[Identifier]
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    layout: Mapped[Code]
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    counts: Mapped[str] = mapped_column(Text)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    undone_for: Mapped[str | None] = mapped_column(String(200))


class Task(Base):
    """Something a person has to decide: the same NIK twice, a family to be placed (DESIGN.md 4.4)."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_open", "kind", "closed_at"), Index("ix_task_about", "about"))

    id: Mapped[Identifier]
    kind: Mapped[Code]
    about: Mapped[str] = mapped_column(Text)  # the key it is about, so that a task is not opened twice
    records: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(200))
