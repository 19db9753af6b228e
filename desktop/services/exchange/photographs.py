"""Photographs as packages of their own: optional, each a blob named by its SHA-256, and taken in strictly.

The records of photographs travel with all other records; the pictures are large and go only where somebody wants them.
A package of them holds a row for each record, `{"kind":"photo","values":{"id":…,"sha256":…}}`, and each picture once.
They do not count in the stream's changes: one that is lost hinders nothing, and can be made again.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.limits import MIB
from desktop.models import Photograph
from desktop.store import photos
from desktop.store.folder import OfficeFolder

PHOTO: Final = "photo"
MOST: Final = 2_000  # pictures of a package: their list has to fit its first page
MOST_BYTES: Final = 48 * MIB


class Values(Struct, frozen=True, forbid_unknown_fields=True):
    """Which record a picture belongs to."""

    id: UUID
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of such a package."""

    kind: Literal["photo"]
    values: Values


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a package will hold: rows, each picture once, and up to which change of the stream that is all."""

    rows: tuple[Row, ...]
    blobs: tuple[tuple[str, bytes], ...]
    upto: int
    lost: int  # pictures whose file is gone or damaged here

    def lines(self) -> Iterator[bytes]:
        return map(WRITER.encode, self.rows)


WRITER = msgspec.json.Encoder(order="sorted")
READER = msgspec.json.Decoder(Row, strict=True)


def choose(
    session: Session, office: OfficeFolder, owner: str, after: int, upto: int, most_bytes: int = MOST_BYTES
) -> Chosen:
    """Choose pictures of records that changed within a range, as many as one package holds, in the order they came."""
    statement = (
        select(Photograph)
        .where(Photograph.owner == owner, Photograph.replaced_at.is_(None))
        .where(Photograph.change_number > after, Photograph.change_number <= upto)
        .order_by(Photograph.change_number)
    )
    rows: list[Row] = []
    blobs: dict[str, bytes] = {}
    size = lost = 0
    for record in session.scalars(statement):
        try:
            picture = photos.read(session, office, record.file)
        except Refused:
            lost += 1
            continue
        digest = hashlib.sha256(picture).hexdigest()
        size += 0 if digest in blobs else len(picture)
        if rows and (size > most_bytes or len(rows) == MOST):
            return Chosen(tuple(rows), tuple(blobs.items()), record.change_number - 1, lost)
        rows.append(Row("photo", Values(record.id, digest)))
        blobs[digest] = picture
    return Chosen(tuple(rows), tuple(blobs.items()), upto, lost)
