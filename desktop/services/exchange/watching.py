"""Folders an office names for its post: what came into the one is shown, what is sent goes to the other.

Nothing is taken in by itself. A file that is still being written, by a stick, a mail program or a copy over the
network, is shown as coming until it has rested: its length and time were the same at two looks.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.describing import FileKind, describe
from desktop.exchange.limits import USUAL
from desktop.models import ReceivedPackage
from desktop.rules.terms import Role
from desktop.services import office_settings
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.exchange import post
from desktop.services.office_settings import PostFolders
from desktop.store.files import system_errors

REST_SECONDS: Final = 3.0
MOST: Final = 500  # files of a folder that are looked at; more is no inbox
UNFINISHED: Final = frozenset({".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart"})
Stamp: TypeAlias = tuple[int, int]
"""Length and time of a file."""


class Came(StrEnum):
    """How far a file has come."""

    COMING = "coming"  # still being written
    NEW = "new"
    TAKEN = "taken"  # taken in before, or refused
    DAMAGED = "damaged"
    OTHER = "other"  # nothing of the exchange


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file in the folder of what comes."""

    path: Path
    bytes: int
    state: Came
    kind: FileKind
    part: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What a file was found to be, at this length and time; `package` is the SHA-256 of the package it is (part of)."""

    stamp: Stamp
    state: Came
    kind: FileKind
    package: str = ""
    part: int = 0
    of: int = 0


@dataclass(slots=True)
class Seen:
    """What a look has to remember for the next: one for each window or command that watches."""

    stamps: dict[Path, Stamp] = field(default_factory=dict)
    since: dict[Path, float] = field(default_factory=dict)
    read: dict[Path, Known] = field(default_factory=dict)


@allowed(Role.OPERATOR, Role.ADMINISTRATOR)
def name_folders(desk: Desk, inbox: str, outbox: str) -> Answer[PostFolders]:
    """Name the folders; an empty name watches none. Refused where one is no folder, or lies within the office's own."""
    for name in filter(None, (inbox, outbox)):
        folder = Path(name).absolute()
        with system_errors(folder):
            if not folder.is_dir():
                raise Refused("exchange.no_folder", path=str(folder))
        if desk.office.folder.path.absolute() in (folder, *folder.parents):
            raise Refused("exchange.own_folder", path=str(folder))
    value = PostFolders(*(str(Path(name).absolute()) if name else "" for name in (inbox, outbox)))
    if value.inbox and value.inbox == value.outbox:
        raise Refused("exchange.one_folder")
    with desk.write("setting.change") as unit:
        office_settings.put(unit, "post_folders", value)
    return Answer(value, unit.changes)


@allowed(*EVERYBODY)
def folders(desk: Desk) -> PostFolders:
    return office_settings.read(desk, PostFolders)


@allowed(*EVERYBODY)
def look(desk: Desk, seen: Seen, now: float | None = None) -> tuple[Arrival, ...]:
    """List what lies in the folder of what comes, the newest first. A stick that is not there holds nothing.

    `now` is a clock that never goes back, in seconds. The first look at a file never finds it rested.
    """
    named = folders(desk).inbox
    if not named or not Path(named).is_dir():
        return ()
    moment = time.monotonic() if now is None else now
    with desk.read() as session:
        taken = frozenset(session.scalars(select(ReceivedPackage.digest)))
    found = [(stamp, _arrival(path, stamp, seen, moment, taken)) for path, stamp in _files(Path(named))]
    _forget(seen, {arrival.path for _, arrival in found})
    return tuple(arrival for _, arrival in sorted(found, key=_newest_first))


@allowed(Role.OPERATOR)
def put_out(desk: Desk, package: UUID) -> Answer[tuple[Path, ...]]:
    """Copy a package into the folder of what is sent. Refused where none is named."""
    named = folders(desk).outbox
    if not named:
        raise Refused("exchange.no_outbox")
    return post.copy_out(desk, package, Path(named))


def _newest_first(one: tuple[Stamp, Arrival]) -> tuple[int, str]:
    return -one[0][1], one[1].path.name


def _files(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    """Files by name; one that goes while we look was never there."""
    with system_errors(folder):
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    for path in paths[:MOST]:
        try:
            told = path.stat()
            if path.is_file():
                yield path, (told.st_size, told.st_mtime_ns)
        except OSError:
            continue


def _arrival(path: Path, stamp: Stamp, seen: Seen, moment: float, taken: frozenset[str]) -> Arrival:
    if seen.stamps.get(path) != stamp:
        seen.stamps[path], seen.since[path] = stamp, moment
    if moment - seen.since[path] < REST_SECONDS or path.suffix.lower() in UNFINISHED:
        return Arrival(path, stamp[0], Came.COMING, FileKind.OTHER)
    known = seen.read.get(path)
    if known is None or known.stamp != stamp:
        known = seen.read[path] = _read(path, stamp)
    state = Came.TAKEN if known.package in taken else known.state
    return Arrival(path, stamp[0], state, known.kind, known.part, known.of)


def _read(path: Path, stamp: Stamp) -> Known:
    """Read a file; one that cannot be read, or is a damaged part, is said to be damaged."""
    if stamp[0] > USUAL.file * 2:
        return Known(stamp, Came.OTHER, FileKind.OTHER)
    try:
        what = describe(path.read_bytes(), path.name)
    except (OSError, Refused):
        return Known(stamp, Came.DAMAGED, FileKind.OTHER)
    if what.part is not None:
        return Known(stamp, Came.NEW, what.kind, what.part.package.hex(), what.part.number, what.part.of)
    state = Came.OTHER if what.kind is FileKind.OTHER else Came.NEW
    return Known(stamp, state, what.kind, what.sha256)


def _forget(seen: Seen, there: set[Path]) -> None:
    """A file that is gone, and comes again, has to rest again."""
    for path in seen.stamps.keys() - there:
        del seen.stamps[path], seen.since[path]
        seen.read.pop(path, None)
