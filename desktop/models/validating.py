"""Validation of candidates (verval): results with their minutes, places of a village, and who waits for one."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, RecordedById


class Minutes(RecordedById, Base):
    """Minutes (berita acara) of a validation or a change of status: number, day, place, who signed, and counts."""

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("owner", "number"),)

    kind: Mapped[Code]
    number: Mapped[str] = mapped_column(String(80))
    on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120), default="")
    signed_by: Mapped[str] = mapped_column(String(400), default="")
    counts: Mapped[str] = mapped_column(Text)  # JSON: how many had which result
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]


class Validation(RecordedById, Base):
    """One result for one enrolment: valid or not, with coded reasons, the day, the officer and the minutes."""

    __tablename__ = "validation"
    __table_args__ = (Index("ix_validation_enrolment", "enrolment_id", "on"),)

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"))
    minutes_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("minutes.id"), index=True)
    result: Mapped[Code]  # valid, not_valid
    reasons: Mapped[str] = mapped_column(Text)  # JSON: codes of why not
    explained: Mapped[str] = mapped_column(Text)  # JSON: rule, value and day of each rule as applied then
    on: Mapped[date]
    officer: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(400), default="")
    entered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    entered_at: Mapped[datetime]


class VillageQuota(RecordedById, Base):
    """How many families of a village a programme year has room for."""

    __tablename__ = "village_quota"
    __table_args__ = (UniqueConstraint("programme", "year", "village_code"),)

    programme: Mapped[Code]
    year: Mapped[int]
    village_code: Mapped[Code] = mapped_column(ForeignKey("area.code"))
    places: Mapped[int]


class QuotaEnd(RecordedById, Base):
    """A quota taken away: nobody waits in the village any more, unless one is set again."""

    __tablename__ = "quota_end"

    quota_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("village_quota.id"), index=True)
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    set_again_on: Mapped[date | None]


class WaitingPlace(RecordedById, Base):
    """A family that fits and has no place yet: its number in the village's list, given once and never again."""

    __tablename__ = "waiting_place"
    __table_args__ = (UniqueConstraint("programme", "year", "village_code", "number"),)

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    programme: Mapped[Code]
    year: Mapped[int]
    village_code: Mapped[Code] = mapped_column(ForeignKey("area.code"))
    number: Mapped[int]
    since: Mapped[date]
    left_on: Mapped[date | None]
    left_for: Mapped[Code | None]  # promoted, withdrawn, not_eligible, moved
