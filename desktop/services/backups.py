"""When the office was last backed up to a place outside its folder."""

from datetime import date, datetime

from sqlalchemy import select

from desktop.models import AuditLine
from desktop.services.desk import EVERYBODY, Desk, allowed

NAG_AFTER_DAYS = 7  # TRUST.md 3.4


@allowed(*EVERYBODY)
def last_backup(desk: Desk) -> date | None:
    """Day of the newest backup in the log, in the office's zone; None when there was never one."""
    statement = select(AuditLine.at).where(AuditLine.action == "backup").order_by(AuditLine.seq.desc()).limit(1)
    with desk.read() as session:
        at = session.scalars(statement).first()
    return desk.local(datetime.fromisoformat(at)).date() if at else None


def is_late(last: date | None, today: date) -> bool:
    """Whether it is time for the next one."""
    return last is None or (today - last).days >= NAG_AFTER_DAYS
