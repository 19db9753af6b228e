"""Putting records back as they were before an import: new versions of them, and nothing deleted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, LargeBinary, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Base, ExternalId, FamilyClosure, Household, Housing, Member, OtherAid, PersonDetails
from desktop.models import RecordVersion as Version
from desktop.models.base import Moment, Uuid16
from desktop.models.living import NO_ANSWERS
from desktop.progress import Progress
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence
from desktop.services.importing.known import Record
from desktop.services.importing.written import Written, parts, rows_of, tables
from desktop.store.unit import Unit
from desktop.wording.importing import UNDOING

IMPORT_UNDONE = "import_undone"
_JOURNALS_OWN = frozenset({"owner", "version", "change_number"})
_A_DAY = timedelta(days=1)
_FACTS: tuple[type[Base], ...] = (ExternalId, PersonDetails, Housing, OtherAid)
_HOLDERS = ("household_id", "record_id", "member_id")
_SAID_IN_DETAILS = tuple(
    column.key
    for column in PersonDetails.__table__.columns
    if column.key not in {"id", "member_id", "source", *_JOURNALS_OWN}
)


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who undoes, when and why."""

    person: UUID
    today: date
    reason: str


@dataclass(slots=True)
class Reverted:
    """Families that left the lists, members withdrawn and other records put back; `families` are all it touches."""

    households: int = 0
    members: int = 0
    restored: int = 0
    families: set[UUID] = field(default_factory=set)


def revert(unit: Unit, written: Written, undoing: Undoing, progress: Progress) -> Reverted:
    """Write a new version of every record the import changed, close the families it brought, withdraw the members."""
    done = Reverted()
    total = sum(map(len, written.versions.values()))
    seen = 0
    for kind, model in tables().items():
        if kind not in written.versions:
            continue
        progress.step(seen, total, UNDOING)
        for now, rows in _restored(unit.session, model, written.changed(kind)):
            unit.update_many(model, rows)
            gone = _leaving(model, now, rows)
            done.households += gone if model is FamilyClosure else 0
            done.members += gone if model is Member else 0
            done.restored += len(rows) - gone
            _note_families(done, rows)
        _unmake(unit, model, written, undoing, done)
        seen += len(written.versions[kind])
        unit.journal.write()
    progress.step(total, total, UNDOING)
    return done


def _note_families(done: Reverted, rows: list[Record]) -> None:
    for row in rows:
        done.families.add(row.get("household_id") or row.get("record_id") or row["id"])


def brought_back(session: Session, written: Written) -> tuple[int, int]:
    """How many families and members the import brought back that an earlier undoing had taken out."""
    families, members = (
        sum(_leaving(model, *both) for both in _restored(session, model, written.changed(model.__tablename__)))
        for model in (FamilyClosure, Member)
    )
    return families, members


def _leaving(model: type[Base], now: list[Record], before: list[Record]) -> int:
    """Of records put back, how many take a family off the lists again, or a member out of those who count."""
    field_, gone = ("reopened_on", None) if model is FamilyClosure else ("presence", Presence.WITHDRAWN)
    if model not in (FamilyClosure, Member):
        return 0
    return sum(new[field_] == gone != old[field_] for old, new in zip(now, before, strict=True))


def _restored(
    session: Session, model: type[Base], changed: dict[UUID, int]
) -> Iterator[tuple[list[Record], list[Record]]]:
    """Records as they are, and with the values they had in the version before the import."""
    table = model.__table__
    types: dict[str, Any] = {column.key: column.type for column in table.columns}
    for rows in rows_of(session, model, list(changed)):
        before = _values(session, model.__tablename__, {row["id"]: changed[row["id"]] for row in rows})
        yield rows, [row | _typed(before[row["id"]], types) for row in rows]


def _values(session: Session, kind: str, versions: dict[UUID, int]) -> dict[UUID, dict[str, Any]]:
    records = {str(record): version for record, version in versions.items()}
    statement = select(Version.record, Version.version, Version.values).where(
        Version.kind == kind, Version.record.in_(list(records)), Version.version.in_(set(records.values()))
    )
    found = {
        UUID(row.record): json.loads(row.values)
        for row in session.execute(statement)
        if row.values is not None and records[row.record] == row.version
    }
    if len(found) < len(records):
        raise Refused("import.values_destroyed", count=len(records) - len(found))
    return found


def _typed(values: dict[str, Any], types: dict[str, Any]) -> Record:
    """Values as the journal wrote them, in the types of the columns; the journal's own marks stay as they are."""
    kept = types.keys() - _JOURNALS_OWN
    return {name: _value(value, types[name]) for name, value in values.items() if name in kept}


def _value(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Uuid16):
        return UUID(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return bytes.fromhex(value) if isinstance(kind, LargeBinary) else value


def _unmake(unit: Unit, model: type[Base], written: Written, undoing: Undoing, done: Reverted) -> None:
    """What the import brought is not taken away, but says of itself that it no longer counts."""
    ids = written.made(model.__tablename__)
    if model is Household:
        for part in parts(ids):
            unit.insert_many(FamilyClosure, [_closure(household, undoing) for household in part])
        done.households += len(ids)
        done.families.update(ids)
        return
    for rows in rows_of(unit.session, model, ids):
        if model is Member:
            unit.update_many(model, [row | {"presence": Presence.WITHDRAWN} for row in rows])
            done.members += len(rows)
            done.families.update(row["household_id"] for row in rows)
        elif alone := _alone(model, rows, written):
            unit.update_many(model, [_emptied(model, row) for row in alone])
            done.restored += len(alone)
            done.families.update(row["household_id"] for row in alone if "household_id" in row)


def facts_added(session: Session, written: Written) -> int:
    """How many facts the import added to families and people who were here before it, and stay."""
    return sum(
        len(_alone(model, rows, written))
        for model in _FACTS
        for rows in rows_of(session, model, written.made(model.__tablename__))
    )


def _alone(model: type[Base], rows: list[Record], written: Written) -> list[Record]:
    """Facts that would go on being said; what hangs on a closed family or a withdrawn person waits for their return.

    An aid counts for the whole family, whoever of it holds it.
    """
    if model not in _FACTS:
        return []
    brought = set(written.made("household")) | set(written.made("member"))
    holders = ("household_id",) if model is OtherAid else _HOLDERS
    return [row for row in rows if not brought.intersection(row.get(name) for name in holders)]


def _closure(household: UUID, undoing: Undoing) -> Record:
    return {
        "id": new_id(), "household_id": household, "kind": IMPORT_UNDONE, "on": undoing.today,
        "reason": undoing.reason, "reopened_on": None, "by": undoing.person,
    }  # fmt: skip


def _emptied(model: type[Base], row: Record) -> Record:
    """A fact that the import added to a family that stays: it says nothing, and held on no day."""
    if model is ExternalId:
        return row | {"value": ""}
    if model is Housing:
        return row | {"answers": NO_ANSWERS}
    if model is OtherAid:
        return row | {"valid_to": row["valid_from"] - _A_DAY}
    return row | {name: "" if isinstance(row[name], str) and _never_null(name) else None for name in _SAID_IN_DETAILS}


def _never_null(name: str) -> bool:
    return not PersonDetails.__table__.c[name].nullable
