"""Takes in a package: checked, shown with its totals, and kept in one transaction of a person (TRUST.md 4.2, 5.1)."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.exchange.manifest import Kind, Manifest
from desktop.exchange.opening import Opened, open_package, read_file
from desktop.models import Office, PeerStream, ReceivedPackage, SentPackage
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange import alarms, catching_up, incoming, own_keys, photo_keeping, standing, trusting
from desktop.services.exchange.directories import Said
from desktop.services.exchange.incoming import Records
from desktop.services.exchange.merging import Merge, uncollected
from desktop.services.exchange.photographs import PHOTO
from desktop.services.exchange.weighing import Counts, Scale
from desktop.store.migrate import HEAD
from desktop.store.unit import Unit

GAP = "exchange.gap"


class Place(StrEnum):
    """Where a package stands in the stream of its sender."""

    NEXT = "next"
    KNOWN = "known"  # all of it was taken in before
    GAP = "gap"  # something before it is missing


@dataclass(frozen=True, slots=True)
class Preview:
    """What a package says, before anything of it is kept."""

    sender: str
    number: int
    stream: str
    period: str
    made_at: str
    records: int
    totals: dict[str, int]
    place: Place
    missing_after: int  # of a gap: the last change that is here
    digest: str
    counts: Counts | None = None  # what would become of the rows; None where only the first page was looked at


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a package; all empty where it was known already."""

    sender: str
    number: int
    already: bool
    counts: Counts = field(default_factory=Counts)
    said: tuple[Said, ...] = ()  # what it told beside its records


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def look(desk: Desk, path: Path, progress: Progress = SILENT) -> Preview:
    """Check a package to its last row and say what it holds, and what would be new here. Keeps nothing but an alarm."""
    opened = _opened(desk, path)
    with _alarming(desk, opened), desk.read() as session:
        preview, counts, done = _preview(session, opened), Counts(), 0
        page = opened.manifest
        if page.kind is Kind.PHOTOS:
            photo_keeping.read(opened)
            return preview
        back = page.kind is Kind.CATCH_UP
        scale = Scale(session.connection(), page.to if back else page.from_, not back and _is_first(session, page))
        for part in incoming.read(opened):
            if isinstance(part, Records):
                counts.add(part.kind.name, scale.weigh(part))
                done += len(part.names)
            progress.step(done, page.payload.records, "")
    return replace(preview, counts=counts)


def _glance(desk: Desk, path: Path) -> Preview:
    """What the first page says: enough to put several packages in order."""
    opened = _opened(desk, path)
    with _alarming(desk, opened), desk.read() as session:
        return _preview(session, opened)


def _opened(desk: Desk, path: Path) -> Opened:
    with desk.read() as session:
        return _open(session, path)


