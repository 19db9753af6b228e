"""The office itself: who it is, who works there, its settings, signatories, counters and drafts."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Identifier


class Office(Base):
    """The one row that says whose file this is. A restored file gets a new epoch (TRUST.md 3.4)."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("only = 1", name="one_row"),)

    only: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    code: Mapped[Code]
    name: Mapped[str] = mapped_column(String(120))
    level: Mapped[Code]  # regency or province
    epoch: Mapped[int]
    practice: Mapped[bool]  # synthetic people: every paper says LATIHAN
    created_at: Mapped[datetime]

    @property
    def stream(self) -> str:
        """Name of this office's stream of changes."""
        return f"{self.code}#{self.epoch}"


class User(Base):
    """A person who signs in. His slot of the key stands in keys.json under the same id."""

    __tablename__ = "app_user"

    id: Mapped[Identifier]
    name: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[Code]
    active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool]
    created_at: Mapped[datetime]
    office: Mapped[Code | None]  # where he works, if elsewhere: he came with a package and signs in nowhere here


class Setting(Base):
    """One setting of the office as JSON: letterhead, numbering patterns, idle time ..."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Signatory(Base):
    """An official whose name stands under papers, in one function."""

    __tablename__ = "signatory"

    id: Mapped[Identifier]
    function: Mapped[Code]  # head, kpa, treasurer ...
    title: Mapped[str] = mapped_column(String(160))  # as printed, with a.n. / Plt. / Plh.
    name: Mapped[str] = mapped_column(String(120))
    rank: Mapped[str] = mapped_column(String(80), default="")
    nip: Mapped[str] = mapped_column(String(24), default="")
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class Counter(Base):
    """The last number given out, per series; taken inside the transaction that uses it."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(String(80), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class Draft(Base):
    """What a person typed and has not saved; survives a power cut, is not a record."""

    __tablename__ = "draft"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(80), primary_key=True)
    values: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
