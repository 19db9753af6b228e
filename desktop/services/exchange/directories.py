"""The province's directory of offices: issued there, taken in at the districts, which need no paper of each other then.

Every number is kept. A district takes the number that follows the one it has, and nothing else (TRUST.md 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange import directory as pages
from desktop.exchange.directory import Directory, Ended, Listed
from desktop.exchange.keys import KeyCard, OfficeKeys, read_card
from desktop.exchange.manifest import Statement
from desktop.exchange.opening import Opened
from desktop.models import Office, OfficeDirectory, PeerStream, TrustedCard
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.exchange import own_keys, streams, trusting
from desktop.services.exchange.alarms import DIRECTORY_FORKED
from desktop.store.unit import Unit

MOST = 12  # numbers in one package
DIRECTORY = "directory"
PROVINCE = 2  # letters of a province's code


@dataclass(frozen=True, slots=True)
class ListedOffice:
    """One card of the directory."""

    office: str
    epoch: int
    fingerprint: str
    ended_for: str | None  # None while it counts; empty where a newer key followed it
    last: int | None


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The newest number, as it stands here. `behind` says that cards changed since it was issued (province only)."""

    office: str
    number: int
    issued: str
    offices: tuple[ListedOffice, ...]
    behind: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Something a package told beside its records; `code` has its sentence."""

    code: str
    values: dict[str, object]


@allowed(Role.SUPERVISOR, Role.ADMINISTRATOR)
def issue(desk: Desk) -> Answer[DirectoryView]:
    """Sign the next number, of all cards that two people confirmed or ended here. Only a province does."""
    with desk.write("directory.issue") as unit:
        session = unit.session
        office = session.get_one(Office, 1)
        if len(office.code) != PROVINCE:
            raise Refused("exchange.not_province", office=office.code)
        keys, before, cards = own_keys.in_use(session), newest(session, office.code), _cards(session)
        same = before is not None and pages.understood(before.text).cards == cards
        if before is not None and same and before.number >= _known_elsewhere(session):
            raise Refused("exchange.directory_same", number=before.number)
        number = 1 + max(before.number if before else 0, _known_elsewhere(session))
        directory = Directory(office.code, number, desk.today().isoformat(), cards)
        _keep(unit, desk, directory, pages.signed(directory, keys))
        unit.journal.note(kind="office_directory", number=number, cards=len(cards))
        view = _view(session, directory)
    return Answer(view, unit.changes)


@allowed(*EVERYBODY)
def listing(desk: Desk) -> DirectoryView | None:
    """Answer the newest number: at a province its own, at a district its province's. None where there is none."""
    with desk.read() as session:
        row = newest(session, session.get_one(Office, 1).code[:PROVINCE])
        return None if row is None else _view(session, pages.understood(row.text))


def newest(session: Session, province: str) -> OfficeDirectory | None:
    mine = select(OfficeDirectory).where(OfficeDirectory.office == province)
    return session.scalars(mine.order_by(OfficeDirectory.number.desc()).limit(1)).first()


def number(session: Session) -> int:
    """Number of the directory that is here, 0 for none."""
    row = newest(session, session.get_one(Office, 1).code[:PROVINCE])
    return row.number if row else 0


def for_office(session: Session, to: str, keys: OfficeKeys) -> tuple[Statement, ...]:
    """Numbers that another office has not said it holds, in order and signed with the key in use."""
    stream = streams.newest(session, to)
    held = stream.directory if stream else 0
    mine = select(OfficeDirectory.text).where(OfficeDirectory.office == keys.office, OfficeDirectory.number > held)
    texts = session.scalars(mine.order_by(OfficeDirectory.number)).all()
    # Who holds none takes the first it sees; who holds one needs the one that follows it.
    some = texts[:MOST] if held else texts[-MOST:]
    return tuple(pages.signed(pages.understood(text), keys) for text in some)


def take_in(unit: Unit, desk: Desk, opened: Opened) -> list[Said]:
    """Take the numbers that a package of our province carries. Another text under a known number stops the stream."""
    page = opened.manifest
    if page.from_ != desk.office.code[:PROVINCE] or page.from_ == desk.office.code:
        return []
    before = number(unit.session)
    for statement in page.standing.directories:
        told = _next(unit, desk, statement, opened.signer)
        if told:
            return told
    held = newest(unit.session, page.from_)
    if (
        held is not None
        and page.standing.directory < held.number
        and not _began_anew(unit.session, held, opened.signer)
    ):
        raise Refused("exchange.directory_older", office=page.from_, number=page.standing.directory, held=held.number)
    if held is None or held.number == before:
        return []
    return [Said("exchange.directory_taken", {"number": held.number}), *_apply(unit, desk, held)]


