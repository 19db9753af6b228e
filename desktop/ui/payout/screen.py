"""The screen Pay-out: the list of tranches, one tranche, its draft and its receipts, each a page."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.services.money.keys import TrancheKey
from desktop.services.programmes import ProgrammeRow
from desktop.ui.kit.later import Later
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.listing import Listing
from desktop.ui.payout.new_year import NewYearPage
from desktop.ui.payout.receipts import ReceiptsPage
from desktop.ui.payout.result_page import ResultPage
from desktop.ui.payout.tranche import TranchePage
from desktop.ui.screen import Bench, Screen

MONEY = (
    "pay_list",
    "payment",
    "receipt",
    "print_run",
    "decree",
    "tranche",
    "programme_year",
    "pay_list_step",
    "step_back",
    "sanction",
    "payment_route",
)


class PayoutScreen(Screen):
    """`enter` takes the key of a tranche to open, or nothing for the list as it was left."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.pages = QStackedWidget(self)
        self.listing = Listing(bench, self.pages)
        self.tranche = Later(partial(_tranche, self), self.pages)
        self.pages.addWidget(self.listing)
        self.pages.addWidget(self.tranche)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.listing.opened.connect(self.open)
        self.listing.draft_wanted.connect(self.draft)
        self.listing.year_wanted.connect(self.new_year)
        self._back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back.activated.connect(self.back)

    def enter(self, argument: object = None) -> None:
        if isinstance(argument, TrancheKey):
            self.open(argument)
        elif self.pages.currentWidget() is self.listing:
            self.show_list()
        else:
            self.refresh()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*MONEY):
            self.refresh()

    def refresh(self) -> None:
        page = self.pages.currentWidget()
        if page is self.tranche:
            self.tranche.part.load()
        elif isinstance(page, Listing | ReceiptsPage):
            page.load()
        elif isinstance(page, NewYearPage):
            page.changed()

    def may_leave(self) -> bool:
        """A form half filled in is asked about; nothing else here is lost by leaving."""
        page = self.pages.currentWidget()
        if not isinstance(page, DraftPage | NewYearPage) or not page.dirty:
            return True
        page.leave()
        return False

    def back(self) -> None:
        """Esc: one page back."""
        page = self.pages.currentWidget()
        if page is self.tranche:
            self.show_list()
        elif isinstance(page, DraftPage | ReceiptsPage):
            page.leave()

    def show_list(self) -> None:
        self.pages.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.table.setFocus()

    def open(self, key: TrancheKey, said: str = "") -> None:
        self.show_page(self.tranche)
        self.tranche.part.show_tranche(key, said)
        self.tranche.part.tabs.setFocus()

    def draft(self, key: TrancheKey) -> None:
        page = DraftPage(self.bench, key)
        page.left.connect(self.open)
        self.show_page(page)

    def later(self, key: TrancheKey) -> None:
        """Draft one more list of the same tranche."""
        self.draft(replace(key, supplement=key.supplement + 1))

    def enter_decree(self, key: TrancheKey) -> None:
        page = DraftPage(self.bench, key, decree_only=True)
        page.left.connect(self.open)
        self.show_page(page)

    def receipts(self, key: TrancheKey) -> None:
        page = ReceiptsPage(self.bench, key)
        page.left.connect(self.open)
        self.show_page(page)
        page.options.paper.setFocus()

    def new_year(self, years: Sequence[ProgrammeRow]) -> None:
        """Look at what a year would do, and open it."""
        page = NewYearPage(self.bench, years)
        page.left.connect(self._year_left)
        self.show_page(page)
        page.take_focus()

    def _year_left(self, said: str) -> None:
        self.show_page(self.listing)
        self.show_list()
        if said:
            self.bench.toast(said, None)

    def show_page(self, page: QWidget) -> None:
        """Bring a page into view; one made for the occasion goes when it is left."""
        old = self.pages.currentWidget()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._back.setEnabled(not isinstance(page, NewYearPage | ResultPage))  # it has a way back of its own
        if isinstance(old, DraftPage | ReceiptsPage | NewYearPage | ResultPage) and old is not page:
            self.pages.removeWidget(old)
            old.deleteLater()


def show_result(screen: PayoutScreen, key: TrancheKey) -> None:
    """Look at a table of results, and take it."""
    page = ResultPage(screen.bench, key)
    page.left.connect(partial(screen.open, key))
    screen.show_page(page)
    page.take_focus()


def _tranche(screen: PayoutScreen, parent: QWidget) -> TranchePage:
    made = TranchePage(screen.bench, parent)
    made.left.connect(screen.show_list)
    made.draft_wanted.connect(screen.draft)
    made.decree_wanted.connect(screen.enter_decree)
    made.receipts_wanted.connect(screen.receipts)
    made.later_wanted.connect(screen.later)
    made.result_wanted.connect(partial(show_result, screen))
    return made
