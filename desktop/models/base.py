"""What all tables share: column types, naming of constraints, and the marks of a record that travels."""

import uuid
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from desktop.rules.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Uuid16(TypeDecorator[uuid.UUID]):
    """A UUID as 16 bytes in the database, `uuid.UUID` in the code, text on the wire."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> uuid.UUID | None:
        return None if value is None else uuid.UUID(bytes=value)


class Moment(TypeDecorator[datetime]):
    """A point in time, aware in the code, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {uuid.UUID: Uuid16, datetime: Moment, str: Text}


Identifier = Annotated[uuid.UUID, mapped_column(Uuid16, primary_key=True, default=new_id)]
Code = Annotated[str, mapped_column(String(32))]
"""A published code: an area, a programme, a state."""
Number = Annotated[str, mapped_column(String(32))]
"""NIK, No KK, card and account numbers: text, always (DESIGN.md 4.5)."""
Rupiah = Annotated[int, mapped_column(BigInteger)]


class Recorded:
    """A record that one office owns and others may receive (DESIGN.md 4.3).

    `version` is a vector {stream: counter} as JSON text, where a stream is an office and its epoch;
    `change_number` counts this office's changes. Both are written by the journal, never by a service.
    """

    owner: Mapped[Code]
    version: Mapped[str] = mapped_column(Text, default="{}")
    change_number: Mapped[int] = mapped_column(BigInteger, default=0, index=True)


class RecordedById(Recorded):
    """A record that an office makes: its key is a UUIDv7."""

    id: Mapped[Identifier]
