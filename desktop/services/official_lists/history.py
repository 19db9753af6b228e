"""What lists of other offices have said of one family, the newest list first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models import ListMatch, Member, OfficialList
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.official_lists.answers import Said, read_said
from desktop.services.official_lists.columns import source_name, source_names


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One result: which list, of which day, what it said of whom. `name` is empty where it means the family."""

    list_id: UUID
    kind: str
    source: str
    source_name: str
    title: str
    as_of: date
    kept_at: datetime
    member: UUID | None
    name: str
    outcome: str
    found_by: str
    said: Said


@allowed(*EVERYBODY)
def of_family(desk: Desk, household: UUID) -> tuple[ListedLine, ...]:
    """Everything lists have said of the family; for one that was opened, which stands in the log already."""
    statement = (
        select(
            ListMatch.list_id, ListMatch.member_id, ListMatch.outcome, ListMatch.found_by, ListMatch.said,
            OfficialList.kind, OfficialList.source, OfficialList.title, OfficialList.as_of, OfficialList.at,
            Member.name,
        )
        .join(OfficialList, OfficialList.id == ListMatch.list_id)
        .join(Member, Member.id == ListMatch.member_id, isouter=True)
        .where(ListMatch.household_id == household)
        .order_by(OfficialList.as_of.desc(), OfficialList.at.desc(), Member.position, ListMatch.row)
    )  # fmt: skip
    names = source_names()
    with desk.read() as session:
        return tuple(_line(row, names) for row in session.execute(statement))


def _line(row: Any, names: Mapping[tuple[str, str], str]) -> ListedLine:
    return ListedLine(
        row.list_id, row.kind, row.source, source_name(names, row.kind, row.source), row.title, row.as_of, row.at,
        row.member_id, row.name or "", row.outcome, row.found_by, read_said(row.said),
    )  # fmt: skip
