"""What an auditor asks for: money returned to the treasury, the budget, and the checks with what they found."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById, Rupiah


class TreasuryReturn(RecordedById, Base):
    """Money of a list that went back to the treasury under one STS; another person confirms it (DESIGN.md 4.11).

    One that was declined or taken back has no families any more and may be made again under its number; what was
    decided about it before stays.
    """

    __tablename__ = "treasury_return"
    __table_args__ = (UniqueConstraint("pay_list_id", "sts_number"),)

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"))
    sts_number: Mapped[str] = mapped_column(String(80))
    on: Mapped[date]
    families: Mapped[int]
    rupiah: Mapped[Rupiah]
    proof_name: Mapped[str] = mapped_column(String(200), default="")  # of the file that shows it
    proof_digest: Mapped[str] = mapped_column(String(64), default="")  # keyed SHA-256: the sealed file's name
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    made_at: Mapped[datetime]
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    confirmed_at: Mapped[datetime | None]
    account: Mapped[str] = mapped_column(String(60), default="")  # of the treasury, into which the STS was paid
    declined_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    declined_at: Mapped[datetime | None]
    declined_for: Mapped[str | None] = mapped_column(String(200))
    taken_back_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    taken_back_at: Mapped[datetime | None]
    taken_back_for: Mapped[str | None] = mapped_column(String(200))


class BudgetLine(RecordedById, Base):
    """An appropriation or a change of it: whose money, under which account, by which paper. Lines add up."""

    __tablename__ = "budget_line"
    __table_args__ = (Index("ix_budget_line_year", "programme", "year"),)

    programme: Mapped[Code]
    year: Mapped[int]
    level: Mapped[Code]  # province, district
    account: Mapped[str] = mapped_column(String(60))
    rupiah: Mapped[Rupiah]  # below zero takes away
    paper: Mapped[str] = mapped_column(String(120))
    on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    entered_at: Mapped[datetime]


class AuditCheck(RecordedById, Base):
    """One run of the auditor's tests over a list, over a programme or one year of it, or over all lists."""

    __tablename__ = "audit_check"

    pay_list_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pay_list.id"), index=True)
    why: Mapped[Code]  # asked, approval
    counts: Mapped[str] = mapped_column(Text)  # JSON: how many rows each test found
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    programme: Mapped[Code | None]
    year: Mapped[int | None]


class AuditFinding(RecordedById, Base):
    """A row that a test names: the payment, what is wrong with it, and the values it rests on."""

    __tablename__ = "audit_finding"
    __table_args__ = (
        Index("ix_audit_finding_check", "check_id", "code"),
        CheckConstraint("level IN ('wrong','doubtful','to_know')", name="level"),
    )

    check_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audit_check.id"))
    code: Mapped[Code]
    level: Mapped[Code]
    payment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("payment.id"), index=True)
    told: Mapped[str] = mapped_column(Text)  # JSON: values of its sentence


class FindingExplanation(RecordedById, Base):
    """What an office says about a row that a test names; the newest counts, an empty reason takes it back.

    It follows the row into later runs, by what two runs are compared by: the test, and the payment. About a list as a
    whole there is no payment; then it is the values, written as in `AuditFinding.told`.
    """

    __tablename__ = "finding_explanation"
    __table_args__ = (
        Index("ix_finding_explanation_row", "code", "payment_id", "at"),
        CheckConstraint("(payment_id IS NULL) = (told <> '')", name="row"),
    )

    code: Mapped[Code]
    payment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("payment.id"), index=True)
    told: Mapped[str] = mapped_column(Text, default="")  # "" where there is a payment
    reason: Mapped[str] = mapped_column(String(400))
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
