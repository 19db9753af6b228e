"""Is everything in order? The sentence, the figures, the sums, and the way from the districts down to a family."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop.rules.terms import PaymentState, Role
from desktop.services import approving
from desktop.services.accounting import returns
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.money.settling import Outcome
from desktop.ui.accounting.balance import Balance
from desktop.ui.accounting.screen import AccountingScreen
from desktop.ui.kit.figure import FigureCard
from desktop.ui.kit.tokens import Tone
from tests.services.accounting.test_reconciling import ids, mixed, quota
from tests.services.money import walk
from tests.services.money.walk import FIRST, SECOND
from tests.ui.accounting.conftest import Open, cells, settled
from tests.ui.conftest import Around


def balance(screen: AccountingScreen) -> Balance:
    return cast("Balance", screen.tab)


def tone(screen: AccountingScreen) -> str:
    return str(balance(screen).notice.property("tone"))


def said(screen: AccountingScreen) -> str:
    return balance(screen).notice.sentence


def figures(qtbot: QtBot, screen: AccountingScreen) -> list[str]:
    """Name, value and note of each card."""
    cards = balance(screen).figures
    qtbot.waitUntil(lambda: sum(not one.isHidden() for one in cards.findChildren(FigureCard)) == 4)
    return [one.accessibleName() for one in cards.findChildren(FigureCard) if not one.isHidden()]


def test_an_office_without_a_list_says_where_one_is_drafted(opened: Open, qtbot: QtBot) -> None:
    screen = opened()
    tab = balance(screen)
    qtbot.waitUntil(tab.empty.isVisible)
    assert "Draft one under Pay-out" in tab.empty.sentence
    assert not tab.notice.isVisible()


def test_a_draft_adds_up_and_is_not_approved(operator: Desk, opened: Open) -> None:
    walk.drafted(operator, 3)
    screen = opened()
    assert (said(screen), tone(screen)) == ("Every sum adds up; the list is not approved yet.", Tone.GOOD)
    assert balance(screen).about.text() == "Decree 466/Kep.123-Huk/2019"


def test_an_open_list_says_what_is_still_to_be_paid(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 3)
    screen = opened()
    assert said(screen) == "In order: every sum adds up; 3 families, Rp3.000.000, are still to be paid."
    assert figures(qtbot, screen)[:2] == ["To be paid: 3. Rp3.000.000", "Paid: 0. Rp0"]


def test_nothing_is_left_where_all_is_paid(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 2)
    settling.settle(operator, FIRST, [Outcome(one, PaymentState.PAID, operator.today()) for one in ids(operator)])
    approving.close(supervisor, FIRST)
    screen = opened(Role.AUDITOR)
    assert (said(screen), tone(screen)) == ("In order: every sum adds up, and nothing is left to do.", Tone.GOOD)


def test_what_waits_for_a_second_person_is_said_and_led_to(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    mixed(operator, supervisor)
    screen = opened()
    tab = balance(screen)
    assert tone(screen) == Tone.ATTENTION
    assert "1 families, Rp1.000.000, went back and wait for a second person." in said(screen)
    assert figures(qtbot, screen)[-1] == "Returned: 1. Rp1.000.000 · 1 not confirmed"
    assert [chip.value.text for chip in tab.sums.chips] == ["Balanced"] * 7
    (row,) = returns.listing(operator, FIRST)
    assert row.id is not None
    returns.confirm(supervisor, row.id)
    screen.refresh()
    qtbot.waitUntil(lambda: "still to be paid" in said(screen))
    assert figures(qtbot, screen)[-1] == "Returned: 1. Rp1.000.000"


def test_a_sum_that_does_not_hold_says_by_how_much(operator: Desk, supervisor: Desk, opened: Open) -> None:
    mixed(operator, supervisor)
    with operator.write("test.meddle") as unit:
        unit.connection.execute(text("UPDATE treasury_return SET rupiah = rupiah - 7"))
    screen = opened()
    assert tone(screen) == Tone.DANGER
    assert said(screen).startswith("Not in order. 1 sums do not add up.")
    assert "Differs by Rp7" in [chip.value.text for chip in balance(screen).sums.chips]


def test_where_list_and_papers_differ_stands_in_lines_and_at_the_area(
    operator: Desk, supervisor: Desk, opened: Open
) -> None:
    walk.opened(operator, supervisor, 5)
    screen = opened()
    district = balance(screen).areas.books.found.districts[0]  # type: ignore[union-attr]
    quota(operator, district.code, 7)
    screen = opened()
    assert tone(screen) == Tone.DANGER
    lines = [line for line in balance(screen).sums.lines if "the decree grants 7" in line]
    assert len(lines) == 1
    assert cells(balance(screen).areas.model, "Sum") == ["Differs by Rp2.000.000"]


def test_one_goes_from_the_districts_down_to_a_family_and_back(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, rooms: list[Around]
) -> None:
    mixed(operator, supervisor)
    screen = opened()
    areas = balance(screen).areas
    assert cells(areas.model, "Back") == ["1"]
    assert areas.out.isHidden()
    areas.view.setFocus()
    QTest.keyClick(areas.view, Qt.Key.Key_Return)
    assert len(cells(areas.model, "Area")) == 3
    assert sum(map(int, cells(areas.model, "Paid"))) == 2
    village = areas.view.row
    QTest.keyClick(areas.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: areas.families.model.rowCount() == 2)
    settled(qtbot, screen)
    assert areas.families.foot.text().startswith("2 families")
    assert areas.where.text().count(" / ") == 2
    QTest.keyClick(areas.families.view, Qt.Key.Key_Return)
    assert rooms[-1].went[0][0] == "families"
    screen.back()
    assert areas.view.row == village, "one comes out where one went in"
    areas.out.click()
    assert areas.path == []
    screen.back()
    assert areas.path == [], "Esc at the top leaves all as it is"


def test_families_to_be_placed_have_a_line_of_their_own(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 3)
    with operator.write("test.unplaced") as unit:
        unit.connection.execute(text("UPDATE payment SET village_code = NULL WHERE id = (SELECT min(id) FROM payment)"))
    screen = opened()
    areas = balance(screen).areas
    assert cells(areas.model, "Area")[0] == "Still to be placed"
    areas.go_in(areas.model.rows[0])
    qtbot.waitUntil(lambda: areas.families.model.rowCount() == 1)
    settled(qtbot, screen)


def test_another_list_is_chosen_and_shown_from_its_districts(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    walk.drafted(operator, 1, SECOND)
    screen = opened(argument=SECOND)
    tab = balance(screen)
    assert tab.key == SECOND
    tab.areas.go_in(tab.areas.model.rows[0])
    tab.list.choose(FIRST)
    tab.list.chosen.emit(FIRST)
    qtbot.waitUntil(lambda: tab.areas.key == FIRST)
    assert tab.areas.path == []
    settled(qtbot, screen)


def test_the_realisation_is_seen_on_paper(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened()
    (printing,) = screen.head.buttons
    printing.click()
    paper = screen.pages.currentWidget()
    qtbot.waitUntil(lambda: paper.paper is not None)  # type: ignore[union-attr]
    settled(qtbot, screen)
    assert set(paper.in_view().saves) == {".pdf", ".xlsx"}  # type: ignore[union-attr]
    paper.leave()  # type: ignore[union-attr]
    assert screen.pages.currentIndex() == 0


def test_an_administrator_sees_the_figures_and_no_names_on_paper(
    operator: Desk, supervisor: Desk, opened: Open
) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened(Role.ADMINISTRATOR)
    assert "still to be paid" in said(screen)
    assert screen.head.buttons == []


def test_what_is_done_elsewhere_is_seen_at_once(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened()
    done = settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    screen.bench.runner.changed.emit(done.changes)
    qtbot.waitUntil(lambda: "nothing is left to do" in said(screen))
    settled(qtbot, screen)
