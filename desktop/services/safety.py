"""Keeping the office safe: the proof, backups, and bringing one back with two people."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Base, Office, Recorded
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.exchange import epochs
from desktop.services.signing_in import sign_in_for
from desktop.services.users import confirm_second
from desktop.store import backup, photos, proof
from desktop.store.backup import BackupDone
from desktop.store.folder import OfficeFolder, made_whole

__all__ = ["BackupDone", "Proved", "Restored", "back_up", "restore", "verify"]


@dataclass(frozen=True, slots=True)
class Proved:
    """What was checked and what is wrong; `head` anchors the log on paper."""

    checks: tuple[str, ...]
    faults: tuple[proof.Fault, ...]
    totals: dict[str, int]
    head: tuple[int, str]

    @property
    def sound(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Restored:
    """An office that came back from a backup, in its new epoch."""

    name: str
    epoch: int
    totals: dict[str, int]
    photos: photos.Copied


Check = Callable[[Session, Progress], Iterator[proof.Fault]]


@allowed(*EVERYBODY)
def verify(desk: Desk, money: Check, progress: Progress = SILENT) -> Proved:
    """Prove the database, money, numbering and the chain of the log (DESIGN.md 4.8-4.10).

    `money` is the proof of payments and numbers, which stands with the services that make them.
    """
    with desk.read() as session:
        connection = session.connection()
        found = list(_whole_file(connection, progress)) + list(money(session, progress))
        found += photos.faults(connection, desk.office.folder, progress)
        proved = Proved(
            ("database", "log", "versions", "records", "money", "numbering", "photographs"),
            tuple(found),
            proof.totals(connection),
            proof.head(connection),
        )
    with desk.write("verify") as unit:
        unit.journal.note(faults=len(found), head=proved.head[0])
    return proved


def _whole_file(connection: Connection, progress: Progress) -> Iterator[proof.Fault]:
    yield from proof.database(connection)
    yield from proof.guards(connection)
    yield from proof.chain(connection, progress)
    yield from proof.versions(connection, progress)
    yield from proof.live_records(connection, recorded_tables(), progress)


def recorded_tables() -> list[str]:
    """Tables whose every record the journal knows."""
    return [
        str(mapper.local_table.description) for mapper in Base.registry.mappers if issubclass(mapper.class_, Recorded)
    ]


@allowed(Role.ADMINISTRATOR)
def back_up(desk: Desk, target: Path, progress: Progress = SILENT) -> BackupDone:
    """Write a checked backup; that it was made stands in the log."""
    done = backup.make(desk.office, target, progress)
    with desk.write("backup") as unit:
        unit.journal.note(size=done.size, photographs_lost=done.photos.lost)
    return done


def restore(
    source: Path,
    folder: Path,
    password: str,
    name: str | None,
    second: tuple[str, str],
    progress: Progress = SILENT,
) -> Restored:
    """Bring an office back into a new folder, with two people (DESIGN.md 4.11), in a new epoch (TRUST.md 3.4).

    `second` is the other person's name and his password; without a name nobody has spoken for a second person.
    An existing office is never written over, and a cut leaves no office that one person alone brought back.
    Photographs that lie nowhere beside the backup are counted and hinder nothing.
    """
    if not second[0]:
        raise Refused("user.second_needed")
    with made_whole(OfficeFolder(folder)) as place:
        backup.unpack(source, place)
        with closing(sign_in_for(place.path, password, (Role.ADMINISTRATOR,), name)) as desk:
            return _settle(desk, second, source, progress)


def _settle(desk: Desk, second: tuple[str, str], source: Path, progress: Progress) -> Restored:
    if desk.person.role is not Role.ADMINISTRATOR:
        raise Refused("role.not_allowed", name=desk.person.name, role=desk.person.role, allowed=Role.ADMINISTRATOR)
    witness, agreed = second
    confirm_second(desk, witness, agreed)
    with desk.read() as session:
        faults = list(_whole_file(session.connection(), progress))
    if faults:
        raise Refused("backup.not_verified", reason=faults[0].code)
    with desk.read() as session:
        fetched = photos.bring_back(session.connection(), source, desk.office.folder, progress)
    with desk.write("restore") as unit:
        office = unit.session.get_one(Office, 1)
        epochs.raise_epoch(unit)
        unit.journal.note(second=witness, epoch=office.epoch, photographs_lost=fetched.lost)
        epoch, name = office.epoch, office.name
    epochs.renew_keys(desk)
    with desk.read() as session:
        return Restored(name, epoch, proof.totals(session.connection()), fetched)
