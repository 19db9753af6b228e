"""The way back of a new year that was opened too early: by a supervisor, while it has no list."""

from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, PayList
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.enrolling import RECERTIFY, Move
from desktop.services.new_year import GRADUATED, NOT_OPENED

S = EnrolmentStatus
REASON = 200  # letters


@allowed(Role.SUPERVISOR)
def take_back(desk: Desk, programme: str, year: int, reason: str) -> Answer[int]:
    """Make members again of whom the opening of a year moved and nobody decided on since; answers how many.

    They stand as before, with the day of their first decree. Refused without a reason, once the year has a list, and
    where the opening moved nobody who still stands where it put him.
    """
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("programme.year_back") as unit:
        rules = programmes.rules_of(unit.session, programme, year)
        listed = select(PayList.id).where(
            PayList.owner == desk.office.code, PayList.programme == programme, PayList.year >= year
        )
        if unit.session.scalars(listed.limit(1)).first() is not None:
            raise Refused("year.listed", programme=rules.name)
        before = _moved(unit.session, programme, year)
        if not before:
            raise Refused("year.none_moved", programme=rules.name)
        told = f"{NOT_OPENED} {year}: {reason.strip()}"[:REASON]
        for status in sorted(set(before.values())):
            rows = enrolling.rows_of(unit.session, [one for one, was in before.items() if was == status])
            enrolling.move_many(unit, rows, Move(status, desk.today(), told))
        unit.journal.note(programme=rules.key, families=len(before))
    return Answer(len(before), unit.changes)


def _moved(session: Session, programme: str, year: int) -> dict[UUID, EnrolmentStatus]:
    """Whom the opening moved and who still stands there, with what he was before: most were active."""
    step, was = EnrolmentStep, aliased(EnrolmentStep)
    put = ((S.CANDIDATE, f"{RECERTIFY} {year}"), (S.GRADUATED, f"{GRADUATED} {year}"))
    opened = or_(*(and_(step.status == status, step.reason == reason) for status, reason in put))
    active = exists().where(was.enrolment_id == step.enrolment_id, was.status == S.ACTIVE)
    statement = (
        select(step.enrolment_id, active.label("active"))
        .join(Enrolment, Enrolment.id == step.enrolment_id)
        .where(Enrolment.programme == programme, opened)
        .where(step.status == Enrolment.status, step.on == Enrolment.since)
    )
    return {row.enrolment_id: S.ACTIVE if row.active else S.DECREED for row in session.execute(statement)}
