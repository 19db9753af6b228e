"""Decisions that wait for a person, counted for the first screen."""

from collections import Counter

from sqlalchemy import func, select

from desktop.models import Household, Likeness, Task
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.importing.answers import TasksOpen
from desktop.services.importing.duplicates import SAME_KK, SAME_NIK


@allowed(*EVERYBODY)
def tasks_open(desk: Desk) -> TasksOpen:
    """Count what waits for a decision. Families to be placed are counted themselves, so the figure is never stale.

    Equal numbers wait as pairs; an office of an older version may hold some as tasks until duplicates are sought.
    """
    many = func.count().label("number")
    with desk.read() as session:
        to_place = session.scalar(select(func.count()).select_from(Household).where(Household.village_code.is_(None)))
        tasks = session.execute(select(Task.kind, many).where(Task.closed_at.is_(None)).group_by(Task.kind))
        kinds = Counter({row.kind: row.number for row in tasks})
        pairs = session.execute(select(Likeness.rule, many).where(Likeness.decision.is_(None)).group_by(Likeness.rule))
        kinds.update({row.rule: row.number for row in pairs})
    return TasksOpen(to_place or 0, kinds.pop(SAME_NIK, 0), kinds.pop(SAME_KK, 0), dict(kinds))
