"""Whose keys the office believes: one person proposes a card, another confirms its fingerprint (DESIGN.md 4.11)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard, read_card
from desktop.models import TrustedCard, User
from desktop.rules import crockford
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed

WHO = (Role.OPERATOR, Role.SUPERVISOR, Role.ADMINISTRATOR)


class Trust(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CardRow:
    """Another office's card, and how far it is believed."""

    id: UUID
    office: str
    epoch: int
    fingerprint: str
    trust: Trust
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    ended_for: str
    last_number: int | None


@allowed(*WHO)
def propose(desk: Desk, text: str) -> Answer[CardRow]:
    """Enter a card as it was scanned or typed. Nothing is believed by it before another person confirms."""
    card = read_card(text)
    if card.office == desk.office.code:
        raise Refused("exchange.own_card", office=card.office)
    with desk.write("card.propose") as unit:
        known = unit.session.scalar(select(TrustedCard).where(TrustedCard.card == card.text))
        if known is not None:
            raise Refused("exchange.card_known", office=card.office, fingerprint=card.fingerprint)
        row = TrustedCard(
            office=card.office, epoch=card.epoch, card=card.text, proposed_by=desk.person.id, proposed_at=desk.now()
        )
        unit.session.add(row)
        unit.session.flush()
        unit.journal.note(kind="trusted_card", record=str(row.id), fingerprint=card.fingerprint)
        answer = _row(unit.session, row)
    return Answer(answer, unit.changes)


@allowed(*WHO)
def confirm(desk: Desk, card: UUID, fingerprint: str) -> Answer[CardRow]:
    """Believe a card: never by who proposed it, and only with the fingerprint of the other office's paper."""
    with desk.write("card.confirm") as unit:
        row = unit.session.get(TrustedCard, card)
        if row is None or row.ended_at is not None:
            raise Refused("exchange.card_unknown")
        if row.confirmed_at is not None:
            raise Refused("exchange.card_known", office=row.office, fingerprint=read_card(row.card).fingerprint)
        if row.proposed_by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        if crockford.as_typed(fingerprint) != crockford.as_typed(read_card(row.card).fingerprint):
            raise Refused("exchange.fingerprint_differs", office=row.office)
        row.confirmed_by, row.confirmed_at = desk.person.id, desk.now()
        unit.session.flush()
        answer = _row(unit.session, row)
    return Answer(answer, unit.changes)


@allowed(*WHO)
def trust(desk: Desk, card: KeyCard, fingerprint: str = "") -> Answer[CardRow]:
    """Propose a card, or confirm it where another person proposed it.

    The second person has the card from the other office's paper as well; with `fingerprint` it is compared again.
    """
    with desk.read() as session:
        known = session.scalar(select(TrustedCard).where(TrustedCard.card == card.text))
    if known is None:
        if fingerprint and crockford.as_typed(fingerprint) != crockford.as_typed(card.fingerprint):
            raise Refused("exchange.fingerprint_differs", office=card.office)
        return propose(desk, card.text)
    return confirm(desk, known.id, fingerprint or card.fingerprint)


@allowed(Role.SUPERVISOR, Role.ADMINISTRATOR)
def end(desk: Desk, card: UUID, reason: str, last_number: int | None = None) -> Answer[CardRow]:
    """Believe a card no more, because it was lost or replaced; `last_number` is the last package still believed."""
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("card.end") as unit:
        row = unit.session.get(TrustedCard, card)
        if row is None or row.ended_at is not None:
            raise Refused("exchange.card_unknown")
        row.ended_by, row.ended_at, row.ended_for = desk.person.id, desk.now(), reason.strip()[:200]
        row.last_number = last_number
        unit.session.flush()
        answer = _row(unit.session, row)
    return Answer(answer, unit.changes)


@allowed(*EVERYBODY)
def cards(desk: Desk) -> list[CardRow]:
    """All cards, by office, the newest first."""
    with desk.read() as session:
        rows = session.scalars(select(TrustedCard).order_by(TrustedCard.office, TrustedCard.proposed_at.desc()))
        return [_row(session, row) for row in rows]


def believed(session: Session) -> list[KeyCard]:
    """Cards whose signature counts; of an ended one only what was numbered before its end, which the caller checks."""
    rows = session.scalars(select(TrustedCard).where(TrustedCard.confirmed_at.is_not(None)))
    return [read_card(row.card) for row in rows if row.ended_at is None or row.last_number is not None]


def refuse_ended(session: Session, card: KeyCard, number: int) -> None:
    """Refuse what a key signed after it was lost."""
    row = session.scalars(select(TrustedCard).where(TrustedCard.card == card.text)).one()
    if row.ended_at is not None and (row.last_number is None or number > row.last_number):
        raise Refused("exchange.key_ended", office=row.office, last=row.last_number)


def of(session: Session, office: str) -> KeyCard:
    """The card to seal for. Refused where two people have not confirmed one."""
    row = session.scalar(
        select(TrustedCard)
        .where(TrustedCard.office == office, TrustedCard.confirmed_at.is_not(None), TrustedCard.ended_at.is_(None))
        .order_by(TrustedCard.epoch.desc(), TrustedCard.confirmed_at.desc())
    )
    if row is None:
        raise Refused("exchange.not_trusted", office=office)
    return read_card(row.card)


def _row(session: Session, row: TrustedCard) -> CardRow:
    names = {user.id: user.full_name or user.name for user in session.scalars(select(User))}
    trust = Trust.ENDED if row.ended_at else Trust.CONFIRMED if row.confirmed_at else Trust.PROPOSED
    return CardRow(
        row.id, row.office, row.epoch, read_card(row.card).fingerprint, trust, names[row.proposed_by], row.proposed_at,
        names[row.confirmed_by] if row.confirmed_by else "", row.confirmed_at, row.ended_for or "", row.last_number,
    )  # fmt: skip
