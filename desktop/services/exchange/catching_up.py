"""After a restore: the other office gives back everything it has of this one (TRUST.md 3.4, 5.3).

What is newer comes back; what was changed on both sides since is kept apart for a person to decide; what cannot stand
beside something made meanwhile, such as a second receipt under one number, is kept apart too. Nothing is lost silently.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.manifest import Kind, Manifest
from desktop.exchange.opening import Opened
from desktop.models import (
    CatchUp,
    Custody,
    Household,
    Letter,
    Office,
    Receipt,
    ReceivedPackage,
    RecordConflict,
    Recorded,
    SentPackage,
    User,
    WaitingPlace,
)
from desktop.progress import Progress
from desktop.services import counting
from desktop.services.desk import Desk
from desktop.services.exchange import incoming, outgoing, streams
from desktop.services.exchange.incoming import Person, Records
from desktop.services.exchange.kinds import kinds
from desktop.services.exchange.weighing import Counts, Scale, State
from desktop.services.validating import waiting
from desktop.store import foreign
from desktop.store.foreign import Came
from desktop.store.unit import Unit

FIRST, LAST = -1, 2**62  # every change of every stream
WRITES = MappingProxyType({State.NEW: foreign.insert, State.NEWER: foreign.update})
PERSON = b'{"kind":"person"'


def wanted(session: Session, of: str) -> bool:
    """Whether this office came back from a backup and has not yet got back what the other one has of it."""
    office = session.get_one(Office, 1)
    got = select(CatchUp.id).where(CatchUp.office == of, CatchUp.epoch == office.epoch).limit(1)
    return office.epoch > 1 and session.scalar(got) is None


def owed(session: Session, office: str) -> bool:
    """Whether the other office asks for what is here of it, or packages of an earlier epoch came after it got that."""
    known = streams.of(session, office)
    if not known:
        return False
    asking = [row.stream for row in known[1:]] + ([known[0].stream] if known[0].asks else [])
    came = session.scalar(select(func.max(ReceivedPackage.at)).where(ReceivedPackage.stream.in_(asking)))
    mine = (SentPackage.receiver == office, SentPackage.kind == Kind.CATCH_UP)
    given = session.scalar(select(func.max(SentPackage.made_at)).where(*mine))
    return came is not None and len(known) + known[0].asks > 1 and (given is None or given < came)


def came_back(unit: Unit, page: Manifest) -> bool:
    """Whether a stream that was not known is a later epoch of a known office. What that one lost is sent again."""
    if len(streams.of(unit.session, page.from_)) < 2:  # noqa: PLR2004 - the new one and an earlier
        return False
    stream = unit.session.get_one(Office, 1).stream
    lost = select(SentPackage).where(
        SentPackage.receiver == page.from_, SentPackage.stream == stream, SentPackage.state == "received",
        SentPackage.upto > page.received.get(stream, 0),
    )  # fmt: skip
    for row in unit.session.scalars(lost):
        row.state, row.answered_at = "copied" if row.copied_at else "made", None
    return True


def answered(session: Session, office: str, at: datetime) -> None:
    """Note that the other office asks no more: what was given it has."""
    given = select(SentPackage).where(SentPackage.receiver == office, SentPackage.kind == Kind.CATCH_UP)
    for row in session.scalars(given.where(SentPackage.state.in_(("made", "copied")))):
        row.state, row.answered_at = "received", at


def lines(session: Session, of: str, tally: outgoing.Tally) -> Iterator[bytes]:
    """Everything that is here of another office: its people, then its records."""
    for user in session.scalars(select(User).where(User.office == of).order_by(User.id)):
        name = user.name.removesuffix(f"@{of}")
        values = {"full_name": user.full_name, "id": str(user.id), "name": name, "role": user.role}
        yield json.dumps({"kind": "person", "values": values}, ensure_ascii=False, separators=(",", ":")).encode()
    for line in outgoing.lines(session, kinds().values(), (of, FIRST, LAST), tally):
        if not line.startswith(PERSON):
            yield line


def take(unit: Unit, desk: Desk, opened: Opened, package: ReceivedPackage, progress: Progress) -> Counts:
    """Put back what came. The office's counters go on above the numbers that came back."""
    back = _Back(unit, package)
    done = 0
    for part in incoming.read(opened):
        if isinstance(part, Records):
            back.records(part)
            done += len(part.names)
        else:
            back.people(part)
        progress.step(done, opened.manifest.payload.records, "")
    back.finish()
    _raise_counters(unit)
    office = unit.session.get_one(Office, 1)
    unit.session.add(
        CatchUp(office=package.sender, epoch=office.epoch, package_id=package.id, by=desk.person.id, at=desk.now())
    )
    return back.counts


