"""The budget in the window: is it enough, whose money it is, and a paper entered by the operator."""

from datetime import timedelta
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import PaymentState, Role
from desktop.services import drafts
from desktop.services.accounting import budget
from desktop.services.accounting.budget import Level, NewLine
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.money.settling import Outcome
from desktop.ui.accounting.budget import BudgetTab
from desktop.ui.accounting.budget_form import DRAFT, TAKES, BudgetForm
from desktop.ui.accounting.budget_words import percent
from desktop.ui.accounting.screen import AccountingScreen
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Tone
from tests.services.accounting.test_reconciling import ids
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.ui.accounting.conftest import Open, cells, settled


def tab(screen: AccountingScreen) -> BudgetTab:
    return cast("BudgetTab", screen.tab)


def enter(desk: Desk, rupiah: int, level: Level = Level.PROVINCE) -> None:
    budget.enter(desk, NewLine("jamsosratu", 2019, level, "5.1.6", rupiah, "DPA 1", desk.today()))


def form(qtbot: QtBot, screen: AccountingScreen) -> BudgetForm:
    screen.head.buttons[-1].click()
    settled(qtbot, screen)
    assert screen.entering is not None
    return screen.entering


def test_an_office_without_lists_and_papers_says_so(opened: Open) -> None:
    screen = opened(argument="budget")
    assert "No programme year" in tab(screen).empty.sentence
    assert [one.isEnabled() for one in screen.head.buttons] == [False, False]


def test_a_year_without_a_paper_is_not_judged(operator: Desk, opened: Open) -> None:
    walk.drafted(operator, 2)
    screen = opened(argument="budget")
    assert "Nobody entered yet what Jamsosratu 2019 may spend" in tab(screen).notice.sentence
    assert "No paper says yet" in tab(screen).none.sentence
    assert cells(tab(screen).years, "State") == ["Not entered"]


def test_on_an_office_screen_no_document_number_is_cut(operator: Desk, opened: Open) -> None:
    walk.drafted(operator, 2)
    line = NewLine("jamsosratu", 2019, Level.PROVINCE, "5.1.6.01.01", 1, "DPPA 1.06.0.00/2019 P-2", operator.today())
    budget.enter(operator, line)
    screen = opened(argument="budget")
    screen.resize(1158, 768)  # beside the rail of a screen of 1366
    view = tab(screen).papers.findChild(TableView)
    assert view is not None
    for column in range(view.model().columnCount()):
        assert view.columnWidth(column) >= view.sizeHintForIndex(view.model().index(0, column)).width(), column


def test_it_is_enough_and_each_level_has_its_part(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 4)
    settling.settle(operator, FIRST, [Outcome(one, PaymentState.PAID, operator.today()) for one in ids(operator)[:2]])
    enter(operator, 6_000_000)
    enter(operator, 2_000_000, Level.DISTRICT)
    page = tab(opened(argument="budget"))
    assert page.notice.sentence == ("Enough: of Rp8.000.000 that may be spent Rp4.000.000 are neither paid nor bound.")
    assert page.notice.property("tone") == Tone.GOOD
    assert page.figures.verdict == "Within the appropriation"
    assert cells(page.shares, "Whose money") == ["Province", "Regency or city"]
    assert cells(page.shares, "Its part of what is paid") == ["Rp1.500.000", "Rp500.000"]
    assert cells(page.shares, "Left to spend") == ["Rp3.000.000", "Rp1.000.000"]
    assert cells(page.lines, "Document") == ["DPA 1", "DPA 1"]
    assert cells(page.lines, "Note") == ["Si Operator", "Si Operator"]


def test_lists_beyond_the_appropriation_are_said_with_how_much(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 3)
    enter(operator, 2_000_000)
    page = tab(opened(argument="budget"))
    assert page.notice.sentence == (
        "The lists come to Rp3.000.000, and Rp2.000.000 may be spent: Rp1.000.000 too much."
    )
    assert page.notice.property("tone") == Tone.DANGER
    assert page.figures.verdict == "Over by Rp1.000.000"
    assert cells(page.years, "State") == ["Over"]


