"""A person decides a difference: ours, theirs, or field by field, with a reason; the losing value stays for ever."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import RecordConflict
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange.apart import merged
from desktop.services.exchange.conflicts import WHOLE, Decided, differing, find, newest_version, sides
from desktop.services.exchange.kinds import PUBLISHED, kinds
from desktop.services.exchange.reasons import checked_reason
from desktop.store import foreign
from desktop.store.foreign import Came
from desktop.store.unit import Unit
from desktop.store.versions import revived

MONEY = WHOLE - PUBLISHED


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def decide(
    desk: Desk, conflict: UUID, choice: Decided, reason: str, stamp: int, theirs: Collection[str] = ()
) -> Answer[Decided]:
    """Decide a difference as it was looked at; `theirs` names the fields taken from there where it is by fields.

    The owner publishes a version above both, so that every office that gets it has the same. What is published by
    the province is taken over from it, or kept as this office has it. Money needs a supervisor.
    """
    why = checked_reason(reason)
    with desk.write("conflict.decide") as unit:
        session = unit.session
        row, _ = find(session, conflict)
        here, there = sides(session, row)
        _refuse(desk, session, row, choice, stamp, owner=str(here["owner"]))
        fields = differing(here, there)
        taken = _taken(choice, fields, theirs)
        row.decided, row.reason, row.ours = str(choice), why, newest_version(session, row).values or row.ours
        row.decision = json.dumps({name: Decided.THEIRS if name in taken else Decided.OURS for name in fields})
        row.decided_by, row.decided_at = desk.person.id, desk.now()
        session.flush()
        if row.kind in PUBLISHED:
            if choice is Decided.THEIRS:
                _take_over(unit, row)
        else:
            _publish(unit, row, {name: there[name] for name in taken})
        unit.journal.note(kind=row.kind, record=row.record, decided=str(choice), fields=sorted(taken), reason=why)
    return Answer(choice, unit.changes)


def _refuse(desk: Desk, session: Session, row: RecordConflict, choice: Decided, stamp: int, *, owner: str) -> None:
    if row.decided is not None:
        raise Refused("exchange_desk.decided")
    if owner != desk.office.code and row.kind not in PUBLISHED:
        raise Refused("exchange_desk.not_ours", office=owner)
    if choice not in (Decided.OURS, Decided.THEIRS, Decided.FIELDS):
        raise Refused("exchange_desk.not_by_hand")
    if choice is Decided.FIELDS and row.kind in WHOLE:
        raise Refused("exchange_desk.whole")
    if row.kind in MONEY and desk.person.role is not Role.SUPERVISOR:
        raise Refused("exchange_desk.money", name=desk.person.name)
    if newest_version(session, row).version != stamp:
        raise Refused("exchange_desk.changed_meanwhile")


def _taken(choice: Decided, fields: list[str], theirs: Collection[str]) -> set[str]:
    if choice is not Decided.FIELDS:
        return set(fields) if choice is Decided.THEIRS else set()
    strange = set(theirs) - set(fields)
    if strange:
        raise Refused("exchange_desk.no_field", name=min(strange), known=", ".join(fields))
    return set(theirs)


def _publish(unit: Unit, row: RecordConflict, values: dict[str, Any]) -> None:
    """Write the owner's next version, which knows of both that were before it."""
    kind = row.kind
    live: Any = unit.session.get_one(kinds()[kind].model, UUID(row.record))
    for name, value in values.items():
        setattr(live, name, value)
    live.version = json.dumps(merged(json.loads(live.version), json.loads(row.theirs_version)))
    try:
        unit.session.flush()
    except IntegrityError:
        raise Refused("exchange_desk.cannot", kind=kind) from None


def _take_over(unit: Unit, row: RecordConflict) -> None:
    """Put the province's row in the place of what stood here in its name; from now on it is the province's."""
    table = kinds()[row.kind].table
    columns: dict[str, list[Any]] = {name: [value] for name, value in revived(row.kind, row.theirs).items()}
    where = [column == columns[column.name][0] for column in table.primary_key.columns]
    change = unit.connection.scalar(select(table.c.change_number).where(*where))
    columns |= {"version": [row.theirs_version], "change_number": [change]}
    foreign.update(unit, Came(table, columns, [row.record], [row.theirs]))
    unit.touch(row.kind)
