"""What each person is offered at each stage of a list: the way on, the way back, later lists; never what is refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.errors import Refused
from desktop.rules.terms import PayListState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, later_lists, overview, stepping_back
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Step
from tests import families, offices
from tests.services.money.walk import DECREE, FIRST, drafted

S = PayListState
CHANGE = replace(DECREE, number="466/Kep.200-Huk/2019")
LATER = replace(FIRST, supplement=1)
OPERATOR = {
    S.DRAFT: {Step.CREATE, Step.CHECK},
    S.CHECKED: {Step.CREATE},
    S.APPROVED: {Step.PRINT, Step.LETTERS, Step.ASK_BACK, Step.LATER},
    S.OPEN: {Step.PRINT, Step.LETTERS, Step.ASK_BACK, Step.LATER},
    S.CLOSED: {Step.ASK_BACK, Step.LATER},
}
SUPERVISOR = {
    S.DRAFT: {Step.APPROVE},
    S.CHECKED: {Step.APPROVE, Step.ASK_BACK},
    S.APPROVED: {Step.OPEN, Step.ASK_BACK},
    S.OPEN: {Step.CLOSE, Step.ASK_BACK},
    S.CLOSED: {Step.LOCK, Step.ASK_BACK},
}


def reach(operator: Desk, supervisor: Desk, wanted: PayListState) -> None:
    drafted(operator, 2)
    steps: dict[PayListState, Callable[[], object]] = {
        S.CHECKED: lambda: approving.check(operator, FIRST),
        S.APPROVED: lambda: approving.approve(supervisor, FIRST),
        S.OPEN: lambda: approving.open_pay_out(supervisor, FIRST),
        S.CLOSED: lambda: approving.close(supervisor, FIRST),
    }
    for state, step in steps.items():
        if list(S).index(state) <= list(S).index(wanted):
            step()


def offered(desk: Desk, key: TrancheKey = FIRST) -> set[Step]:
    return set(overview.status(desk, key).row.steps)


@pytest.mark.parametrize("state", list(OPERATOR))
def test_what_an_operator_and_a_supervisor_are_offered(operator: Desk, supervisor: Desk, state: PayListState) -> None:
    reach(operator, supervisor, state)
    assert offered(operator) == OPERATOR[state]
    assert offered(supervisor) == SUPERVISOR[state]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_reads_is_offered_nothing(operator: Desk, supervisor: Desk, role: Role) -> None:
    reach(operator, supervisor, S.APPROVED)
    stepping_back.ask(operator, FIRST, "Nama keliru")
    assert offered(offices.same_office_as(operator, role)) == set()


def test_while_a_wish_waits_nobody_asks_again_and_another_decides(operator: Desk, supervisor: Desk) -> None:
    reach(operator, supervisor, S.APPROVED)
    stepping_back.ask(operator, FIRST, "Nama keliru")
    assert Step.ASK_BACK not in offered(operator) | offered(supervisor)
    assert Step.DECIDE_BACK in offered(supervisor)
    assert Step.DECIDE_BACK not in offered(operator)
    wish = overview.status(supervisor, FIRST).wish_back
    assert wish is not None
    assert (wish.reason, wish.mine) == ("Nama keliru", False)
    stepping_back.decline(supervisor, FIRST, "Sudah benar")
    assert Step.ASK_BACK in offered(operator)
    assert overview.status(supervisor, FIRST).wish_back is None


def test_who_asked_is_not_offered_the_decision(operator: Desk, supervisor: Desk) -> None:
    reach(operator, supervisor, S.APPROVED)
    stepping_back.ask(supervisor, FIRST, "Nama keliru")
    assert Step.DECIDE_BACK not in offered(supervisor)
    assert overview.status(supervisor, FIRST).wish_back is not None


def test_only_the_newest_list_offers_one_more(operator: Desk, supervisor: Desk) -> None:
    reach(operator, supervisor, S.OPEN)
    families.add(operator, 1, start=2)
    drafting.create(operator, LATER, CHANGE)
    assert Step.LATER not in offered(operator) | offered(operator, LATER)
    approving.approve(supervisor, LATER)
    assert Step.LATER in offered(operator, LATER)
    assert Step.LATER not in offered(operator)
    assert later_lists.next_list(operator, FIRST) == replace(FIRST, supplement=2)


def test_each_list_has_its_row_with_its_own_figures(operator: Desk, supervisor: Desk) -> None:
    reach(operator, supervisor, S.OPEN)
    families.add(operator, 1, start=2)
    drafting.create(operator, LATER, CHANGE)
    rows = {row.key: row for row in overview.tranches(operator) if row.key.first == FIRST}
    assert list(rows) == [FIRST, LATER]
    assert (rows[FIRST].listed.families, rows[LATER].listed.families) == (2, 1)
    assert (rows[FIRST].state, rows[LATER].state) == (S.OPEN, S.DRAFT)
    assert (rows[FIRST].decree_number, rows[LATER].decree_number) == (DECREE.number, CHANGE.number)


def test_what_is_not_offered_is_refused(operator: Desk, supervisor: Desk) -> None:
    """The screen is no lock: the services themselves say no."""
    reach(operator, supervisor, S.DRAFT)
    with pytest.raises(Refused):
        stepping_back.ask(operator, FIRST, "Nama keliru")
    with pytest.raises(Refused):
        drafting.create(operator, LATER, CHANGE)
    approving.approve(supervisor, FIRST)
    with pytest.raises(Refused):
        stepping_back.decline(supervisor, FIRST, "Tidak ada permintaan")
