"""The place of official lists: what was kept, whom to look into, which aids go together, and holding another."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.official_lists import waiting
from desktop.services.official_lists.answers import ListTaken
from desktop.services.official_lists.offers import Offers, OffersTaken
from desktop.services.official_lists.waiting import Waiting
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.later import Later
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
        self.pages = QStackedWidget(self)
        home = QWidget(self.pages)
        told = t("What Dukcapil, poverty registers and other programmes say of us")
        self.head = Head(t("Official lists"), told, home)
        self.tabs = Tabs([t("Lists"), t("To look into"), t("Which aids go together")], home)
        self._stack = QStackedWidget(home)
        first = Action(t("Hold a list…"), self.hold_list, "file-compare") if self.may_edit else None
        self.browse = Browse(bench, first, self._stack)
        self.looking = Later(partial(_looking, self), self._stack)
        self.matrix = Later(partial(_matrix, self), self._stack)
        self.hold: Hold | None = None
        self.offered: Offered | None = None
        self._lay_out(home)
        self.tabs.currentChanged.connect(self._turn)
        self.browse.offers_wanted.connect(self.show_offers)
        self.browse.family_wanted.connect(partial(bench.go, "families"))

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
        if self.looking.made is not None:
            self.looking.made.ask()
        else:
            self.bench.runner.submit(Ask(waiting.waiting, self.bench.desk), self._waiting, newest="lists.waiting")
        if self.tabs.currentIndex() == 2:
            self.matrix.part.ask()

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
        matrix = self.matrix.made  # one that is made now asks by itself
        self._stack.setCurrentIndex(place)
        if place == 2 and matrix is not None:
            matrix.ask()

    def _waiting(self, rows: tuple[Waiting, ...]) -> None:
        self.count(len(rows))

    def count(self, many: int) -> None:
        """Say on the tab how many wait to be looked into."""
        word = self.t("To look into")
        self.tabs.setTabText(1, f"{word} ({number(many)})" if many else word)

    def _lay_out(self, home: QWidget) -> None:
        if self.may_edit:
            self.head.offer([Action(self.t("Hold a list…"), self.hold_list, "file-compare", "Ctrl+N")])
        for part in (self.browse, self.looking, self.matrix):
            self._stack.addWidget(part)
        inside = QVBoxLayout(home)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.CARDS)
        inside.addWidget(self.head)
        inside.addWidget(self.tabs)
        inside.addWidget(self._stack, 1)
        self.pages.addWidget(home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)


def _looking(screen: OfficialListsScreen, parent: QWidget) -> Looking:
    made = Looking(screen.bench, parent)
    made.counted.connect(screen.count)
    made.family_wanted.connect(partial(screen.bench.go, "families"))
    made.ask()
    return made


def _matrix(screen: OfficialListsScreen, parent: QWidget) -> MatrixView:
    made = MatrixView(screen.bench, parent)
    made.family_wanted.connect(partial(screen.bench.go, "families"))
    made.ask()
    return made
