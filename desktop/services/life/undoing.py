"""Taking back an event that was entered wrongly: a new event that puts every record as it was, and says why."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop.errors import Refused
from desktop.models import (
    BankAccount,
    Base,
    Caseload,
    Enrolment,
    EnrolmentStep,
    FamilyClosure,
    FamilyLink,
    Household,
    LifeEvent,
    Member,
    OtherAid,
    Photograph,
    WaitingPlace,
)
from desktop.rules.life import Closure, Life, Link
from desktop.rules.terms import EnrolmentStatus, Presence, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.event_traces import Trace, read, undone
from desktop.services.families.detail import FamilyDetail, read_family
from desktop.services.life import closing
from desktop.services.life.built import OWN, built
from desktop.services.life.events import Happened
from desktop.services.life.recording import note, opened
from desktop.services.life.traces import Tracing
from desktop.services.official_lists.waiting import follow_death
from desktop.store import versions
from desktop.store.unit import Unit

MODELS: Mapping[str, Any] = {
    model.__tablename__: model
    for model in (
        BankAccount,
        Caseload,
        Enrolment,
        EnrolmentStep,
        FamilyClosure,
        FamilyLink,
        Household,
        Member,
        OtherAid,
        Photograph,
        WaitingPlace,
    )
}
HISTORY = frozenset({"enrolment_step"})
"""What was true when it was written stays: another step follows it."""


@allowed(Role.OPERATOR)
def undo(desk: Desk, event: UUID, reason: str) -> Answer[FamilyDetail]:
    """Take back an event. Refuses where something it changed was changed again since, and says what."""
    with desk.write("life.undone") as unit:
        row = unit.session.get(LifeEvent, event)
        if row is None:
            raise Refused("life.unknown_event")
        if not reason.strip():
            raise Refused("life.undo_reason")
        household = opened(unit, desk, row.household_id, None)
        if row.kind == Life.UNDONE or row.id in undone(unit.session, household.id):
            raise Refused("life.undone_already")
        why = Happened(on=desk.today(), paper="", reason=reason)
        tracing = Tracing(unit)
        left = read(row.facts)
        _check_nothing_built(unit, left)
        # What was there before goes home first: a family that ends then takes nothing with it.
        for trace in sorted(left, key=_made):
            _back(unit, desk, trace, why)
            unit.session.flush()
        note(unit, desk, household.id, why, row.member_id, {"undoes": str(row.id)}, tracing, Life.UNDONE)
        if row.kind == Life.DEATH and row.member_id is not None:
            follow_death(unit, row.member_id, desk.now())
        _touch(unit, household.id, left)
        unit.finish()
        unit.session.expire_all()
        detail = read_family(unit.session, household.id, desk.today())
    return Answer(detail, unit.changes)


def _back(unit: Unit, desk: Desk, trace: Trace, why: Happened) -> None:
    """Put one record as it was before the event; one that the event made is ended in its own way."""
    if trace.kind in HISTORY:
        return
    row = unit.session.get(MODELS[trace.kind], trace.record)
    assert row is not None  # nothing is ever deleted
    connection = unit.connection
    after = versions.value(connection, trace.kind, trace.record, trace.after)
    before = versions.value(connection, trace.kind, trace.record, trace.before) if trace.before else {}
    if after is None or before is None:
        raise Refused("life.undo_destroyed")
    if not trace.before:
        _end(unit, desk, row, after, why)
        return
    changed = {name: value for name, value in before.items() if name not in OWN and after.get(name) != value}
    for name in changed:
        if getattr(row, name) != after[name]:
            raise Refused("life.undo_changed_since", record=_named(unit, row))
    if isinstance(row, Enrolment) and "status" in changed:
        closing.step(unit, row, EnrolmentStatus(before["status"]), why)
    for name, value in changed.items():
        setattr(row, name, value)


def _end(unit: Unit, desk: Desk, row: Base, made: Mapping[str, Any], why: Happened) -> None:
    """End a record that should never have been: it stays, in a state that counts for nothing."""
    match row:
        case Member():
            home = unit.session.get_one(Household, row.household_id)
            if row.presence != made["presence"] or row.id == home.caretaker_id:
                raise Refused("life.undo_changed_since", record=row.name)
            row.presence, row.presence_date = Presence.WITHDRAWN.value, why.on
        case Household():
            closing.close(unit, desk, row.id, Closure.DISSOLVED, why)
            row.caretaker_id = None
        case FamilyLink():
            row.kind = Link.UNDONE.value
        case FamilyClosure():
            row.reopened_on = row.reopened_on or why.on
        case Caseload() | BankAccount() | OtherAid():
            row.valid_to = row.valid_to or why.on
        case _:
            raise AssertionError(f"no event makes a {type(row).__name__}")


def _check_nothing_built(unit: Unit, left: list[Trace]) -> None:
    """Refuse to take back a split whose new family has something of its own since, and say what."""
    for trace in left:
        if trace.kind != "household" or trace.before:
            continue
        found = built(unit.session, trace.record, left, undone(unit.session, trace.record))
        if found:
            raise Refused("life.undo_built_on", built=found)


def _made(trace: Trace) -> bool:
    return trace.before == 0


def _named(unit: Unit, row: Base) -> str:
    """What a record is called to a person."""
    match row:
        case Member():
            return row.name
        case Enrolment():
            return row.card_number or row.programme
        case Household():
            caretaker = unit.session.get(Member, row.caretaker_id) if row.caretaker_id else None
            return caretaker.name if caretaker else row.no_kk or row.address
        case _:
            return str(row.__tablename__)


def _touch(unit: Unit, family: UUID, left: list[Trace]) -> None:
    homes = {trace.record for trace in left if trace.kind == "household"}
    unit.touch("household", families={family} | homes)
