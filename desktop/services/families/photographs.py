"""Photographs of a family: its house, KTP, KK and caretaker; made small, sealed, shown only on demand."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.documents.photograph import Scaled, scale, thumbnail
from desktop.errors import Refused
from desktop.models import Household, Member, Photograph, User
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.store import photos
from desktop.store.files import system_errors

MOST: Final = 12  # of one family, so that 50,000 families fit on the disk of an office
MOST_MB: Final = 60
SMALL: Final = 280  # pixels of the longer side: sharp also where the window shows two for one


class Shows(StrEnum):
    """What is to be seen on a photograph (DOMAIN.md 2.9)."""

    HOUSE = "house"
    KTP = "ktp"
    KK = "kk"
    CARETAKER = "caretaker"


HOLDS_NUMBERS: Final = frozenset({Shows.KTP, Shows.KK})
"""Shown covered until somebody asks: they say a NIK as plainly as the field does."""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """What is known of a photograph without opening it. `added_at` is in the office's zone."""

    id: UUID
    shows: Shows
    member: UUID | None
    whose: str
    taken_on: date | None
    added_at: datetime
    added_by: str
    width: int
    height: int
    put_away: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A photograph as kept; `elsewhere` is how many other families have the very same picture."""

    row: PhotoRow
    elsewhere: int


@allowed(*EVERYBODY)
def of_family(desk: Desk, family: UUID, *, put_away: bool = False) -> tuple[PhotoRow, ...]:
    """List the photographs of a family, oldest first; on demand those put away instead."""
    gone = Photograph.replaced_at.is_not(None) if put_away else Photograph.replaced_at.is_(None)
    statement = (
        select(Photograph, Member.name, User.full_name, User.name)
        .join(User, User.id == Photograph.added_by)
        .outerjoin(Member, Member.id == Photograph.member_id)
        .where(Photograph.household_id == family, gone)
        .order_by(Photograph.added_at, Photograph.id)
    )
    with desk.read() as session:
        return tuple(_row(desk, one, whose, full or name) for one, whose, full, name in session.execute(statement))


@allowed(*EVERYBODY)
def look(desk: Desk, photograph: UUID) -> bytes:
    """Open one photograph, a JPEG; that somebody looked stands in the log (DESIGN.md 4.10)."""
    with desk.write("photograph.open") as unit:
        row = known(unit.session, photograph)
        unit.journal.note(kind="photograph", record=str(photograph), family=str(row.household_id), shows=row.shows)
        return photos.read(unit.session, desk.office.folder, row.file)


@allowed(*EVERYBODY)
def look_around(desk: Desk, family: UUID) -> dict[UUID, bytes]:
    """Open what holds no numbers, small, for a first look at a family; one line in the log says so.

    A file that is gone or damaged is left out: the place of its picture stays empty, and the proof names it.
    """
    statement = select(Photograph.id, Photograph.file).where(
        Photograph.household_id == family,
        Photograph.replaced_at.is_(None),
        Photograph.shows.not_in(HOLDS_NUMBERS),
    )
    with desk.read() as session:
        files = {row.id: row.file for row in session.execute(statement)}
    if not files:
        return {}
    with desk.write("photograph.open") as unit:
        unit.journal.note(kind="household", record=str(family), shown=[str(one) for one in files])
    found: dict[UUID, bytes] = {}
    with desk.read() as session:
        for one, file in files.items():
            try:
                found[one] = thumbnail(photos.read(session, desk.office.folder, file), SMALL)
            except Refused:
                continue
    return found


@allowed(Role.OPERATOR)
def add(desk: Desk, family: UUID, shows: Shows, source: Path | bytes, member: UUID | None = None) -> Answer[Added]:
    """Keep a photograph from a file, or as it was pasted. It is made small first, which may take a second.

    Refuses a picture the family has already. That others have the very same one is told: one house or one face
    handed in for several families is a thing to look into (PEERS.md).
    """
    made = scale(source if isinstance(source, bytes) else _read(source))
    with desk.write("photograph.add") as unit:
        _refuse(desk, unit.session, family, shows, member)
        file = photos.keep(unit, desk.office.folder, desk.office.key, made.jpeg)
        if has(unit.session, family, file):
            raise Refused("photo.already_there")
        row = _new(desk, family, shows, member, file, made)
        unit.session.add(row)
        unit.session.flush()
        others = _elsewhere(unit.session, family, file)
        whose = unit.session.get_one(Member, member).name if member else ""
        added = Added(_row(desk, row, whose, desk.person.full_name or desk.person.name), others)
    return Answer(added, unit.changes)


def _refuse(desk: Desk, session: Session, family: UUID, shows: Shows, member: UUID | None) -> None:
    own(session, family, desk.office.code)
    if shows is Shows.KTP and member is None:
        raise Refused("photo.whose")
    if member is not None:
        person = session.get(Member, member)
        if person is None or person.household_id != family:
            raise Refused("photo.not_a_member")
    refuse_crowd(session, family)


def own(session: Session, family: UUID, office: str) -> None:
    """Refuse a family that is not there, or whose records another office owns."""
    household = session.get(Household, family)
    if household is None:
        raise Refused("family.unknown")
    if household.owner != office:
        raise Refused("family.other_owner", owner=household.owner)


def refuse_crowd(session: Session, family: UUID) -> None:
    statement = select(func.count()).where(Photograph.household_id == family, Photograph.replaced_at.is_(None))
    if session.scalar(statement) == MOST:
        raise Refused("photo.too_many", most=MOST)


def has(session: Session, family: UUID, file: str) -> bool:
    statement = select(Photograph.id).where(
        Photograph.household_id == family, Photograph.file == file, Photograph.replaced_at.is_(None)
    )
    return session.scalars(statement).first() is not None


def _elsewhere(session: Session, family: UUID, file: str) -> int:
    others = func.count(Photograph.household_id.distinct())
    return session.scalar(select(others).where(Photograph.file == file, Photograph.household_id != family)) or 0


def _new(desk: Desk, family: UUID, shows: Shows, member: UUID | None, file: str, made: Scaled) -> Photograph:
    # A camera whose clock runs ahead says nothing.
    taken = made.taken_on if made.taken_on and made.taken_on <= desk.today() else None
    return Photograph(
        id=new_id(),
        household_id=family,
        member_id=member,
        shows=shows,
        file=file,
        size=len(made.jpeg),
        width=made.width,
        height=made.height,
        taken_on=taken,
        added_by=desk.person.id,
        added_at=desk.now(),
    )


def known(session: Session, photograph: UUID) -> Photograph:
    row = session.get(Photograph, photograph)
    if row is None:
        raise Refused("photo.unknown")
    return row


def _row(desk: Desk, row: Photograph, whose: str | None, by: str) -> PhotoRow:
    return PhotoRow(
        row.id,
        Shows(row.shows),
        row.member_id,
        whose or "",
        row.taken_on,
        desk.local(row.added_at),
        by,
        row.width,
        row.height,
        row.replaced_at is not None,
    )


def _read(path: Path) -> bytes:
    with system_errors(path):
        if path.stat().st_size > MOST_MB * 2**20:
            raise Refused("photo.file_too_large", most=MOST_MB)
        return path.read_bytes()