class _Back:
    """One catch-up being taken in."""

    def __init__(self, unit: Unit, package: ReceivedPackage) -> None:
        self.counts = Counts()
        self._unit = unit
        self._package = package
        self._office = unit.session.get_one(Office, 1).code
        self._scale = Scale(unit.connection, self._office, first=False)
        self._families: set[UUID] = set()

    def people(self, people: Sequence[Person]) -> None:
        """Name those who worked here and are not in the backup. They sign in no more: their keys are gone."""
        session = self._unit.session
        for person in people:
            known = session.get(User, person.id)
            if known is not None and known.office is not None:
                raise Refused("exchange.not_its_own", office=self._package.sender)
            if known is None:
                taken = session.scalar(select(User.id).where(User.name == person.name))
                session.add(
                    User(
                        id=person.id, name=f"{person.name}@{self._office}" if taken else person.name,
                        full_name=person.full_name, role=person.role, active=False, must_change_password=True,
                        created_at=self._package.at,
                    )
                )  # fmt: skip
                session.flush()

    def records(self, records: Records) -> None:
        """Put back each that is not here as it came, or newer."""
        states = self._scale.weigh(records)
        for at, state in enumerate(states):
            if state in WRITES and not self._put(records, at, WRITES[state]):
                # Something made since stands in its place: another receipt has its number.
                states[at] = State.APART
                self._apart(records, at, "{}")
            elif state is State.APART:
                self._apart(records, at, foreign.newest_values(self._unit, records.kind.name, records.names[at]))
        self.counts.add(records.kind.name, states)

    def finish(self) -> None:
        self._unit.touch("household", families=self._families)

    def _put(self, records: Records, at: int, write: Callable[[Unit, Came], None]) -> bool:
        """Write one under the next change number of this office, so that it travels as a change does."""
        columns: dict[str, Sequence[Any]] = {name: [column[at]] for name, column in records.columns.items()}
        columns |= {"version": [records.versions[at]], "change_number": [self._unit.journal.next_change()]}
        try:
            with self._unit.connection.begin_nested():
                write(self._unit, Came(records.kind.table, columns, [records.names[at]], [records.texts[at]]))
        except IntegrityError:
            return False
        column = "id" if records.kind.name == Household.__tablename__ else "household_id"
        self._families.update(UUID(bytes=bytes(family)) for family in columns.get(column, ()) if family)
        return True

    def _apart(self, records: Records, at: int, ours: str) -> None:
        self._unit.session.add(
            RecordConflict(
                kind=records.kind.name, record=records.names[at], ours=ours, theirs=records.texts[at],
                theirs_version=records.versions[at], package_id=self._package.id,
            )
        )  # fmt: skip


def _raise_counters(unit: Unit) -> None:
    """Let no number be given a second time: the counters in the backup are older than what came back."""
    of_a_village = (WaitingPlace.programme, WaitingPlace.year, WaitingPlace.village_code)
    highest: tuple[tuple[Callable[..., str], Select[Any]], ...] = (
        (counting.receipt_series, _highest(Receipt, (Receipt.fiscal_year,), Receipt.number)),
        (counting.letter_series, _highest(Letter, (Letter.fiscal_year,), Letter.number)),
        (counting.handover_series, _highest(Custody, (Custody.receipt_year,), Custody.receipt_number)),
        (waiting.series, _highest(WaitingPlace, of_a_village, WaitingPlace.number)),
    )
    unit.session.flush()
    for series, statement in highest:
        for *of, number in unit.session.execute(statement):
            name = series(*of)
            short = number - counting.last(unit.session, name)
            if short > 0:
                counting.take(unit, name, short)


def _highest(model: type[Recorded], of: tuple[Any, ...], number: Any) -> Select[Any]:
    office = select(Office.code).scalar_subquery()
    return select(*of, func.max(number)).where(model.owner == office, number.is_not(None)).group_by(*of)