def _preview(session: Session, opened: Opened) -> Preview:
    page = opened.manifest
    place, stream = _place(session, page, opened.digest)
    return Preview(
        page.from_, page.number, page.stream, page.period, page.created, page.payload.records, page.totals, place,
        stream.applied if stream else 0, opened.digest,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """One package of several: taken in, held because something before it is missing, or refused."""

    path: Path
    taken: Taken | None = None
    refused: Refused | None = None
    held: Preview | None = None


@allowed(Role.OPERATOR)
def take_all(desk: Desk, paths: Sequence[Path], progress: Progress = SILENT) -> Answer[list[Outcome]]:
    """Take in several packages in the order of their numbers. One that is refused keeps none of the others back."""
    changes, outcomes, seen = Changes(), [], list[tuple[Preview, Path]]()
    for path in paths:
        try:
            seen.append((_glance(desk, path), path))
        except Refused as refused:
            outcomes.append(Outcome(path, refused=refused))
    for preview, path in sorted(seen, key=_in_order):
        try:
            answer = take(desk, path, progress)
        except Refused as refused:
            gap = refused.code == GAP
            outcomes.append(Outcome(path, held=preview) if gap else Outcome(path, refused=refused))
        else:
            changes = Changes(changes.kinds | answer.changes.kinds, changes.ids | answer.changes.ids)
            outcomes.append(Outcome(path, taken=answer.value))
    return Answer(outcomes, changes)


def _in_order(one: tuple[Preview, Path]) -> tuple[str, int]:
    return one[0].stream, one[0].number


@allowed(Role.OPERATOR)
def take(desk: Desk, path: Path, progress: Progress = SILENT) -> Answer[Taken]:
    """Take a package in: all of it, or nothing. One that is here already changes nothing; a gap is refused."""
    opened = _opened(desk, path)
    with uncollected(), _alarming(desk, opened), desk.write("package.take") as unit:
        taken = _take(unit, desk, opened, path.name, progress)
    return Answer(taken, unit.changes)


def _take(unit: Unit, desk: Desk, opened: Opened, name: str, progress: Progress) -> Taken:
    page = opened.manifest
    place, stream = _place(unit.session, page, opened.digest)
    if place is Place.GAP:
        raise Refused(GAP, office=page.from_, number=page.number)
    if place is Place.KNOWN:
        unit.journal.note("package.known", kind="received_package", digest=opened.digest)
        return Taken(page.from_, page.number, already=True)
    counts, said = _merge(unit, desk, opened, name, stream, progress)
    return Taken(page.from_, page.number, already=False, counts=counts, said=said)


@contextmanager
def _alarming(desk: Desk, opened: Opened) -> Iterator[None]:
    """Stop the stream when something is wrong with it that no other package heals (TRUST.md 5.1)."""
    try:
        yield
    except Refused as refused:
        if refused.code in alarms.STOP:
            with desk.write("stream.stop") as unit:
                alarms.stop(unit, desk, refused, opened.manifest, opened.digest)
        raise


def _open(session: Session, path: Path) -> Opened:
    keys, office = own_keys.in_use(session), session.get_one(Office, 1)
    believed, in_force = trusting.believed(session), trusting.in_force(session)
    opened = open_package(read_file(path), keys, believed, in_force=in_force)
    page = opened.manifest
    trusting.refuse_ended(session, opened.signer, page.number, opened.digest)
    if page.schema > int(HEAD):
        raise Refused("exchange.newer_schema", app=page.app)
    if page.practice != office.practice:
        raise Refused("exchange.practice")
    return opened


def _place(session: Session, page: Manifest, digest: str) -> tuple[Place, PeerStream | None]:
    """Find where a package stands. One that cannot follow what is known here ends in an alarm."""
    stream = session.get(PeerStream, page.stream)
    if stream is not None and stream.stopped_for:
        raise Refused("exchange.stopped", office=page.from_)
    if page.kind is Kind.PHOTOS:
        # They do not count in the stream: one that came late, or never, is no gap.
        here = session.scalar(select(ReceivedPackage.id).where(ReceivedPackage.digest == digest))
        return (Place.KNOWN if here else Place.NEXT), stream
    if stream is None:
        standing.check(session, page, stream)
        return (Place.NEXT if page.range[0] == 0 else Place.GAP), None
    known, next_says = _digests(session, page)
    if known == digest:
        return Place.KNOWN, stream
    if known is not None or next_says not in (None, digest):
        standing.refuse_other(page, stream)
    if page.kind is Kind.CATCH_UP:
        return Place.NEXT, stream
    if page.number <= stream.number or page.range[1] < stream.applied:
        return Place.KNOWN, stream
    standing.check(session, page, stream)
    return (Place.GAP if page.range[0] > stream.applied else Place.NEXT), stream


def _digests(session: Session, page: Manifest) -> tuple[str | None, str | None]:
    """Which package came under this number, and which one the package after it says came before itself."""
    of_stream = select(ReceivedPackage).where(ReceivedPackage.stream == page.stream)
    same = session.scalar(of_stream.where(ReceivedPackage.number == page.number))
    later = session.scalar(of_stream.where(ReceivedPackage.number == page.number + 1))
    return (same.digest if same else None), (later.previous if later else None)


def _merge(
    unit: Unit, desk: Desk, opened: Opened, name: str, stream: PeerStream | None, progress: Progress
) -> tuple[Counts, tuple[Said, ...]]:
    page = opened.manifest
    row = _received(desk, opened, name)
    unit.session.add(row)
    unit.session.flush()
    if page.kind is Kind.PHOTOS:
        return _keep_photographs(unit, desk, opened, row, progress), ()
    if page.kind is Kind.CATCH_UP:
        counts = catching_up.take(unit, desk, opened, row, progress)
    else:
        counts = _records(unit, opened, row, progress)
    row.counts = json.dumps(asdict(counts))
    new = stream is None
    stream = _follow(unit.session, opened, stream)
    unit.session.flush()
    said = standing.heard(unit, desk, opened, stream, new=new)
    _hear(unit.session, desk, page)
    unit.journal.note(kind="received_package", record=str(row.id), sender=page.from_, number=page.number)
    return counts, tuple(said)


def _records(unit: Unit, opened: Opened, row: ReceivedPackage, progress: Progress) -> Counts:
    page, done = opened.manifest, 0
    merge = Merge(unit, row, _is_first(unit.session, page))
    for part in incoming.read(opened):
        if isinstance(part, Records):
            merge.records(part)
            done += len(part.names)
        else:
            merge.people(part)
        progress.step(done, page.payload.records, "")
    merge.finish()
    return merge.counts


def _keep_photographs(unit: Unit, desk: Desk, opened: Opened, row: ReceivedPackage, progress: Progress) -> Counts:
    kept = photo_keeping.keep(unit, desk.office.folder, desk.office.key, opened, progress)
    row.counts = json.dumps(asdict(kept))
    unit.journal.note(kind="received_package", record=str(row.id), sender=row.sender, photographs=kept.new)
    return Counts(new={PHOTO: kept.new}, known={PHOTO: kept.there})


def _is_first(session: Session, page: Manifest) -> bool:
    """Whether nothing of this office is here yet."""
    known = select(PeerStream.stream).where(PeerStream.office == page.from_).limit(1)
    return session.scalar(known) is None


def _received(desk: Desk, opened: Opened, name: str) -> ReceivedPackage:
    page = opened.manifest
    return ReceivedPackage(
        sender=page.from_, stream=page.stream, number=page.number, kind=page.kind, after=page.range[0],
        upto=page.range[1], period=page.period, digest=opened.digest, name=name[:120], records=page.payload.records,
        totals=json.dumps(page.totals), log_seq=page.log.seq, log_hash=page.log.hash,
        made_at=datetime.strptime(page.created, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC), state="taken",
        by=desk.person.id, at=desk.now(), previous=page.previous,
    )  # fmt: skip


def _follow(session: Session, opened: Opened, stream: PeerStream | None) -> PeerStream:
    page = opened.manifest
    row = stream or PeerStream(stream=page.stream, office=page.from_, applied=0, number=0)
    row.applied = max(row.applied, page.range[1])
    if page.number > row.number:
        row.number, row.digest = page.number, opened.digest
        row.log_seq, row.log_hash = page.log.seq, page.log.hash
    session.add(row)
    return row


def _hear(session: Session, desk: Desk, page: Manifest) -> None:
    """Note which of our own packages the other office has: it says so in each of its own."""
    for stream, upto in page.received.items():
        mine = select(SentPackage).where(
            SentPackage.receiver == page.from_, SentPackage.stream == stream, SentPackage.upto <= upto,
            SentPackage.kind == Kind.DATA,
        )  # fmt: skip
        for row in session.scalars(mine.where(SentPackage.state.in_(("made", "copied")))):
            row.state, row.answered_at = "received", desk.now()
