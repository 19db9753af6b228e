"""Who is dead, works for the state, was stopped before, or has a NIK that cannot be one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from desktop.code_lists import CodeLists
from desktop.models import (
    Collection,
    Enrolment,
    EnrolmentStep,
    Household,
    ListMatch,
    Member,
    OfficialList,
    PayList,
    Payment,
    PersonDetails,
    Task,
)
from desktop.rules.code_lists import OWN
from desktop.rules.dates import long_date
from desktop.rules.nik import NikProblem, check_nik, mask
from desktop.rules.official_lists import FoundBy, ListOutcome, OfficialKind
from desktop.rules.terms import EnrolmentStatus, PaymentState, Presence
from desktop.services.auditing.kinds import AuditTest, Finding
from desktop.services.auditing.scope import Scope

HEIR = "heir"
CIVIL = "civil"  # of our own list of work
STAFF_KINDS = (OfficialKind.STAFF, OfficialKind.CIVIL_SERVANTS)
STAFF_TASKS = ("listed_staff", "listed_civil")
ENDED = (EnrolmentStatus.STOPPED, EnrolmentStatus.GRADUATED, EnrolmentStatus.NOT_ELIGIBLE)
NIK_WRONG = frozenset({NikProblem.DAMAGED})
NO_DAY = "-"


def died(scope: Scope) -> Iterator[Finding]:
    """Paid after the death of whoever is named, or still to be paid to her; an heir with papers is let through."""
    other = aliased(Member)
    named = _named(Member)
    heir = exists().where(Collection.payment_id == Payment.id, Collection.who == HEIR, Collection.undone_by.is_(None))
    alive = exists().where(
        other.household_id == Enrolment.household_id, _named(other), other.presence == Presence.LIVING_HERE
    )
    statement = (
        select(Payment.id, Payment.caretaker_name, Payment.settled_on, Member.presence_date)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Member, and_(Member.household_id == Enrolment.household_id, named))
        .where(scope.payable, Member.presence == Presence.DIED, ~heir, ~alive)
        .where(
            or_(
                Payment.state == PaymentState.UNPAID,
                Member.presence_date.is_(None),
                Payment.settled_on > Member.presence_date,
            )
        )
        .order_by(Payment.caretaker_name, Payment.id)
    )
    for row in scope.rows(statement):
        yield Finding(AuditTest.DIED, row.id, {"name": row.caretaker_name, "on": _day(row.presence_date)})


def died_by_list(scope: Scope) -> Iterator[Finding]:
    """A list of another office says that the caretaker died, and our register does not."""
    statement = (
        select(Payment.id, Payment.caretaker_name, OfficialList.title, OfficialList.as_of)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .join(Member, Member.id == Household.caretaker_id)
        .join(ListMatch, ListMatch.member_id == Member.id)
        .join(OfficialList, OfficialList.id == ListMatch.list_id)
        .where(scope.payable, ListMatch.outcome == ListOutcome.DIED, Member.presence == Presence.LIVING_HERE)
        .order_by(Payment.caretaker_name, Payment.id, OfficialList.as_of.desc())
    )
    seen = set()
    for row in scope.rows(statement):
        if row.id not in seen:
            seen.add(row.id)
            told = {"name": row.caretaker_name, "list": row.title, "on": _day(row.as_of)}
            yield Finding(AuditTest.DIED_BY_LIST, row.id, told)


def staff(scope: Scope) -> Iterator[Finding]:
    """The caretaker stands by her NIK in a list of staff or civil servants; others of the family, or by name: doubtful.

    What a person looked into and let stand is not asked again.
    """
    closed = select(Task.about).where(Task.kind.in_(STAFF_TASKS), Task.closed_at.is_not(None))
    settled = {about.split(" ")[1] for about in scope.session.scalars(closed)}
    statement = (
        select(Payment.id, Payment.caretaker_name, OfficialList.title, OfficialList.as_of, ListMatch.found_by)
        .add_columns(ListMatch.member_id, Household.caretaker_id, Member.name.label("person"))
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .join(ListMatch, ListMatch.household_id == Household.id)
        .join(OfficialList, OfficialList.id == ListMatch.list_id)
        .outerjoin(Member, Member.id == ListMatch.member_id)
        .where(scope.payable, OfficialList.kind.in_(STAFF_KINDS), ListMatch.outcome == ListOutcome.LISTED)
        .order_by(Payment.caretaker_name, Payment.id, OfficialList.as_of.desc())
    )
    seen = set()
    for row in scope.rows(statement):
        if str(row.member_id) in settled or (row.id, row.member_id) in seen:
            continue
        seen.add((row.id, row.member_id))
        herself = row.member_id == row.caretaker_id and row.found_by == FoundBy.NIK
        person = row.person or row.caretaker_name
        told = {"name": row.caretaker_name, "person": person, "list": row.title, "on": _day(row.as_of)}
        yield Finding(AuditTest.STAFF if herself else AuditTest.STATE_WORK, row.id, told)


def state_work(scope: Scope) -> Iterator[Finding]:
    """Somebody of the family works for the state by what the family itself said."""
    used = select(PersonDetails.source, PersonDetails.work_status).where(PersonDetails.work_status.is_not(None))
    book = CodeLists().book
    codes = [
        (row.source, row.work_status)
        for row in scope.rows(used.distinct())
        if book.resolved("work_status", _own(row.source, row.work_status)) == CIVIL
    ]
    if not codes:
        return
    said = or_(*(and_(PersonDetails.source == source, PersonDetails.work_status == code) for source, code in codes))
    statement = (
        select(Payment.id, Payment.caretaker_name, Member.name.label("person"))
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Member, Member.household_id == Enrolment.household_id)
        .join(PersonDetails, PersonDetails.member_id == Member.id)
        .where(scope.payable, Member.presence == Presence.LIVING_HERE, said)
        .order_by(Payment.caretaker_name, Payment.id, Member.position)
    )
    for row in scope.rows(statement):
        told = {"name": row.caretaker_name, "person": row.person, "list": "", "on": NO_DAY}
        yield Finding(AuditTest.STATE_WORK, row.id, told)


def nik(scope: Scope) -> Iterator[Finding]:
    """What no NIK can look like is wrong; what is missing or odd is for a person to judge (DESIGN.md 4.6)."""
    statement = select(Payment.id, Payment.caretaker_name, Payment.caretaker_nik).where(scope.payable)
    for row in scope.rows(statement.order_by(Payment.caretaker_name, Payment.id)):
        problems = check_nik(row.caretaker_nik or "", None, None, scope.today)
        if problems:
            test = AuditTest.NIK_WRONG if NIK_WRONG.intersection(problems) else AuditTest.NIK_DOUBTFUL
            shown = mask(row.caretaker_nik or "") or NO_DAY
            yield Finding(test, row.id, {"name": row.caretaker_name, "value": shown, "problem": problems[0].value})


def stopped_before(scope: Scope) -> Iterator[Finding]:
    """Listed again after the family was stopped, graduated or found not eligible."""
    statement = (
        select(Payment.id, Payment.caretaker_name, EnrolmentStep.on, EnrolmentStep.reason)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .join(EnrolmentStep, EnrolmentStep.enrolment_id == Payment.enrolment_id)
        .where(scope.payable, EnrolmentStep.status.in_(ENDED))
        .order_by(Payment.caretaker_name, Payment.id, EnrolmentStep.on.desc(), EnrolmentStep.id.desc())
    )
    seen = set()
    for row in scope.rows(statement):
        if row.id not in seen:
            seen.add(row.id)
            told = {"name": row.caretaker_name, "on": _day(row.on), "reason": row.reason or NO_DAY}
            yield Finding(AuditTest.STOPPED_BEFORE, row.id, told)


def _named(member: Any) -> ColumnElement[bool]:
    """Whether a member is whom the payment names."""
    return and_(member.name == Payment.caretaker_name, member.nik.is_not_distinct_from(Payment.caretaker_nik))


def _own(source: str, code: str) -> str:
    return code if source == OWN or ":" in code else f"{source}:{code}"


def _day(day: date | None) -> str:
    return long_date(day) if day else NO_DAY
