"""An office's two key pairs, and the card that says to others which they are (TRUST.md 6).

One pair signs (Ed25519), the other opens what is sealed for the office (age, X25519). The card is one line of text in
the letters that a QR code stores best, so that it can be scanned, sent as a file, read from paper or typed:

    EK1:36.01:1:2026-11-22:AGE1...:<56 letters>

format, office, epoch, day, the key to seal for, and the key that signs followed by three bytes of check over the whole
line. Two people compare its fingerprint, 100 bits, on paper before anything signed with the key is believed.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.errors import Refused
from desktop.rules import crockford

FORM = re.compile(
    r"EK1:(\d{2}(?:\.\d{2})?):([1-9]\d{0,5}):(\d{4}-\d{2}-\d{2}):(AGE1[0-9A-Z]{58}):([0-9A-Z]{56})", re.ASCII
)
SIGNING_BYTES = 32
CHECK_BYTES = 3
FINGERPRINT_LETTERS = 20  # 100 bits
FINGERPRINT_OF = b"ejsika key card 1\0"
FOLLOWS = b"ejsika-card-v1\0"


@dataclass(frozen=True, slots=True)
class KeyCard:
    """What an office gives to others: nothing on it is secret."""

    office: str  # dotted area code
    epoch: int
    on: date
    sealing: str  # age recipient: "age1..."
    signing: bytes  # 32 bytes of the Ed25519 public key

    @property
    def text(self) -> str:
        """Its one line, as scanned, printed and sent."""
        body = f"EK1:{self.office}:{self.epoch}:{self.on.isoformat()}:{self.sealing.upper()}:"
        return body + crockford.encode(self.signing + _check(body, self.signing))

    @property
    def fingerprint(self) -> str:
        """100 bits in five groups of four letters, for two people to compare in full."""
        digest = hashlib.sha256(FINGERPRINT_OF + self.text.encode()).digest()
        return crockford.grouped(crockford.encode(digest[:15])[:FINGERPRINT_LETTERS])

    @property
    def key_id(self) -> str:
        """Short name of the signing key within a manifest."""
        return hashlib.sha256(self.signing).hexdigest()[:16]

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Whether this office's key made the signature over exactly these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.signing).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    def introduces(self, card: "KeyCard", signature: str) -> bool:
        """Whether this key says that the other one follows it: the same office, in the same epoch of its file."""
        same = (self.office, self.epoch) == (card.office, card.epoch)
        return same and self.signed(FOLLOWS + card.text.encode(), bytes.fromhex(signature))


@dataclass(frozen=True, slots=True, repr=False)
class OfficeKeys:
    """The secret halves. They stand in the office's encrypted file and nowhere else."""

    office: str
    epoch: int
    on: date
    signing: bytes  # 32 bytes of the Ed25519 private key
    sealing: str  # age identity: "AGE-SECRET-KEY-1..."
    older: tuple[str, ...] = ()  # identities the office had before: what was sealed for them is still opened

    @property
    def card(self) -> KeyCard:
        public = Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()
        return KeyCard(self.office, self.epoch, self.on, str(self.identity.to_public()), public)

    @property
    def identity(self) -> pyrage.x25519.Identity:
        return pyrage.x25519.Identity.from_str(self.sealing)

    @property
    def identities(self) -> tuple[pyrage.x25519.Identity, ...]:
        return (self.identity, *map(pyrage.x25519.Identity.from_str, self.older))

    def sign(self, data: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(data)

    def introduce(self, card: KeyCard) -> str:
        """Say that another key of this office follows this one, as hexadecimal digits."""
        return self.sign(FOLLOWS + card.text.encode()).hex()


def new_keys(office: str, epoch: int, on: date) -> OfficeKeys:
    """Make both pairs from the system's random source."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return OfficeKeys(office, epoch, on, signing, str(pyrage.x25519.Identity.generate()))


def read_card(text: str) -> KeyCard:
    """Read a card from its line, typed or scanned. Refused unless every part and the check are right."""
    found = FORM.fullmatch("".join(text.split()).upper())
    if found is None:
        raise Refused("exchange.card_unreadable")
    tail = crockford.decode(crockford.as_typed(found[5])) or b""
    signing, check = tail[:SIGNING_BYTES], tail[SIGNING_BYTES:]
    body = found[0][: -len(found[5])]
    if check != _check(body, signing):
        raise Refused("exchange.card_mistyped")
    return KeyCard(found[1], int(found[2]), _day(found[3]), _recipient(found[4].lower()), signing)


def _check(body: str, signing: bytes) -> bytes:
    return hashlib.sha256(body.encode() + signing).digest()[:CHECK_BYTES]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("exchange.card_unreadable") from None


def _recipient(text: str) -> str:
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise Refused("exchange.card_unreadable") from None
