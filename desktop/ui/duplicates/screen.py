"""The desk of duplicates: the search, what it found, and the decision of a person."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.duplicates import finding
from desktop.services.duplicates.finding import Found
from desktop.services.duplicates.listing import State
from desktop.ui.duplicates.browse import Browse
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench, Screen

SHOWN = ("likeness", "household", "member", "enrolment", "family_closure")
MAY_SEARCH = (Role.OPERATOR, Role.SUPERVISOR)


class DuplicatesScreen(Screen):
    """`enter` takes a State to show, or nothing."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.head = Head(self.t("Duplicates"), self.t("People and families that may stand in the register twice"))
        self.notice = Notice()
        self._search = None
        if bench.desk.person.role in MAY_SEARCH:
            self._search = Action(self.t("Search for duplicates"), self.search, "account-search-outline", "Ctrl+F")
            self.head.offer([self._search])
        self.browse = Browse(bench, self._first_step(), self)
        self.job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.browse, 1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.browse.panel.bar.give_up)

    def enter(self, argument: object = None) -> None:
        if isinstance(argument, State):
            self.browse.listing.state.choose(argument)
        self.browse.listing.ask()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.browse.refresh()

    def refresh(self) -> None:
        self.browse.held = None
        self.browse.refresh()

    def search(self) -> None:
        """Compare everybody, in the background; the pairs found before stay in view meanwhile."""
        if self.job is not None:
            return
        self.notice.clear()
        for one in self.head.buttons:
            one.setEnabled(False)
        work = Work(finding.find, self.bench.desk)
        title = self.t("Searching for duplicates")
        # It reads for most of its time; on the lane of writing it would keep every other change waiting.
        self.job = self.bench.runner.submit(
            work, self._found, self._failed, ended=self._ended, title=title, lane=Lane.READ
        )

    def _first_step(self) -> Action | None:
        if self._search is None:
            return None
        # Without the key: the same key on two buttons at once would press neither.
        return Action(self._search.text, self.search, self._search.icon)

    def _found(self, answer: Answer[Found]) -> None:
        t, found = self.t, answer.value
        # On the list 1, 2 and 3 decide; the button that was pressed cannot keep the keyboard while it rests.
        self.browse.listing.view.setFocus()
        if not found.pairs:
            sentence = t("{count} people compared: nobody stands here twice.", count=number(found.people))
            self.notice.say(sentence, Tone.GOOD)
            return
        sentence = t(
            "{people} people compared: {new} pairs are new, {again} came back after a correction, {gone} are settled.",
            people=number(found.people),
            new=number(found.kept.new),
            again=number(found.kept.again),
            gone=number(found.kept.gone),
        )
        self.notice.say(sentence, Tone.BRAND)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _ended(self) -> None:
        self.job = None
        for one in self.head.buttons:
            one.setEnabled(True)
        self.browse.refresh()
