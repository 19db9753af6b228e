"""Tests of voiding a receipt with a reason and issuing the new one, each by the person who may."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview, payments, receipts, settling
from desktop.services.money.rows import PaymentRow
from desktop.services.money.settling import Outcome
from desktop.ui.payout.payments import Payments
from desktop.ui.payout.voiding import may_issue_anew, may_void
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]
FIRST = "KW-36.01-2019-000001"


def rows(desk: Desk) -> list[PaymentRow]:
    return list(payments.payments(desk, KEY).rows)


def listed(place: Place) -> Payments:
    """The payments of the tranche in view, the first of them chosen."""
    place.open()
    place.screen.tranche.part.tabs.setCurrentIndex(1)
    found = place.screen.tranche.part.payments.part
    place.settle()
    found.table.setCurrentIndex(found.model.index(0, 0))
    return found


def shown(found: Payments) -> list[bool]:
    """Whether voiding and issuing anew are offered."""
    return [found.void.isVisibleTo(found), found.anew.isVisibleTo(found)]


def test_a_supervisor_voids_with_a_reason(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    found = listed(place)
    assert shown(found) == [True, False]
    press(found, "Void the receipt…")
    asked = place.screen.tranche.part.voiding.question
    assert asked is not None
    assert asked.reason is not None
    assert not asked.do_it.isEnabled()
    QTest.keyClicks(asked.reason, "name is wrong")
    press(asked, "Void the receipt")
    place.settle()
    assert place.screen.tranche.part.notice.sentence == f"Receipt {FIRST} is void. The operator issues a new one."
    row = rows(approved)[0]
    assert (row.state, row.receipt, row.receipt_state) == (PaymentState.WITHHELD, FIRST, ReceiptState.VOID)
    assert receipts.look_up(approved, FIRST).state is ReceiptState.VOID


def test_a_question_left_voids_nothing(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    press(listed(place), "Void the receipt…")
    asked = place.screen.tranche.part.voiding.question
    assert asked is not None
    assert asked.reason is not None
    QTest.keyClicks(asked.reason, "x")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    place.settle()
    assert {row.state for row in rows(approved)} == {PaymentState.UNPAID}


def test_the_list_says_why_money_is_withheld(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    receipts.void(supervisor, FIRST, "name is wrong")
    place = place_of(approved)
    found = listed(place)
    assert found.model.index(0, 0).data() == FIRST
    assert "was voided and no new one is issued yet" in found._foot.text()
    found.table.setCurrentIndex(found.model.index(1, 0))
    assert "voided" not in found._foot.text()


def test_the_operator_issues_a_new_receipt(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    receipts.void(supervisor, FIRST, "name is wrong")
    place = place_of(approved)
    found = listed(place)
    assert shown(found) == [False, True]
    press(found, "Issue a new receipt")
    place.settle()
    assert "has a new receipt: KW-36.01-2019-000013. Print it." in place.screen.tranche.part.notice.sentence
    assert overview.status(approved, KEY).balance.withheld.families == 0
    assert rows(approved)[0].receipt == "KW-36.01-2019-000013"


def test_a_receipt_voided_twice_is_issued_twice(approved: Desk, supervisor: Desk) -> None:
    """The list names the newest of those that were voided, which is the one a new one may stand in for."""
    receipts.void(supervisor, FIRST, "name is wrong")
    receipts.issue_anew(approved, FIRST)
    receipts.void(supervisor, "KW-36.01-2019-000013", "wrong again")
    row = rows(approved)[0]
    assert (row.receipt, row.receipt_state) == ("KW-36.01-2019-000013", ReceiptState.VOID)
    assert receipts.issue_anew(approved, row.receipt).value.number == "KW-36.01-2019-000014"
    assert len(rows(approved)) == 12


def test_a_receipt_of_money_received_is_not_offered_to_void(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    approving.open_pay_out(supervisor, KEY)
    first = rows(approved)[0]
    settling.settle(approved, KEY, [Outcome(first.id, PaymentState.PAID, approved.today())])
    place = place_of(supervisor)
    found = listed(place)
    assert shown(found) == [False, False]
    found.table.setCurrentIndex(found.model.index(1, 0))
    assert shown(found) == [True, False]
    place.screen.tranche.part.voiding.void(first.receipt, "too late")
    place.settle()
    assert "settled already" in place.screen.tranche.part.notice.sentence


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_only_looks_is_offered_nothing(
    place_of: Make, approved: Desk, role: str, request: pytest.FixtureRequest
) -> None:
    place = place_of(request.getfixturevalue(role))
    found = listed(place)
    assert found.model.rowCount() == 12
    assert shown(found) == [False, False]


def test_before_approval_there_is_nothing_to_void(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    assert shown(listed(place)) == [False, False]


@pytest.mark.parametrize("state", list(PayListState))
def test_only_while_the_pay_out_is_worked_on(approved: Desk, supervisor: Desk, state: PayListState) -> None:
    good = rows(approved)[0]
    receipts.void(supervisor, rows(approved)[1].receipt, "torn")
    void = rows(approved)[1]
    worked_on = state in (PayListState.APPROVED, PayListState.OPEN)
    assert may_void(Role.SUPERVISOR, state, good) is worked_on
    assert may_issue_anew(Role.OPERATOR, state, void) is (worked_on or state is PayListState.CLOSED)
    assert not may_void(Role.SUPERVISOR, state, void)
    assert not may_issue_anew(Role.OPERATOR, state, good)
    assert not may_void(Role.OPERATOR, state, good)
    assert not may_issue_anew(Role.SUPERVISOR, state, void)
