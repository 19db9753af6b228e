"""Reads people from the office in the form in which they are compared."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, exists, select
from sqlalchemy.orm import Session, aliased

from desktop.models import FamilyClosure, Household, Member
from desktop.progress import SILENT, Progress
from desktop.rules.likeness import Person
from desktop.rules.likeness_names import Name, name_form
from desktop.rules.terms import Presence
from desktop.wording import N_

COUNTED = (Presence.LIVING_HERE, Presence.NOT_FOUND, Presence.DIED)
"""Who moved away stands rightly in two families; who died and is entered elsewhere as living is worth a question."""

_AT_ONCE = 5_000  # values in one statement; SQLite takes 32,766
_READ_STEP = 20_000
_READING = N_("Reading the register")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What many people share is kept once: a tenth of the names of a register makes up half of its people."""

    names: dict[str, Name]
    families: dict[UUID, UUID]

    def form(self, written: str) -> Name:
        form = self.names.get(written)
        if form is None:
            form = self.names[written] = name_form(written)
        return form


def closed(household: Any) -> ColumnElement[bool]:
    """Whether a family left the lists; `household` is a column with its id."""
    gone = aliased(FamilyClosure)
    return exists().where(gone.household_id == household, gone.reopened_on.is_(None))


def everybody(session: Session, progress: Progress = SILENT) -> list[Person]:
    """Everybody who can be a duplicate, by families in the order in which they were entered, the caretaker first."""
    people: list[Person] = []
    seen = _Seen({}, {})
    for row in session.execute(_statement().execution_options(yield_per=_AT_ONCE)):
        if len(people) % _READ_STEP == 0:
            progress.step(len(people), None, _READING)
        people.append(_person(row, seen))
    return people


def of_members(session: Session, ids: Collection[UUID]) -> dict[UUID, Person]:
    """Those of these members who can be a duplicate."""
    return {person.id: person for person in _some(session, Member.id, ids)}


def of_households(session: Session, ids: Collection[UUID]) -> dict[UUID, list[Person]]:
    """The people of each of these families, the caretaker first."""
    found: dict[UUID, list[Person]] = {}
    for person in _some(session, Member.household_id, ids):
        found.setdefault(person.household, []).append(person)
    return found


def _some(session: Session, column: Any, ids: Collection[UUID]) -> Iterator[Person]:
    seen = _Seen({}, {})
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        statement = _statement().where(column.in_(wanted[start : start + _AT_ONCE]))
        for row in session.execute(statement):
            yield _person(row, seen)


def _statement() -> Select[*tuple[Any, ...]]:
    columns = (
        Member.id, Member.household_id, Member.name, Member.nik, Member.birth_date, Member.birth_date_derived,
        Member.sex, Member.mother_name, Household.village_code, Household.no_kk,
    )  # fmt: skip
    return (
        select(*columns)
        .join(Household, Household.id == Member.household_id)
        .where(Member.presence.in_(COUNTED), ~closed(Household.id))
        .order_by(Member.household_id, Member.id != Household.caretaker_id, Member.position)
    )


def _person(row: Row[Any], seen: _Seen) -> Person:
    return Person(
        row.id,
        seen.families.setdefault(row.household_id, row.household_id),
        seen.form(row.name),
        row.nik or "",
        row.birth_date,
        row.birth_date_derived,
        row.sex or "",
        seen.form(row.mother_name),
        row.village_code or "",
        row.no_kk or "",
    )
