"""The log of visits: entering, listing, following up, and every way it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.rules.ids import new_id
from desktop.services import facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.visits import FollowUp, NewVisit, VisitFilters, state_on
from tests import families

DAY = timedelta(days=1)


@pytest.fixture
def household(operator: Desk) -> UUID:
    return families.add(operator, 1)[0]


@pytest.fixture
def facilitator(operator: Desk) -> UUID:
    return facilitators.add(operator, NewFacilitator("Ratna Dewi")).value.id


@pytest.fixture
def new(operator: Desk, household: UUID, facilitator: UUID) -> NewVisit:
    """A visit of yesterday with a follow-up due tomorrow."""
    today = operator.today()
    return NewVisit(
        household,
        facilitator,
        today - DAY,
        "Kunjungan rutin",
        "Anak rajin sekolah.",
        "Ibu mengantar.",
        "Minta daftar hadir",
        today + DAY,
    )


def test_a_visit_is_entered_whole_and_logged(operator: Desk, new: NewVisit) -> None:
    answer = visits.record(operator, new)
    assert answer.changes.touches("visit")
    detail = visits.open_visit(operator, answer.value.row.id)
    assert detail == answer.value
    assert (detail.seen, detail.agreed, detail.row.purpose) == (new.seen, new.agreed, new.purpose)
    assert (detail.row.facilitator, detail.row.caretaker) == ("Ratna Dewi", "SITI AMINAH")
    assert detail.row.state is FollowUp.OPEN
    with operator.read() as session:
        lines = session.execute(select(AuditLine.action, AuditLine.kind, AuditLine.record)).all()
    assert [tuple(line) for line in lines[-2:]] == [
        ("visit.record", "visit", str(detail.row.id)),
        ("visit.open", "visit", str(detail.row.id)),
    ]


def test_only_an_operator_enters(supervisor: Desk, new: NewVisit) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        visits.record(supervisor, new)
    assert visits.page(supervisor).rows == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda new: replace(new, on=new.on + 3 * DAY), "visit.future"),
        (lambda new: replace(new, purpose=" "), "visit.no_purpose"),
        (lambda new: replace(new, seen="\n"), "visit.no_seen"),
        (lambda new: replace(new, due_on=None), "visit.no_due"),
        (lambda new: replace(new, follow_up=""), "visit.no_follow_up"),
        (lambda new: replace(new, due_on=new.on - DAY), "visit.due_before"),
        (lambda new: replace(new, purpose="x" * 81), "visit.too_long"),
        (lambda new: replace(new, seen="x" * 1001), "visit.too_long"),
        (lambda new: replace(new, household_id=new_id()), "family.unknown"),
        (lambda new: replace(new, facilitator_id=new_id()), "facilitator.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    operator: Desk, new: NewVisit, change: Callable[[NewVisit], NewVisit], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        visits.record(operator, change(new))
    assert refused.value.code == code
    assert visits.count(operator) == 0


def test_a_facilitator_who_left_visits_nobody(operator: Desk, new: NewVisit) -> None:
    facilitators.set_active(operator, new.facilitator_id, active=False)
    with pytest.raises(Refused, match=r"facilitator\.inactive"):
        visits.record(operator, new)


def test_a_follow_up_is_done_once(operator: Desk, new: NewVisit) -> None:
    visit = visits.record(operator, new).value.row.id
    done = visits.complete(operator, visit).value
    assert (done.row.state, done.row.done_on) == (FollowUp.DONE, operator.today())
    with pytest.raises(Refused, match=r"visit\.done_already"):
        visits.complete(operator, visit)


def test_a_follow_up_is_done_after_the_visit_and_not_tomorrow(operator: Desk, new: NewVisit) -> None:
    visit = visits.record(operator, new).value.row.id
    with pytest.raises(Refused, match=r"visit\.done_before"):
        visits.complete(operator, visit, new.on - DAY)
    with pytest.raises(Refused, match=r"visit\.future"):
        visits.complete(operator, visit, operator.today() + DAY)
    with pytest.raises(Refused, match=r"visit\.unknown"):
        visits.complete(operator, new_id())


def test_a_visit_without_follow_up_has_nothing_to_do(operator: Desk, new: NewVisit) -> None:
    visit = visits.record(operator, replace(new, follow_up="", due_on=None)).value
    assert visit.row.state is FollowUp.NONE
    with pytest.raises(Refused, match=r"visit\.nothing_to_do"):
        visits.complete(operator, visit.row.id)


def test_the_list_is_paged_newest_first_without_gaps(operator: Desk, new: NewVisit) -> None:
    days = [new.on - at // 2 * DAY for at in range(9)]  # two on most days: the id decides
    entered = {visits.record(operator, replace(new, on=day)).value.row.id for day in days}
    seen, after = [], None
    while True:
        page = visits.page(operator, limit=3, after=after)
        seen += page.rows
        if page.following is None:
            break
        after = page.following
    assert [row.on for row in seen] == sorted(days, reverse=True)
    assert {row.id for row in seen} == entered
    assert len(seen) == len(entered)


def test_follow_ups_are_filtered_by_day_the_oldest_first(operator: Desk, new: NewVisit) -> None:
    today = operator.today()
    early = replace(new, on=today - 30 * DAY)
    for due in (today + DAY, today, today - DAY, today - 5 * DAY):
        visits.record(operator, replace(early, due_on=due))
    visits.record(operator, replace(early, follow_up="", due_on=None))
    done = visits.record(operator, replace(early, due_on=today - 2 * DAY)).value.row.id
    visits.complete(operator, done)
    counts = {state: visits.count(operator, VisitFilters(state=state)) for state in FollowUp}
    assert counts == {
        FollowUp.NONE: 1,
        FollowUp.OPEN: 4,
        FollowUp.DUE: 3,
        FollowUp.OVERDUE: 2,
        FollowUp.DONE: 1,
    }
    first = visits.page(operator, VisitFilters(state=FollowUp.DUE), limit=2)
    rest = visits.page(operator, VisitFilters(state=FollowUp.DUE), limit=2, after=first.following)
    assert [row.due_on for row in (*first.rows, *rest.rows)] == [today - 5 * DAY, today - DAY, today]
    assert [row.state for row in first.rows] == [FollowUp.OVERDUE, FollowUp.OVERDUE]


def test_the_list_is_searched_by_family_purpose_and_facilitator(operator: Desk, new: NewVisit) -> None:
    other = facilitators.add(operator, NewFacilitator("Yusuf 100%")).value.id
    visits.record(operator, new)
    visits.record(operator, replace(new, facilitator_id=other, purpose="Verifikasi komitmen"))
    found = {
        text: visits.count(operator, VisitFilters(text=text))
        for text in ("siti", "SITI rutin", "yusuf", "100%", "%", "daftar hadir", "komitmen yusuf", "nobody")
    }
    assert found == {
        "siti": 2,
        "SITI rutin": 1,
        "yusuf": 1,
        "100%": 1,
        "%": 1,
        "daftar hadir": 2,
        "komitmen yusuf": 1,
        "nobody": 0,
    }
    assert visits.count(operator, VisitFilters(facilitator_id=other)) == 1


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        (None, None, FollowUp.NONE),
        (date(2019, 4, 2), None, FollowUp.OPEN),
        (date(2019, 4, 1), None, FollowUp.DUE),
        (date(2019, 3, 31), None, FollowUp.OVERDUE),
        (date(2019, 3, 31), date(2019, 4, 1), FollowUp.DONE),
    ],
)
def test_where_a_follow_up_stands(due: date | None, done: date | None, state: FollowUp) -> None:
    assert state_on(due, done, date(2019, 4, 1)) is state


def test_who_opens_a_visit_that_is_not_there_is_told(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"visit\.unknown"):
        visits.open_visit(operator, new_id())
