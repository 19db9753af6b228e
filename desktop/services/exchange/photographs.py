"""Photographs as packages of their own: optional, each a blob named by its SHA-256, and taken in strictly.

The records of photographs travel with all other records; the pictures are large and go only where somebody wants them.
A package of them holds a row for each record, `{"kind":"photo","values":{"id":…,"sha256":…}}`, and each picture once.
They do not count in the stream's changes: one that is lost hinders nothing, and can be made again.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct
from PIL import Image, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.limits import KIB, MIB
from desktop.exchange.opening import Opened
from desktop.models import Photograph
from desktop.progress import SILENT, Progress
from desktop.store import photos
from desktop.store.folder import OfficeFolder
from desktop.store.unit import Unit
from desktop.wording import N_

MOST: Final = 2_000  # pictures of a package: their list has to fit its first page
MOST_BYTES: Final = 48 * MIB
LARGEST: Final = 512 * KIB  # of a picture; ours have about 80
LONGEST: Final = 1280  # pixels of the longer side
TAKING: Final = N_("Taking in photographs")


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
        return map(_WRITER.encode, self.rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the pictures of a package; `strange` belong to records that are not here."""

    new: int = 0
    there: int = 0
    strange: int = 0


_WRITER = msgspec.json.Encoder(order="sorted")
_READER = msgspec.json.Decoder(Row, strict=True)


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


def read(opened: Opened) -> list[tuple[UUID, bytes]]:
    """Read which picture belongs to which record. Refused unless rows and pictures fit each other exactly."""
    pictures = {told.sha256: blob for told, blob in zip(opened.manifest.blobs, opened.blobs, strict=True)}
    try:
        lines = [line for some in opened.lines() for line in some]
        rows = [_READER.decode(line) for line in lines]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("exchange.row_wrong") from None
    if [_WRITER.encode(row) for row in rows] != lines or len({row.values.id for row in rows}) != len(rows):
        raise Refused("exchange.row_wrong")
    if len(pictures) != len(opened.blobs) or {row.values.sha256 for row in rows} != set(pictures):
        raise Refused("exchange.photo_wrong")
    if opened.manifest.totals != ({"photo": len(rows)} if rows else {}):
        raise Refused("exchange.totals_wrong")
    return [(row.values.id, pictures[row.values.sha256]) for row in rows]


def keep(unit: Unit, office: OfficeFolder, office_key: bytes, opened: Opened, progress: Progress = SILENT) -> Kept:
    """Keep the pictures of records that are here. All are proved before the first is written."""
    found = read(opened)
    records = _records(unit.session, opened.manifest.from_, [one for one, _ in found])
    for one, picture in found:
        _prove(picture, records.get(one))
    new = there = 0
    for done, (one, picture) in enumerate(found, 1):
        progress.step(done, len(found), TAKING)
        if one in records:
            kept = photos.keep_as(unit, office, office_key, records[one].file, picture)
            new, there = new + kept, there + (not kept)
    return Kept(new, there, len(found) - new - there)


def _records(session: Session, owner: str, ids: Sequence[UUID]) -> dict[UUID, Photograph]:
    rows = session.scalars(select(Photograph).where(Photograph.owner == owner, Photograph.id.in_(ids)))
    return {row.id: row for row in rows}


def _prove(picture: bytes, record: Photograph | None) -> None:
    """Refuse what is no JPEG of the size that offices keep, or not the picture its record tells of."""
    size = _size(picture)
    if len(picture) > LARGEST or max(size) > LONGEST:
        raise Refused("exchange.photo_wrong")
    if record is not None and (
        (record.size, record.width, record.height) != (len(picture), *size) or not photos.NAME.fullmatch(record.file)
    ):
        raise Refused("exchange.photo_wrong")


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height, from a picture that can be read to its end."""
    try:
        with Image.open(BytesIO(picture), formats=("JPEG",)) as image:
            if max(image.size) <= LONGEST:
                image.load()
            return image.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused("exchange.photo_wrong") from None
