"""The place of official lists: what was kept, whom to look into, which aids go together, and holding another."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.official_lists.answers import ListTaken
from desktop.services.official_lists.offers import Offers, OffersTaken
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.tabs import Tabs
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.official_lists.browse import Browse
from desktop.ui.official_lists.hold import Hold
from desktop.ui.official_lists.looking import Looking
from desktop.ui.official_lists.matrix import MatrixView
from desktop.ui.official_lists.offered import Offered
from desktop.ui.screen import Bench, Screen

SHOWN = ("official_list", "list_match", "task", "other_aid", "household", "enrolment", "member")


class OfficialListsScreen(Screen):
    """`enter` takes the id of a list, "waiting", "together", or "hold" to hold another against the register."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        self.head = Head(t("Official lists"), t("What Dukcapil, poverty registers and other programmes say of us"))
        first = Action(t("Hold a list…"), self.hold_list, "file-compare") if self.may_edit else None
        self.browse = Browse(bench, first)
        self.looking = Looking(bench)
        self.matrix = MatrixView(bench)
        self.tabs = Tabs([t("Lists"), t("To look into"), t("Which aids go together")])
        self.hold: Hold | None = None
        self.offered: Offered | None = None
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.browse.offers_wanted.connect(self.show_offers)
        self.looking.counted.connect(self._count)
        for part in (self.browse, self.looking, self.matrix):
            part.family_wanted.connect(partial(bench.go, "families"))

    def enter(self, argument: object = None) -> None:
        if argument == "hold":
            self.hold_list()
        elif argument == "waiting":
            self.tabs.setCurrentIndex(1)
        elif argument == "together":
            self.tabs.setCurrentIndex(2)
        elif isinstance(argument, UUID):
            self._to_lists(argument)
        self.refresh()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.browse.refresh()
        self.looking.ask()
        if self.tabs.currentIndex() == 2:
            self.matrix.ask()

    def hold_list(self) -> None:
        """Hold another list against the register; one under way is gone back to."""
        if not self.may_edit:
            return
        if self.hold is None:
            self.hold = Hold(self.bench)
            self.hold.left.connect(self._to_lists)
            self.hold.kept.connect(self._kept)
            self.pages.addWidget(self.hold)
        self.pages.setCurrentWidget(self.hold)

    def show_offers(self, offers: Offers) -> None:
        """Show what a list offers, before any of it is taken over."""
        if self.offered is None:
            self.offered = Offered(self.bench)
            self.offered.left.connect(self._to_lists)
            self.offered.taken.connect(self._taken)
            self.pages.addWidget(self.offered)
        self.offered.show_offers(offers)
        self.pages.setCurrentWidget(self.offered)

    def _to_lists(self, sought: UUID | None = None) -> None:
        self.pages.setCurrentIndex(0)
        if sought is not None:
            self.tabs.setCurrentIndex(0)
            self.browse.ask(sought)

    def _kept(self, taken: ListTaken) -> None:
        t = self.t
        words = t.many("{shown} result is kept.", "{shown} results are kept.", taken.matches,
                       shown=number(taken.matches))  # fmt: skip
        if taken.tasks_opened:
            words += " " + t.many(
                "{shown} person is to be looked into.", "{shown} people are to be looked into.", taken.tasks_opened,
                shown=number(taken.tasks_opened),
            )  # fmt: skip
        self.bench.toast(words, None)
        self._to_lists(taken.list_id)

    def _taken(self, taken: OffersTaken) -> None:
        count = taken.aids + taken.ended + taken.ranks
        words = self.t.many("{shown} change is taken over.", "{shown} changes are taken over.", count,
                            shown=number(count))  # fmt: skip
        self.bench.toast(words, None)
        self._to_lists()

    def _turn(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if place == 2:
            self.matrix.ask()

    def _count(self, waiting: int) -> None:
        word = self.t("To look into")
        self.tabs.setTabText(1, f"{word} ({number(waiting)})" if waiting else word)

    def _lay_out(self) -> None:
        if self.may_edit:
            self.head.offer([Action(self.t("Hold a list…"), self.hold_list, "file-compare", "Ctrl+N")])
        self._stack = QStackedWidget()
        for part in (self.browse, self.looking, self.matrix):
            self._stack.addWidget(part)
        home = QWidget()
        inside = QVBoxLayout(home)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.CARDS)
        inside.addWidget(self.head)
        inside.addWidget(self.tabs)
        inside.addWidget(self._stack, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
