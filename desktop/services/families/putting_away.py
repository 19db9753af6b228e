"""Photographs that are out of date or of somebody else: put away with a reason, listed, and brought out again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import AuditLine, Photograph, User
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.families.photographs import PhotoRow, has, known, of_family, own, refuse_crowd

PUT_AWAY: Final = "photograph.put_away"
KIND: Final = Photograph.__tablename__
LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class AwayRow:
    """A photograph put away: when, by whom and why. The reason is "" where none was asked for then."""

    photo: PhotoRow
    on: date
    by: str
    reason: str


@allowed(Role.OPERATOR)
def put_away(desk: Desk, photograph: UUID, reason: str) -> Answer[None]:
    """Show a photograph no more, because it is out of date or of somebody else. It stays with the record."""
    why = " ".join(reason.split())[:LONGEST_REASON]
    if not why:
        raise Refused("photo.reason_missing")
    with desk.write(PUT_AWAY) as unit:
        row = known(unit.session, photograph)
        own(unit.session, row.household_id, desk.office.code)
        if row.replaced_at is not None:
            raise Refused("photo.put_away_already")
        row.replaced_at = desk.now()
        unit.session.flush()
        unit.journal.note(kind=KIND, record=str(photograph), reason=why)
    return Answer(None, unit.changes)


@allowed(Role.OPERATOR)
def bring_out(desk: Desk, photograph: UUID) -> Answer[None]:
    """Show a photograph again that was put away. Refuses one whose picture the family shows already."""
    with desk.write("photograph.bring_out") as unit:
        row = known(unit.session, photograph)
        own(unit.session, row.household_id, desk.office.code)
        if row.replaced_at is None or has(unit.session, row.household_id, row.file):
            raise Refused("photo.already_there")
        refuse_crowd(unit.session, row.household_id)
        row.replaced_at = None
        unit.session.flush()
    return Answer(None, unit.changes)


@allowed(*EVERYBODY)
def away(desk: Desk, family: UUID) -> tuple[AwayRow, ...]:
    """List what was put away, the newest first."""
    rows = of_family(desk, family, put_away=True)
    with desk.read() as session:
        lines = _lines(session, [row.id for row in rows])
        names = {user.name: user.full_name or user.name for user in session.scalars(select(User))}
    found = []
    for row in rows:
        line = lines[str(row.id)]
        reason = json.loads(line.detail).get("reason", "") if line.detail else ""
        on = desk.local(datetime.fromisoformat(line.at)).date()
        found.append((line.seq, AwayRow(row, on, names.get(line.actor, line.actor), str(reason))))
    return tuple(row for _, row in sorted(found, key=_newest))


def _lines(session: Session, photographs: Sequence[UUID]) -> Mapping[str, AuditLine]:
    """The last line of the log on the putting away of each: the one with the reason stands after the change."""
    statement = (
        select(AuditLine)
        .where(
            AuditLine.kind == KIND,
            AuditLine.record.in_([str(one) for one in photographs]),
            AuditLine.action == PUT_AWAY,
        )
        .order_by(AuditLine.seq)
    )
    return {line.record or "": line for line in session.scalars(statement)}


def _newest(one: tuple[int, AwayRow]) -> int:
    return -one[0]
