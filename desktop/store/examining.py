"""The faults found in families, as derived rows: kept, forgotten when a family changes, never journalled."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, text

from desktop.models import Counter, Examined, FamilyFault, Household
from desktop.rules.nik import LastDigits
from desktop.store.journal import CHANGES

# The numbers as the file of an import had them, not as they were mended since.
LAST_DIGITS = """
SELECT count(*) AS seen, coalesce(sum(nik LIKE '%0'), 0) AS zero FROM (
    SELECT json_extract("values", '$.nik') AS nik FROM record_version
    WHERE batch = :batch AND kind = 'member' AND "values" IS NOT NULL)
WHERE length(nik) = 16
"""
FRESH = timedelta(days=30)  # people grow older: what was worked out earlier is worked out anew


@dataclass(frozen=True, slots=True)
class FoundFault:
    """One fault of a family, with whether somebody let it stand."""

    member: uuid.UUID | None
    code: str
    about: str
    stands: bool


def forget(connection: Connection, families: Iterable[uuid.UUID]) -> None:
    """These families changed: the rules have to look at them again."""
    if connection.execute(select(Examined.household_id).limit(1)).first() is None:
        return  # nothing was looked at yet, as after the first import
    keys = [{"family": family} for family in families]
    if keys:
        connection.execute(delete(Examined).where(Examined.household_id == bindparam("family")), keys)


def waiting(connection: Connection, today: date) -> int:
    """How many families the rules have still to look at."""
    fresh = select(func.count()).select_from(Examined).where(Examined.on > today - FRESH)
    everybody = select(func.count()).select_from(Household)
    return int(connection.scalar(everybody) or 0) - int(connection.scalar(fresh) or 0)


def next_families(connection: Connection, today: date, after: uuid.UUID, limit: int) -> list[uuid.UUID]:
    """Find the first few beyond `after` that the rules have to look at, in order of registration."""
    statement = (
        select(Household.id)
        .outerjoin(Examined, Examined.household_id == Household.id)
        .where(Household.id > after, or_(Examined.on.is_(None), Examined.on <= today - FRESH))
        .order_by(Household.id)
        .limit(limit)
    )
    return list(connection.scalars(statement))


def last_change(connection: Connection) -> int:
    """Number of the newest change of the office: the same number means that nothing changed meanwhile."""
    return connection.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0


def keep(connection: Connection, found: Mapping[uuid.UUID, Sequence[FoundFault]], today: date) -> None:
    """Put what was found in the place of what was known of these families."""
    keys = [{"family": family} for family in found]
    if not keys:
        return
    for table in (FamilyFault, Examined):
        connection.execute(delete(table).where(table.household_id == bindparam("family")), keys)
    connection.execute(insert(Examined), [{"household_id": family, "on": today} for family in found])
    rows = [
        {
            "household_id": family,
            "at": at,
            "member_id": one.member,
            "code": one.code,
            "about": one.about,
            "stands": one.stands,
        }
        for family, faults in found.items()
        for at, one in enumerate(faults)
    ]
    if rows:
        connection.execute(insert(FamilyFault), rows)


def last_digits(connection: Connection, batch: uuid.UUID) -> LastDigits:
    """How many of the NIKs that came with an import end in 0."""
    row = connection.execute(text(LAST_DIGITS), {"batch": str(batch)}).one()
    return LastDigits(row.seen, row.zero)
