"""Takes in a package: checked, shown with its totals, and kept in one transaction of a person (TRUST.md 4.2, 5.1)."""

import json
from collections.abc import Sequence
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
from desktop.services.exchange import incoming, own_keys, photo_keeping, trusting
from desktop.services.exchange.incoming import Records
from desktop.services.exchange.merging import Merge, uncollected
from desktop.services.exchange.photographs import PHOTO
from desktop.services.exchange.weighing import Counts, Scale
from desktop.store.migrate import HEAD
from desktop.store.unit import Unit

GAP, FORKED = "exchange.gap", "exchange.forked"


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


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def look(desk: Desk, path: Path, progress: Progress = SILENT) -> Preview:
    """Check a package to its last row and say what it holds, and what would be new here. Keeps nothing."""
    with desk.read() as session:
        opened = _open(session, path)
        preview, counts, done = _preview(session, opened), Counts(), 0
        if opened.manifest.kind is Kind.PHOTOS:
            photo_keeping.read(opened)
            return preview
        scale = Scale(session.connection(), opened.manifest.from_, _is_first(session, opened.manifest))
        for part in incoming.read(opened):
            if isinstance(part, Records):
                counts.add(part.kind.name, scale.weigh(part))
                done += len(part.names)
            progress.step(done, opened.manifest.payload.records, "")
    return replace(preview, counts=counts)


def _glance(desk: Desk, path: Path) -> Preview:
    """What the first page says: enough to put several packages in order."""
    with desk.read() as session:
        return _preview(session, _open(session, path))


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
    with desk.read() as session:
        opened = _open(session, path)
    try:
        with uncollected(), desk.write("package.take") as unit:
            taken = _take(unit, desk, opened, path.name, progress)
    except Refused as refused:
        if refused.code == FORKED:
            _stop(desk, opened.manifest)
        raise
    return Answer(taken, unit.changes)


def _take(unit: Unit, desk: Desk, opened: Opened, name: str, progress: Progress) -> Taken:
    page = opened.manifest
    place, stream = _place(unit.session, page, opened.digest)
    if place is Place.GAP:
        raise Refused(GAP, office=page.from_, number=page.number)
    if place is Place.KNOWN:
        unit.journal.note("package.known", kind="received_package", digest=opened.digest)
        return Taken(page.from_, page.number, already=True)
    counts = _merge(unit, desk, opened, name, stream, progress)
    return Taken(page.from_, page.number, already=False, counts=counts)


def _stop(desk: Desk, page: Manifest) -> None:
    """Take nothing more of a stream that went two ways: somebody works with a copy (TRUST.md 5.1)."""
    with desk.write("stream.stop") as unit:
        unit.session.get_one(PeerStream, page.stream).stopped_for = FORKED
        unit.journal.note(kind="peer_stream", record=page.stream, number=page.number)


def _open(session: Session, path: Path) -> Opened:
    keys, office = own_keys.in_use(session), session.get_one(Office, 1)
    opened = open_package(read_file(path), keys, trusting.believed(session))
    page = opened.manifest
    trusting.refuse_ended(session, opened.signer, page.number)
    if page.schema > int(HEAD):
        raise Refused("exchange.newer_schema", app=page.app)
    if page.practice != office.practice:
        raise Refused("exchange.practice")
    return opened


def _place(session: Session, page: Manifest, digest: str) -> tuple[Place, PeerStream | None]:
    """Find where a package stands. A second one of the same number with other content stops the stream."""
    stream = session.get(PeerStream, page.stream)
    if page.kind is Kind.PHOTOS and not (stream and stream.stopped_for):
        # They do not count in the stream: one that came late, or never, is no gap.
        here = session.scalar(select(ReceivedPackage.id).where(ReceivedPackage.digest == digest))
        return (Place.KNOWN if here else Place.NEXT), stream
    if stream is None:
        return (Place.NEXT if page.range[0] == 0 else Place.GAP), None
    if stream.stopped_for:
        raise Refused("exchange.stopped", office=page.from_)
    known = session.scalar(
        select(ReceivedPackage.digest).where(
            ReceivedPackage.stream == page.stream, ReceivedPackage.number == page.number
        )
    )
    if known not in (None, digest):
        raise Refused(FORKED, office=page.from_, number=page.number)
    if page.number <= stream.number or page.range[1] < stream.applied:
        return Place.KNOWN, stream
    return (Place.GAP if page.range[0] > stream.applied else Place.NEXT), stream


def _merge(unit: Unit, desk: Desk, opened: Opened, name: str, stream: PeerStream | None, progress: Progress) -> Counts:
    page = opened.manifest
    row = _received(desk, opened, name)
    unit.session.add(row)
    unit.session.flush()
    if page.kind is Kind.PHOTOS:
        return _keep_photographs(unit, desk, opened, row, progress)
    merge = Merge(unit, row, _is_first(unit.session, page))
    done = 0
    for part in incoming.read(opened):
        if isinstance(part, Records):
            merge.records(part)
            done += len(part.names)
        else:
            merge.people(part)
        progress.step(done, page.payload.records, "")
    merge.finish()
    row.counts = json.dumps(asdict(merge.counts))
    _follow(unit.session, opened, stream)
    _hear(unit.session, desk, page)
    unit.journal.note(kind="received_package", record=str(row.id), sender=page.from_, number=page.number)
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
        by=desk.person.id, at=desk.now(),
    )  # fmt: skip


def _follow(session: Session, opened: Opened, stream: PeerStream | None) -> None:
    page = opened.manifest
    row = stream or PeerStream(stream=page.stream, office=page.from_)
    row.applied, row.number, row.digest = page.range[1], page.number, opened.digest
    row.log_seq, row.log_hash = page.log.seq, page.log.hash
    session.add(row)


def _hear(session: Session, desk: Desk, page: Manifest) -> None:
    """Note which of our own packages the other office has: it says so in each of its own."""
    for stream, upto in page.received.items():
        mine = select(SentPackage).where(
            SentPackage.receiver == page.from_, SentPackage.stream == stream, SentPackage.upto <= upto,
            SentPackage.kind != Kind.PHOTOS,
        )  # fmt: skip
        for row in session.scalars(mine.where(SentPackage.state.in_(("made", "copied")))):
            row.state, row.answered_at = "received", desk.now()
