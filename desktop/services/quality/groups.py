"""Faults that only many families together show: a column of NIKs ending in 0, a village born on 1 January."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import Session

from desktop.models import FamilyRow, ImportBatch, Member
from desktop.progress import SILENT, Progress
from desktop.rules.faults import Share
from desktop.rules.terms import Presence
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.store.examining import last_digits
from desktop.wording.quality import GROUPS


class GroupKind(StrEnum):
    LAST_DIGIT = "last_digit"  # a spreadsheet made the 16th digit 0
    BIRTHDAYS = "birthdays"  # 1 January and 31 December stand for "not known"


@dataclass(frozen=True, slots=True)
class Group:
    """What is suspicious only as a whole. `where` is a file or a village, `on` the day of the import."""

    kind: GroupKind
    where: str
    seen: int
    found: int
    on: date | None = None
    village_code: str = ""


@allowed(*EVERYBODY)
def groups(desk: Desk, progress: Progress = SILENT) -> tuple[Group, ...]:
    """Look over every import and every village; reads all people, so it belongs on a worker."""
    with desk.read() as session:
        progress.step(0, None, GROUPS)
        villages = _birthdays(session)
        batches = session.execute(
            select(ImportBatch.id, ImportBatch.file_name, ImportBatch.at)
            .where(ImportBatch.undone_at.is_(None))
            .order_by(ImportBatch.at)
        ).all()
        found = []
        for done, batch in enumerate(batches):
            progress.step(done, len(batches), GROUPS)
            digits = last_digits(session.connection(), batch.id)
            if digits.suspicious:
                day = desk.local(batch.at).date()
                found.append(Group(GroupKind.LAST_DIGIT, batch.file_name, digits.seen, digits.zero, day))
    return (*found, *villages)


def _birthdays(session: Session) -> list[Group]:
    day, month = extract("day", Member.birth_date), extract("month", Member.birth_date)
    guessed = or_((day == 1) & (month == 1), (day == 31) & (month == 12))  # noqa: PLR2004 - the days themselves
    statement = (
        select(
            FamilyRow.village_code,
            FamilyRow.village_name,
            func.count().label("seen"),
            func.count().filter(guessed).label("found"),
        )
        .join(Member, Member.household_id == FamilyRow.household_id)
        .where(
            FamilyRow.village_code.is_not(None),
            Member.birth_date.is_not(None),
            Member.presence == Presence.LIVING_HERE.value,
        )
        .group_by(FamilyRow.village_code, FamilyRow.village_name)
        .order_by(FamilyRow.village_name)
    )
    return [
        Group(GroupKind.BIRTHDAYS, row.village_name, row.seen, row.found, village_code=row.village_code or "")
        for row in session.execute(statement)
        if Share(row.seen, row.found).suspicious
    ]
