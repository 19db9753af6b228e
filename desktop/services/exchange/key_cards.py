"""The key card as people handle it: shown with its QR code, put on paper, saved, read in, compared letter by letter."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from desktop.documents.key_card import KeyCardSheet, write_key_card
from desktop.documents.qr import qr_modules
from desktop.errors import Refused
from desktop.exchange.describing import card_in
from desktop.exchange.keys import KeyCard, read_card
from desktop.models import Office, OfficeKey, TrustedCard, User
from desktop.rules import crockford
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.exchange import own_keys, trusting
from desktop.services.paper import PaperFile, open_paper
from desktop.store.files import system_errors, whole_file

PICTURE = ".png"
LARGEST = 20_000_000  # bytes of a photograph of a card
GROUP = 4


@dataclass(frozen=True, slots=True)
class OwnCard:
    """The office's card as it is given to others."""

    office: str
    name: str
    epoch: int
    on: date
    text: str
    fingerprint: str
    made_by: str


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A card that was read from a file or typed, and is not kept yet."""

    office: str
    epoch: int
    on: date
    text: str
    known: bool  # it is in the list already
    replaces: bool  # another card of the same office is trusted


@allowed(*EVERYBODY)
def own(desk: Desk) -> OwnCard | None:
    """The office's own card; None while no keys were made. Nothing on it is secret, so looking is not logged."""
    with desk.read() as session:
        keys = own_keys.of_office(session)
        if keys is None:
            return None
        made_by = session.scalar(
            select(User.full_name)
            .join(OfficeKey, OfficeKey.made_by == User.id)
            .where(OfficeKey.signing == keys.signing)
        )
        name = session.get_one(Office, 1).name
    card = keys.card
    return OwnCard(card.office, name, card.epoch, card.on, card.text, card.fingerprint, made_by or "")


@allowed(*trusting.WHO)
def make(desk: Desk) -> Answer[OwnCard]:
    """Make the office's keys, where there are none."""
    answer = own_keys.card(desk)
    made = own(desk)
    assert made is not None
    return Answer(made, answer.changes)


@allowed(*EVERYBODY)
def sheet(desk: Desk) -> PaperFile:
    """Put the card on paper, for two people to sign."""
    card = own(desk)
    if card is None:
        raise Refused("exchange.no_keys")
    out = io.BytesIO()
    with desk.write("keys.print") as unit:
        practice = unit.session.get_one(Office, 1).practice
        page = KeyCardSheet(card.name, card.office, card.epoch, card.on, card.text, card.fingerprint, practice=practice)
        write_key_card(page, out)
        unit.journal.note(kind="office_key", fingerprint=card.fingerprint)
    return open_paper(out.getvalue())


@allowed(*EVERYBODY)
def save(desk: Desk, path: Path) -> Path:
    """Write the card as its line, or as a picture of its QR code where the name ends in .png."""
    card = own(desk)
    if card is None:
        raise Refused("exchange.no_keys")
    if path.suffix.lower() == PICTURE:
        own_keys.draw(read_card(card.text), path)
    else:
        with whole_file(path) as file:
            file.write(card.text.encode() + b"\n")
    return path


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark and light fields of a card's QR code, row by row, without the white around it."""
    return qr_modules(text)


@allowed(*trusting.WHO)
def read(desk: Desk, given: Path | str) -> SeenCard:
    """Read another office's card from a file, a picture, or a line as typed, before it is kept."""
    card = _in_file(given) if isinstance(given, Path) else read_card(given)
    if card.office == desk.office.code:
        raise Refused("exchange.own_card", office=card.office)
    with desk.read() as session:
        known = session.scalar(select(TrustedCard.id).where(TrustedCard.card == card.text)) is not None
        other = session.scalar(
            select(TrustedCard.id)
            .where(TrustedCard.office == card.office, TrustedCard.card != card.text)
            .where(TrustedCard.confirmed_at.is_not(None), TrustedCard.ended_at.is_(None))
            .limit(1)
        )
    return SeenCard(card.office, card.epoch, card.on, card.text, known, other is not None)


@allowed(*trusting.WHO)
def compare(desk: Desk, card: UUID, typed: str) -> tuple[int, ...]:
    """Which groups of four differ from the card, counted from 1; none where all 20 letters are the same.

    Whoever confirms a card types what stands on the other office's paper; a slip of the finger is named, a
    difference that stays is no slip.
    """
    with desk.read() as session:
        row = session.get(TrustedCard, card)
        if row is None or row.ended_at is not None or row.ending_at is not None:
            raise Refused("exchange.card_unknown")
        right = crockford.as_typed(read_card(row.card).fingerprint)
    given = crockford.as_typed(typed)
    groups = range(0, max(len(right), len(given)), GROUP)
    return tuple(at // GROUP + 1 for at in groups if right[at : at + GROUP] != given[at : at + GROUP])


def _in_file(path: Path) -> KeyCard:
    with system_errors(path):
        if path.stat().st_size > LARGEST:
            raise Refused("exchange.card_unreadable")
        data = path.read_bytes()
    return card_in(data)
