"""Programmes, their years as data, and the tranches of a year; published, so keyed by code (DESIGN.md 4.2)."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Recorded


class ProgrammeYear(Recorded, Base):
    """The rules and amounts of one programme in one year, kept whole as JSON beside what lists show."""

    __tablename__ = "programme_year"

    programme: Mapped[Code] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(160))
    rules: Mapped[str] = mapped_column(Text)


class Tranche(Recorded, Base):
    """One pay-out of a programme year. `amount` is whole rupiah per family, or nothing where no source says."""

    __tablename__ = "tranche"
    __table_args__ = (ForeignKeyConstraint(["programme", "year"], ["programme_year.programme", "programme_year.year"]),)

    programme: Mapped[Code] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[int | None] = mapped_column(BigInteger)
    window_start: Mapped[date | None]
    window_end: Mapped[date | None]
