"""What warns and what does not: each warning where it belongs, none where it would only make people deaf to them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.models import Enrolment, EnrolmentStep, FamilyClosure, Household, Member, Payment
from desktop.rules.terms import EnrolmentStatus, Presence
from desktop.services.desk import Desk
from desktop.services.money import receivers
from desktop.services.money.receivers import Why
from desktop.services.payday import looking, paying, warning
from desktop.services.payday.rows import Level, Seen, Who
from tests.services.payday import hall
from tests.services.payday.hall import COUSIN, opened


def codes(seen: Seen) -> list[str]:
    return [warn.code for warn in seen.warnings]


def receiver(desk: Desk, at: int = 0) -> warning.Receiver:
    with desk.read() as session:
        return warning.receiver(session, session.get_one(Payment, hall.payments(desk)[at].id))


def test_a_family_in_order_needs_no_warning_and_comes_herself(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor)
    assert receiver(operator) == warning.Receiver(Who.CARETAKER, None)


@pytest.mark.parametrize(
    ("presence", "needs", "why"),
    [
        (Presence.DIED, Who.CARETAKER, Why.GONE),
        (Presence.MOVED, Who.CARETAKER, Why.GONE),
        (Presence.NOT_FOUND, Who.PROXY, Why.MISSING),
        (Presence.WITHDRAWN, Who.PROXY, Why.MISSING),
    ],
)
def test_who_has_to_come_where_the_caretaker_is_not_there(
    operator: Desk, supervisor: Desk, presence: Presence, needs: Who, why: Why
) -> None:
    one = opened(operator, supervisor)[0]
    hall.caretaker_is(operator, hall.family_of(operator, one), presence, date(2019, 4, 2))
    found = receiver(operator)
    assert found.gone is not None
    assert (found.needs, found.gone.why) == (needs, why)


def test_one_payment_is_judged_as_the_whole_list_judges_it(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 5)
    hall.caretaker_is(operator, hall.family_of(operator, there[1]), Presence.DIED, date(2019, 4, 2))
    hall.caretaker_is(operator, hall.family_of(operator, there[3]), Presence.NOT_FOUND)
    family = hall.family_of(operator, there[4])
    hall.caretaker_is(operator, family, Presence.MOVED, date(2019, 4, 3))
    hall.child_follows(operator, family, COUSIN)
    with operator.read() as session:
        whole = receivers.unreceived(session, there[0].pay_list_id)
        each = {
            payment: found
            for one in there
            for payment, found in receivers.unreceived(session, one.pay_list_id, one.id).items()
        }
    assert each == whole
    assert set(whole) == {there[1].id, there[3].id, there[4].id}


def test_a_family_that_left_the_register_is_not_paid(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    with operator.write("test.close") as unit:
        family, by = hall.family_of(operator, one), operator.person.id
        closure = FamilyClosure(household_id=family, kind="moved_out", on=date(2019, 4, 2), reason="pindah", by=by)
        unit.session.add(closure)
        unit.session.flush()
    seen = looking.look(operator, one.id)
    assert codes(seen) == ["payday.warn_closed"]
    assert not seen.payable


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (EnrolmentStatus.SUSPENDED, "payday.warn_suspended"),
        (EnrolmentStatus.STOPPED, "payday.warn_stopped"),
        (EnrolmentStatus.GRADUATED, "payday.warn_stopped"),
    ],
)
def test_whoever_was_stopped_since_is_told_with_day_and_reason(
    operator: Desk, supervisor: Desk, status: EnrolmentStatus, code: str
) -> None:
    one = opened(operator, supervisor)[0]
    with operator.write("test.stop") as unit:
        row = unit.session.get_one(Enrolment, one.enrolment_id)
        row.status, row.since = status, date(2019, 4, 2)
        for day, reason in ((date(2019, 1, 2), "lama"), (date(2019, 4, 2), "tidak hadir")):
            unit.session.add(EnrolmentStep(enrolment_id=row.id, status=status, on=day, reason=reason))
        unit.session.flush()
    (warn,) = looking.look(operator, one.id).warnings
    assert (warn.code, warn.level) == (code, Level.HOLDS)
    assert dict(warn.values) == {"since": "2 April 2019", "reason": "tidak hadir"}


def test_the_heaviest_warning_comes_first(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.refuse(operator, one.id, "malu")
    hall.caretaker_is(operator, hall.family_of(operator, one), Presence.DIED, operator.today() - timedelta(days=2))
    seen = looking.look(operator, one.id)
    assert codes(seen) == ["payday.warn_gone", "payday.warn_refused"]
    assert [warn.level for warn in seen.warnings] == [Level.STOPS, Level.NOTE]


def test_what_befell_her_after_she_was_paid_does_not_matter_here(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id)
    hall.caretaker_is(operator, hall.family_of(operator, one), Presence.DIED, operator.today())
    assert codes(looking.look(operator, one.id)) == ["payday.warn_paid_to"]


def test_a_refusal_of_the_past_is_not_told_of_who_was_paid(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.refuse(operator, one.id, "malu")
    paying.pay(operator, one.id)
    assert codes(looking.look(operator, one.id)) == ["payday.warn_paid_to"]


def test_the_newest_line_says_who_has_the_money(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id)
    hall.corrected_by_an_older_program(operator, one.id)
    paying.pay(operator, one.id, hall.PROXY)
    with operator.read() as session:
        line = warning.collected(session, one.id)
    assert line is not None
    assert line.name == hall.PROXY.name


def test_nothing_is_said_of_who_nobody_came_for(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.refuse(operator, one.id, "malu")
    with operator.read() as session:
        assert warning.collected(session, one.id) is None


def test_a_new_name_of_the_same_woman_is_no_warning(operator: Desk, supervisor: Desk) -> None:
    """Her name was put right since the list was made: the NIK is the same, and she lives there."""
    one = opened(operator, supervisor)[0]
    with operator.write("test.name") as unit:
        home = unit.session.get_one(Household, hall.family_of(operator, one))
        assert home.caretaker_id is not None
        unit.session.get_one(Member, home.caretaker_id).name = "SITI AMINAH BINTI UDIN"
    seen = looking.look(operator, one.id)
    assert (codes(seen), seen.needs, seen.name) == ([], Who.CARETAKER, one.caretaker_name)


def test_a_member_who_is_listed_but_left_is_passed_over(operator: Desk, supervisor: Desk) -> None:
    """What other lists say counts for who lives here."""
    one = opened(operator, supervisor)[0]
    family = hall.family_of(operator, one)
    with operator.read() as session:
        people = session.scalars(select(Member).where(Member.household_id == family)).all()
    assert len(people) == 2
    assert codes(looking.look(operator, one.id)) == []
