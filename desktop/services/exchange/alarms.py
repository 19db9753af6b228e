"""Alarms: a stream in which something cannot be as it has to is stopped until two people looked into it."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange.manifest import Manifest
from desktop.models import ExchangeAlarm, Office, PeerStream, User
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.exchange import heads
from desktop.store.unit import Unit

FORKED, DIRECTORY_FORKED = "exchange.forked", "exchange.directory_forked"
OWN = frozenset({heads.OWN_WENT_BACK, heads.OWN_REWRITTEN})
STOP = frozenset({FORKED, DIRECTORY_FORKED, heads.WENT_BACK, heads.REWRITTEN}) | OWN


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm; `code` and `values` have their sentence."""

    id: UUID
    office: str
    stream: str
    code: str
    values: dict[str, object]
    at: datetime
    settled_by: str
    settled_for: str
    settled_at: datetime | None


def stop(unit: Unit, desk: Desk, refused: Refused, page: Manifest, digest: str) -> None:
    """Take nothing more of the stream, and say so in the log. After an alarm about this office: send nothing more."""
    session = unit.session
    stream = session.get_one(Office, 1).stream if refused.code in OWN else page.stream
    if refused.code not in OWN:
        row = session.get(PeerStream, stream) or PeerStream(
            stream=stream, office=page.from_, applied=0, number=0, digest="", log_seq=0, log_hash=""
        )
        row.stopped_for = refused.code
        session.add(row)
    if still_open(session, stream, refused.code) is None:
        session.add(
            ExchangeAlarm(
                office=page.from_, stream=stream, code=refused.code, digest=digest, by=desk.person.id, at=desk.now(),
                told=json.dumps(refused.values, sort_keys=True),
            )
        )  # fmt: skip
    unit.journal.note(kind="peer_stream", record=stream, code=refused.code, number=page.number, digest=digest)


def refuse_own(session: Session) -> None:
    """Refuse to send while this file is known to be an old or changed one; a new epoch is another stream."""
    stream = session.get_one(Office, 1).stream
    statement = select(ExchangeAlarm).where(ExchangeAlarm.stream == stream, ExchangeAlarm.settled_at.is_(None))
    row = session.scalars(statement.where(ExchangeAlarm.code.in_(OWN))).first()
    if row is not None:
        raise Refused("exchange.own_stopped", office=row.office)


def stopped(session: Session, office: str) -> dict[str, str]:
    """Streams of another office that are stopped here, and why: each package says so to it."""
    rows = session.scalars(select(PeerStream).where(PeerStream.office == office, PeerStream.stopped_for.is_not(None)))
    return {row.stream: str(row.stopped_for) for row in rows}


@allowed(*EVERYBODY)
def alarms(desk: Desk) -> list[AlarmRow]:
    """All alarms, those that are open first, then the newest."""
    with desk.read() as session:
        names = {user.id: user.full_name or user.name for user in session.scalars(select(User))}
        rows = session.scalars(
            select(ExchangeAlarm).order_by(ExchangeAlarm.settled_at.is_not(None), ExchangeAlarm.at.desc())
        )
        return [
            AlarmRow(
                row.id, row.office, row.stream, row.code, json.loads(row.told), row.at,
                names[row.settled_by] if row.settled_by else "", row.settled_for or "", row.settled_at,
            )
            for row in rows
        ]  # fmt: skip


def still_open(session: Session, stream: str, code: str = "") -> ExchangeAlarm | None:
    """Find an alarm of a stream that nobody settled yet."""
    statement = select(ExchangeAlarm).where(ExchangeAlarm.stream == stream, ExchangeAlarm.settled_at.is_(None))
    if code:
        statement = statement.where(ExchangeAlarm.code == code)
    return session.scalars(statement).first()
