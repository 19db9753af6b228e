"""How old unpaid money is, how long it may still lie, and which families it waits for."""

from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from desktop.models import PayListStep
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.ui.accounting.ageing import AgeingTab
from desktop.ui.accounting.screen import AccountingScreen
from tests.services.money import walk
from tests.services.money.walk import FIRST, SECOND
from tests.ui.accounting.conftest import Open, cells, settled
from tests.ui.conftest import Around


def tab(screen: AccountingScreen) -> AgeingTab:
    return cast("AgeingTab", screen.tab)


def aged(desk: Desk, days: int, most: int | None = 30) -> None:
    """Let the pay-out have been opened so many days ago, with so many days to fetch the money."""
    with desk.write("test.days") as unit:
        statement = "UPDATE programme_year SET rules = json_set(rules, '$.uncashed_days', :most)"
        unit.connection.execute(text(statement), {"most": most})
        for step in unit.session.scalars(select(PayListStep).where(PayListStep.state == PayListState.OPEN)):
            step.at -= timedelta(days=days)


def test_an_office_without_unpaid_money_says_so(opened: Open) -> None:
    screen = opened(argument="ageing")
    assert "No money is unpaid" in tab(screen).empty.sentence
    assert [one.isEnabled() for one in screen.head.buttons] == [False, False]


def test_the_oldest_list_comes_first_with_its_families_beside_it(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, rooms: list[Around]
) -> None:
    walk.opened(operator, supervisor, 3)
    aged(operator, 10)
    walk.opened(operator, supervisor, 2, SECOND)
    screen = opened(argument="ageing")
    page = tab(screen)
    assert cells(page.model, "List") == ["Tranche 1 / 2019", "Tranche 2 / 2019"]
    assert cells(page.model, "Days") == ["10", "0"]
    assert cells(page.model, "Deadline") == ["20 days left", "30 days left"]
    assert cells(page.model, "Money left") == ["Rp3.000.000", "Rp3.750.000"]
    qtbot.waitUntil(lambda: page.families.model.rowCount() == 3)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.families.model.rowCount() == 5)
    assert page.title.text().startswith("Tranche 2 / 2019 · opened on ")
    settled(qtbot, screen)
    QTest.keyClick(page.families.view, Qt.Key.Key_Return)
    assert rooms[-1].went[0][0] == "families"


@pytest.mark.parametrize(
    ("days", "most", "said", "late"),
    [(40, 30, "10 days over", True), (31, 30, "1 day over", True), (30, 30, "0 days left", False),
     (29, 30, "1 day left", False), (90, None, "No deadline", False)],
)  # fmt: skip
def test_the_deadline_of_the_programme_is_kept_in_view(
    operator: Desk, supervisor: Desk, opened: Open, days: int, most: int | None, said: str, late: bool
) -> None:
    walk.opened(operator, supervisor, 2)
    aged(operator, days, most)
    screen = opened(argument="ageing")
    page = tab(screen)
    assert cells(page.model, "Deadline") == [said]
    assert page.figures.verdict == ("Rp2.000.000 over the deadline" if late else "None over its deadline")
    assert ("2 families, Rp2.000.000 are over the deadline" in page.notice.sentence) is late
    assert said in page.title.text()


def test_what_is_paid_meanwhile_is_gone_from_the_list(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened(argument="ageing")
    assert cells(tab(screen).model, "Families") == ["2"]
    done = settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    screen.bench.runner.changed.emit(done.changes)
    qtbot.waitUntil(lambda: tab(screen).model.rowCount() == 0)
    settled(qtbot, screen)
    assert tab(screen).row is None


def test_the_unpaid_are_seen_on_paper_by_who_may_read_names(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened(argument="ageing")
    screen.head.buttons[0].click()
    qtbot.waitUntil(lambda: screen.paper is not None and screen.paper.paper is not None)
    settled(qtbot, screen)
    assert screen.paper is not None
    assert screen.paper.in_view().title == "Who did not collect, with reasons"
    assert opened(Role.ADMINISTRATOR, "ageing").head.buttons == []


def test_money_over_its_deadline_leads_from_the_first_page_to_this_one(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    aged(operator, 40)
    screen = opened()
    remedy = screen.tab.notice.remedy  # type: ignore[attr-defined]
    remedy.click()
    assert isinstance(screen.tab, AgeingTab)
    settled(qtbot, screen)
