"""The lists that were held against the register, and whom each of them meant, a page at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from desktop.errors import Refused
from desktop.models import FamilyRow, ListMatch, Member, OfficialList, User
from desktop.rules.nik import mask
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.official_lists.answers import Said, read_said
from desktop.services.official_lists.columns import source_name, source_names

PAGE = 200


@dataclass(frozen=True, slots=True)
class KeptList:
    """One list as it was kept. `counts` is by outcome."""

    id: UUID
    kind: str
    source: str
    source_name: str
    title: str
    as_of: date
    file_name: str
    rows: int
    counts: Mapping[str, int]
    by: str
    at: datetime

    @property
    def matched(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """One result, with whom it is about as he is known now; the NIK is masked."""

    id: UUID
    household: UUID
    member: UUID | None
    name: str
    nik: str
    village: str
    status: str
    outcome: str
    found_by: str
    row: int
    said: Said


@dataclass(frozen=True, slots=True)
class MatchPage:
    rows: tuple[KeptMatch, ...]
    following: int | None  # offset of the next page


@allowed(*EVERYBODY)
def lists(desk: Desk) -> tuple[KeptList, ...]:
    """All lists, the newest first."""
    names = source_names()
    with desk.read() as session:
        return tuple(_kept(row, names) for row in session.execute(_lists().order_by(OfficialList.at.desc())))


@allowed(*EVERYBODY)
def one(desk: Desk, list_id: UUID) -> KeptList:
    with desk.read() as session:
        row = session.execute(_lists().where(OfficialList.id == list_id)).first()
    if row is None:
        raise Refused("list.unknown")
    return _kept(row, source_names())


@allowed(*EVERYBODY)
def matches(desk: Desk, list_id: UUID, outcome: str | None = None, after: int = 0) -> MatchPage:
    """One page of results in the order of the file, of one outcome or of all, past the first `after`."""
    wanted = [ListMatch.list_id == list_id] + ([ListMatch.outcome == outcome] if outcome else [])
    # Only the page is joined with families and people, not everything that is sorted for it.
    page = aliased(
        ListMatch,
        select(ListMatch).where(*wanted).order_by(ListMatch.row, ListMatch.id).offset(after).limit(PAGE + 1).subquery(),
    )
    statement = (
        select(
            page.id, page.household_id, page.member_id, page.outcome, page.found_by, page.row, page.said,
            Member.name, Member.nik, FamilyRow.caretaker_name, FamilyRow.village_name, FamilyRow.status,
        )
        .select_from(page)
        .join(Member, Member.id == page.member_id, isouter=True)
        .join(FamilyRow, FamilyRow.household_id == page.household_id, isouter=True)
        .order_by(page.row, page.id)
    )  # fmt: skip
    with desk.read() as session:
        rows = session.execute(statement).all()
    more = after + PAGE if len(rows) > PAGE else None
    return MatchPage(tuple(_match(row) for row in rows[:PAGE]), more)


def _lists() -> Select[Any]:
    by = func.coalesce(User.full_name, User.name, "").label("by")
    columns: tuple[Any, ...] = (
        OfficialList.id, OfficialList.kind, OfficialList.source, OfficialList.title, OfficialList.as_of,
        OfficialList.file_name, OfficialList.rows, OfficialList.counts, OfficialList.at, by,
    )  # fmt: skip
    return select(*columns).join(User, User.id == OfficialList.by, isouter=True)


def _kept(row: Any, names: Mapping[tuple[str, str], str]) -> KeptList:
    return KeptList(
        row.id, row.kind, row.source, source_name(names, row.kind, row.source), row.title, row.as_of, row.file_name,
        row.rows, json.loads(row.counts), row.by, row.at,
    )  # fmt: skip


def _match(row: Any) -> KeptMatch:
    return KeptMatch(
        row.id, row.household_id, row.member_id, row.name or row.caretaker_name or "", mask(row.nik or ""),
        row.village_name or "", row.status or "", row.outcome, row.found_by, row.row, read_said(row.said),
    )  # fmt: skip
