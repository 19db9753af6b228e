"""The room itself: its tabs by name, F5, what changed elsewhere, pages hung in by others."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.services.desk import Desk
from desktop.services.exchange import packing
from desktop.ui.exchange.inbox import InboxTab
from desktop.ui.exchange.key_cards import KeyCardsTab
from desktop.ui.exchange.outbox import OutboxTab
from desktop.ui.exchange.pages import INBOX, KEYS, OUTBOX, PAGES, Page
from desktop.ui.exchange.screen import ExchangeScreen
from desktop.ui.kit.text import label
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab
from tests.services.exchange.conftest import End
from tests.ui.conftest import BenchOf, ShowScreen
from tests.ui.exchange.conftest import Open, settled


def test_tabs_are_entered_by_their_names(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    screen = opened(operator)
    for name, kind in ((INBOX, InboxTab), (KEYS, KeyCardsTab), (OUTBOX, OutboxTab)):
        screen.enter(name)
        settled(qtbot, screen)
        assert isinstance(screen.tab, kind)
    screen.enter("no such tab")
    settled(qtbot, screen)
    assert isinstance(screen.tab, OutboxTab)
    assert [screen.tabs.bar.tabText(at) for at in range(len(PAGES))] == [page.title for page in PAGES]


def test_what_is_made_elsewhere_comes_by_f5_and_by_itself(district: End, opened: Open, qtbot: QtBot) -> None:
    screen = opened(district.desk)
    tab = screen.tab
    assert isinstance(tab, OutboxTab)
    packing.make(district.desk, "36")
    screen.refresh()
    settled(qtbot, screen)
    assert tab.model.rowCount() == 1
    answer = packing.make(district.desk, "36")
    screen.changed(answer.changes)
    settled(qtbot, screen)
    assert tab.model.rowCount() == 2


class Board(Tab):
    """A tab of somebody else."""

    shown = ("household",)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.loads = 0
        QVBoxLayout(self).addWidget(label("board"))

    def load(self) -> None:
        self.loads += 1


def seven(_: Desk) -> int:
    return 7


def test_another_page_is_hung_in_with_its_count(
    operator: Desk, bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot
) -> None:
    from desktop.changes import Changes  # noqa: PLC0415 - here alone

    bench, _ = bench_of(operator)
    screen = ExchangeScreen(bench, (*PAGES, Page("board", "Board", Board, seven)))
    show_screen(screen)
    screen.enter("board")
    settled(qtbot, screen)
    board = screen.tab
    assert isinstance(board, Board)
    assert screen.tabs.bar.tabText(len(PAGES)) == "Board (7)"
    before = board.loads
    screen.changed(Changes(frozenset({"household"})))
    assert board.loads == before + 1
    screen.changed(Changes(frozenset({"letter"})))
    assert board.loads == before + 1
    settled(qtbot, screen)


def test_escape_leaves_a_page(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    screen = opened(operator, KEYS)
    tab = screen.tab
    assert isinstance(tab, KeyCardsTab)
    tab.enter_card()
    settled(qtbot, screen)
    assert screen.page is tab.entering
    assert screen.page is not None
    QTest.keyClick(screen.page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.page is None)
