"""What the office already has of the families and people a file names, read by sets and not one by one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models import (
    Counter,
    ExternalId,
    FamilyClosure,
    Household,
    Housing,
    ImportBatch,
    Member,
    OtherAid,
    PersonDetails,
    RecordVersion,
)
from desktop.rules.terms import Presence
from desktop.services.importing.answers import Totals
from desktop.services.importing.grouping import FileFamily
from desktop.services.importing.standing_events import Standing, read_standing
from desktop.sheets.template import TEMPLATE
from desktop.store.journal import CHANGES

# SQLite takes 32,766 values in one statement.
_AT_ONCE = 5_000
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

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
    closed: dict[UUID, Record] = field(default_factory=dict)  # open closures of families that left the lists
    returning: set[UUID] = field(default_factory=set)  # members that an undone import withdrew
    details: dict[UUID, Record] = field(default_factory=dict)  # by member
    housing: dict[UUID, list[Record]] = field(default_factory=lambda: defaultdict(list))  # by household
    aids: dict[UUID, list[Record]] = field(default_factory=lambda: defaultdict(list))  # by household
    standing: Standing = field(default_factory=dict)  # what events set


def read_known(session: Session, families: Sequence[FileFamily], source: str) -> Known:
    """Read all that the file may touch. `source` is the register its ids come from."""
    known = Known(change_number(session), totals(session))
    if session.scalar(select(Household.id).limit(1)) is None:
        return known
    _read_source_ids(session, families, source, known)
    numbers = {family.household.no_kk for family in families} - {""}
    wanted = {id_ for ids in known.by_source.values() for id_ in ids}
    for row in in_parts(session, select(Household.id, Household.no_kk), Household.no_kk, numbers):
        known.by_kk[row.no_kk].append(row.id)
        wanted.add(row.id)
    niks = {row.member.nik for family in families for row in family.rows} - {""}
    counted = select(Member.id, Member.nik).where(Member.presence != Presence.WITHDRAWN)
    for row in in_parts(session, counted, Member.nik, niks):
        known.nik_holders[row.nik].add(row.id)
    read_families(session, known, wanted, source)
    known.standing = read_standing(session, known.households)
    if _says_more(families):
        read_living(session, known)
    return known


def read_families(session: Session, known: Known, wanted: set[UUID], source: str) -> None:
    """Read these families whole, with their members and their ids in the source."""
    for row in in_parts(session, select(Household.__table__), Household.id, wanted):
        known.households[row.id] = dict(row._mapping)  # noqa: SLF001 - the documented name
    members = select(Member.__table__).order_by(Member.position, Member.id)
    for row in in_parts(session, members, Member.household_id, wanted):
        known.members[row.household_id].append(dict(row._mapping))  # noqa: SLF001
    closures = select(FamilyClosure.__table__).where(FamilyClosure.reopened_on.is_(None))
    for row in in_parts(session, closures, FamilyClosure.household_id, wanted):
        known.closed[row.household_id] = dict(row._mapping)  # noqa: SLF001
    _read_returning(session, known)
    _read_ids_of_records(session, source, known)


def read_living(session: Session, known: Known) -> None:
    """Read the details, housing and other aid of the families that are known."""
    people = [member["id"] for members in known.members.values() for member in members]
    for row in in_parts(session, select(PersonDetails.__table__), PersonDetails.member_id, people):
        known.details[row.member_id] = dict(row._mapping)  # noqa: SLF001
    for row in in_parts(session, select(Housing.__table__), Housing.household_id, known.households):
        known.housing[row.household_id].append(dict(row._mapping))  # noqa: SLF001
    for row in in_parts(session, select(OtherAid.__table__), OtherAid.household_id, known.households):
        known.aids[row.household_id].append(dict(row._mapping))  # noqa: SLF001


def totals(session: Session) -> Totals:
    """Families in the lists and the people who count in them: nobody closed, nobody withdrawn."""
    closed = select(FamilyClosure.household_id).where(FamilyClosure.reopened_on.is_(None))
    households = select(func.count()).select_from(Household)
    members = select(func.count()).select_from(Member).where(Member.presence != Presence.WITHDRAWN)
    if session.scalar(closed.limit(1)) is not None:
        households = households.where(Household.id.not_in(closed))
        members = members.where(Member.household_id.not_in(closed))
    return Totals(session.scalar(households) or 0, session.scalar(members) or 0)


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
        for row in in_parts(session, statement, ExternalId.value, values - {""}):
            found[row.value].append(row.record_id)
    if source == TEMPLATE:
        _read_own_ids(session, families, known)


def _read_own_ids(session: Session, families: Sequence[FileFamily], known: Known) -> None:
    """The register that was written out names each family by its own id, which is no number of another register."""
    named = {family.household.source_id for family in families if _ID.fullmatch(family.household.source_id)}
    for row in in_parts(session, select(Household.id), Household.id, map(UUID, named)):
        known.by_source[str(row.id)] = [row.id]


def _read_ids_of_records(session: Session, source: str, known: Known) -> None:
    records = [*known.households, *(member["id"] for members in known.members.values() for member in members)]
    statement = select(ExternalId.record_id, ExternalId.value).where(ExternalId.source == source)
    if session.scalar(select(ExternalId.id).where(ExternalId.source == source).limit(1)) is None:
        return
    for row in in_parts(session, statement, ExternalId.record_id, records):
        known.source_ids[row.record_id].add(row.value)


def _read_returning(session: Session, known: Known) -> None:
    """Who was withdrawn because the import that brought him was undone comes back when a file names him again."""
    gone = {
        str(member["id"]): member["id"]
        for members in known.members.values()
        for member in members
        if member["presence"] == Presence.WITHDRAWN
    }
    undone = [str(batch) for batch in session.scalars(select(ImportBatch.id).where(ImportBatch.undone_at.is_not(None)))]
    if not gone or not undone:
        return
    version = RecordVersion
    statement = select(version.record).where(
        version.kind == Member.__tablename__, version.version == 1, version.batch.in_(undone)
    )
    for row in in_parts(session, statement, version.record, gone):
        known.returning.add(gone[row.record])


def _says_more(families: Sequence[FileFamily]) -> bool:
    """Whether the file speaks of more than what stands on a family card."""
    return any(
        family.household.housing
        or family.household.aids
        or any(row.member.details or row.member.aids for row in family.rows)
        for family in families
    )


def in_parts(
    session: Session, statement: Any, column: InstrumentedAttribute[Any], values: Iterable[Any]
) -> Iterator[Any]:
    everything = list(values)
    for start in range(0, len(everything), _AT_ONCE):
        yield from session.execute(statement.where(column.in_(everything[start : start + _AT_ONCE])))