def _next(unit: Unit, desk: Desk, statement: Statement, signer: KeyCard) -> list[Said]:
    directory = pages.read(statement, (signer,))
    held = newest(unit.session, directory.office)
    anew = held is None or _began_anew(unit.session, held, signer)
    if held is not None and directory.number <= held.number:
        if not anew:
            _refuse_other(unit.session, directory, statement)
        return []
    if held is not None and not anew:
        if directory.number != held.number + 1:
            return [Said("exchange.directory_skipped", {"number": directory.number, "held": held.number})]
        if not pages.follows(directory, pages.understood(held.text)):
            raise Refused("exchange.directory_wrong", office=directory.office, number=directory.number)
    _keep(unit, desk, directory, statement)
    return []


def _began_anew(session: Session, held: OfficeDirectory, signer: KeyCard) -> bool:
    """Whether the province came back from a backup since: it may have lost numbers, and goes on above them."""
    rows = session.scalars(select(TrustedCard).where(TrustedCard.office == held.office))
    return signer.epoch > max((row.epoch for row in rows if read_card(row.card).key_id == held.key), default=0)


def _refuse_other(session: Session, directory: Directory, statement: Statement) -> None:
    mine = select(OfficeDirectory.text).where(
        OfficeDirectory.office == directory.office, OfficeDirectory.number == directory.number
    )
    if session.scalar(mine) not in (None, statement.text):
        raise Refused(DIRECTORY_FORKED, office=directory.office, number=directory.number)


def _keep(unit: Unit, desk: Desk, directory: Directory, statement: Statement) -> None:
    unit.session.add(
        OfficeDirectory(
            office=directory.office, number=directory.number, text=statement.text, key=statement.key,
            signature=statement.signature, by=desk.person.id, at=desk.now(),
        )
    )  # fmt: skip
    unit.session.flush()


def _apply(unit: Unit, desk: Desk, held: OfficeDirectory) -> list[Said]:
    """Believe the cards it names, and no longer those it ends. The office's own people may have ended more."""
    told = []
    keys = own_keys.of_office(unit.session)
    for listed in pages.understood(held.text).cards:
        card = read_card(listed.card)
        if card.office == desk.office.code:
            if keys is not None and keys.card == card and listed.ended is not None:
                told.append(Said("exchange.own_card_ended", {"office": held.office, "reason": listed.ended.reason}))
            continue
        row = unit.session.scalar(select(TrustedCard).where(TrustedCard.card == listed.card))
        if listed.ended is not None:
            if row is not None and row.ended_at is None:
                trusting.ended(row, desk, listed.ended.reason)
                unit.journal.note("card.end", kind="trusted_card", record=str(row.id), directory=held.number)
        elif row is None or row.confirmed_at is None:
            _believe(unit, desk, card, row, held.number)
    unit.session.flush()
    return told


def _believe(unit: Unit, desk: Desk, card: KeyCard, row: TrustedCard | None, number: int) -> None:
    if row is not None and row.ended_at is not None:
        return
    row = row or TrustedCard(
        office=card.office, epoch=card.epoch, card=card.text, proposed_by=desk.person.id, proposed_at=desk.now()
    )
    row.confirmed_by, row.confirmed_at, row.through, row.directory = desk.person.id, desk.now(), DIRECTORY, number
    unit.session.add(row)
    unit.session.flush()
    unit.journal.note("card.confirm", kind="trusted_card", record=str(row.id), directory=number)


def _known_elsewhere(session: Session) -> int:
    """The highest number that another office says it holds; above our own after a restore."""
    return session.scalar(select(func.max(PeerStream.directory))) or 0


def _cards(session: Session) -> tuple[Listed, ...]:
    rows = session.scalars(
        select(TrustedCard)
        .where(TrustedCard.confirmed_at.is_not(None))
        .order_by(TrustedCard.office, TrustedCard.epoch, TrustedCard.confirmed_at, TrustedCard.card)
    )
    return tuple(Listed(row.card, _ended(row)) for row in rows)


def _ended(row: TrustedCard) -> Ended | None:
    return None if row.ended_at is None else Ended(row.ended_for or "", row.last_number, row.last_digest)


def _view(session: Session, directory: Directory) -> DirectoryView:
    own = session.get_one(Office, 1).code == directory.office
    return DirectoryView(
        directory.office, directory.number, directory.issued, tuple(_listed(directory.cards)),
        own and (_cards(session) != directory.cards or _known_elsewhere(session) > directory.number),
    )  # fmt: skip


def _listed(cards: Sequence[Listed]) -> list[ListedOffice]:
    return [
        ListedOffice(
            card.office, card.epoch, card.fingerprint, one.ended.reason if one.ended else None,
            one.ended.last if one.ended else None,
        )
        for one, card in ((one, read_card(one.card)) for one in cards)
    ]  # fmt: skip
