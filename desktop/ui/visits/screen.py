"""The place of visits: the list with one visit beside it, and entering a new one."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.facilitators import FacilitatorRow
from desktop.services.visits import FollowUp, VisitDetail
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.later import Later
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench, Screen
from desktop.ui.visits.browse import Browse
from desktop.ui.visits.entering import Entering
from desktop.ui.visits.jobs import Facilitators, TakeDraft
from desktop.ui.visits.team import Team

TEAM = "team"
SHOWN = ("visit", "household", "member", "facilitator", "caseload")


class VisitsScreen(Screen):
    """`enter` takes the id of a family to enter a visit of, a FollowUp to narrow the list to, or "team"."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.may_enter = bench.desk.person.role is Role.OPERATOR
        self.head = Head(self.t("Visits"), parent=self)
        self.notice = Notice(self)
        self._pages = QStackedWidget(self)
        self._new = Action(self.t("New visit"), self.enter_new, "plus", "Ctrl+N") if self.may_enter else None
        # Without the key: the same key on two buttons at once would press neither.
        self.browse = Browse(bench, replace(self._new, key="") if self._new else None, self._pages)
        self.entering = Later(partial(_entering, self), self._pages)
        self.team = Later(partial(_team, self), self._pages)
        self.facilitators: list[FacilitatorRow] = []
        self._kept: dict[str, str] = {}
        self._begun = False
        for page in (self.browse, self.entering, self.team):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        self.browse.again_wanted.connect(self._show_form)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.back)
        self.show_list()

    def enter(self, argument: object = None) -> None:
        if not self._begun:
            self._begun = True
            self.bench.runner.submit(Facilitators(self.bench.desk), self._offer)
            if self.may_enter:
                self.bench.runner.submit(TakeDraft(self.bench.desk), self._offer_draft)
        if isinstance(argument, FollowUp):
            self.show_list()
            self.browse.listing.show_state(argument)
        elif isinstance(argument, UUID) and self.may_enter:
            self._show_form(argument)
        elif argument == TEAM:
            self.show_team()
        elif self._pages.currentWidget() is self.browse:
            self.browse.listing.ask()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.browse.refresh()
        if changes.touches("facilitator", "caseload"):
            self.bench.runner.submit(Facilitators(self.bench.desk), self._offer)

    def refresh(self) -> None:
        self.browse.refresh()

    def keep_draft(self) -> None:
        if self.entering.made is not None:
            self.entering.made.keep_now()

    def may_leave(self) -> bool:
        """What is typed stays here and is kept as a draft, so nothing is lost by leaving."""
        self.keep_draft()
        return True

    def enter_new(self) -> None:
        if self.may_enter:
            self._show_form(None)

    def back(self) -> None:
        """Go back to the list; asks only if something typed would be lost."""
        if self._pages.currentWidget() is self.entering:
            self.entering.part.ask_to_leave()
        elif self._pages.currentWidget() is self.team:
            self.show_list()

    def show_list(self) -> None:
        self.head.say(self.t("Visits"), self.t("Log of the facilitators' visits to families"))
        team = Action(self.t("Facilitators"), self.show_team, "account-tie-outline")
        self.head.offer([team, *([self._new] if self._new else [])], primary=self._new is not None)
        self._pages.setCurrentWidget(self.browse)

    def show_team(self) -> None:
        """Show who the facilitators are, and whom each cares for."""
        t = self.t
        self.notice.clear()
        self.head.say(t("Facilitators"), t("Who works in the field, and how many families each cares for"))
        self.head.offer([Action(t("Back to the list"), self.back, "arrow-left")], primary=False)
        self._pages.setCurrentWidget(self.team)
        self.team.part.table.setFocus()

    def _show_form(self, family: UUID | None) -> None:
        t = self.t
        self.notice.clear()
        self.head.say(t("New visit"), t("Ctrl+S saves, Esc goes back to the list"))
        self.head.offer([Action(t("Back to the list"), self.back, "arrow-left")], primary=False)
        self._pages.setCurrentWidget(self.entering)
        if family is not None or not self.entering.part.dirty:
            self.entering.part.begin(family)

    def _offer(self, rows: list[FacilitatorRow]) -> None:
        self.facilitators = rows
        self.browse.listing.offer_facilitators(rows)
        if self.entering.made is not None:
            self.entering.made.offer_facilitators(rows)
        if self.team.made is not None:
            self.team.made.show_rows(rows)

    def _offer_draft(self, kept: dict[str, str] | None) -> None:
        typing = self.entering.made is not None and self.entering.made.dirty
        if kept and not typing:
            self._kept = kept
            said = self.t("A visit you were typing was kept. Go on with it, or enter a new one.")
            self.notice.say(said, Tone.BRAND, Action(self.t("Go on typing"), self._take_draft))

    def _take_draft(self) -> None:
        self._show_form(None)
        self.entering.part.take_draft(self._kept)

    def saved(self, detail: VisitDetail) -> None:
        self.bench.toast(self.t("Visit saved: {name}", name=detail.row.caretaker), None)
        self.show_list()
        self.browse.show_visit(detail)


def _entering(screen: VisitsScreen, parent: QWidget) -> Entering:
    made = Entering(screen.bench, parent)
    made.offer_facilitators(screen.facilitators)
    made.saved.connect(screen.saved)
    made.left.connect(screen.show_list)
    return made


def _team(screen: VisitsScreen, parent: QWidget) -> Team:
    made = Team(screen.bench, parent)
    made.show_rows(screen.facilitators)
    return made
