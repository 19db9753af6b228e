"""What each package says beside its records: how this office stands to the receiver, and what it heard of him."""

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.keys import OfficeKeys
from desktop.exchange.manifest import Manifest, Standing
from desktop.exchange.opening import Opened
from desktop.models import Office, PeerStream
from desktop.services.desk import Desk
from desktop.services.exchange import alarms, catching_up, directories, heads, own_keys, rotating
from desktop.services.exchange.directories import Said
from desktop.store.unit import Unit


def told(session: Session, to: str, keys: OfficeKeys) -> Standing:
    """Everything the receiver has to know. Refused while this file is known to be an old copy."""
    alarms.refuse_own(session)
    return Standing(
        marks=heads.marks(session, to, session.get_one(Office, 1).stream),
        heads=heads.held(session, to),
        stopped=alarms.stopped(session, to),
        rotation=own_keys.rotation(session),
        directory=directories.number(session),
        directories=directories.for_office(session, to, keys),
        asks=catching_up.wanted(session, to),
    )


def check(session: Session, page: Manifest, known: PeerStream | None) -> None:
    """Refuse where either log is not the one that the other side knows."""
    heads.check_own(session, page)
    heads.check(page, known)


def refuse_other(page: Manifest, known: PeerStream) -> None:
    """Refuse a second package under a number: of an old copy that goes on, or of two that both do."""
    if page.log.seq < known.log_seq and page.number == known.number:
        heads.check(page, known)
    raise Refused(alarms.FORKED, office=page.from_, number=page.number)


def heard(unit: Unit, desk: Desk, opened: Opened, row: PeerStream, *, new: bool) -> list[Said]:
    """Keep what a package says of its office, and answer what a person has to know of it."""
    page = opened.manifest
    rotating.enrol(unit, desk, opened)
    said = [Said("exchange.new_key", {"office": page.from_})] if opened.introduced else []
    said += directories.take_in(unit, desk, opened)
    row.directory, row.asks = page.standing.directory, page.standing.asks
    if not row.asks:
        catching_up.answered(unit.session, page.from_, desk.now())
    if new and catching_up.came_back(unit, page):
        said.append(Said("exchange.came_back", {"office": page.from_}))
    if catching_up.owed(unit.session, page.from_):
        said.append(Said("exchange.asks", {"office": page.from_}))
    if page.standing.stopped.get(unit.session.get_one(Office, 1).stream):
        said.append(Said("exchange.we_are_stopped", {"office": page.from_}))
    return said
