"""Pairs on the first screen: how many wait, for whom, and that they go when somebody has decided."""

import pytest

from desktop.rules.terms import Role
from desktop.services import home
from desktop.services.desk import Desk
from desktop.services.duplicates import deciding, listing
from desktop.services.duplicates.keeping import Decision
from desktop.services.home import Kind
from tests import offices
from tests.services.duplicates.doubles import NIK, double, family, person, run


def waits(desk: Desk) -> int:
    """What the first screen says of pairs."""
    return sum(item.count for item in home.today(desk).items if item.kind is Kind.DOUBLES)


def test_nothing_waits_before_a_search(operator: Desk) -> None:
    double(operator)
    assert waits(operator) == 0
    run(operator)
    assert waits(operator) == 1


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT, Decision.LATER])
def test_a_decided_pair_waits_no_more(operator: Desk, decision: Decision) -> None:
    for _ in range(3):
        family(operator, person(nik=NIK))
    run(operator)
    assert waits(operator) == 3
    deciding.decide(operator, listing.page(operator).rows[0].id, decision, "Ditanyakan ke desa")
    assert waits(operator) == listing.count(operator) == 2


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_pairs_wait_for_the_operator_alone(operator: Desk, role: Role) -> None:
    double(operator)
    run(operator)
    assert waits(offices.same_office_as(operator, role)) == 0


def test_a_decision_taken_back_waits_again(operator: Desk, supervisor: Desk) -> None:
    double(operator)
    run(operator)
    pair = listing.page(operator).rows[0].id
    deciding.decide(operator, pair, Decision.SAME, "Satu orang")
    assert waits(operator) == 0
    deciding.take_back(supervisor, pair, "Periksa lagi")
    assert waits(operator) == 1
