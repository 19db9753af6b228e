"""Families as registered: households, their members, ids in other registers, warnings overridden."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Code, Number, RecordedById


class Household(RecordedById, Base):
    """A family. Nothing here is unique but the id: equal No KK makes a task for a person (DESIGN.md 4.4).

    `village_code` empty means "to be placed"; `area_as_written` then holds what the file said.
    """

    __tablename__ = "household"

    no_kk: Mapped[Number | None] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    hamlet: Mapped[str] = mapped_column(String(120), default="")
    rt: Mapped[str] = mapped_column(String(8), default="")
    rw: Mapped[str] = mapped_column(String(8), default="")
    village_code: Mapped[Code | None] = mapped_column(ForeignKey("area.code"), index=True)
    area_as_written: Mapped[str] = mapped_column(String(240), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    receives_pkh: Mapped[bool | None]
    poverty_percentile: Mapped[int | None]
    poverty_source: Mapped[Code | None]  # the register that lists the family (bdt2015, dtks ...)
    caretaker_id: Mapped[uuid.UUID | None]  # a member; no constraint, since both rows are made at once
    caretaker_derived: Mapped[bool] = mapped_column(default=False)
    candidate_id: Mapped[uuid.UUID | None]  # the province's candidate this family came from
    registered_at: Mapped[datetime]
    registered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))

    members: Mapped[list["Member"]] = relationship(order_by="Member.position", back_populates="household")


class Member(RecordedById, Base):
    """A person in a household. A missing NIK is a state, not a value: then `nik` is empty (DESIGN.md 4.6)."""

    __tablename__ = "member"

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    nik: Mapped[Number | None] = mapped_column(index=True)
    sex: Mapped[Code | None]
    sex_derived: Mapped[bool] = mapped_column(default=False)
    birth_place: Mapped[str] = mapped_column(String(80), default="")
    birth_date: Mapped[date | None]
    birth_date_derived: Mapped[bool] = mapped_column(default=False)
    relation: Mapped[Code | None]
    marital: Mapped[Code | None]
    schooling: Mapped[Code | None]
    school_level: Mapped[Code | None]
    school_class: Mapped[int | None]
    pregnant: Mapped[bool | None]
    disability: Mapped[Code | None]  # code of the source's list; "0" none
    works: Mapped[bool | None]
    occupation: Mapped[str] = mapped_column(String(80), default="")
    mother_name: Mapped[str] = mapped_column(String(120), default="")
    father_name: Mapped[str] = mapped_column(String(120), default="")
    presence: Mapped[Code]
    presence_date: Mapped[date | None]

    household: Mapped[Household] = relationship(back_populates="members")


class ExternalId(RecordedById, Base):
    """An id of a household or member in another register, with its source and date (DOMAIN.md 3.4)."""

    __tablename__ = "external_id"
    __table_args__ = (Index("ix_external_id_value", "value", "source"),)

    kind: Mapped[Code]  # household or member
    record_id: Mapped[uuid.UUID] = mapped_column(index=True)
    source: Mapped[Code]
    value: Mapped[str] = mapped_column(String(64))
    seen_on: Mapped[date]


class BankAccount(RecordedById, Base):
    """Where a family's money goes, as a dated history (Pos, Bank Banten, BJB, BRI; DOMAIN.md 1.3)."""

    __tablename__ = "bank_account"

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    channel: Mapped[Code]
    number: Mapped[Number | None] = mapped_column(index=True)
    holder_name: Mapped[str] = mapped_column(String(120), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class WarningOverride(RecordedById, Base):
    """A warning a person looked at and let stand, with the reason (DESIGN.md 4.6)."""

    __tablename__ = "warning_override"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    code: Mapped[Code]
    about: Mapped[str] = mapped_column(Text)  # the values it was about: another value warns again
    reason: Mapped[str] = mapped_column(String(200))
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]


class ChangeCursor(Base):
    """Last change number of a peer's stream that was taken in; filled by the exchange of packages."""

    __tablename__ = "change_cursor"

    stream: Mapped[Code] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)
