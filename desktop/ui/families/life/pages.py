"""The pages of what happens to families, each made when it is first gone to."""

from functools import cached_property
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.rules.life import Life
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.life.draft import EventDraft
from desktop.ui.families.life.history_page import HistoryPage
from desktop.ui.families.life.page import LifePage
from desktop.ui.families.life.stood_list import StoodListPage
from desktop.ui.screen import Bench


class LifePages(QStackedWidget):
    """`left`: back to the list; `shown` brings the family to show there; `come`: one of these pages is to be seen."""

    left = Signal()
    shown = Signal(object)
    come = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench

    @cached_property
    def entering(self) -> LifePage:
        made = LifePage(self._bench)
        made.left.connect(self.left)
        made.saved.connect(self.shown)
        self.addWidget(made)
        return made

    @cached_property
    def history(self) -> HistoryPage:
        made = HistoryPage(self._bench)
        made.left.connect(self.left)
        made.wanted.connect(self.shown)
        made.list_wanted.connect(self.show_list)
        self.addWidget(made)
        return made

    @cached_property
    def listed(self) -> StoodListPage:
        made = StoodListPage(self._bench)
        made.left.connect(self.left)
        made.opened.connect(self._look_back)
        self.addWidget(made)
        return made

    @property
    def dirty(self) -> bool:
        """Whether an event is typed that is not saved."""
        return "entering" in self.__dict__ and self.entering.dirty

    def enter_event(self, family: FamilyDetail) -> None:
        """Enter what happened to a family."""
        if not self.dirty:
            self.entering.begin(family.id)
        self._turn_to(self.entering)

    def name_successor(self, family: FamilyDetail) -> None:
        """Enter who receives the money of a family from now on."""
        if not self.dirty:
            self.entering.begin(family.id, Life.CARETAKER)
        self._turn_to(self.entering)

    def resume(self, draft: EventDraft) -> None:
        """Go on with an event that was typed before and not saved."""
        self.entering.resume(draft)
        self._turn_to(self.entering)

    def keep_now(self) -> None:
        """Keep what is typed of an event at once."""
        if self.dirty:
            self.entering.drafts.keep_now()

    def show_history(self, family: FamilyDetail) -> None:
        """Show what happened to a family so far."""
        caretaker = family.caretaker
        members = family.fields.members
        self._show(family.id, caretaker.name if caretaker else members[0].name if members else "")

    def show_list(self) -> None:
        """Show all families as they stood on a day."""
        self._turn_to(self.listed)
        self.listed.begin()

    def _look_back(self, row: FamilyListRow) -> None:
        self._show(row.id, row.caretaker_name)
        if self.listed.found is not None:
            self.history.look_at(self.listed.found.on)

    def _show(self, family: UUID, name: str) -> None:
        self.history.begin(family, name)
        self._turn_to(self.history)

    def _turn_to(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.come.emit()
