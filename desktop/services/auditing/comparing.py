"""Two runs of the tests over the same lists held beside each other: what is new since the earlier, what is gone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import AuditFinding
from desktop.services.auditing.audits import AUDITORS, PAGE, FindingRow, finding, known, listed
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.reach import alike
from desktop.services.auditing.running import MOST_KEPT, counts_of
from desktop.services.auditing.said import explained
from desktop.services.desk import Desk, allowed


class Since(StrEnum):
    """Which rows: all of a run, those nobody explained, or only what differs from an earlier run."""

    ALL = "all"
    OPEN = "open"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """Rows of one test, or of all. `since` new or gone needs `before`, the earlier run."""

    check: UUID
    test: AuditTest | None = None
    since: Since = Since.ALL
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class FindingPage:
    """`following` is where the next page begins, None at the end."""

    rows: tuple[FindingRow, ...]
    following: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows of a test are new, and how many gone. Not `whole`: a run kept only the first of very many."""

    new: int
    gone: int
    whole: bool = True


@allowed(*AUDITORS)
def changes(desk: Desk, check: UUID, before: UUID) -> Mapping[AuditTest, Change]:
    """Compare a run with an earlier one over the same lists. Refuses two runs that are not alike."""
    with desk.read() as session:
        _alike(session, check, before)
        new, gone = _counts(session, check, before), _counts(session, before, check)
        many = Counter(counts_of(known(session, check))) | Counter(counts_of(known(session, before)))
    return {test: Change(new[test], gone[test], many[test.value] <= MOST_KEPT) for test in AuditTest}


@allowed(*AUDITORS)
def page(desk: Desk, filters: FindingFilters, limit: int = PAGE, after: int = 0) -> FindingPage:
    """One page of rows: lists before families, those in the order of their villages."""
    with desk.read() as session:
        rows = session.execute(chosen(session, filters).limit(limit + 1).offset(after)).all()
        found = tuple(finding(row) for row in rows[:limit])
    return FindingPage(found, after + limit if len(rows) > limit else None)


@allowed(*AUDITORS)
def count_explained(desk: Desk, filters: FindingFilters) -> int:
    """How many of them the office explained."""
    with desk.read() as session:
        statement = chosen(session, filters).where(explained())
        inside = statement.with_only_columns(AuditFinding.id).order_by(None).subquery()
        return session.scalar(select(func.count()).select_from(inside)) or 0


@allowed(*AUDITORS)
def count(desk: Desk, filters: FindingFilters) -> int:
    """How many rows that are, as far as they were kept."""
    with desk.read() as session:
        inside = chosen(session, filters).with_only_columns(AuditFinding.id).order_by(None).subquery()
        return session.scalar(select(func.count()).select_from(inside)) or 0


def chosen(session: Session, filters: FindingFilters) -> Select[*tuple[Any, ...]]:
    """The rows of a filter, for `finding`. What is gone stands in the earlier run."""
    known(session, filters.check)
    if filters.since is Since.ALL:
        return listed(filters.check, filters.test)
    if filters.since is Since.OPEN:
        return listed(filters.check, filters.test).where(~explained())
    if filters.before is None:
        raise Refused("audit.nothing_before")
    _alike(session, filters.check, filters.before)
    if filters.since is Since.NEW:
        return listed(filters.check, filters.test).where(~_also(filters.before))
    return listed(filters.before, filters.test).where(~_also(filters.check))


def _also(other: UUID) -> ColumnElement[bool]:
    """Whether another run names the same: the payment, or, about a list as a whole, the same values.

    What a sentence says of a payment may change from day to day ("12 days ago") while the row stays the same.
    """
    there = aliased(AuditFinding)
    same = and_(
        there.payment_id.is_not_distinct_from(AuditFinding.payment_id),
        AuditFinding.payment_id.is_not(None) | (there.told == AuditFinding.told),
    )
    return exists().where(there.check_id == other, there.code == AuditFinding.code, same)


def _counts(session: Session, check: UUID, other: UUID) -> Counter[AuditTest]:
    statement = (
        select(AuditFinding.code, func.count())
        .where(AuditFinding.check_id == check, ~_also(other))
        .group_by(AuditFinding.code)
    )
    return Counter({AuditTest(code): many for code, many in session.execute(statement)})


def _alike(session: Session, check: UUID, before: UUID) -> None:
    if not alike(known(session, check), known(session, before)):
        raise Refused("audit.not_alike")
