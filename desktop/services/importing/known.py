"""What the office already has of the families and people a file names, read by sets and not one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models import Counter, ExternalId, Household, Member
from desktop.services.importing.answers import Totals
from desktop.services.importing.grouping import FileFamily
from desktop.store.journal import CHANGES

# SQLite takes 32,766 values in one statement.
_AT_ONCE = 5_000

Record = dict[str, Any]
"""All columns of one row of a table."""


@dataclass(slots=True)
class Known:
    """Read in one transaction, so that it is one state of the office: the one of change number `change`."""

    change: int
    totals: Totals
    households: dict[UUID, Record] = field(default_factory=dict)
    members: dict[UUID, list[Record]] = field(default_factory=lambda: defaultdict(list))  # by household
    by_kk: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    by_source: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    member_by_source: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    source_ids: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))  # of households and members
    nik_holders: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))  # member ids


def read_known(session: Session, families: Sequence[FileFamily], source: str) -> Known:
    """Read all that the file may touch. `source` is the register its ids come from."""
    known = Known(change_number(session), totals(session))
    if not known.totals.households:
        return known
    _read_source_ids(session, families, source, known)
    numbers = {family.household.no_kk for family in families} - {""}
    wanted = {id_ for ids in known.by_source.values() for id_ in ids}
    for row in _in_parts(session, select(Household.id, Household.no_kk), Household.no_kk, numbers):
        known.by_kk[row.no_kk].append(row.id)
        wanted.add(row.id)
    for row in _in_parts(session, select(Household.__table__), Household.id, wanted):
        known.households[row.id] = dict(row._mapping)  # noqa: SLF001 - the documented name
    members = select(Member.__table__).order_by(Member.position, Member.id)
    for row in _in_parts(session, members, Member.household_id, wanted):
        known.members[row.household_id].append(dict(row._mapping))  # noqa: SLF001
    niks = {row.member.nik for family in families for row in family.rows} - {""}
    for row in _in_parts(session, select(Member.id, Member.nik), Member.nik, niks):
        known.nik_holders[row.nik].add(row.id)
    _read_ids_of_records(session, source, known)
    return known


def totals(session: Session) -> Totals:
    households = session.scalar(select(func.count()).select_from(Household)) or 0
    return Totals(households, session.scalar(select(func.count()).select_from(Member)) or 0)


def change_number(session: Session) -> int:
    return session.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0


def _read_source_ids(session: Session, families: Sequence[FileFamily], source: str, known: Known) -> None:
    for kind, values, found in (
        ("household", {family.household.source_id for family in families}, known.by_source),
        ("member", {row.member.source_id for family in families for row in family.rows}, known.member_by_source),
    ):
        statement = select(ExternalId.record_id, ExternalId.value).where(
            ExternalId.source == source, ExternalId.kind == kind
        )
        for row in _in_parts(session, statement, ExternalId.value, values - {""}):
            found[row.value].append(row.record_id)


def _read_ids_of_records(session: Session, source: str, known: Known) -> None:
    records = [*known.households, *(member["id"] for members in known.members.values() for member in members)]
    statement = select(ExternalId.record_id, ExternalId.value).where(ExternalId.source == source)
    if session.scalar(select(ExternalId.id).where(ExternalId.source == source).limit(1)) is None:
        return
    for row in _in_parts(session, statement, ExternalId.record_id, records):
        known.source_ids[row.record_id].add(row.value)


def _in_parts(
    session: Session, statement: Any, column: InstrumentedAttribute[Any], values: Iterable[Any]
) -> Iterator[Any]:
    everything = list(values)
    for start in range(0, len(everything), _AT_ONCE):
        yield from session.execute(statement.where(column.in_(everything[start : start + _AT_ONCE])))
