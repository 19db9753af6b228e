"""The chained log of what people did, and every version of every record."""

from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base


class AuditLine(Base):
    """One line of the log, chained by hash; the database refuses to change or delete one (DESIGN.md 4.10)."""

    __tablename__ = "audit_line"
    __table_args__ = (Index("ix_audit_line_record", "kind", "record"), {"sqlite_strict": True})

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(Text)  # UTC, as hashed
    actor: Mapped[str] = mapped_column(Text)
    pc: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(Text)
    record: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int | None] = mapped_column(Integer)
    value_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    detail: Mapped[str | None] = mapped_column(Text)
    prev: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class RecordVersion(Base):
    """The values of one version of one record. Lawful destruction empties `salt` and `values`, no more."""

    __tablename__ = "record_version"

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    record: Mapped[str] = mapped_column(Text, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    values: Mapped[str | None] = mapped_column(Text)
    batch: Mapped[str | None] = mapped_column(Text, index=True)  # the import that wrote it
