"""Appropriations add up, nothing of them is deleted, and what is paid and promised is taken off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Payment
from desktop.rules.money import LARGEST
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.accounting import budget, returns
from desktop.services.accounting.budget import Budget, Level, NewLine
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.money.settling import Outcome
from tests.services.money.walk import FIRST, OTHER, drafted, opened, other_programme

M = 1_000_000


def line(desk: Desk, rupiah: int, level: Level = Level.PROVINCE, **more: object) -> NewLine:
    new = NewLine("jamsosratu", 2019, level, "5.1.6.01", rupiah, "DPA 1/2019", desk.today(), "murni")
    return replace(new, **more)  # type: ignore[arg-type]


def enter(desk: Desk, rupiah: int, level: Level = Level.PROVINCE, **more: object) -> Budget:
    return budget.enter(desk, line(desk, rupiah, level, **more)).value


def test_lines_add_up_and_name_who_entered_them(operator: Desk) -> None:
    enter(operator, 10 * M)
    enter(operator, -2 * M, paper="DPPA 3/2019", note="perubahan")
    found = enter(operator, 4 * M, Level.DISTRICT)
    assert (found.appropriated, found.left, found.over) == (12 * M, 12 * M, 0)
    assert [(one.level, one.rupiah, one.paper) for one in found.lines] == [
        (Level.PROVINCE, 10 * M, "DPA 1/2019"),
        (Level.PROVINCE, -2 * M, "DPPA 3/2019"),
        (Level.DISTRICT, 4 * M, "DPA 1/2019"),
    ]
    assert {one.entered_by for one in found.lines} == {"Si Operator"}
    assert [(one.level, one.appropriated) for one in found.shares] == [(Level.PROVINCE, 8 * M), (Level.DISTRICT, 4 * M)]


def test_a_tranche_goes_from_listed_to_committed_to_realised(operator: Desk, supervisor: Desk) -> None:
    enter(operator, 10 * M)
    drafted(operator, 4)
    assert figures(operator) == (4 * M, 0, 0, 0, 10 * M)
    approving.approve(supervisor, FIRST)
    assert figures(operator) == (4 * M, 4 * M, 0, 0, 6 * M)
    approving.open_pay_out(supervisor, FIRST)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    assert figures(operator) == (4 * M, 0, 4 * M, 0, 6 * M)


def figures(desk: Desk) -> tuple[int, ...]:
    found = budget.of_year(desk, "jamsosratu", 2019)
    return found.listed, found.committed, found.realised, found.returned, found.left


def test_what_goes_back_is_left_again(operator: Desk, supervisor: Desk) -> None:
    enter(operator, 10 * M)
    opened(operator, supervisor, 3)
    returns.make(operator, FIRST, NewReturn("STS-1", operator.today()))
    assert figures(operator) == (0, 0, 0, 3 * M, 10 * M)


def test_what_was_paid_is_shared_as_the_money_is(operator: Desk, supervisor: Desk) -> None:
    enter(operator, 2 * M)
    enter(operator, 1 * M, Level.DISTRICT)
    opened(operator, supervisor, 1)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    shares = budget.of_year(operator, "jamsosratu", 2019).shares
    assert [(one.level, one.realised) for one in shares] == [(Level.PROVINCE, 666_666), (Level.DISTRICT, 333_334)]
    assert sum(one.realised for one in shares) == M, "not a rupiah is lost in rounding"


def test_what_is_bound_is_left_to_no_level(operator: Desk, supervisor: Desk) -> None:
    """What the levels have left is, together, what the year has left."""
    enter(operator, 2 * M)
    enter(operator, 5 * M, Level.DISTRICT)
    opened(operator, supervisor, 3)
    with operator.read() as session:
        first = session.scalars(select(Payment.id)).first()
    assert first is not None
    settling.settle(operator, FIRST, [Outcome(first, PaymentState.PAID, operator.today())])
    found = budget.of_year(operator, "jamsosratu", 2019)
    assert (found.committed, found.left) == (2 * M, 4 * M)
    assert [one.committed for one in found.shares] == [571_428, 1_428_572]
    assert sum(one.left for one in found.shares) == found.left


def test_lists_beyond_the_appropriation_are_told(operator: Desk) -> None:
    drafted(operator, 4)
    assert budget.of_year(operator, "jamsosratu", 2019).over == 0, "nobody said what may be spent"
    assert enter(operator, 3 * M).over == M
    assert enter(operator, 1 * M).over == 0


BAD = (
    ({"account": "  "}, "budget.no_paper"),
    ({"paper": ""}, "budget.no_paper"),
    ({"rupiah": 0}, "budget.amount"),
    ({"rupiah": LARGEST + 1}, "budget.amount"),
    ({"rupiah": -6 * M}, "budget.below_zero"),
    ({"rupiah": -1, "level": Level.DISTRICT}, "budget.below_zero"),
    ({"year": 2031}, "programme.not_here"),
)


@pytest.mark.parametrize(("bad", "code"), BAD)
def test_a_line_that_cannot_be_true_is_refused(operator: Desk, bad: dict[str, object], code: str) -> None:
    enter(operator, 5 * M)
    with pytest.raises(Refused) as refused:
        budget.enter(operator, replace(line(operator, M), **bad))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert len(budget.of_year(operator, "jamsosratu", 2019).lines) == 1


def test_a_paper_of_tomorrow_is_refused(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        enter(operator, M, on=operator.today() + timedelta(days=1))
    assert refused.value.code == "budget.future"


def test_only_the_operator_enters(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    for desk in (supervisor, auditor):
        with pytest.raises(Refused) as refused:
            enter(desk, M)
        assert refused.value.code == "role.not_allowed"
    assert budget.years(auditor) == ()


def test_years_are_those_with_a_list_or_a_line(operator: Desk) -> None:
    other_programme(operator)
    drafted(operator, 1)
    budget.enter(operator, line(operator, M, programme=OTHER.programme))
    found = budget.years(operator)
    assert [(one.programme, one.year, one.listed, one.appropriated) for one in found] == [
        ("jamsosratu", 2019, M, 0),
        ("jscm", 2019, 0, M),
    ]
    assert found[1].name == "JSCM 2019"


def test_long_words_fit_their_place(operator: Desk) -> None:
    found = enter(operator, M, account="5." * 60, paper="DPA " * 60, note="catatan " * 60)
    (row,) = found.lines
    assert (len(row.account), len(row.paper), len(row.note)) == (60, 120, 200)
