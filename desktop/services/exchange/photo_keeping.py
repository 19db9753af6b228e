"""Takes in packages of photographs: each picture under the record it belongs to, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from uuid import UUID

import msgspec
from PIL import Image, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.limits import KIB
from desktop.exchange.opening import Opened
from desktop.models import Photograph
from desktop.progress import SILENT, Progress
from desktop.services.exchange.photographs import PHOTO, READER, WRITER
from desktop.store import photos
from desktop.store.folder import OfficeFolder
from desktop.store.unit import Unit
from desktop.wording import N_

LARGEST: Final = 512 * KIB  # of a picture; ours have about 80
LONGEST: Final = 1280  # pixels of the longer side
TAKING: Final = N_("Taking in photographs")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the pictures of a package; `strange` belong to records that are not here."""

    new: int = 0
    there: int = 0
    strange: int = 0


def read(opened: Opened) -> list[tuple[UUID, bytes]]:
    """Read which picture belongs to which record. Refused unless rows and pictures fit each other exactly."""
    pictures = {told.sha256: blob for told, blob in zip(opened.manifest.blobs, opened.blobs, strict=True)}
    try:
        lines = [line for some in opened.lines() for line in some]
        rows = [READER.decode(line) for line in lines]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("exchange.row_wrong") from None
    if [WRITER.encode(row) for row in rows] != lines or len({row.values.id for row in rows}) != len(rows):
        raise Refused("exchange.row_wrong")
    if len(pictures) != len(opened.blobs) or {row.values.sha256 for row in rows} != set(pictures):
        raise Refused("exchange.photo_wrong")
    if opened.manifest.totals != ({PHOTO: len(rows)} if rows else {}):
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
