"""Opens a package: every check in the order of TRUST.md 4.2, and nothing answered before all of them.

Whatever is wrong ends in one of a few refusals; no other error leaves this file, whatever bytes come in.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage

from desktop.errors import Refused
from desktop.exchange import manifest as pages
from desktop.exchange.keys import KeyCard, OfficeKeys, read_card
from desktop.exchange.limits import USUAL, Limits
from desktop.exchange.manifest import SIGNED_AS, Manifest
from desktop.exchange.payload import Buffer, unpack, unpack_text
from desktop.exchange.sealing import LENGTH, MAGIC

SIGNATURE = 64
AGE = b"age-encryption.org/v1\n"


@dataclass(frozen=True, slots=True)
class Opened:
    """A package whose signature and hashes are right; `lines` still checks what it reads."""

    manifest: Manifest
    signer: KeyCard
    digest: str  # SHA-256 of the file as it came
    payload: Buffer
    blobs: tuple[bytes, ...]
    limits: Limits
    introduced: tuple[KeyCard, ...] = ()  # cards that lead from a trusted one to the signer, the signer last

    def lines(self) -> Iterator[list[bytes]]:
        """The rows, some thousand at a time; ends in a refusal unless all is as signed."""
        return unpack(self.payload, self.manifest.payload, self.limits)

    def texts(self) -> Iterator[bytes]:
        """The same rows in larger pieces: whole lines with their ends."""
        return unpack_text(self.payload, self.manifest.payload, self.limits)


def open_package(
    data: bytes,
    keys: OfficeKeys,
    trusted: Sequence[KeyCard],
    limits: Limits = USUAL,
    in_force: Sequence[KeyCard] = (),
) -> Opened:
    """Open what was sealed for this office and signed by a trusted key, or by one that follows a key in force."""
    inner = unseal(data, keys, limits)
    page, signature, rest = _parted(inner, limits)
    signer = next((card for card in trusted if card.signed(SIGNED_AS + page, signature)), None)
    introduced = () if signer else following(page, signature, in_force)
    signer = signer or introduced[-1]
    manifest = pages.read(page)
    if manifest.to != keys.office:
        raise Refused("exchange.not_for_us", to=manifest.to)
    if (manifest.from_, manifest.key) != (signer.office, signer.key_id):
        raise Refused("exchange.wrong_office", claimed=manifest.from_, signer=signer.office)
    if manifest.stream != f"{signer.office}#{signer.epoch}":
        raise Refused("exchange.wrong_stream", stream=manifest.stream, office=signer.office)
    payload, blobs = _bodies(rest, manifest)
    return Opened(manifest, signer, hashlib.sha256(data).hexdigest(), payload, blobs, limits, introduced)


def following(page: bytes, signature: bytes, in_force: Sequence[KeyCard]) -> tuple[KeyCard, ...]:
    """Cards that lead from a key in force to the one that signed, each signed by the one before. Refused without them.

    The page is read before its signature counts; it is read as strictly as any, and only its cards are used.
    """
    found: list[KeyCard] = []
    for one in pages.read(page).standing.rotation:
        card = read_card(one.card)
        if any(before.introduces(card, one.signature) for before in (*in_force, *found)):
            found.append(card)
            if card.signed(SIGNED_AS + page, signature):
                return tuple(found)
    raise Refused("exchange.unknown_signature")


def read_file(path: Path, limits: Limits = USUAL) -> bytes:
    """Read a package, and of what is too large to be one not more than shows it."""
    with path.open("rb") as file:
        data = file.read(largest(limits) + 1)
    if len(data) > largest(limits):
        raise Refused("exchange.too_large", most=limits.file)
    return data


def unseal(data: bytes, keys: OfficeKeys, limits: Limits = USUAL) -> bytes:
    """Take off the outer seal. age authenticates to the last byte, so what was cut or changed does not come through."""
    if len(data) > largest(limits):
        raise Refused("exchange.too_large", most=limits.file)
    if not data.startswith(AGE):
        raise Refused("exchange.no_package")
    try:
        inner: bytes = pyrage.decrypt(data, list(keys.identities))
    except pyrage.DecryptError:
        raise Refused("exchange.cannot_open") from None
    return inner


def largest(limits: Limits = USUAL) -> int:
    """Most bytes of a sealed file; more need not be read. The seal adds 16 bytes to each 64 KiB, and its head."""
    return limits.file + limits.file // 64


def _parted(inner: bytes, limits: Limits) -> tuple[bytes, bytes, memoryview]:
    start = len(MAGIC) + LENGTH
    if not inner.startswith(MAGIC) or len(inner) < start:
        raise Refused("exchange.no_package")
    length = int.from_bytes(inner[len(MAGIC) : start])
    if length > limits.manifest or len(inner) < start + length + SIGNATURE:
        raise Refused("exchange.manifest_wrong")
    signed = start + length
    return inner[start:signed], inner[signed : signed + SIGNATURE], memoryview(inner)[signed + SIGNATURE :]


def _bodies(rest: memoryview, manifest: Manifest) -> tuple[memoryview, tuple[bytes, ...]]:
    """Part what follows the signature, and hold each piece against its signed hash."""
    lengths = [manifest.payload.bytes, *(blob.bytes for blob in manifest.blobs)]
    if sum(lengths) != len(rest):
        raise Refused("exchange.payload_wrong")
    pieces, at = [], 0
    for length in lengths:
        pieces.append(rest[at : at + length])
        at += length
    digests = [manifest.payload.sha256, *(blob.sha256 for blob in manifest.blobs)]
    if any(hashlib.sha256(piece).hexdigest() != told for piece, told in zip(pieces, digests, strict=True)):
        raise Refused("exchange.payload_wrong")
    return pieces[0], tuple(map(bytes, pieces[1:]))
