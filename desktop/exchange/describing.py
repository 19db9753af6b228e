"""What a file of the exchange is, as far as anybody can tell without the key that opens it."""

import hashlib
import io
from dataclasses import dataclass
from enum import StrEnum

import zxingcpp
from PIL import Image, UnidentifiedImageError

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.exchange.keys import KeyCard, read_card
from desktop.exchange.opening import AGE

LONGEST_CARD = 1_000  # bytes of a file with the line of a card
LARGEST_SIDE = 8_000  # pixels


class FileKind(StrEnum):
    PACKAGE = "package"
    PART = "part"
    CARD = "card"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Described:
    """A file by its content; its name says nothing."""

    kind: FileKind
    bytes: int
    sha256: str
    card: KeyCard | None = None
    part: parts.Part | None = None


def describe(data: bytes, name: str) -> Described:
    """Say what a file is. A damaged part is refused, anything strange is `OTHER`."""
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(AGE):
        return Described(FileKind.PACKAGE, len(data), digest)
    if parts.is_part(data):
        return Described(FileKind.PART, len(data), digest, part=parts.read(data, name))
    try:
        return Described(FileKind.CARD, len(data), digest, card=card_in(data))
    except Refused:
        return Described(FileKind.OTHER, len(data), digest)


def card_in(data: bytes) -> KeyCard:
    """Read a card from a file with its line, or from a picture of its QR code. Refused where there is none."""
    if len(data) <= LONGEST_CARD:
        return read_card(data.decode("ascii", "replace"))
    texts = _codes(data)
    for text in texts:
        try:
            return read_card(text)
        except Refused:
            continue
    raise Refused("exchange.card_unreadable")


def _codes(data: bytes) -> list[str]:
    """Texts of the QR codes in a picture; none where it is no picture."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if max(picture.size) > LARGEST_SIDE:
                return []
            return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
    except (UnidentifiedImageError, OSError, ValueError):
        return []
