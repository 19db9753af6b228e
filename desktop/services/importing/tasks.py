"""Decisions that wait for a person, counted for the first screen."""

from sqlalchemy import func, select

from desktop.models import Household, Task
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.importing.answers import TasksOpen
from desktop.services.importing.duplicates import SAME_KK, SAME_NIK


@allowed(*EVERYBODY)
def tasks_open(desk: Desk) -> TasksOpen:
    """Count what waits for a decision. Families to be placed are counted themselves, so the figure is never stale."""
    with desk.read() as session:
        to_place = session.scalar(select(func.count()).select_from(Household).where(Household.village_code.is_(None)))
        rows = session.execute(
            select(Task.kind, func.count().label("number")).where(Task.closed_at.is_(None)).group_by(Task.kind)
        )
        kinds = {row.kind: row.number for row in rows}
    return TasksOpen(to_place or 0, kinds.pop(SAME_NIK, 0), kinds.pop(SAME_KK, 0), kinds)
