"""The register of letters: numbers without gaps, wording frozen as issued."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById


class Letter(RecordedById, Base):
    """One issued letter. `wording` is the exact text as JSON, so that a reprint says the same for ever."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("owner", "fiscal_year", "number"),)

    template: Mapped[Code]
    fiscal_year: Mapped[int]
    number: Mapped[int] = mapped_column(BigInteger)
    number_text: Mapped[str] = mapped_column(String(120))
    on: Mapped[date]
    household_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("household.id"), index=True)
    pay_list_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pay_list.id"), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    addressee: Mapped[str] = mapped_column(String(120))
    wording: Mapped[str] = mapped_column(Text)
    prints: Mapped[int] = mapped_column(default=0)
    issued_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    issued_at: Mapped[datetime]
