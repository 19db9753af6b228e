"""Decrees, pay lists, payments, receipts and print runs."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Code, Number, RecordedById, Rupiah
from desktop.models.enrolments import Enrolment


class Decree(RecordedById, Base):
    """SK penetapan: number, date, how many families are entitled in a tranche and to how much.

    A decree of a whole year stands here once for each of its tranches, since each pays its own total.
    """

    __tablename__ = "decree"
    __table_args__ = (UniqueConstraint("owner", "programme", "year", "tranche", "number"),)

    programme: Mapped[Code]
    year: Mapped[int]
    tranche: Mapped[int]
    number: Mapped[str] = mapped_column(String(80))
    on: Mapped[date]
    households: Mapped[int]
    rupiah: Mapped[Rupiah]


class DecreeQuota(RecordedById, Base):
    """What a decree gives to one area."""

    __tablename__ = "decree_quota"

    decree_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decree.id"), index=True)
    area_code: Mapped[Code] = mapped_column(ForeignKey("area.code"))
    households: Mapped[int]
    rupiah: Mapped[Rupiah]


class PayList(RecordedById, Base):
    """An office's list for one tranche, from draft to locked, with who took each step.

    A tranche has one first list; later ones (daftar susulan, `supplement` from 1) hold late entrants and families
    whose money went back to the treasury and is paid after all.
    """

    __tablename__ = "pay_list"
    __table_args__ = (
        ForeignKeyConstraint(["programme", "year", "tranche"], ["tranche.programme", "tranche.year", "tranche.number"]),
        UniqueConstraint("owner", "programme", "year", "tranche", "supplement"),
    )

    programme: Mapped[Code]
    year: Mapped[int]
    tranche: Mapped[int]
    supplement: Mapped[int] = mapped_column(default=0)
    state: Mapped[Code]
    as_of: Mapped[date]  # the day on which ages and eligibility were judged
    decree_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("decree.id"))
    drafted_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    drafted_at: Mapped[datetime]
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    approved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    decree: Mapped[Decree | None] = relationship()


class PayListStep(RecordedById, Base):
    """One change of a pay list's state: who, when, why."""

    __tablename__ = "pay_list_step"

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"), index=True)
    state: Mapped[Code]
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(200), default="")


class Payment(RecordedById, Base):
    """One enrolment in one tranche, with the family's data frozen as listed; in exactly one state."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("pay_list_id", "enrolment_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("state IN ('withheld','unpaid','paid','returned')", name="state_known"),
        Index("ix_payment_order", "pay_list_id", "village_code", "rw", "rt", "caretaker_name"),
    )

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"))
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    amount: Mapped[Rupiah]
    state: Mapped[Code]
    reason: Mapped[str] = mapped_column(String(200), default="")
    settled_on: Mapped[date | None]
    sts_number: Mapped[str | None] = mapped_column(String(80))
    card_number: Mapped[Number]
    caretaker_name: Mapped[str] = mapped_column(String(120))
    caretaker_nik: Mapped[Number | None]
    no_kk: Mapped[Number | None]
    address: Mapped[str] = mapped_column(String(200))
    rt: Mapped[str] = mapped_column(String(8))
    rw: Mapped[str] = mapped_column(String(8))
    village_code: Mapped[Code | None] = mapped_column(ForeignKey("area.code"))
    explanation: Mapped[str] = mapped_column(String(400), default="")  # why entitled, as JSON codes

    enrolment: Mapped[Enrolment] = relationship()


class Receipt(RecordedById, Base):
    """The numbered paper for one payment; gapless per office and fiscal year (DESIGN.md 4.9)."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("owner", "fiscal_year", "number"),)

    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payment.id"), index=True)
    fiscal_year: Mapped[int]
    number: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[Code]
    issued_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    issued_at: Mapped[datetime]
    void_reason: Mapped[str | None] = mapped_column(String(200))
    voided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))

    payment: Mapped[Payment] = relationship()


class PrintRun(RecordedById, Base):
    """One pass of receipts through a printer or into a file; open until the operator says it came out well.

    `kind` is original, spoiled (a page printed again as original, with the reason) or copy; the run covers
    the receipts `first` to `last` of a fiscal year that belong to the pay list.
    """

    __tablename__ = "print_run"

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"), index=True)
    kind: Mapped[Code]
    fiscal_year: Mapped[int]
    first: Mapped[int] = mapped_column(BigInteger)
    last: Mapped[int] = mapped_column(BigInteger)
    receipts: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200), default="")
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    started_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
