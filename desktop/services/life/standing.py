"""The list of families as it stood at the end of a day: who was in it, where, with how many members and which state."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from desktop.models import Area, FamilyClosure, Household
from desktop.progress import SILENT, Progress
from desktop.rules.nik import mask
from desktop.rules.terms import Presence
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.families.asof import ENROLMENT, HOUSEHOLD, MEMBER, end_of
from desktop.services.families.finding import FamilyListRow
from desktop.services.naming import check_past
from desktop.store import versions

REGISTERED = "registered"
CLOSURE = "family_closure"


@dataclass(frozen=True, slots=True)
class StoodList:
    """The whole list of a day, in order of name, and its figures beside those of now."""

    on: date
    rows: tuple[FamilyListRow, ...]  # numbers masked
    people: int
    by_status: Mapping[str, int]
    came: int  # families in the list now that were not then
    gone: int  # families in the list then that are not now
    begins: date | None  # the first day of which anything is kept

    def page(self, start: int, size: int) -> Sequence[FamilyListRow]:
        return self.rows[start : start + size]


@allowed(*EVERYBODY)
def list_on(desk: Desk, day: date, progress: Progress = SILENT) -> StoodList:
    """Read the list as it stood at the end of a day. Families that had left the lists are not in it."""
    check_past(day, desk.today())
    with desk.read() as session:
        connection = session.connection()
        then = _read(session, end_of(day, desk.office.code), progress)
        now = _present(connection)
        begins = versions.first_moment(connection)
    rows = sorted(then, key=_order)
    ids = {row.id for row in rows}
    return StoodList(
        day,
        tuple(rows),
        sum(row.members for row in rows),
        dict(Counter(row.status for row in rows)),
        len(now - ids),
        len(ids - now),
        desk.local(begins).date() if begins else None,
    )


def _read(session: Session, moment: datetime, progress: Progress) -> list[FamilyListRow]:
    connection = session.connection()
    closed = _closed(connection, moment)
    homes = [
        row
        for row in versions.columns_at(
            connection, HOUSEHOLD, ("caretaker_id", "village_code", "area_as_written"), moment, progress
        )
        if row[0] not in closed
    ]
    living, named = _people(connection, {row[1] for row in homes}, moment, progress)
    joined = _joined(connection, moment, progress)
    places = _places(session)
    rows = []
    for household, caretaker, village, written in homes:
        name, nik = named.get(caretaker, ("", ""))
        status, card = joined.get(household, (REGISTERED, ""))
        place, district = places.get(village, (written, ""))
        rows.append(
            FamilyListRow(
                UUID(household), name, mask(nik), card, place, district, living[household], status, village in places
            )
        )
    return rows


def _people(
    connection: Connection, caretakers: set[str | None], moment: datetime, progress: Progress
) -> tuple[Counter[str], dict[str | None, tuple[str, str]]]:
    """How many live in each family, and the names and numbers of these people."""
    living: Counter[str] = Counter()
    named: dict[str | None, tuple[str, str]] = {}
    columns = ("household_id", "presence", "name", "nik")
    for member, household, presence, name, nik in versions.columns_at(connection, MEMBER, columns, moment, progress):
        if presence == Presence.LIVING_HERE:
            living[household] += 1
        if member in caretakers:
            named[member] = (name, nik or "")
    return living, named


def _joined(connection: Connection, moment: datetime, progress: Progress) -> dict[str, tuple[str, str]]:
    """State and card of each family in the programme it joined last."""
    found: dict[str, tuple[str, str, str, str]] = {}
    columns = ("household_id", "since", "status", "card_number")
    for enrolment, household, since, status, card in versions.columns_at(
        connection, ENROLMENT, columns, moment, progress
    ):
        newest = (since, enrolment, status, card or "")
        if newest > found.get(household, ("", "", "", "")):
            found[household] = newest
    return {household: (status, card) for household, (_, _, status, card) in found.items()}


def _closed(connection: Connection, moment: datetime) -> set[str]:
    columns = ("household_id", "reopened_on")
    return {row[1] for row in versions.columns_at(connection, CLOSURE, columns, moment) if row[2] is None}


def _present(connection: Connection) -> set[UUID]:
    """Families in the list now."""
    closed = select(FamilyClosure.household_id).where(FamilyClosure.reopened_on.is_(None))
    return set(connection.scalars(select(Household.id).where(Household.id.not_in(closed))))


def _places(session: Session) -> dict[str, tuple[str, str]]:
    """Name of each village and of its district."""
    areas = {row.code: row for row in session.execute(select(Area.code, Area.name, Area.parent_code))}
    return {
        code: (row.name, areas[row.parent_code].name if row.parent_code in areas else "") for code, row in areas.items()
    }


def _order(row: FamilyListRow) -> tuple[str, bytes]:
    return row.caretaker_name.casefold(), row.id.bytes
