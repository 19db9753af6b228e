"""The office's own keys and the card it gives to others (TRUST.md 6)."""

from collections.abc import Sequence
from pathlib import Path

import zxingcpp
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.keys import KeyCard, OfficeKeys, new_keys
from desktop.exchange.manifest import Following
from desktop.models import Office, OfficeKey
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store.files import whole_file
from desktop.store.unit import Unit

QR_SCALE = 14  # pixels of a module


@allowed(*EVERYBODY)
def card(desk: Desk) -> Answer[KeyCard]:
    """Answer the office's card. Its keys are made when they are first asked for; the log knows the fingerprint.

    The auditor sees what there is and makes nothing: refused for him while there are no keys.
    """
    with desk.write("keys.show") as unit:
        keys = of_office(unit.session)
        if keys is None and desk.person.role is Role.AUDITOR:
            raise Refused("exchange.no_keys")
        keys = keys or make(unit, desk)
        unit.journal.note(kind="office_key", fingerprint=keys.card.fingerprint)
    return Answer(keys.card, unit.changes)


def draw(card: KeyCard, path: Path) -> None:
    """Write the card's QR code as a picture of some 700 pixels."""
    code = zxingcpp.create_barcode(card.text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    with whole_file(path) as file:
        Image.fromarray(code.to_image(scale=QR_SCALE)).save(file, "PNG")


def of_office(session: Session) -> OfficeKeys | None:
    """The keys in use: the newest of the office's present epoch. What was sealed for an older one is opened too."""
    office = session.get_one(Office, 1)
    rows = _rows(session)
    row = next((one for one in rows if one.epoch == office.epoch), None)
    if row is None:
        return None
    older = tuple(one.sealing for one in rows if one is not row)
    return OfficeKeys(office.code, row.epoch, row.on, row.signing, row.sealing, older)


def rotation(session: Session) -> tuple[Following, ...]:
    """Cards of this epoch that followed another one, the oldest first, each signed by the key before it."""
    office = session.get_one(Office, 1)
    rows = [row for row in _rows(session) if row.epoch == office.epoch and row.statement]
    keys = [OfficeKeys(office.code, row.epoch, row.on, row.signing, row.sealing) for row in rows]
    return tuple(
        Following(one.card.text, row.statement) for one, row in zip(reversed(keys), reversed(rows), strict=True)
    )


def _rows(session: Session) -> Sequence[OfficeKey]:
    """All keys, the newest first."""
    return session.scalars(select(OfficeKey).order_by(OfficeKey.made_at.desc(), OfficeKey.id.desc())).all()


def in_use(session: Session) -> OfficeKeys:
    """The keys in use. Refused where none were made: then nobody can trust this office yet."""
    keys = of_office(session)
    if keys is None:
        raise Refused("exchange.no_keys")
    return keys


def make(unit: Unit, desk: Desk, before: OfficeKeys | None = None) -> OfficeKeys:
    """Make the keys of the present epoch; `before` are those they follow, which sign the new card."""
    office = unit.session.get_one(Office, 1)
    keys = new_keys(office.code, office.epoch, desk.today())
    unit.session.add(
        OfficeKey(
            epoch=keys.epoch, on=keys.on, signing=keys.signing, sealing=keys.sealing, made_by=desk.person.id,
            made_at=desk.now(), statement=before.introduce(keys.card) if before else "",
        )
    )  # fmt: skip
    unit.session.flush()
    unit.journal.note("keys.make", kind="office_key", fingerprint=keys.card.fingerprint)
    return keys
