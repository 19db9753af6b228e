"""Candidates brought as far as a test needs them: results recorded, minutes made, quotas set."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.models import Enrolment, Household, Member
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.validating import minutes, quotas, results
from desktop.services.validating.minutes import NewMinutes, Outcome
from desktop.services.validating.results import NewResult, Recorded, Result
from desktop.services.validating.selecting import Selection
from tests import families

PROGRAMME = "jamsosratu"
ALL = Selection(PROGRAMME)
OFFICER = "Ratna Dewi"


def enrolment(desk: Desk, family: UUID, programme: str = PROGRAMME) -> UUID:
    with desk.read() as session:
        statement = select(Enrolment.id).where(Enrolment.household_id == family, Enrolment.programme == programme)
        return session.scalars(statement).one()


def status(desk: Desk, family: UUID) -> EnrolmentStatus:
    with desk.read() as session:
        statement = select(Enrolment.status).where(Enrolment.household_id == family)
        return EnrolmentStatus(session.scalars(statement).one())


def put(desk: Desk, family: UUID, wanted: EnrolmentStatus, since: date | None = None) -> None:
    """Give a family a status, whatever stands in the way."""
    with desk.write("test.status") as unit:
        row = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one()
        row.status = wanted
        row.since = since or row.since


def change(desk: Desk, family: UUID, **values: object) -> None:
    """Change columns of a household."""
    with desk.write("test.household") as unit:
        household = unit.session.get_one(Household, family)
        for name, value in values.items():
            setattr(household, name, value)


def grow_up(desk: Desk, family: UUID) -> None:
    """Let nobody of the family count any more: the child has long left school."""
    with desk.write("test.member") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family)):
            member.birth_date, member.schooling = date(1984, 3, 12), "left"


def forget(desk: Desk, family: UUID) -> None:
    """Let nothing be known of the members but their names."""
    with desk.write("test.member") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family)):
            member.birth_date = member.schooling = member.pregnant = None
            member.disability = None


def record(desk: Desk, selection: Selection = ALL, result: Result = Result.VALID, *reasons: str) -> Recorded:
    new = NewResult(selection, result, desk.today(), OFFICER, reasons)
    return results.record(desk, new).value


def confirm(desk: Desk, selection: Selection = ALL, number: str = "BA.1/2019") -> Outcome:
    signed = "Ratna Dewi, Pendamping\nH. Sanusi, Kepala Desa"
    return minutes.make(desk, selection, NewMinutes(number, desk.today(), "Balai Desa", signed)).value


def places(desk: Desk, number: int, at: int = 0) -> str:
    """Set the quota of one of the first villages; answers its code."""
    village = families.villages(desk)[at]
    quotas.set_places(desk, PROGRAMME, {village: number})
    return village
