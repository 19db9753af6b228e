"""Reads families by the hundred as the rules examine them; plain statements, for every family of an office is read."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from desktop.rules.code_lists import OWN, CodeBook
from desktop.rules.faults import Family, Person
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex

_FAMILIES = """
SELECT h.id, h.owner, h.no_kk, h.village_code, h.caretaker_id,
    EXISTS (SELECT 1 FROM family_closure c WHERE c.household_id = h.id AND c.reopened_on IS NULL) AS closed
FROM household h WHERE h.id IN :ids ORDER BY h.id
"""
_MEMBERS = """
SELECT m.household_id, m.id, m.name, m.nik, m.sex, m.sex_derived, m.birth_date, m.birth_date_derived, m.relation,
    m.marital, m.schooling, m.school_level, m.pregnant, m.presence, d.due_on, d.source, d.work_status
FROM member m LEFT JOIN person_details d ON d.member_id = m.id
WHERE m.household_id IN :ids ORDER BY m.household_id, m.position, m.id
"""
_OVERRIDES = """
SELECT m.household_id, o.code, o.about FROM member m JOIN warning_override o ON o.member_id = m.id
WHERE m.household_id IN :ids
"""
CIVIL = "civil"  # of our own list of work
# By value, for the way of calling the class costs more than the look-up.
_SEX = {one.value: one for one in Sex}
_RELATION = {one.value: one for one in Relation}
_MARITAL = {one.value: one for one in Marital}
_SCHOOLING = {one.value: one for one in Schooling}
_PRESENCE = {one.value: one for one in Presence}


@dataclass(frozen=True, slots=True)
class ReadFamily:
    """A family ready to be examined. `reasoned` holds (code, value) that a person let stand."""

    id: uuid.UUID
    owner: str
    family: Family
    members: tuple[uuid.UUID, ...]
    reasoned: frozenset[tuple[str, str]]
    closed: bool


def read(connection: Connection, families: Sequence[uuid.UUID], book: CodeBook) -> Iterator[ReadFamily]:
    """Read these families, in order of their ids; `book` says what a source's codes of work mean."""
    ids = [family.bytes for family in families]
    people: defaultdict[bytes, list[Row[Any]]] = defaultdict(list)
    for row in _rows(connection, _MEMBERS, ids):
        people[row.household_id].append(row)
    reasoned: defaultdict[bytes, set[tuple[str, str]]] = defaultdict(set)
    for row in _rows(connection, _OVERRIDES, ids):
        reasoned[row.household_id].add((row.code, row.about))
    for row in _rows(connection, _FAMILIES, ids):
        members = people[row.id]
        keys = [member.id for member in members]
        caretaker = keys.index(row.caretaker_id) if row.caretaker_id in keys else None
        yield ReadFamily(
            uuid.UUID(bytes=row.id),
            row.owner,
            Family(
                [_person(member, book) for member in members], caretaker, row.no_kk or "", row.village_code is not None
            ),
            tuple(uuid.UUID(bytes=key) for key in keys),
            frozenset(reasoned[row.id]),
            bool(row.closed),
        )


def _rows(connection: Connection, statement: str, ids: Sequence[bytes]) -> Sequence[Row[Any]]:
    asked = text(statement).bindparams(bindparam("ids", expanding=True))
    return connection.execute(asked, {"ids": list(ids)}).all()


def _person(row: Row[Any], book: CodeBook) -> Person:
    return Person(
        row.name,
        row.nik or "",
        _SEX.get(row.sex),
        bool(row.sex_derived),
        date.fromisoformat(row.birth_date) if row.birth_date else None,
        bool(row.birth_date_derived),
        _RELATION.get(row.relation),
        _MARITAL.get(row.marital),
        _SCHOOLING.get(row.schooling),
        row.school_level or "",
        None if row.pregnant is None else bool(row.pregnant),
        _PRESENCE[row.presence],
        date.fromisoformat(row.due_on) if row.due_on else None,
        bool(row.work_status) and _for_the_state(row.source, row.work_status, book),
    )


def _for_the_state(source: str, code: str, book: CodeBook) -> bool:
    kept = code if source == OWN or ":" in code else f"{source}:{code}"
    return book.resolved("work_status", kept) == CIVIL
