"""The signed page in front of a package: from whom, to whom, which changes, how much, and the hashes of what follows.

It is JSON in one canonical form, keys sorted and without spaces, and read strictly: an unknown or repeated field, a
number of the wrong kind, or any other way to write the same is refused, because the bytes are what was signed.
"""

import re
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from desktop.errors import Refused

FORMAT_MAJOR, FORMAT_MINOR = 1, 0
SIGNED_AS = b"ejsika-v1\0"

Natural = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Positive = Annotated[int, Meta(ge=1, le=2**53 - 1)]
Office = Annotated[str, Meta(pattern=r"^\d{2}(\.\d{2})?$")]
Stream = Annotated[str, Meta(pattern=r"^\d{2}(\.\d{2})?#[1-9]\d{0,5}$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]
Signature = Annotated[str, Meta(pattern=r"^[0-9a-f]{128}$")]
CardLine = Annotated[str, Meta(max_length=200)]
Short = Annotated[str, Meta(max_length=64)]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]


class Kind(StrEnum):
    """What a package is for."""

    DATA = "data"  # new and changed records since the last acknowledgement
    CATCH_UP = "catch-up"  # everything the other side has of an office, after a restore
    PHOTOS = "photos"
    RECEIPT = "receipt"  # acknowledgements and refusals alone


class Payload(Struct, frozen=True, forbid_unknown_fields=True):
    """The rows: how many, how long as text and compressed, and the hashes of both."""

    records: Natural
    plain_bytes: Natural
    plain_sha256: Digest
    bytes: Natural
    sha256: Digest


class Blob(Struct, frozen=True, forbid_unknown_fields=True):
    """One photograph, named by what it holds."""

    sha256: Digest
    bytes: Positive


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """The last line of the sender's log as the package was made: what it says can be held against a later one."""

    seq: Natural
    hash: Digest


class Following(Struct, frozen=True, forbid_unknown_fields=True):
    """A card of the sender that follows an earlier one, and the signature of the earlier key over it."""

    card: CardLine
    signature: Signature


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """One number of the province's directory of offices as it was signed."""

    text: Annotated[str, Meta(max_length=64 * 1024)]
    key: KeyId
    signature: Signature


class Standing(Struct, frozen=True, forbid_unknown_fields=True):
    """How the two offices stand to each other, as the sender knows it: logs, keys, directory, alarms."""

    marks: Annotated[tuple[Head, ...], Meta(max_length=200)] = ()
    """Lines of the sender's log, as it stands now, that the receiver may know from earlier packages."""
    heads: dict[Stream, Head] = {}
    """Of each stream of the receiver: the newest head of his log that the sender holds."""
    stopped: dict[Stream, Short] = {}
    """Streams of the receiver that the sender stopped, each with the code of the alarm."""
    rotation: Annotated[tuple[Following, ...], Meta(max_length=20)] = ()
    directory: Natural = 0
    """Number of the directory that the sender holds; 0 for none."""
    directories: Annotated[tuple[Statement, ...], Meta(max_length=20)] = ()
    asks: bool = False
    """Whether the sender came back from a backup and wants everything that the receiver has of it."""


class Manifest(Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """The page itself. `range` is above the first and up to the second change number of the stream."""

    format: tuple[Positive, Natural]
    app: Short
    schema: Positive
    kind: Kind
    from_: Office
    to: Office
    key: KeyId
    stream: Stream
    number: Positive  # of the package between these two offices, from 1 in each stream
    previous: Digest | None  # hash of the package before it
    range: tuple[Natural, Natural]
    received: dict[Stream, Natural]  # up to where the sender has taken in each stream of the receiver
    log: Head
    created: Moment  # information only: a clock may be wrong
    period: Short  # what the office calls it: "2019/1"
    totals: dict[Annotated[str, Meta(pattern=r"^[a-z_]{1,40}$")], Natural]
    payload: Payload
    blobs: Annotated[tuple[Blob, ...], Meta(max_length=20_000)]
    practice: bool  # invented people: never mixed with real ones
    standing: Standing


_WRITER = msgspec.json.Encoder(order="sorted")
_READER = msgspec.json.Decoder(Manifest, strict=True)
_FORMAT = re.compile(rb'"format":\[(\d{1,6}),(\d{1,6})\]')


def written(manifest: Manifest) -> bytes:
    """The canonical bytes, which are what is signed."""
    return _WRITER.encode(manifest)


def read(page: bytes) -> Manifest:
    """Read a page whose signature was found right. Refused unless it is exactly what `written` writes."""
    found = _FORMAT.search(page)
    if found is not None and int(found[1]) > FORMAT_MAJOR:
        raise Refused("exchange.newer_format", format=int(found[1]))
    try:
        manifest = _READER.decode(page)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("exchange.manifest_wrong") from None
    if written(manifest) != page or manifest.range[0] > manifest.range[1]:
        raise Refused("exchange.manifest_wrong")
    return manifest
