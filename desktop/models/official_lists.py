"""Lists of other offices held against the register, what each said of whom, and how their columns are read."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById


class OfficialList(RecordedById, Base):
    """One file that was compared: a Dukcapil answer, a poverty register, a list of another aid, of staff."""

    __tablename__ = "official_list"

    kind: Mapped[Code]  # dukcapil, poverty_register, other_aid, staff, civil_servants
    source: Mapped[Code]  # bdt2015, dtks, dtsen, pkh, bpnt ...
    title: Mapped[str] = mapped_column(String(120))
    as_of: Mapped[date]
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    rows: Mapped[int]
    counts: Mapped[str] = mapped_column(Text)  # JSON: how many rows had which outcome
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]


class ListMatch(RecordedById, Base):
    """What a list says of one member of a family; kept for ever, with the list and its date."""

    __tablename__ = "list_match"
    __table_args__ = (
        Index("ix_list_match_household", "household_id"),
        Index("ix_list_match_list", "list_id", "outcome", "row"),
        Index("ix_list_match_row", "list_id", "row"),
    )

    list_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("official_list.id"))
    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    outcome: Mapped[Code]  # match, differs, not_found, died, listed
    found_by: Mapped[Code]  # nik, no_kk, name
    row: Mapped[int]  # of the file, as a spreadsheet numbers it
    said: Mapped[str] = mapped_column(Text)  # JSON: the values of the row that matter


class ColumnMap(RecordedById, Base):
    """Which column of a source's files means what, as a person once said; found again by the headings."""

    __tablename__ = "column_map"
    __table_args__ = (UniqueConstraint("owner", "purpose", "name"),)

    purpose: Mapped[Code]  # register, or the kind of an official list
    name: Mapped[str] = mapped_column(String(80))
    headings: Mapped[str] = mapped_column(Text)  # JSON: normalised headings of the file it was made for
    columns: Mapped[str] = mapped_column(Text)  # JSON: {heading: field}
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
