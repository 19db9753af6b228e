"""What an office exchanges with others: its keys, whose keys it trusts, what was sent and what came."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Identifier, RecordedById


class OfficeKey(Base):
    """The office's own two key pairs in one epoch. Secret: never journalled, never sent; the newest is in use."""

    __tablename__ = "office_key"

    id: Mapped[Identifier]
    epoch: Mapped[int]
    on: Mapped[date]
    signing: Mapped[bytes] = mapped_column(LargeBinary)  # 32 bytes of the private Ed25519 key
    sealing: Mapped[str] = mapped_column(Text)  # the private age key
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    made_at: Mapped[datetime]
    statement: Mapped[str] = mapped_column(Text, default="")  # of the key before it, that this one follows it


class TrustedCard(RecordedById, Base):
    """Another office's key card: proposed by one person, believed once another confirmed it (DESIGN.md 4.11).

    One person says that it has to end, from then on nothing it signs is believed; another confirms it. `last_number` is
    set when the key was lost, stolen or followed by another: packages up to that number are believed, and under that
    number only the one of `last_digest`.
    """

    __tablename__ = "trusted_card"

    office: Mapped[Code]
    epoch: Mapped[int]
    card: Mapped[str] = mapped_column(String(200), unique=True)
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    confirmed_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    ended_at: Mapped[datetime | None]
    ended_for: Mapped[str | None] = mapped_column(String(200))
    last_number: Mapped[int | None]
    through: Mapped[Code] = mapped_column(default="paper")  # paper, rotation (the key before signed it), directory
    directory: Mapped[int | None]  # number of the directory it came with
    ending_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    ending_at: Mapped[datetime | None]
    last_digest: Mapped[str | None] = mapped_column(String(64))


class SentPackage(RecordedById, Base):
    """A package this office made, and what became of it."""

    __tablename__ = "sent_package"
    __table_args__ = (
        UniqueConstraint("receiver", "stream", "number"),
        CheckConstraint("state IN ('made','copied','received','refused')", name="state_known"),
    )

    receiver: Mapped[Code]
    stream: Mapped[Code]
    number: Mapped[int]
    kind: Mapped[Code]
    after: Mapped[int] = mapped_column(BigInteger)  # changes above this one ...
    upto: Mapped[int] = mapped_column(BigInteger)  # ... and up to this one
    period: Mapped[str] = mapped_column(String(64), default="")
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))  # of the file in the outbox
    bytes: Mapped[int] = mapped_column(BigInteger)
    records: Mapped[int]
    totals: Mapped[str] = mapped_column(Text)  # JSON
    state: Mapped[Code]
    answer: Mapped[str] = mapped_column(Text, default="")  # JSON: what the receiver says of it
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    made_at: Mapped[datetime]
    copied_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    log_seq: Mapped[int] = mapped_column(BigInteger, default=0)  # this office's log as it was made
    log_hash: Mapped[str] = mapped_column(String(64), default="")


class ReceivedPackage(RecordedById, Base):
    """A package that came, whatever was decided about it; the receiver's own record of it."""

    __tablename__ = "received_package"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("state IN ('held','taken','refused')", name="state_known"),
    )

    sender: Mapped[Code]
    stream: Mapped[Code]
    number: Mapped[int]
    kind: Mapped[Code]
    after: Mapped[int] = mapped_column(BigInteger)
    upto: Mapped[int] = mapped_column(BigInteger)
    period: Mapped[str] = mapped_column(String(64), default="")
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120))
    records: Mapped[int]
    totals: Mapped[str] = mapped_column(Text)
    log_seq: Mapped[int] = mapped_column(BigInteger)  # the sender's log as he made it
    log_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]  # as the sender's clock says
    state: Mapped[Code]
    reason: Mapped[str] = mapped_column(Text, default="")  # JSON: code and values of a refusal
    counts: Mapped[str] = mapped_column(Text, default="{}")  # JSON: new, changed, known, refused
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    previous: Mapped[str | None] = mapped_column(String(64))  # digest of the package before it, as the sender says


class PeerStream(Base):
    """How far another office's stream was taken in; written in the transaction that takes in."""

    __tablename__ = "peer_stream"

    stream: Mapped[Code] = mapped_column(primary_key=True)
    office: Mapped[Code]
    applied: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int]  # of the newest package taken in
    digest: Mapped[str] = mapped_column(String(64))
    log_seq: Mapped[int] = mapped_column(BigInteger)
    log_hash: Mapped[str] = mapped_column(String(64))
    stopped_for: Mapped[str | None] = mapped_column(String(64))  # code of the alarm
    directory: Mapped[int] = mapped_column(default=0)  # number of the directory of offices it has
    asks: Mapped[bool] = mapped_column(default=False)  # for everything this office has of it, after a restore


class OfficeDirectory(RecordedById, Base):
    """One number of a province's signed list of offices and their cards; every number is kept."""

    __tablename__ = "office_directory"
    __table_args__ = (UniqueConstraint("office", "number"),)

    office: Mapped[Code]  # the province
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)  # JSON in one form: what is signed
    key: Mapped[str] = mapped_column(String(16))  # short name of the key that signed
    signature: Mapped[str] = mapped_column(String(128))
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))  # who issued it, or took it in
    at: Mapped[datetime]


class ExchangeAlarm(RecordedById, Base):
    """A stream in which something cannot be as it has to: it is stopped until two people have looked into it."""

    __tablename__ = "exchange_alarm"

    office: Mapped[Code]
    stream: Mapped[Code] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(String(64))
    told: Mapped[str] = mapped_column(Text)  # JSON: values of its sentence
    digest: Mapped[str] = mapped_column(String(64))  # of the package that showed it
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    settled_for: Mapped[str | None] = mapped_column(String(200))
    settled_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    settled_second: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    settled_at: Mapped[datetime | None]


class CatchUp(RecordedById, Base):
    """After a restore: another office gave back everything it had of this one."""

    __tablename__ = "catch_up"

    office: Mapped[Code]
    epoch: Mapped[int]  # of this office, as it was taken in
    package_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("received_package.id"))
    by: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]


class RecordConflict(RecordedById, Base):
    """Two versions of one record that came of the same earlier one; a person decides, the other stays here for ever."""

    __tablename__ = "record_conflict"

    kind: Mapped[Code]
    record: Mapped[str] = mapped_column(Text, index=True)
    ours: Mapped[str] = mapped_column(Text)  # JSON values as they stood here
    theirs: Mapped[str] = mapped_column(Text)
    theirs_version: Mapped[str] = mapped_column(Text)
    package_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("received_package.id"))
    decided: Mapped[Code | None]  # ours, theirs, fields
    decision: Mapped[str] = mapped_column(Text, default="")  # JSON: field by field
    reason: Mapped[str] = mapped_column(String(400), default="")
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[datetime | None]
