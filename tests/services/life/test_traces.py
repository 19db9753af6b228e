"""What an event remembers of the records it changed, and what stays of a family that left the lists."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, Household, Member
from desktop.rules.life import Closure
from desktop.rules.terms import EnrolmentStatus
from desktop.services import event_traces
from desktop.services.event_traces import Trace
from desktop.services.life import closing, traces
from desktop.services.life.events import Happened
from desktop.services.life.traces import Tracing
from tests.services.life.conftest import ON, Family

WHY = Happened(on=ON, paper="SKPWNI 4", reason="ikut anak")


@pytest.mark.parametrize(
    ("version", "number"),
    [(None, 0), ("", 0), ("{}", 0), ('{"36.01#1": 1}', 1), ('{"36.01#1": 2, "36#1": 3}', 5)],
)
def test_a_version_counts_the_changes_of_all_offices(version: str | None, number: int) -> None:
    assert traces.number_of(version) == number


def test_what_is_told_is_read_again() -> None:
    one = Trace("member", UUID(int=7), 1, 2)
    assert event_traces.read(f'{{"records": [["member", "{UUID(int=7)}", 1, 2]], "to": "Lebak"}}') == [one]
    assert one.told() == ["member", str(UUID(int=7)), 1, 2]
    assert event_traces.read("{}") == []


def test_only_what_changed_is_traced_and_new_ones_begin_at_nothing(family: Family) -> None:
    with family.desk.write("test.trace") as unit:
        tracing = Tracing(unit)
        household = unit.session.get_one(Household, family.id)
        members = unit.session.scalars(select(Member).where(Member.household_id == family.id)).all()
        household.phone = "0812"
        new = Member(household_id=family.id, position=9, name="Dede", presence="living_here")
        unit.session.add(new)
        found = tracing.found()
    assert [(one.kind, one.before, one.after) for one in found] == [("household", 1, 2), ("member", 0, 1)]
    assert found[1].record == new.id
    assert new.id not in {one.id for one in members}


def test_a_record_written_twice_is_traced_from_where_it_began(family: Family) -> None:
    with family.desk.write("test.trace") as unit:
        tracing = Tracing(unit)
        household = unit.session.get_one(Household, family.id)
        for phone in ("0812", "0813", "0814"):
            household.phone = phone
            unit.session.flush()
        (found,) = tracing.found()
    assert (found.before, found.after) == (1, 4)


def test_what_was_written_before_is_not_the_events(family: Family) -> None:
    with family.desk.write("test.trace") as unit:
        household = unit.session.get_one(Household, family.id)
        household.phone = "0812"
        unit.session.flush()
        tracing = Tracing(unit)
        household.rt = "09"
        (found,) = tracing.found()
    assert (found.before, found.after) == (2, 3)


@pytest.mark.parametrize("status", EnrolmentStatus)
def test_closing_ends_what_goes_on_and_leaves_what_has_ended(family: Family, status: EnrolmentStatus) -> None:
    with family.desk.write("test.status") as unit:
        (enrolment,) = closing.enrolments(unit.session, family.id)
        enrolment.status, enrolment.since = status.value, date(2019, 2, 1)
    with family.desk.write("test.close") as unit:
        closing.close(unit, family.desk, family.id, Closure.MOVED_OUT, WHY)
    with family.desk.read() as session:
        (row,) = session.scalars(select(Enrolment)).all()
        steps = session.scalars(select(EnrolmentStep.paper).where(EnrolmentStep.status == "stopped")).all()
        closure = session.scalars(select(FamilyClosure)).one()
    ended = status in closing.ENDED
    assert row.status == (status.value if ended else "stopped")
    assert row.since == (date(2019, 2, 1) if ended else ON)
    assert list(steps) == ([] if ended else ["SKPWNI 4"])
    assert (closure.reason, closure.kind) == ("ikut anak", "moved_out")


def test_the_newest_open_closure_counts_until_it_is_reopened(family: Family) -> None:
    with family.desk.write("test.close") as unit:
        assert closing.open_closure(unit.session, family.id) is None
        closing.close(unit, family.desk, family.id, Closure.MOVED_OUT, WHY)
        unit.session.flush()
        found = closing.open_closure(unit.session, family.id)
        assert found is not None
        closing.reopen(unit, found, date(2019, 6, 9))
        unit.session.flush()
        assert closing.open_closure(unit.session, family.id) is None
