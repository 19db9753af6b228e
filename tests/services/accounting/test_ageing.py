"""How long money has lain unpaid: spans of days, the programme's own deadline, and every year in one answer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState
from desktop.services import approving
from desktop.services.accounting import ageing, returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, settling, stepping_back
from tests.services.money.walk import DECREE, FIRST, SECOND, approved, opened


def later(desk: Desk, days: int) -> None:
    """Let days go by at this office."""
    now = desk.now()

    def clock() -> datetime:
        return now + timedelta(days=days)

    desk.office.clock = clock


def deadline(desk: Desk, days: int) -> None:
    with desk.write("test.days") as unit:
        statement = "UPDATE programme_year SET rules = json_set(rules, '$.uncashed_days', :days)"
        unit.connection.execute(text(statement), {"days": days})


def test_nothing_ages_before_the_pay_out_opens(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 2)
    assert ageing.unpaid(operator).rows == ()
    assert ageing.unpaid(operator).spans == (Figure(),) * 4


@pytest.mark.parametrize(("days", "span"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (800, 3)])
def test_each_day_lies_in_its_span(operator: Desk, supervisor: Desk, days: int, span: int) -> None:
    opened(operator, supervisor, 2)
    later(operator, days)
    found = ageing.unpaid(operator)
    (row,) = found.rows
    assert (row.days, row.span, row.unpaid) == (days, span, Figure(2, 2_000_000))
    assert found.spans[span] == Figure(2, 2_000_000)
    assert sum(found.spans, Figure()) == Figure(2, 2_000_000)


@pytest.mark.parametrize(("days", "left", "overdue"), [(0, 92, False), (92, 0, False), (93, -1, True)])
def test_days_left_are_those_of_the_programme(
    operator: Desk, supervisor: Desk, days: int, left: int, *, overdue: bool
) -> None:
    opened(operator, supervisor, 1)
    deadline(operator, 92)
    start = operator.today()
    later(operator, days)
    found = ageing.unpaid(operator, FIRST)
    (row,) = found.rows
    assert (row.days_left, row.overdue, row.deadline) == (left, overdue, start + timedelta(days=92))
    assert found.overdue == (Figure(1, 1_000_000) if overdue else Figure())


def test_without_a_day_of_the_programme_nothing_is_overdue(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    later(operator, 2000)
    (row,) = ageing.unpaid(operator).rows
    assert (row.deadline, row.days_left, row.overdue) == (None, None, False)


def test_lists_of_all_tranches_stand_together_the_oldest_first(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    later(operator, 70)
    drafting.create(operator, SECOND, replace(DECREE, number="SK-2"))
    approving.approve(supervisor, SECOND)
    approving.open_pay_out(supervisor, SECOND)
    found = ageing.unpaid(operator)
    assert [(row.key, row.days) for row in found.rows] == [(FIRST, 70), (SECOND, 0)]
    assert found.spans == (Figure(3, 2_250_000), Figure(), Figure(3, 3_000_000), Figure())
    assert [row.key for row in ageing.unpaid(operator, SECOND).rows] == [SECOND]


def test_what_was_paid_or_went_back_does_not_age(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    returns.make(operator, FIRST, NewReturn("STS-1", operator.today()))
    assert ageing.unpaid(operator).rows == ()


def test_a_closed_list_ages_on_from_its_first_opening(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    later(operator, 40)
    approving.close(supervisor, FIRST)
    stepping_back.ask(operator, FIRST, "masih ada yang datang")
    stepping_back.grant(supervisor, FIRST)
    settling.settle(operator, FIRST, [])
    (row,) = ageing.unpaid(operator).rows
    assert (row.days, row.state) == (40, PayListState.OPEN)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    assert ageing.unpaid(operator).rows == ()
