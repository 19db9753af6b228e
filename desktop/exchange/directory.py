"""The province's numbered list of offices and their cards, as text that is signed (TRUST.md 6)."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard, OfficeKeys, read_card
from desktop.exchange.manifest import CardLine, Digest, Natural, Office, Positive, Statement

SIGNED_AS = b"ejsika-directory-v1\0"
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Ended(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a card counts no more, and the last package to the province that its key still speaks for."""

    reason: Annotated[str, Meta(max_length=200)]
    last: Natural | None
    digest: Digest | None


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """One card of an office."""

    card: CardLine
    ended: Ended | None


class Directory(Struct, frozen=True, forbid_unknown_fields=True):
    """One number of the list. It names every card that an earlier number named."""

    office: Office
    number: Positive
    issued: Day
    cards: tuple[Listed, ...]


_WRITER = msgspec.json.Encoder(order="sorted")
_READER = msgspec.json.Decoder(Directory, strict=True)


def signed(directory: Directory, keys: OfficeKeys) -> Statement:
    """Write and sign it."""
    page = _WRITER.encode(directory)
    return Statement(page.decode(), keys.card.key_id, keys.sign(SIGNED_AS + page).hex())


def read(statement: Statement, signers: tuple[KeyCard, ...]) -> Directory:
    """Read what one of the province's keys signed. Refused otherwise, and where it is not in the one form."""
    page = statement.text.encode()
    signature = bytes.fromhex(statement.signature)
    signer = next((card for card in signers if card.key_id == statement.key), None)
    if signer is None or not signer.signed(SIGNED_AS + page, signature):
        raise Refused("exchange.directory_unsigned")
    directory = understood(statement.text)
    if directory.office != signer.office:
        raise Refused("exchange.directory_wrong", office=signer.office, number=directory.number)
    return directory


def understood(text: str) -> Directory:
    """Read the text alone, its cards too."""
    try:
        directory = _READER.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise Refused("exchange.directory_unsigned") from None
    if _WRITER.encode(directory) != text.encode():
        raise Refused("exchange.directory_unsigned")
    for one in directory.cards:
        read_card(one.card)
    return directory


def follows(new: Directory, old: Directory) -> bool:
    """Whether it names all that the one before named, and none that was ended is back."""
    now = {one.card: one.ended for one in new.cards}
    return all(one.card in now and (one.ended is None or now[one.card] == one.ended) for one in old.cards)
