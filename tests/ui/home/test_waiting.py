"""What waits stands before each role as cards, each one key away, and never before a role it does not concern."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services import approving, facilitators, safety, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.money import drafting, printing
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.visits import FollowUp, NewVisit
from desktop.ui.home.parts import ItemCard, TranchesCard
from desktop.ui.home.screen import HomeScreen
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Share
from desktop.ui.kit.tokens import Tone
from desktop.ui.runner import Runner
from tests import families, offices
from tests.ui.home.conftest import HomeOf, Went

KEY = TrancheKey("jamsosratu", 2019, 1)
DECREE = NewDecree("900/Kep.1/2019", date(2019, 3, 25))
DAY = timedelta(days=1)


def texts(widget: QWidget) -> str:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join([*labels, *(one.value.text for one in widget.findChildren(Chip) if one.isVisibleTo(widget))])


def titles(screen: HomeScreen) -> list[str]:
    return [card.said.title for card in screen.cards]


def of_lists(screen: HomeScreen) -> list[str]:
    """What waits besides what the register lacks."""
    lacking = {"Candidates to validate", "Families without a facilitator", "Families with faults in their data"}
    return [title for title in titles(screen) if title not in lacking]


def press(qtbot: QtBot, screen: HomeScreen, key: Qt.Key) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen.focusWidget() or screen, key)


def nothing(_: Desk, __: Path) -> None:
    """Families only."""


def drafted(desk: Desk, _: Path) -> None:
    drafting.create(desk, KEY)


def decreed(desk: Desk, _: Path) -> None:
    drafting.create(desk, KEY, DECREE)


def approved(desk: Desk, folder: Path) -> None:
    decreed(desk, folder)
    approving.approve(offices.same_office_as(desk, Role.SUPERVISOR), KEY)


def printed(desk: Desk, folder: Path) -> None:
    approved(desk, folder)
    printing.print_receipts(desk, KEY, folder / "receipts.pdf")


def confirmed(desk: Desk, folder: Path) -> None:
    printed(desk, folder)
    printing.confirm(desk, KEY)


def opened(desk: Desk, folder: Path) -> None:
    confirmed(desk, folder)
    approving.open_pay_out(offices.same_office_as(desk, Role.SUPERVISOR), KEY)


FINISH, WAITS, APPROVE = "Draft without a decree", "List waits for approval", "List waits for your approval"
PRINT, CONFIRM, OPEN = "Receipts to print", "Receipts printed, not confirmed", "Approved, pay-out not begun"


@pytest.mark.parametrize(
    ("happened", "operator_sees", "supervisor_sees", "state"),
    [
        (nothing, [], [], ""),
        (drafted, [FINISH], [], "Draft"),
        (decreed, [WAITS], [APPROVE], "Draft"),
        (approved, [PRINT], [OPEN], "Approved"),
        (printed, [CONFIRM], [OPEN], "Approved"),
        (confirmed, [], [OPEN], "Approved"),
        (opened, [], [], "Paying out"),
    ],
)
def test_a_list_waits_for_one_person_after_another(
    home_of: HomeOf,
    operator: Desk,
    tmp_path: Path,
    happened: Callable[[Desk, Path], None],
    operator_sees: list[str],
    supervisor_sees: list[str],
    state: str,
) -> None:
    families.add(operator, 3)
    happened(operator, tmp_path)
    screen = home_of(operator)
    assert of_lists(screen) == operator_sees
    cards = screen.findChildren(TranchesCard)
    assert bool(cards) is bool(state)
    assert all(state in texts(card) for card in cards)
    assert titles(home_of(offices.same_office_as(operator, Role.SUPERVISOR))) == supervisor_sees
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        seen = titles(home_of(offices.same_office_as(operator, role)))
        assert not {*seen} & {FINISH, WAITS, APPROVE, PRINT, CONFIRM, OPEN}


@pytest.fixture
def busy(operator: Desk) -> Desk:
    """Several things wait for the operator."""
    family = families.add(operator, 3)[0]
    families.add(operator, 2, start=3, village_code=None, area_as_written="Desa Entah")
    families.add(operator, 2, start=5, no_kk="3601010101190001")
    drafting.create(operator, KEY)
    who = facilitators.add(operator, NewFacilitator("Ratna")).value.id
    today = operator.today()
    for due in (today - 4 * DAY, today):
        new = NewVisit(family, who, today - 9 * DAY, "Kunjungan rutin", "Baik.", follow_up="Lihat lagi", due_on=due)
        visits.record(operator, new)
    return operator


IN_ORDER = [
    FINISH,
    "Follow-ups overdue",
    "Follow-ups due today",
    "Families to be placed",
    "Candidates to validate",
    "Families without a facilitator",
    "Questions to decide",
]
LEADS = [
    ("payout", KEY),
    ("visits", FollowUp.OVERDUE),
    ("visits", FollowUp.DUE),
    ("families", Asked(filters=Filters(unplaced=True))),
    ("validating", None),
    ("families", Asked(filters=Filters(unattended=True))),
    ("families", Asked("3601010101190001")),
]


def test_the_most_pressing_stands_first(home_of: HomeOf, busy: Desk) -> None:
    screen = home_of(busy)
    assert titles(screen) == IN_ORDER
    assert [card.said.figure for card in screen.cards] == ["5", "1", "1", "2", "2", "5", "1"]


@pytest.mark.parametrize("at", range(len(LEADS)))
def test_each_card_is_one_key_away(home_of: HomeOf, busy: Desk, went: Went, qtbot: QtBot, at: int) -> None:
    screen = home_of(busy)
    assert str(at + 1) in texts(screen.cards[at]).split("\n")
    press(qtbot, screen, Qt.Key(Qt.Key.Key_1 + at))
    qtbot.waitUntil(lambda: bool(went))
    assert went == [LEADS[at]]


@pytest.mark.parametrize("at", range(len(LEADS)))
def test_a_click_on_its_step_leads_the_same_way(home_of: HomeOf, busy: Desk, went: Went, at: int) -> None:
    home_of(busy).cards[at].step.click()
    assert went == [LEADS[at]]


def test_enter_takes_the_first_step_and_tab_goes_on(home_of: HomeOf, busy: Desk, went: Went, qtbot: QtBot) -> None:
    screen = home_of(busy)
    assert screen.focusWidget() is screen.cards[0].step
    press(qtbot, screen, Qt.Key.Key_Tab)
    assert screen.focusWidget() is screen.cards[1].step
    press(qtbot, screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(went))
    assert went == [LEADS[1]]


def test_asking_again_leaves_the_cursor_where_it_was(home_of: HomeOf, busy: Desk, runner: Runner, qtbot: QtBot) -> None:
    screen = home_of(busy)
    screen.cards[2].step.setFocus()
    screen.refresh()
    qtbot.waitUntil(lambda: runner.count == 0)
    assert screen.focusWidget() is screen.cards[2].step


def test_asking_again_takes_no_cursor_from_elsewhere(home_of: HomeOf, busy: Desk, runner: Runner, qtbot: QtBot) -> None:
    screen = home_of(busy)
    screen.cards[0].step.clearFocus()
    screen.refresh()
    qtbot.waitUntil(lambda: runner.count == 0)
    assert not any(card.step.hasFocus() for card in screen.cards)


def test_every_card_speaks_to_who_cannot_see_it(home_of: HomeOf, busy: Desk) -> None:
    for card in home_of(busy).cards:
        assert card.said.title in card.accessibleName()
        assert card.said.figure in card.accessibleName()
        assert card.said.step in card.step.accessibleName()
        assert card.said.title in card.step.accessibleName()


def test_nothing_is_cut_on_the_smallest_window(home_of: HomeOf, busy: Desk) -> None:
    screen = home_of(busy)
    screen.resize(1110, 690)
    for card in screen.cards:
        for one in card.findChildren(QLabel):
            if one.wordWrap():
                assert one.height() >= one.heightForWidth(one.width())
            elif one.text():
                assert one.width() >= one.sizeHint().width()


@pytest.mark.parametrize(
    ("role", "first", "argument"),
    [(Role.ADMINISTRATOR, "Backup", "backup"), (Role.AUDITOR, "Lines in the log", "backup")],
)
def test_the_others_are_led_to_their_own_work(
    home_of: HomeOf, operator: Desk, went: Went, role: Role, first: str, argument: str
) -> None:
    screen = home_of(offices.same_office_as(operator, role))
    assert titles(screen)[0] == first
    screen.cards[0].step.click()
    assert went == [("office", argument)]


def test_first_passwords_lead_to_the_users(home_of: HomeOf, administrator: Desk, went: Went) -> None:
    screen = home_of(administrator)
    assert titles(screen) == ["Backup", "First passwords still in use"]
    assert screen.cards[1].said.figure == "4"
    screen.cards[1].step.click()
    assert went == [("office", "users")]


def test_a_backup_made_today_is_good_news(home_of: HomeOf, administrator: Desk, tmp_path: Path) -> None:
    before = home_of(administrator).cards[0].said
    assert (before.figure, before.tone) == ("never", Tone.DANGER)
    assert "None was ever made." in before.sentence
    safety.back_up(administrator, tmp_path / "backup.ejsika")
    after = home_of(administrator).cards[0].said
    assert (after.figure, after.tone) == ("today", Tone.GOOD)


@pytest.mark.parametrize("role", [Role.SUPERVISOR])
def test_an_empty_office_tells_others_who_begins(home_of: HomeOf, operator: Desk, role: Role) -> None:
    screen = home_of(offices.same_office_as(operator, role))
    (empty,) = screen.findChildren(Empty)
    assert "The operator takes in a register file" in empty.sentence
    assert empty.step is None
    assert "0 families" in screen.head.context


def test_an_empty_office_is_one_key_from_its_first_register(
    home_of: HomeOf, operator: Desk, went: Went, qtbot: QtBot
) -> None:
    press(qtbot, home_of(operator), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bool(went))
    assert went == [("families", "import")]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_is_greeted_by_name_and_day(home_of: HomeOf, operator: Desk, role: Role) -> None:
    families.add(operator, 4)
    screen = home_of(offices.same_office_as(operator, role))
    assert screen.head.title == f"Good day, Si {role.value.title()}"
    assert str(operator.today().year) in screen.head.context
    assert "4 families" in screen.head.context


def test_the_bar_of_a_tranche_is_of_families_paid(home_of: HomeOf, operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    opened(operator, tmp_path)
    (card,) = home_of(operator).findChildren(TranchesCard)
    assert "0 of 3 families paid · Rp3.000.000" in texts(card)
    assert len(card.findChildren(Share)) == 1


@pytest.mark.parametrize(("kinds", "asks"), [({"pay_list"}, True), ({"visit"}, True), ({"letter"}, False)])
def test_it_asks_again_only_for_what_it_shows(
    home_of: HomeOf, operator: Desk, runner: Runner, qtbot: QtBot, kinds: set[str], asks: bool
) -> None:
    screen = home_of(operator)
    drafting.create(operator, KEY)  # behind its back
    screen.changed(Changes(frozenset(kinds), frozenset()))
    qtbot.waitUntil(lambda: runner.count == 0)
    assert bool(screen.findChildren(ItemCard)) is asks
