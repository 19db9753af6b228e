"""The list of families as screens show it: one derived row per household, kept in the same transaction."""

import uuid

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Number


class FamilyRow(Base):
    """What lists and search answer without touching the tables behind; rebuilt by `store.search`.

    `doc` is the row number of the full-text tables; an explicit integer key, because
    VACUUM may renumber others.
    """

    __tablename__ = "family_row"
    __table_args__ = (
        Index("ix_family_row_name", "caretaker_name", "doc"),
        Index("ix_family_row_district", "district_code", "caretaker_name", "doc"),
        Index("ix_family_row_status", "status", "caretaker_name", "doc"),
    )

    doc: Mapped[int] = mapped_column(Integer, primary_key=True)
    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), unique=True)
    caretaker_name: Mapped[str] = mapped_column(String(120, collation="NOCASE"))  # registers write in capitals
    caretaker_nik: Mapped[Number | None]
    card_number: Mapped[Number | None]
    village_code: Mapped[Code | None]
    village_name: Mapped[str] = mapped_column(String(120, collation="NOCASE"))
    district_code: Mapped[Code | None]
    district_name: Mapped[str] = mapped_column(String(120))
    members: Mapped[int]
    status: Mapped[Code]
