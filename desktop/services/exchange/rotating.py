"""A new key follows the old one: its card is signed by the old key, and others take it without paper (TRUST.md 6)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.exchange.keys import KeyCard
from desktop.exchange.opening import Opened
from desktop.models import TrustedCard
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange import own_keys
from desktop.services.users import confirm_second
from desktop.store.unit import Unit

ROTATION = "rotation"


@allowed(Role.SUPERVISOR, Role.ADMINISTRATOR)
def rotate(desk: Desk, second: tuple[str, str]) -> Answer[KeyCard]:
    """Make new keys that follow those in use. `second` is another person's name and his password.

    Every package from now on carries the new card. Where the old key may be in other hands this is the wrong way: then
    the card is ended at the other offices, and the new one goes there on paper.
    """
    confirm_second(desk, *second)
    with desk.write("keys.rotate") as unit:
        before = own_keys.in_use(unit.session)
        keys = own_keys.make(unit, desk, before)
        unit.journal.note(kind="office_key", second=second[0], before=before.card.fingerprint)
    return Answer(keys.card, unit.changes)


def enrol(unit: Unit, desk: Desk, opened: Opened) -> None:
    """Believe the cards that lead to the key which signed a package, and the one before only for earlier packages."""
    page = opened.manifest
    for card in opened.introduced:
        for row in _in_use(unit.session, card):
            row.ended_by, row.ended_at, row.ended_for = desk.person.id, desk.now(), ""
            row.last_number = page.number - 1
        row = TrustedCard(
            office=card.office, epoch=card.epoch, card=card.text, proposed_by=desk.person.id, proposed_at=desk.now(),
            confirmed_by=desk.person.id, confirmed_at=desk.now(), through=ROTATION,
        )  # fmt: skip
        unit.session.add(row)
        unit.session.flush()
        unit.journal.note("card.follow", kind="trusted_card", record=str(row.id), fingerprint=card.fingerprint)


def _in_use(session: Session, card: KeyCard) -> list[TrustedCard]:
    rows = select(TrustedCard).where(
        TrustedCard.office == card.office, TrustedCard.epoch == card.epoch, TrustedCard.confirmed_at.is_not(None),
        TrustedCard.ended_at.is_(None),
    )  # fmt: skip
    return list(session.scalars(rows))
