"""The place of validation: the list with the explanation beside it, and the pages where something is done."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services.validating.minutes import MinutesRow
from desktop.services.validating.selecting import Selection, State
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench, Screen
from desktop.ui.task_page import TaskPage
from desktop.ui.validating.browse import Browse
from desktop.ui.validating.category import CategoryPage
from desktop.ui.validating.changing import ChangePage
from desktop.ui.validating.joining import JoinPage
from desktop.ui.validating.minutes import MinutesPage
from desktop.ui.validating.paper import MinutesPaper
from desktop.ui.validating.quotas import QuotaPage
from desktop.ui.validating.recording import RecordPage

SHOWN = (
    "enrolment",
    "validation",
    "minutes",
    "village_quota",
    "waiting_place",
    "household",
    "member",
    "family_closure",
    "life_event",
)


class ValidatingScreen(Screen):
    """`enter` takes a `State` or an `EnrolmentStatus` to narrow the list to, or "quotas"."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        may = bench.desk.person.role is Role.OPERATOR
        self.pages = QStackedWidget(self)
        listed = QWidget(self.pages)
        self.head = Head(t("Validation"), t("Candidates and their status in the programme"), listed)
        self.browse = Browse(
            bench,
            self.record_all if may else None,
            self.change_all if may else None,
            self.record_one if may else None,
            self.join_other if may else None,
            self.categorise if may else None,
            listed,
        )
        self.page: TaskPage | None = None
        self._begun = False
        self.head.offer(
            [
                Action(t("Quotas and waiting lists…"), self.show_quotas, "home-group"),
                Action(t("Minutes…"), self.show_minutes, "file-document-outline"),
            ],
            primary=False,
        )
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.browse, 1)
        self.pages.addWidget(listed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def enter(self, argument: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.browse.listing.begin()
        if self.page is not None and argument is not None:
            return  # what is typed stays in view
        if isinstance(argument, State | EnrolmentStatus):
            self.browse.listing.narrowing.choose(argument)
        elif argument == "quotas":
            self.show_quotas()
        elif self.page is None:
            self.browse.listing.narrowing.search.take_focus()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.browse.refresh()
        if self.page is not None:
            self.page.changed()

    def record_all(self) -> None:
        listing = self.browse.listing
        self._show(RecordPage(self.bench, listing.selection, listing.families))

    def record_one(self) -> None:
        shown = self.browse.panel.shown
        if shown is not None:
            selection = self.browse.listing.selection
            self._show(RecordPage(self.bench, selection, 1, shown.enrolment, shown.name))

    def change_all(self) -> None:
        listing = self.browse.listing
        self._show(ChangePage(self.bench, listing.selection, listing.families))

    def join_other(self) -> None:
        shown = self.browse.panel.shown
        if shown is not None:
            self._show(JoinPage(self.bench, shown.household, shown.name, shown.programme))

    def categorise(self) -> None:
        shown = self.browse.panel.shown
        if shown is not None and shown.rates:
            self._show(CategoryPage(self.bench, shown))

    def show_minutes(self) -> None:
        chosen = self.browse.listing.selection
        # Minutes are of a place; whatever else narrows the list would leave results behind.
        page = MinutesPage(self.bench, Selection(chosen.programme, district=chosen.district, village=chosen.village))
        page.printed.connect(self._show_paper)
        self._show(page)

    def show_quotas(self) -> None:
        self._show(QuotaPage(self.bench, self.browse.listing.selection.programme))

    def back(self) -> None:
        """Back to the list; the page goes."""
        page, self.page = self.page, None
        self.pages.setCurrentIndex(0)
        if page is not None:
            self.pages.removeWidget(page)
            page.deleteLater()
        self.browse.listing.view.setFocus()

    def _show_paper(self, row: MinutesRow) -> None:
        self._show(MinutesPaper(self.bench, row))

    def _show(self, page: TaskPage) -> None:
        if self.page is not None:
            self.back()
        self.page = page
        page.left.connect(self._left)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.take_focus()

    def _left(self, sentence: str) -> None:
        self.back()
        if sentence:
            self.bench.toast(sentence, None)
