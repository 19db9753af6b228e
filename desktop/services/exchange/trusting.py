"""Whose keys the office believes: one person proposes a card, another confirms its fingerprint (DESIGN.md 4.11)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard, read_card
from desktop.models import ReceivedPackage, TrustedCard, User
from desktop.rules import crockford
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed

WHO = (Role.OPERATOR, Role.SUPERVISOR, Role.ADMINISTRATOR)


class Trust(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ENDING = "ending"  # one person ended it, another has not said so yet; it is not believed meanwhile
    ENDED = "ended"
    FOLLOWED = "followed"  # by a newer key of the same office


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
    through: str = "paper"  # or "rotation", "directory"
    ending_by: str = ""


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
    """Say that a card has to end, because it was lost or stolen; `last_number` is the last package still believed.

    From then on nothing it signs is taken in. Another person confirms it, or takes the word back with `keep`; a card
    that nobody confirmed ends at once.
    """
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("card.end") as unit:
        row = _living(unit.session, card)
        if row.ending_by == desk.person.id:
            raise Refused("exchange.card_ending", office=row.office)
        if row.ending_by is not None:
            row.ended_by, row.ended_at = desk.person.id, desk.now()
        else:
            if row.confirmed_at is None:
                ended(row, desk, reason)
            row.ending_by, row.ending_at, row.ended_for = desk.person.id, desk.now(), reason.strip()[:200]
            row.last_number, row.last_digest = last_number, _digest(unit.session, row, last_number)
        unit.session.flush()
        answer = _row(unit.session, row)
    return Answer(answer, unit.changes)


@allowed(Role.SUPERVISOR, Role.ADMINISTRATOR)
def confirm_end(desk: Desk, card: UUID) -> Answer[CardRow]:
    """End a card for ever: never by the person who said so first."""
    with desk.write("card.confirm_end") as unit:
        row = _living(unit.session, card, ending=True)
        if row.ending_by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        row.ended_by, row.ended_at = desk.person.id, desk.now()
        unit.session.flush()
        answer = _row(unit.session, row)
    return Answer(answer, unit.changes)


@allowed(Role.SUPERVISOR, Role.ADMINISTRATOR)
def keep(desk: Desk, card: UUID) -> Answer[CardRow]:
    """Take the word back that a card has to end: it is believed as before."""
    with desk.write("card.keep") as unit:
        row = _living(unit.session, card, ending=True)
        row.ending_by = row.ending_at = row.ended_for = row.last_number = row.last_digest = None
        unit.session.flush()
        answer = _row(unit.session, row)
    return Answer(answer, unit.changes)


def ended(row: TrustedCard, desk: Desk, reason: str) -> None:
    """End a card where no second person is asked: nobody believed it yet, or the province's directory says so."""
    row.ended_by, row.ended_at, row.ended_for = desk.person.id, desk.now(), reason.strip()[:200]


def _living(session: Session, card: UUID, *, ending: bool = False) -> TrustedCard:
    row = session.get(TrustedCard, card)
    if row is None or row.ended_at is not None or (ending and row.ending_at is None):
        raise Refused("exchange.card_unknown")
    return row


def _digest(session: Session, row: TrustedCard, number: int | None) -> str | None:
    """Which package came under the last number that is still believed; another one under it is none of that office."""
    stream = f"{row.office}#{row.epoch}"
    return session.scalar(
        select(ReceivedPackage.digest).where(ReceivedPackage.stream == stream, ReceivedPackage.number == number)
    )


@allowed(*EVERYBODY)
def cards(desk: Desk) -> list[CardRow]:
    """All cards, by office, the newest first."""
    with desk.read() as session:
        rows = session.scalars(select(TrustedCard).order_by(TrustedCard.office, TrustedCard.proposed_at.desc()))
        return [_row(session, row) for row in rows]


def believed(session: Session) -> list[KeyCard]:
    """Cards whose signature counts; of an ended one only what was numbered before its end, which the caller checks."""
    rows = session.scalars(select(TrustedCard).where(TrustedCard.confirmed_at.is_not(None)))
    return [read_card(row.card) for row in rows if row.last_number is not None or not _over(row)]


def in_force(session: Session) -> list[KeyCard]:
    """Cards that nobody ended: these alone may say which key follows them."""
    rows = session.scalars(_in_force())
    return [read_card(row.card) for row in rows]


def _over(row: TrustedCard) -> bool:
    return row.ended_at is not None or row.ending_at is not None


def _in_force() -> Select[TrustedCard]:
    return select(TrustedCard).where(
        TrustedCard.confirmed_at.is_not(None), TrustedCard.ended_at.is_(None), TrustedCard.ending_at.is_(None)
    )


def refuse_ended(session: Session, card: KeyCard, number: int, digest: str) -> None:
    """Refuse what a key signed after it was lost, or under its last number beside the package that is known."""
    row = session.scalars(select(TrustedCard).where(TrustedCard.card == card.text)).first()
    if row is None or not _over(row):
        return
    late = row.last_number is None or number > row.last_number
    if late or (number == row.last_number and row.last_digest not in (None, digest)):
        raise Refused("exchange.key_ended", office=row.office, last=row.last_number)


def of(session: Session, office: str) -> KeyCard:
    """The card to seal for. Refused where two people have not confirmed one."""
    row = session.scalar(
        _in_force()
        .where(TrustedCard.office == office)
        .order_by(TrustedCard.epoch.desc(), TrustedCard.confirmed_at.desc())
    )
    if row is None:
        raise Refused("exchange.not_trusted", office=office)
    return read_card(row.card)


def _row(session: Session, row: TrustedCard) -> CardRow:
    names = {user.id: user.full_name or user.name for user in session.scalars(select(User))}
    return CardRow(
        row.id, row.office, row.epoch, read_card(row.card).fingerprint, _trust(row), names[row.proposed_by],
        row.proposed_at, names[row.confirmed_by] if row.confirmed_by else "", row.confirmed_at, row.ended_for or "",
        row.last_number, row.through, names[row.ending_by] if row.ending_by else "",
    )  # fmt: skip


def _trust(row: TrustedCard) -> Trust:
    if row.ended_at is not None:
        return Trust.ENDED if row.ended_for else Trust.FOLLOWED
    if row.ending_at is not None:
        return Trust.ENDING
    return Trust.CONFIRMED if row.confirmed_at else Trust.PROPOSED
