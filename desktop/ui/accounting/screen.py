"""The place "Accounting", below the pay-out: is a list in order, what is unpaid, what went back, what is left."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.money.keys import TrancheKey
from desktop.ui.accounting.ageing import AgeingTab
from desktop.ui.accounting.balance import Balance
from desktop.ui.accounting.budget import BudgetTab
from desktop.ui.accounting.budget_form import BudgetForm
from desktop.ui.accounting.paper import ReportPaper
from desktop.ui.accounting.proof_page import ProofPage
from desktop.ui.accounting.return_form import ReturnForm
from desktop.ui.accounting.returns import ReturnsTab
from desktop.ui.accounting.wants import (
    AGEING,
    BALANCE,
    BUDGET,
    RETURNS,
    Appropriate,
    OnPaper,
    OtherTab,
    Propose,
    SeeProof,
)
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench, Screen
from desktop.ui.tabbed import Tab, Tabbed
from desktop.ui.task_page import TaskPage

SHOWN = ("payment", "pay_list", "decree", "treasury_return", "budget_line", "signed_receipt", "payout_order", "receipt")


P = TypeVar("P", bound=TaskPage)


class AccountingScreen(Screen):
    """`enter` takes the key of a list, or the name of a tab."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.head = Head(t("Accounting"), t("Whether every rupiah of a list is where it should be"))
        self.tabs = Tabbed(
            {
                BALANCE: (t("In order?"), partial(Balance, bench)),
                AGEING: (t("Unpaid"), partial(AgeingTab, bench)),
                RETURNS: (t("Returned to the treasury"), partial(ReturnsTab, bench)),
                BUDGET: (t("Budget"), partial(BudgetTab, bench)),
            }
        )
        self.paper: ReportPaper | None = None
        self.proof: ProofPage | None = None
        self.returning: ReturnForm | None = None
        self.entering: BudgetForm | None = None
        self._lay_out()
        self.tabs.turned.connect(self.refresh)
        self.tabs.dressed.connect(self._dress)
        self.tabs.wanted.connect(self.bring)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.tabs)  # pages have an Esc of their own
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back)

    @property
    def tab(self) -> Tab:
        return self.tabs.current

    def enter(self, argument: object = None) -> None:
        if isinstance(argument, TrancheKey):
            self.tabs.turn_to(BALANCE)
            balance = self.tabs.of_name(BALANCE)
            assert isinstance(balance, Balance)
            balance.key = argument
        self.tabs.turn_to(argument)
        if argument is not None:
            self.pages.setCurrentIndex(0)  # what is half typed on its page stays there
        self.refresh()
        if self.pages.currentIndex() == 0:
            self.tab.take_focus()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.tabs.show_current().load()
        self._dress()

    def back(self) -> None:
        """Esc: one level up."""
        self.tab.come_back()

    def keep_draft(self) -> None:
        for page in (self.returning, self.entering):
            if page is not None:
                page.keeping.keep_now()

    def bring(self, wanted: object) -> None:
        """Bring what a tab asks for."""
        if isinstance(wanted, OtherTab):
            self.tabs.turn_to(wanted.name)
        elif isinstance(wanted, OnPaper):
            self.paper = self._page(self.paper or ReportPaper(self.bench))
            self.paper.show_report(wanted)
        elif isinstance(wanted, SeeProof):
            self.proof = self._page(self.proof or ProofPage(self.bench))
            self.proof.show_proof(wanted.row)
        elif isinstance(wanted, Propose):
            self._propose(wanted)
        elif isinstance(wanted, Appropriate):
            self._appropriate(wanted)

    def _propose(self, wanted: Propose) -> None:
        """What is typed there already is not begun anew."""
        if self.returning is None:
            self.returning = ReturnForm(self.bench)
            self.returning.made.connect(self._made)
        form = self._page(self.returning)
        if not form.dirty:
            form.begin(wanted.key)

    def _made(self, row: ReturnRow) -> None:
        tab = self.tabs.of_name(RETURNS)
        assert isinstance(tab, ReturnsTab)
        tab.choose(row)

    def _appropriate(self, wanted: Appropriate) -> None:
        self.entering = form = self._page(self.entering or BudgetForm(self.bench))
        if not form.dirty:
            form.begin(wanted)
        form.take_focus()

    def _page(self, page: P) -> P:
        """Bring a page into view, made now where nobody was on it before."""
        if self.pages.indexOf(page) < 0:
            page.left.connect(self._home)
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.take_focus()
        return page

    def _dress(self) -> None:
        self.head.offer(self.tab.offered)

    def _home(self, sentence: str) -> None:
        """Back from a page, with what was done there."""
        self.pages.setCurrentIndex(0)
        if sentence:
            self.tabs.turn_to(BUDGET if self.sender() is self.entering else RETURNS)
            self.tab.say(sentence)
        self.tab.take_focus()

    def _lay_out(self) -> None:
        home = QWidget()
        inner = QVBoxLayout(home)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.CARDS)
        inner.addWidget(self.head)
        inner.addWidget(self.tabs, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