def test_the_operator_enters_a_paper_and_then_one_that_takes_away(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.drafted(operator, 1)
    screen = opened(argument="budget")
    page = form(qtbot, screen)
    assert page.head.context == "Jamsosratu 2019"
    values = {"paper": "DPA 7", "account": "5.1.6", "on": operator.today(), "rupiah": 5_000_000}
    page.form.fill(values)
    page.form.submit()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert tab(screen).done.sentence == "Entered: Jamsosratu 2019 may spend Rp5.000.000 now."
    page = form(qtbot, screen)
    page.form.fill(values | {"paper": "DPPA 1", "rupiah": 2_000_000, "way": TAKES})
    page.form.submit()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    qtbot.waitUntil(lambda: cells(tab(screen).lines, "Rupiah") == ["Rp5.000.000", "-Rp2.000.000"])
    settled(qtbot, screen)
    assert budget.of_year(operator, "jamsosratu", 2019).appropriated == 3_000_000


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"paper": ""}, "paper", "must be filled in"),
        ({"rupiah": 0}, "rupiah", "Write the rupiah"),
        ({"rupiah": 1, "way": TAKES}, "rupiah", "no more can be taken away"),
        ({"later": 1}, "on", "still to come"),
    ],
)
def test_what_is_refused_stands_at_its_field(
    operator: Desk, opened: Open, qtbot: QtBot, change: dict[str, object], field: str, said: str
) -> None:
    walk.drafted(operator, 1)
    screen = opened(argument="budget")
    page = form(qtbot, screen)
    later = timedelta(days=int(str(change.pop("later", 0))))
    page.form.fill({"paper": "DPA", "account": "5.1", "on": operator.today() + later, "rupiah": 5} | change)
    page.form.submit()
    qtbot.waitUntil(lambda: said in page.form.blocks[field].problem)
    settled(qtbot, screen)
    assert budget.of_year(operator, "jamsosratu", 2019).lines == ()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_else_enters_a_paper(operator: Desk, opened: Open, role: Role) -> None:
    walk.drafted(operator, 1)
    screen = opened(role, "budget")
    words = [one.text() for one in screen.head.buttons]
    assert words == ([] if role is Role.ADMINISTRATOR else ["Year report on paper…"])


def test_the_year_is_seen_on_paper(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 1)
    screen = opened(Role.AUDITOR, "budget")
    screen.head.buttons[0].click()
    qtbot.waitUntil(lambda: screen.paper is not None and screen.paper.paper is not None)
    settled(qtbot, screen)
    assert screen.paper is not None
    assert screen.paper.in_view().title == "The whole year"


def test_what_is_typed_outlives_the_lock(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.drafted(operator, 1)
    screen = opened(argument="budget")
    form(qtbot, screen).form.fill({"paper": "DPA 7", "rupiah": 5_000_000, "on": operator.today()})
    screen.keep_draft()
    settled(qtbot, screen)
    again = form(qtbot, opened(argument="budget"))
    qtbot.waitUntil(lambda: again.form.values()["paper"] == "DPA 7")
    values = again.form.values()
    assert (values["rupiah"], values["on"], values["level"]) == (5_000_000, operator.today(), Level.PROVINCE)
    again._throw_away("")
    qtbot.waitUntil(lambda: drafts.take(operator, DRAFT) is None)


def test_a_draft_of_another_year_is_left_alone(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.drafted(operator, 1)
    drafts.keep(operator, DRAFT, '{"year": "jscm-2018", "paper": "DPA"}')
    page = form(qtbot, opened(argument="budget"))
    assert page.form.values()["paper"] == ""
    assert not page.dirty


def test_what_is_half_typed_is_still_there_when_one_comes_back(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.drafted(operator, 1)
    screen = opened(argument="budget")
    page = form(qtbot, screen)
    page.form.fill({"paper": "DPA 7"})
    screen.enter()
    settled(qtbot, screen)
    assert screen.pages.currentWidget() is page
    assert page.form.values()["paper"] == "DPA 7"


@pytest.mark.parametrize(("part", "whole", "said"), [(0, 0, ""), (1, 3, "33 %"), (999, 1000, "99 %"), (5, 5, "100 %")])
def test_nothing_looks_whole_before_it_is(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said
