"""The history of one family: every event and every change of its records, who made it and when, the newest first."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, FamilyClosure, FamilyLink, Household, LifeEvent, Member, ProgrammeYear, User
from desktop.rules.life import Life
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.event_traces import undone
from desktop.services.families import finding
from desktop.services.families.asof import (
    ENROLMENT,
    HOUSEHOLD,
    LOOSE,
    MEMBER,
    Difference,
    enrolments_of,
    families_near,
    people_of,
)
from desktop.services.life import lived
from desktop.store import versions
from desktop.store.versions import Version

TOLD = frozenset(
    {
        *("no_kk", "address", "hamlet", "rt", "rw", "village_code", "phone", "receives_pkh", "caretaker_id"),
        *("latitude", "longitude", "poverty_percentile", "poverty_source", "household_id"),
        *("name", "nik", "sex", "birth_place", "birth_date", "relation", "marital", "schooling", "school_level"),
        *("school_class", "pregnant", "disability", "works", "occupation", "mother_name", "father_name", "presence"),
        *("status", "card_number", "category"),
    }
)
"""Columns whose change is worth a line; the others say how these are known, or where they stand."""

KINDS = (HOUSEHOLD, MEMBER, *lived.KINDS, ENROLMENT)


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as entered. `facts` holds what its kind needs beside; `undoable` that it may be taken back."""

    id: UUID
    kind: Life
    on: date
    member: str  # whom it is about, "" for the family
    paper: str
    reason: str
    facts: Mapping[str, Any]
    entered_by: str
    entered_at: datetime
    undone: bool
    undoable: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one person changed at one moment; `action` is the action's name in the log."""

    at: datetime  # in the office's zone
    by: str
    action: str
    changed: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Another family this one came out of, or that came out of it."""

    family: UUID
    name: str
    on: date
    came_out: bool  # of this one


@dataclass(frozen=True, slots=True)
class ClosureLine:
    kind: str
    on: date
    reason: str
    reopened_on: date | None


@dataclass(frozen=True, slots=True)
class FamilyHistory:
    """Everything that happened to a family, the newest first. `closed` is the closure that is open now."""

    family: UUID
    events: tuple[EventLine, ...]
    changes: tuple[ChangeLine, ...]
    links: tuple[LinkLine, ...]
    closures: tuple[ClosureLine, ...]
    closed: ClosureLine | None
    since: date  # the first day on which it can be seen as it stood


@allowed(*EVERYBODY)
def history(desk: Desk, family: UUID) -> FamilyHistory:
    """Open the history of a family. A line in the log says who looked."""
    with desk.write("family.history") as unit:
        unit.journal.note(kind=HOUSEHOLD, record=str(family))
        session = unit.session
        if session.get(Household, family) is None:
            raise Refused("family.unknown")
        written = _written(session, family)
        closures = _closures(session, family)
        return FamilyHistory(
            family,
            _events(session, desk, family),
            tuple(reversed(list(_changes(desk, family, written, _villages(session, written) | _programmes(session))))),
            _links(session, family),
            closures,
            next((one for one in closures if one.reopened_on is None), None),
            desk.local(min(version.since for version in written if version.kind == HOUSEHOLD)).date(),
        )


def _events(session: Session, desk: Desk, family: UUID) -> tuple[EventLine, ...]:
    taken_back = undone(session, family)
    rows = session.execute(
        select(LifeEvent, Member.name, User.full_name, User.name.label("signs_in"))
        .outerjoin(Member, Member.id == LifeEvent.member_id)
        .outerjoin(User, User.id == LifeEvent.entered_by)
        .where(LifeEvent.household_id == family)
        .order_by(LifeEvent.on.desc(), LifeEvent.entered_at.desc(), LifeEvent.id.desc())
    )
    return tuple(
        EventLine(
            event.id,
            Life(event.kind),
            event.on,
            name or "",
            event.paper,
            event.reason,
            json.loads(event.facts),
            full_name or signs_in or "",
            desk.local(event.entered_at),
            event.id in taken_back,
            event.kind != Life.UNDONE and event.id not in taken_back,
        )
        for event, name, full_name, signs_in in rows
    )


def _written(session: Session, family: UUID) -> list[Version]:
    """Every version of the family, its people, how they lived and its enrolments, in the order they were written."""
    connection: Connection = session.connection()
    people = people_of(session, family)
    found = [
        *versions.written(connection, HOUSEHOLD, [family]),
        *versions.written(connection, MEMBER, people),
        *lived.written(session, families_near(session, family), people),
        *versions.written(connection, ENROLMENT, enrolments_of(session, family)),
    ]
    return sorted(found, key=_when)


def _villages(session: Session, written: Iterable[Version]) -> dict[object, str]:
    """Names of the villages the family lived in, by their codes."""
    codes = {(version.values or {}).get("village_code") for version in written}
    return {row.code: row.name for row in session.execute(select(Area.code, Area.name).where(Area.code.in_(codes)))}


def _programmes(session: Session) -> dict[object, str]:
    """Names of the programmes by their codes, without the year: a family stays in one from year to year."""
    year = ProgrammeYear.year
    rows = session.execute(select(ProgrammeYear.programme, ProgrammeYear.name, year).order_by(year))
    return {row.programme: row.name.removesuffix(f" {row.year}") for row in rows}


def _changes(desk: Desk, family: UUID, written: Iterable[Version], names: dict[object, str]) -> Iterator[ChangeLine]:
    """One line for what was written at once; what a record held while it was another family's is left out.

    `names` are those of villages and programmes; the members' join them.
    """
    last: dict[str, Mapping[str, Any]] = {}
    lives = lived.Lived(family)
    for (at, by, action), group in groupby(written, _act):
        changed: list[Difference] = []
        # What was written several times in one transaction is told once.
        final = {version.record: version for version in group}
        for version in sorted(final.values(), key=_on_card):
            before, values = last.get(version.record, {}), version.values or {}
            last[version.record] = values
            names[values.get("id")] = values.get("name", "")
            if version.kind in lived.KINDS:
                changed += lives.told(version, before, last)
            elif version.kind == HOUSEHOLD or family in (before.get("household_id"), values.get("household_id")):
                changed += _told(version, before, values)
        named = tuple(_with_names(one, names) for one in changed)
        if named:
            yield ChangeLine(desk.local(at), by, action, named)


def _told(version: Version, before: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Difference]:
    whose = values.get("name", "") or values.get("programme", "")
    if not before:
        yield Difference(whose, version.kind, None, whose or True)
        return
    for name, now in values.items():
        then = before.get(name)
        if name in TOLD and name not in LOOSE and then != now:
            yield Difference(whose, name, then, now)


def _with_names(one: Difference, names: Mapping[object, str]) -> Difference:
    """A caretaker, a village and a programme are told by their names, not by those of their records."""
    if one.person in names:  # a programme; people are not known by their names
        now = names[one.person] if one.now == one.person else one.now
        one = replace(one, person=names[one.person], now=now)
    if one.field == "village_code":
        return replace(one, then=names.get(one.then, one.then), now=names.get(one.now, one.now))
    if one.field != "caretaker_id":
        return one
    return Difference(one.person, "caretaker", names.get(one.then, ""), names.get(one.now, ""))


def _links(session: Session, family: UUID) -> tuple[LinkLine, ...]:
    rows = session.scalars(
        select(FamilyLink)
        .where((FamilyLink.from_household_id == family) | (FamilyLink.to_household_id == family))
        .order_by(FamilyLink.on.desc(), FamilyLink.id.desc())
    )
    found = []
    for row in rows:
        came_out = row.from_household_id == family
        other = row.to_household_id if came_out else row.from_household_id
        found.append(LinkLine(other, caretaker_name(session, other), row.on, came_out))
    return tuple(found)


def caretaker_name(session: Session, family: UUID) -> str:
    """Name of who cares for a family, else of its first member."""
    named = select(Member.name).join(Household, Household.caretaker_id == Member.id).where(Household.id == family)
    first = select(Member.name).where(Member.household_id == family).order_by(Member.position).limit(1)
    return session.scalar(named) or session.scalar(first) or ""


def _closures(session: Session, family: UUID) -> tuple[ClosureLine, ...]:
    rows = session.scalars(
        select(FamilyClosure).where(FamilyClosure.household_id == family).order_by(FamilyClosure.on.desc())
    )
    return tuple(ClosureLine(row.kind, row.on, row.reason, row.reopened_on) for row in rows)


def _when(version: Version) -> tuple[datetime, str, str, int]:
    return version.since, version.actor, version.action, version.number


def _on_card(version: Version) -> tuple[int, int]:
    """The family first, then its people in their order, how they live, then its programmes."""
    return KINDS.index(version.kind), (version.values or {}).get("position", 0)


def _act(version: Version) -> tuple[datetime, str, str]:
    return version.since, version.actor, version.action


@allowed(*EVERYBODY)
def family_named(desk: Desk, named: str) -> UUID:
    """Find the one family of a card, a No KK, a NIK or an id. Refuses none, and several."""
    with suppress(ValueError):
        with desk.read() as session:
            found = session.get(Household, UUID(named.strip()))
        if found is not None:
            return found.id
    whole = any(sign.isdigit() for sign in named)
    rows = finding.find(desk, named, limit=2).rows if whole else ()
    if not rows:
        raise Refused("life.no_family", named=named)
    if len(rows) > 1:
        raise Refused("life.several_families", named=named)
    return rows[0].id
