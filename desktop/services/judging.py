"""Turns rows of families into the facts that the rules ask for: one way for pay lists and for validation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Select, or_, select

from desktop.models import Enrolment, OtherAid
from desktop.rules.eligibility import HouseholdFacts
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex

AnyRow: TypeAlias = Any
"""A row of columns chosen by the caller: SQLAlchemy's own type spells out each of them."""
Aids: TypeAlias = Mapping[UUID, Sequence[str]]
"""Codes of the aid each family receives, beside the programme itself."""
PKH = "pkh"
A, E = OtherAid.__table__.c, Enrolment.__table__.c


class PersonRow(NamedTuple):
    """A member as the rules ask for him (`rules.person.PersonFacts`)."""

    sex: Sex | None
    birth_date: date | None
    relation: Relation | None
    marital: Marital | None
    schooling: Schooling | None
    school_level: str
    pregnant: bool | None
    disability: str
    presence: Presence | None


_SEX = MappingProxyType({one.value: one for one in Sex})
_RELATION = MappingProxyType({one.value: one for one in Relation})
_MARITAL = MappingProxyType({one.value: one for one in Marital})
_SCHOOLING = MappingProxyType({one.value: one for one in Schooling})
_PRESENCE = MappingProxyType({one.value: one for one in Presence})


def person(row: AnyRow) -> PersonRow:
    """Read a member's row, or a record of him. Whole offices are judged: looking a code up is five times as fast."""
    return PersonRow(
        _SEX[row.sex] if row.sex else None,
        row.birth_date,
        _RELATION[row.relation] if row.relation else None,
        _MARITAL[row.marital] if row.marital else None,
        _SCHOOLING[row.schooling] if row.schooling else None,
        row.school_level or "",
        row.pregnant,
        row.disability or "",
        _PRESENCE[row.presence],
    )


def household_facts(row: AnyRow, members: Sequence[AnyRow], aids: Sequence[str] = ()) -> HouseholdFacts:
    """Read a household's row. Whoever is in no list of aid is not known to be without: nobody has asked."""
    others = tuple(sorted({aid for aid in aids if aid != PKH}))
    return HouseholdFacts(
        [person(one) for one in members],
        registered=True if row.poverty_source else None,
        receives_pkh=True if PKH in aids else row.receives_pkh,
        receives_other_aid=True if others else None,
        register=row.poverty_source or "",
        percentile=row.poverty_percentile,
        aids=others,
    )


def aids_of_programme(connection: Connection, programme: str, on: date) -> Aids:
    """What the families of a programme receive beside it on a day."""
    statement = _aids(programme, on).join(Enrolment, E.household_id == A.household_id).where(E.programme == programme)
    return _gathered(connection, statement)


def aids_of_families(connection: Connection, families: Sequence[UUID], programme: str, on: date) -> Aids:
    """What some families receive beside the programme on a day."""
    return _gathered(connection, _aids(programme, on).where(A.household_id.in_(families)))


def _aids(programme: str, on: date) -> Select[Any]:
    """Aid that runs on the day; the programme itself is no other aid."""
    runs = (A.valid_from <= on, or_(A.valid_to.is_(None), A.valid_to >= on))
    return select(A.household_id, A.aid).select_from(OtherAid).where(A.aid != programme, *runs)


def _gathered(connection: Connection, statement: Select[Any]) -> Aids:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for family, aid in connection.execute(statement):
        found[family].append(aid)
    return found
