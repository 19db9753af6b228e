"""How a family lives, as asked at its house: people's school, health and work, housing, other aid, photographs."""

import uuid
from datetime import date, datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Number, RecordedById

NO_ANSWERS: Final = "{}"
"""Answers of a state that was emptied: it stands in the history, and says nothing of the family."""


class PersonDetails(RecordedById, Base):
    """What is asked of a member beside what the family card says (DOMAIN.md 2.9); one row at most for each.

    Codes are those of the code list named in `source`.
    """

    __tablename__ = "person_details"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), unique=True)
    source: Mapped[Code]
    education: Mapped[Code | None]  # the highest reached
    school_name: Mapped[str] = mapped_column(String(120), default="")
    school_npsn: Mapped[Number | None]
    nisn: Mapped[Number | None]
    due_on: Mapped[date | None]  # of a pregnancy
    pregnancies: Mapped[int | None]  # which one this is
    chronic_illness: Mapped[Code | None]
    work_status: Mapped[Code | None]
    work_field: Mapped[Code | None]
    papers: Mapped[str] = mapped_column(String(80), default="")  # codes of identity papers, parted by blanks
    in_family_card: Mapped[bool | None]
    religion: Mapped[Code | None]


class Housing(RecordedById, Base):
    """Housing and belongings of a family as found on a day (DOMAIN.md 2.9).

    `answers` is a JSON object {question: answer}; questions and answers are those of the code list named in `source`,
    so that another register's questions need no other table.
    """

    __tablename__ = "housing"

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    source: Mapped[Code]
    on: Mapped[date]
    answers: Mapped[str] = mapped_column(Text)


class OtherAid(RecordedById, Base):
    """Another programme that a family or one of its members receives, from whom it is known, and since when."""

    __tablename__ = "other_aid"
    __table_args__ = (Index("ix_other_aid_household", "household_id", "aid"),)

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    aid: Mapped[Code]  # code of the aid's list: pkh, bpnt, kip ...
    number: Mapped[Number | None]  # of the participant or card
    source: Mapped[Code]  # who says so: the family, or the official list it stood in
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Photograph(RecordedById, Base):
    """One photograph; its sealed file lies in the office's `photos` under a keyed hash (DESIGN.md 4.1)."""

    __tablename__ = "photograph"

    household_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("household.id"), index=True)
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"))
    shows: Mapped[Code]  # house, ktp, kk, caretaker
    file: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]  # bytes of the picture before it is sealed
    width: Mapped[int]
    height: Mapped[int]
    taken_on: Mapped[date | None]
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    added_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
