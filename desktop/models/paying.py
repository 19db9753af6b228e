"""How money reaches the families: what each payment is made of, by which path it goes, what the payer answered."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Number, RecordedById, Rupiah


class PaymentPart(RecordedById, Base):
    """What a payment's amount is made of, where it is more than the flat amount of the tranche.

    The parts of a payment add up to its amount; a reduction is below zero and names the sanction it comes from.
    """

    __tablename__ = "payment_part"

    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payment.id"), index=True)
    kind: Mapped[Code]  # flat, category, component, reduction
    code: Mapped[Code]  # of the category or component; "" for a flat amount
    count: Mapped[int]  # members that count for it
    rupiah: Mapped[Rupiah]
    sanction_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("sanction.id"))


class PaymentRoute(RecordedById, Base):
    """The path a payment takes, as it was when the list was approved: cash, post, or a bank with an account."""

    __tablename__ = "payment_route"
    __table_args__ = (UniqueConstraint("payment_id"), CheckConstraint("path IN ('cash','post','bank')", name="path"))

    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payment.id"))
    path: Mapped[Code]
    payer: Mapped[str] = mapped_column(String(60), default="")  # "BJB", "Kantor Pos"; "" at the desk
    number: Mapped[Number | None] = mapped_column(index=True)
    holder: Mapped[str] = mapped_column(String(120), default="")


class PayoutFile(RecordedById, Base):
    """A file made for a bank or the post: which list, how many payments, how much, and its digest."""

    __tablename__ = "payout_file"
    __table_args__ = (UniqueConstraint("pay_list_id", "number"),)

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"))
    number: Mapped[int]
    payer: Mapped[str] = mapped_column(String(60))
    template: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the file
    payments: Mapped[int]
    rupiah: Mapped[Rupiah]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    made_at: Mapped[datetime]


class PayoutAnswer(RecordedById, Base):
    """A file in which a bank or the post says what became of payments; each file is taken once."""

    __tablename__ = "payout_answer"
    __table_args__ = (UniqueConstraint("pay_list_id", "digest"),)

    pay_list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pay_list.id"))
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    counts: Mapped[str] = mapped_column(Text)  # JSON: how many had which outcome
    taken_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    taken_at: Mapped[datetime]


class PayoutOrder(RecordedById, Base):
    """One payment in one file, and what the payer answered: paid, failed with its reason, or idle."""

    __tablename__ = "payout_order"
    __table_args__ = (
        UniqueConstraint("file_id", "payment_id"),
        Index("ix_payout_order_payment", "payment_id"),
        CheckConstraint("outcome IN ('sent','paid','failed','idle')", name="outcome"),
    )

    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payout_file.id"))
    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payment.id"))
    outcome: Mapped[Code]
    reason: Mapped[Code]  # "" unless it failed
    told: Mapped[str] = mapped_column(String(200), default="")  # the payer's own words
    on: Mapped[date | None]
    answer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("payout_answer.id"), index=True)


class Custody(RecordedById, Base):
    """Who holds a family's card or passbook since when; the newest step counts.

    One hand-over of several families is one receipt, whose number is gapless per office and year.
    """

    __tablename__ = "custody"
    __table_args__ = (
        Index("ix_custody_enrolment", "enrolment_id", "what", "on"),
        Index("ix_custody_receipt", "receipt_year", "receipt_number"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"))
    what: Mapped[Code]  # card, passbook
    holder: Mapped[Code]  # bank, office, facilitator, family, lost
    name: Mapped[str] = mapped_column(String(120), default="")  # of the person
    on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    receipt_year: Mapped[int | None]
    receipt_number: Mapped[int | None]


class Collection(RecordedById, Base):
    """Who came for a payment: the caretaker, a proxy or an heir with papers, how it was signed for; or a refusal."""

    __tablename__ = "collection"
    __table_args__ = (Index("ix_collection_payment", "payment_id", "at"),)

    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payment.id"))
    who: Mapped[Code]  # caretaker, proxy, heir
    name: Mapped[str] = mapped_column(String(120))
    nik: Mapped[Number | None] = mapped_column(index=True)
    relation: Mapped[Code]  # to the caretaker; "" for herself
    papers: Mapped[str] = mapped_column(Text)  # JSON: codes of the papers that were shown
    mark: Mapped[Code]  # signature, thumb, refused
    witness: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    undone_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    undone_for: Mapped[str | None] = mapped_column(String(200))


class SignedReceipt(RecordedById, Base):
    """A receipt that came back signed: seen by whom, when. What has no such line is missing."""

    __tablename__ = "signed_receipt"
    __table_args__ = (UniqueConstraint("receipt_id"),)

    receipt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("receipt.id"))
    how: Mapped[Code]  # scanned, typed
    seen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    seen_at: Mapped[datetime]
