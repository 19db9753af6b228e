"""Tabs are made when they are first looked at; keys, ways in, and a list taken to its last rupiah by two people."""

from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.changes import Changes
from desktop.models import Payment
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import receipts, settling
from desktop.services.money.settling import Outcome
from desktop.ui.accounting.ageing import AgeingTab
from desktop.ui.accounting.balance import Balance
from desktop.ui.accounting.budget import BudgetTab
from desktop.ui.accounting.returns import ReturnsTab
from desktop.ui.accounting.screen import SHOWN, AccountingScreen
from desktop.ui.accounting.wants import AGEING, BALANCE, BUDGET, RETURNS, OtherTab
from tests.services.accounting.test_reconciling import ids, mixed
from tests.services.money import walk
from tests.services.money.walk import FIRST, faults
from tests.ui.accounting.conftest import Open, cells, settled

P = PaymentState
TABS = {BALANCE: Balance, AGEING: AgeingTab, RETURNS: ReturnsTab, BUDGET: BudgetTab}


def said(screen: AccountingScreen) -> str:
    return cast("Balance", screen.tabs.of_name(BALANCE)).notice.sentence


def test_only_the_tab_one_looks_at_is_made(opened: Open, qtbot: QtBot) -> None:
    screen = opened()
    assert list(screen.tabs.made) == [BALANCE]
    assert (screen.paper, screen.proof, screen.returning, screen.entering) == (None, None, None, None)
    screen.tabs.bar.setCurrentIndex(2)
    settled(qtbot, screen)
    assert list(screen.tabs.made) == [BALANCE, RETURNS]
    screen.tabs.bar.setCurrentIndex(0)
    settled(qtbot, screen)
    assert isinstance(screen.tab, Balance)
    assert list(screen.tabs.made) == [BALANCE, RETURNS], "none is made twice"


@pytest.mark.parametrize("name", list(TABS))
def test_one_comes_in_by_the_name_of_a_tab(opened: Open, name: str) -> None:
    screen = opened(argument=name)
    assert type(screen.tab) is TABS[name]
    assert list(screen.tabs.made) == [name]


def test_what_names_no_tab_shows_the_first(opened: Open) -> None:
    assert isinstance(opened(argument="nowhere").tab, Balance)


def test_one_tab_leads_to_another_and_the_arrows_go_through_them(opened: Open, qtbot: QtBot) -> None:
    screen = opened()
    screen.bring(OtherTab(AGEING))
    assert screen.tab is screen.tabs.of_name(AGEING)
    QTest.keyClick(screen.tabs.bar, Qt.Key.Key_Right)
    assert screen.tab is screen.tabs.of_name(RETURNS)
    settled(qtbot, screen)


def test_the_head_offers_what_belongs_to_the_tab(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 1)
    screen = opened()
    words = {}
    for place, name in enumerate(TABS):
        screen.tabs.bar.setCurrentIndex(place)
        settled(qtbot, screen)
        words[name] = [one.text() for one in screen.head.buttons]
        assert all(one.isEnabled() for one in screen.head.buttons)
    assert words == {
        BALANCE: ["Realisation on paper…"],
        AGEING: ["List of the unpaid on paper…", "Return money…"],
        RETURNS: ["Return money…"],
        BUDGET: ["Year report on paper…", "Enter an appropriation…"],
    }


@pytest.mark.parametrize("name", [AGEING, RETURNS, BUDGET])
def test_the_cursor_stands_in_the_list(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, name: str) -> None:
    mixed(operator, supervisor)
    screen = opened(argument=name)
    wanted = cast("QWidget", screen.tab.view)  # type: ignore[attr-defined]
    screen.tab.take_focus()
    assert screen.focusWidget() is wanted
    settled(qtbot, screen)


def test_what_touches_no_money_asks_nothing_again(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 1)
    screen = opened()
    screen.changed(Changes.of("visit", "letter"))
    assert screen.bench.runner.count == 0


@pytest.mark.parametrize("kind", SHOWN)
def test_what_touches_money_asks_again(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, kind: str) -> None:
    walk.opened(operator, supervisor, 1)
    screen = opened()
    screen.changed(Changes.of(kind))
    assert screen.bench.runner.count > 0
    settled(qtbot, screen)


def test_f5_asks_again(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened()
    settling.settle_rest(operator, FIRST, P.PAID, operator.today())
    assert "still to be paid" in said(screen)
    screen.refresh()
    settled(qtbot, screen)
    assert "nothing is left to do" in said(screen)


def test_nothing_is_kept_for_a_page_nobody_was_on(opened: Open) -> None:
    opened().keep_draft()


def test_a_list_goes_to_its_last_rupiah_by_two_people(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    """Two of four are paid; one goes back, is declined once, goes back again, is confirmed; one gets a new receipt."""
    walk.opened(operator, supervisor, 4)
    receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    unpaid = ids_unpaid(operator)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today()) for one in unpaid[:2]])
    mine, other = opened(operator, RETURNS), opened(supervisor, RETURNS)
    tab = cast("ReturnsTab", other.tab)
    for turn, decide in enumerate((tab.acts.ask_decline, tab.acts.ask_confirm)):
        mine.head.buttons[-1].click()
        settled(qtbot, mine)
        page = mine.returning
        assert page is not None
        page.form.fill({"number": f"STS-{turn}"})
        page.save.click()
        qtbot.waitUntil(lambda: mine.pages.currentIndex() == 0)
        other.refresh()
        settled(qtbot, other)
        tab.view.selectRow(0)
        row = tab.row
        assert row is not None
        assert (row.sts_number, row.waits) == (f"STS-{turn}", True)
        decide(row)
        question = tab.acts.question
        assert question is not None
        if question.reason is not None:
            question.reason.setText("tidak ada di rekening kas")
        question.do_it.click()
        settled(qtbot, other)
    assert cells(tab.model, "State") == ["Declined", "Confirmed"]
    receipts.issue_anew(operator, "KW-36.01-2019-000001")
    settling.settle_rest(operator, FIRST, P.PAID, operator.today())
    approving.close(supervisor, FIRST)
    approving.lock(supervisor, FIRST)
    mine.enter(FIRST)
    settled(qtbot, mine)
    assert said(mine) == "In order: every sum adds up, and nothing is left to do."
    assert faults(operator) == []


def ids_unpaid(desk: Desk) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Payment.id).where(Payment.state == P.UNPAID)))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_look_at_every_tab(operator: Desk, supervisor: Desk, opened: Open, role: Role) -> None:
    walk.opened(operator, supervisor, 2)
    settling.settle(operator, FIRST, [Outcome(ids(operator)[0], P.RETURNED, operator.today(), "", "STS-1")])
    for name in TABS:
        screen = opened(role, name)
        assert screen.tabs.made[name].isVisibleTo(screen)
