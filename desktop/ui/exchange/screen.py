"""The place "Data exchange": tabs of what is sent, what came and whom one believes, and the pages they open."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.ui.exchange.pages import PAGES, Page
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench, Screen
from desktop.ui.tabbed import Tab, Tabbed
from desktop.ui.task_page import TaskPage

SHOWN = ("sent_package", "received_package", "trusted_card", "peer_stream", "office_key", "record_conflict")


class ExchangeScreen(Screen):
    """`enter` takes the name of a tab. A tab that emits `wanted` with a page has it shown in its place."""

    def __init__(self, bench: Bench, pages: Sequence[Page] = PAGES) -> None:
        super().__init__(bench)
        t = self.t
        self._pages = pages
        self.head = Head(t("Data exchange"), t("Packages between offices, by stick or by e-mail"), self)
        self.tabs = Tabbed({page.name: (t(page.title), partial(page.build, bench)) for page in pages})
        self.pages = QStackedWidget(self)
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

    @property
    def page(self) -> TaskPage | None:
        """The page in view, None while it is a tab."""
        current = self.pages.currentWidget()
        return current if isinstance(current, TaskPage) else None

    def enter(self, argument: object = None) -> None:
        self.tabs.turn_to(argument)
        if argument is not None:
            self.pages.setCurrentIndex(0)
        self.refresh()
        if self.page is None:
            self.tab.take_focus()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN, *self.tab.shown):
            self.refresh()
            if self.page is not None:
                self.page.changed()

    def refresh(self) -> None:
        self.tabs.show_current().load()
        self._dress()

    def may_leave(self) -> bool:
        return self.page is None or not self.page.dirty

    def back(self) -> None:
        """Esc: one level up."""
        self.tab.come_back()

    def bring(self, page: object) -> None:
        """Bring a page of a tab into view."""
        assert isinstance(page, TaskPage)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
            page.left.connect(self._home)
        self.pages.setCurrentWidget(page)
        page.take_focus()

    def _home(self, sentence: str) -> None:
        """Back from a page, with what was done there."""
        self.pages.setCurrentIndex(0)
        self.tab.load()
        if sentence:
            self.tab.say(sentence)
        self.tab.take_focus()

    def _dress(self) -> None:
        """Offer what the tab offers now, and count anew what waits on each."""
        self.head.offer(self.tab.offered)
        work = _Counts(self.bench.desk, self._pages)
        self.bench.runner.submit(work, self._counted, newest="exchange.counts")

    def _counted(self, counts: dict[str, int]) -> None:
        for place, page in enumerate(self._pages):
            waits, title = counts.get(page.name, 0), self.t(page.title)
            self.tabs.bar.setTabText(place, f"{title} ({number(waits)})" if waits else title)

    def _lay_out(self) -> None:
        home = QWidget(self.pages)
        inner = QVBoxLayout(home)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.CARDS)
        inner.addWidget(self.head)
        inner.addWidget(self.tabs, 1)
        self.pages.addWidget(home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What waits on each tab."""

    desk: Desk
    pages: Sequence[Page]

    def __call__(self, _: Progress) -> dict[str, int]:
        return {page.name: page.count(self.desk) for page in self.pages if page.count is not None}
