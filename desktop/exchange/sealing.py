r"""Makes a package: manifest, signature and rows, sealed with age to the receiver and to the sender's own archive.

    age( "EJSIKA1\n" | length of manifest, 4 bytes | manifest | Ed25519 signature, 64 bytes | rows | photographs )

It is signed first and sealed then, with the receiver inside what is signed: nobody who opens it can send it on under
the sender's name, and nobody on the way sees who writes. All of it stays in memory: the rows of a package are never on
the disk in the open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyrage

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard, OfficeKeys
from desktop.exchange.limits import USUAL, Limits
from desktop.exchange.manifest import (
    FORMAT_MAJOR,
    FORMAT_MINOR,
    SIGNED_AS,
    Blob,
    Head,
    Kind,
    Manifest,
    Standing,
    written,
)
from desktop.exchange.payload import pack

MAGIC = b"EJSIKA1\n"
LENGTH = 4


@dataclass(frozen=True, slots=True)
class Letter:
    """What the sender says in the manifest; the rest follows from the rows and keys."""

    kind: Kind
    to: KeyCard
    schema: int
    number: int
    log: Head
    made_at: datetime
    app: str
    previous: str | None = None
    range: tuple[int, int] = (0, 0)
    received: dict[str, int] = field(default_factory=dict)
    period: str = ""
    totals: dict[str, int] = field(default_factory=dict)
    practice: bool = False
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished package and the page it carries."""

    data: bytes
    manifest: Manifest


def seal(
    letter: Letter,
    lines: Iterable[bytes],
    keys: OfficeKeys,
    blobs: Sequence[tuple[str, bytes]] = (),
    limits: Limits = USUAL,
) -> Sealed:
    """Sign and seal. Refused when the package would be larger than any office takes; then it has to be made of less."""
    packed = pack(lines, limits)
    card = keys.card
    manifest = Manifest(
        format=(FORMAT_MAJOR, FORMAT_MINOR), app=letter.app, schema=letter.schema, kind=letter.kind,
        from_=keys.office, to=letter.to.office, key=card.key_id, stream=f"{keys.office}#{keys.epoch}",
        number=letter.number, previous=letter.previous, range=letter.range, received=letter.received, log=letter.log,
        created=letter.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), period=letter.period,
        totals=letter.totals, payload=packed.told, blobs=tuple(Blob(name, len(data)) for name, data in blobs),
        practice=letter.practice, standing=letter.standing,
    )  # fmt: skip
    page = written(manifest)
    signature = keys.sign(SIGNED_AS + page)
    parts = (MAGIC, len(page).to_bytes(LENGTH), page, signature, packed.data, *(data for _, data in blobs))
    inner = b"".join(parts)
    if len(inner) > limits.file or len(page) > limits.manifest:
        raise Refused("exchange.too_much")
    receivers = [pyrage.x25519.Recipient.from_str(one) for one in (letter.to.sealing, card.sealing)]
    return Sealed(pyrage.encrypt(inner, receivers), manifest)
