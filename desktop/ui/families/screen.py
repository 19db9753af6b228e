"""The place of families: browse them, write one down, take in a register."""

from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.ui.families.browse import Browse
from desktop.ui.kit.head import Head
from desktop.ui.kit.tokens import Space
from desktop.ui.screen import Bench, Screen

SHOWN = ("household", "member", "enrolment", "payment", "visit", "caseload", "area")


class FamiliesScreen(Screen):
    """`enter` takes the id of a family to show."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.head = Head(t("Families"), t("Register of the families of this office"))
        self.browse = Browse(bench, None)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self._pages, 1)
        self._begun = False

    def enter(self, argument: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.browse.listing.begin()
        self.browse.listing.narrowing.search.take_focus()
        if isinstance(argument, UUID):
            self.browse.show_family(argument)

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.browse.listing.ask()
        self.browse.reopen()
