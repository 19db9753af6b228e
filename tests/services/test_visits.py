"""The log of visits: entering, listing, following up, and every way it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Visit
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


@pytest.mark.parametrize(("field", "longest"), list(visits.LONGEST.items()))
def test_a_text_of_the_greatest_length_is_kept_whole(operator: Desk, new: NewVisit, field: str, longest: int) -> None:
    """The last letter counts: nothing is cut, and one letter more is refused with both figures."""
    text = "é" * (longest - 1) + "."
    row = visits.record(operator, replace(new, **{field: f"  {text}\n"})).value
    kept = {"purpose": row.row.purpose, "seen": row.seen, "agreed": row.agreed, "follow_up": row.row.follow_up}
    assert kept[field] == text
    with pytest.raises(Refused) as refused:
        visits.record(operator, replace(new, **{field: text + "x"}))
    assert refused.value.values == {"count": longest + 1, "longest": longest}
    assert visits.count(operator) == 1


def test_a_visit_of_today_with_a_follow_up_today_is_due_at_once(operator: Desk, new: NewVisit) -> None:
    today = operator.today()
    row = visits.record(operator, replace(new, on=today, due_on=today)).value.row
    assert row.state is FollowUp.DUE
    assert visits.complete(operator, row.id, today).value.row.state is FollowUp.DONE


def test_a_follow_up_done_on_an_earlier_day_keeps_that_day(operator: Desk, new: NewVisit) -> None:
    visit = visits.record(operator, replace(new, on=new.on - 5 * DAY)).value.row.id
    done = visits.complete(operator, visit, new.on)
    assert done.value.row.done_on == new.on
    assert done.changes.touches("visit")
    assert visits.open_visit(operator, visit).row.done_on == new.on


def test_refusals_name_the_days_as_people_write_them(operator: Desk, new: NewVisit) -> None:
    tomorrow = operator.today() + DAY
    with pytest.raises(Refused) as refused:
        visits.record(operator, replace(new, on=tomorrow))
    assert str(refused.value.values["on"]).endswith(str(tomorrow.year))
    assert "-" not in str(refused.value.values["on"])
    with pytest.raises(Refused) as refused:
        visits.record(operator, replace(new, due_on=new.on - DAY))
    assert refused.value.values.keys() == {"due", "on"}


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_others_read_the_list_and_change_nothing(
    operator: Desk, new: NewVisit, role: str, request: pytest.FixtureRequest
) -> None:
    visit = visits.record(operator, new).value.row.id
    other: Desk = request.getfixturevalue(role)
    assert [row.id for row in visits.page(other).rows] == [visit]
    assert visits.open_visit(other, visit).seen == new.seen
    for change in (lambda: visits.record(other, new), lambda: visits.complete(other, visit)):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            change()
    assert visits.page(operator).rows[0].done_on is None


def test_every_opening_stands_in_the_log_with_who_looked(operator: Desk, auditor: Desk, new: NewVisit) -> None:
    visit = visits.record(operator, new).value.row.id
    for desk in (operator, auditor, auditor):
        visits.open_visit(desk, visit)
    with operator.read() as session:
        statement = select(AuditLine.actor).where(AuditLine.action == "visit.open").order_by(AuditLine.seq)
        assert list(session.scalars(statement)) == [by.person.name for by in (operator, auditor, auditor)]


def test_listing_and_counting_leave_no_line(operator: Desk, new: NewVisit) -> None:
    visits.record(operator, new)
    with operator.read() as session:
        before = session.scalars(select(AuditLine.seq)).all()
    visits.page(operator)
    visits.count(operator, VisitFilters(text="siti"))
    visits.family(operator, new.household_id)
    with operator.read() as session:
        assert session.scalars(select(AuditLine.seq)).all() == before


def test_the_form_learns_who_cares_for_the_family(operator: Desk, household: UUID, facilitator: UUID) -> None:
    found = visits.family(operator, household)
    assert (found.caretaker, found.facilitator_id, found.card_number) == ("SITI AMINAH", None, "")
    assert found.village
    assert found.district
    facilitators.assign(operator, facilitator, [household])
    assert visits.family(operator, household).facilitator_id == facilitator
    with pytest.raises(Refused, match=r"family\.unknown"):
        visits.family(operator, new_id())


def test_filters_are_taken_together(operator: Desk, new: NewVisit) -> None:
    other = facilitators.add(operator, NewFacilitator("Yusuf")).value.id
    today = operator.today()
    overdue = replace(new, on=today - 9 * DAY, due_on=today - DAY)
    mine = visits.record(operator, overdue).value.row.id
    visits.record(operator, replace(overdue, facilitator_id=other))
    visits.record(operator, replace(new, purpose="Pembinaan usaha"))
    filters = VisitFilters(new.facilitator_id, FollowUp.OVERDUE, "rutin")
    assert [row.id for row in visits.page(operator, filters).rows] == [mine]
    assert visits.count(operator, filters) == 1
    assert visits.count(operator, replace(filters, text="usaha")) == 0


@pytest.mark.parametrize("state", [None, FollowUp.OPEN])
@pytest.mark.parametrize("limit", [1, 2, 4, 7, 50])
def test_pages_of_any_size_hold_every_visit_once(
    operator: Desk, new: NewVisit, state: FollowUp | None, limit: int
) -> None:
    """Many on one day, so that the place where a page ends lies among equals."""
    entered = {visits.record(operator, new).value.row.id for _ in range(5)}
    entered |= {visits.record(operator, replace(new, due_on=new.due_on, on=new.on - DAY)).value.row.id for _ in "ab"}
    seen: list[UUID] = []
    after = None
    for _ in range(8):
        page = visits.page(operator, VisitFilters(state=state), limit, after)
        seen += [row.id for row in page.rows]
        after = page.following
        if after is None:
            break
    assert len(seen) == 7
    assert set(seen) == entered


def test_what_was_typed_with_signs_is_found_as_typed(operator: Desk, new: NewVisit) -> None:
    visits.record(operator, replace(new, follow_up="Beri 50% lagi _segera_"))
    counts = {text: visits.count(operator, VisitFilters(text=text)) for text in ("50%", "_segera_", "5_%", "\\", "  ")}
    assert counts == {"50%": 1, "_segera_": 1, "5_%": 0, "\\": 0, "  ": 1}


@pytest.mark.parametrize("state", list(FollowUp))
def test_a_filter_lists_what_stands_so(operator: Desk, new: NewVisit, state: FollowUp) -> None:
    """Every filter against what `state_on` says of each visit; a follow-up that is late also waits and is due."""
    today = operator.today()
    early = replace(new, on=today - 30 * DAY)
    dues = [today + 2 * DAY, today, today - DAY, today - 9 * DAY]
    for due in dues:
        visits.record(operator, replace(early, due_on=due))
        visits.complete(operator, visits.record(operator, replace(early, due_on=due)).value.row.id)
    visits.record(operator, replace(early, follow_up="", due_on=None))
    covers = {
        FollowUp.OPEN: {FollowUp.OPEN, FollowUp.DUE, FollowUp.OVERDUE},
        FollowUp.DUE: {FollowUp.DUE, FollowUp.OVERDUE},
    }.get(state, {state})
    everything = visits.page(operator).rows
    wanted = {row.id for row in everything if row.state in covers}
    assert wanted
    listed = visits.page(operator, VisitFilters(state=state)).rows
    assert {row.id for row in listed} == wanted
    assert visits.count(operator, VisitFilters(state=state)) == len(wanted)


def test_a_refused_visit_leaves_no_line_in_the_log(operator: Desk, new: NewVisit) -> None:
    with operator.read() as session:
        before = session.scalars(select(AuditLine.seq)).all()
    for wrong in (
        replace(new, purpose=" "),
        replace(new, household_id=new_id()),
        replace(new, facilitator_id=new_id()),
    ):
        with pytest.raises(Refused):
            visits.record(operator, wrong)
    with operator.read() as session:
        assert session.scalars(select(AuditLine.seq)).all() == before
    assert visits.count(operator) == 0


def test_visits_of_a_facilitator_who_left_stay_in_the_log(operator: Desk, new: NewVisit) -> None:
    visit = visits.record(operator, new).value.row.id
    facilitators.set_active(operator, new.facilitator_id, active=False)
    (row,) = visits.page(operator, VisitFilters(facilitator_id=new.facilitator_id)).rows
    assert (row.id, row.facilitator) == (visit, "Ratna Dewi")
    assert visits.complete(operator, visit).value.row.state is FollowUp.DONE


def test_who_entered_a_visit_and_when_is_kept(operator: Desk, new: NewVisit) -> None:
    before = operator.now()
    visit = visits.record(operator, new).value.row.id
    with operator.read() as session:
        kept = session.get_one(Visit, visit)
        assert kept.entered_by == operator.person.id
        assert before <= kept.entered_at <= operator.now()
