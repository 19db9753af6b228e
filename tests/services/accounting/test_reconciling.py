"""The identities of a list in every area at every step, and every difference from what papers grant."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from desktop.models import DecreeQuota, Payment
from desktop.rules.ids import new_id
from desktop.rules.money import Balance, Figure
from desktop.rules.terms import PayListState, PaymentState
from desktop.services import approving
from desktop.services.accounting import budget, differing, reconciling, returns
from desktop.services.accounting.budget import Level, NewLine
from desktop.services.accounting.reconciling import Identity
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, receipts, settling
from desktop.services.money.settling import Outcome
from tests import families
from tests.services.money.walk import DECREE, FIRST, drafted, opened, pay_list
from tests.wording_of import sentence

P = PaymentState


def ids(desk: Desk) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Payment.id).order_by(Payment.id)))


def mixed(operator: Desk, supervisor: Desk) -> None:
    """Six families in three villages of a district: two paid, one back in the treasury, one withheld, two unpaid."""
    opened(operator, supervisor, 6)
    receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    with operator.read() as session:
        free = list(session.scalars(select(Payment.id).where(Payment.state == P.UNPAID).order_by(Payment.id)))
    today = operator.today()
    settling.settle(operator, FIRST, [Outcome(free[0], P.PAID, today), Outcome(free[1], P.PAID, today)])
    returns.make(operator, FIRST, NewReturn("STS-1", today, (free[2],)))


def millions(families_: int) -> Figure:
    return Figure(families_, families_ * 1_000_000)


def test_every_identity_holds_and_says_its_parts(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    found = reconciling.reconcile(operator, FIRST)
    assert (found.state, found.decree_number, found.sound) == (PayListState.OPEN, DECREE.number, True)
    parts = {one.code: (one.left, one.parts) for one in found.identities}
    assert parts["reconcile.decree"] == (millions(6), (millions(6), Figure()))
    assert parts["reconcile.listed"] == (millions(6), (millions(1), millions(5)))
    assert parts["reconcile.payable"] == (millions(5), (millions(2), millions(2), millions(1)))
    assert parts["reconcile.districts"] == (millions(6), (millions(6),))
    assert sum(parts["reconcile.villages"][1], Figure()) == millions(5)
    assert all(one.holds for one in found.identities)


def test_villages_add_up_to_their_district(operator: Desk, supervisor: Desk) -> None:
    mixed(operator, supervisor)
    found = reconciling.reconcile(operator, FIRST)
    (district,) = found.districts
    assert (district.code, district.granted) == (found.villages[0].code.rpartition(".")[0], None)
    assert district.name
    assert [one.code for one in found.villages] == families.villages(operator)
    for part in ("listed", "withheld", "payable", "paid", "unpaid", "returned"):
        total = sum((getattr(one.balance, part) for one in found.villages), Figure())
        assert total == getattr(district.balance, part) == getattr(found.whole, part), part


def test_a_family_to_be_placed_is_counted_by_itself(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    with operator.write("test.unplaced") as unit:
        unit.connection.execute(text("UPDATE payment SET village_code = NULL WHERE id = (SELECT min(id) FROM payment)"))
    found = reconciling.reconcile(operator, FIRST)
    assert (found.villages[0].code, found.villages[0].balance.listed) == ("", millions(1))
    assert found.sound


def test_more_on_the_list_than_the_decree_grants_is_unsound(operator: Desk) -> None:
    drafted(operator, 3)
    with operator.write("test.decree") as unit:
        unit.connection.execute(text("UPDATE decree SET households = 2, rupiah = 2000000"))
    found = reconciling.reconcile(operator, FIRST)
    assert [problem.code for problem in found.whole.problems()] == ["rules.balance_negative"]
    (line,) = found.differences
    assert (line.code, line.granted, line.listed, line.difference) == (
        differing.DECREE, millions(2), millions(3), Figure(-1, -1_000_000),
    )  # fmt: skip
    assert line.area == "36.01"


def test_an_equation_that_does_not_hold_is_seen() -> None:
    assert Identity("x", Figure(2, 20), (Figure(1, 10), Figure(1, 10))).holds
    assert not Identity("x", Figure(2, 20), (Figure(1, 10), Figure(1, 9))).holds
    assert not Identity("x", Figure(2, 20), (Figure(1, 20),)).holds


def test_a_broken_village_makes_the_whole_unsound(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    found = reconciling.reconcile(operator, FIRST)
    broken = replace(found.villages[0], balance=Balance(*(Figure(),) * 5, Figure(1, 5), Figure(), Figure()))
    assert not replace(found, villages=(broken, *found.villages[1:])).sound


def quota(desk: Desk, area: str, count: int) -> None:
    with desk.write("test.quota") as unit:
        decree = pay_list(desk).decree_id
        assert decree is not None
        unit.session.add(
            DecreeQuota(id=new_id(), decree_id=decree, area_code=area, households=count, rupiah=count * 1_000_000)
        )


def test_each_area_is_held_against_its_quota(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 5)
    first, second, third = families.villages(operator)
    quota(operator, first, 1)
    quota(operator, second, 2)
    lines = differing.differences(operator, FIRST)
    assert [(one.code, one.area, one.difference) for one in lines] == [
        (differing.QUOTA, first, Figure(-1, -1_000_000)),
        (differing.UNNAMED, third, Figure(-1, -1_000_000)),
    ]
    assert all(one.name for one in lines)
    villages = {one.code: one for one in reconciling.reconcile(operator, FIRST).villages}
    assert villages[first].granted == millions(1)
    assert villages[first].balance.not_listed == Figure(-1, -1_000_000)
    assert villages[second].balance.problems() == ()


def test_a_quota_of_the_district_holds_for_its_villages(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 5)
    district = families.villages(operator)[0].rpartition(".")[0]
    quota(operator, district, 5)
    assert differing.differences(operator, FIRST) == ()
    assert reconciling.reconcile(operator, FIRST).districts[0].granted == millions(5)


def test_the_programmes_quota_is_held_against_all_lists(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    with operator.write("test.quota") as unit:
        rules = 'json_set(rules, \'$.quotas\', json(\'[{"area": "36.01", "families": 2}]\'))'
        unit.connection.execute(text(f"UPDATE programme_year SET rules = {rules}"))
    (line,) = differing.differences(operator, FIRST)
    assert (line.code, line.granted.families, line.listed.families) == (differing.PROGRAMME, 2, 3)


def test_lists_beyond_the_budget_are_a_line_and_no_wall(operator: Desk, supervisor: Desk) -> None:
    drafted(operator, 3)
    new = NewLine("jamsosratu", 2019, Level.PROVINCE, "5.1.6", 2_000_000, "DPA", operator.today())
    budget.enter(operator, new)
    (line,) = differing.differences(operator, FIRST)
    assert (line.code, line.granted, line.listed) == (differing.BUDGET, Figure(0, 2_000_000), Figure(0, 3_000_000))
    approving.approve(supervisor, FIRST)


def test_later_lists_stand_beside_the_first(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    families.add(operator, 3, start=10)
    later = replace(FIRST, supplement=1)
    drafting.create(operator, later, replace(DECREE, number="SK-2"))
    found = reconciling.lists(operator, FIRST)
    assert [(key, balance.listed) for key, balance in found] == [(FIRST, millions(2)), (later, millions(3))]
    assert all(balance.problems() == () for _, balance in found)


@pytest.mark.parametrize("code", ["decree", "listed", "payable", "districts", "villages"])
def test_each_equation_has_its_sentence(code: str) -> None:
    assert "=" in sentence(f"reconcile.{code}")


@pytest.mark.parametrize("code", ["decree", "quota", "unnamed", "programme", "budget"])
def test_each_difference_has_its_sentence(code: str) -> None:
    assert sentence(f"reconcile.differs_{code}")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.sampled_from(["paid", "unpaid", "returned"]), min_size=6, max_size=6))
def test_whatever_becomes_of_payments_the_figures_balance(operator: Desk, supervisor: Desk, wanted: list[str]) -> None:
    if not ids(operator):
        opened(operator, supervisor, 6)
    with operator.write("test.anyhow") as unit:
        for payment, state in zip(ids(operator), wanted, strict=True):
            unit.session.get_one(Payment, payment).state = state
    found = reconciling.reconcile(operator, FIRST)
    assert found.sound
    assert found.whole.paid == millions(wanted.count("paid"))
    assert sum((one.balance.returned for one in found.villages), Figure()) == millions(wanted.count("returned"))
