"""What came: packages that wait, what taking each would bring, those taken in, and why one was refused."""

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.exchange import arrivals
from desktop.services.exchange.arrivals import ArrivedRow
from desktop.ui.exchange.arrived_panel import ArrivedPanel
from desktop.ui.exchange.arrived_rows import columns
from desktop.ui.exchange.dropping import Dropping
from desktop.ui.exchange.fetching import Fetching
from desktop.ui.exchange.looking import Looking
from desktop.ui.exchange.taking import Taking
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab


class InboxTab(Tab):
    """Files can be chosen, or dropped anywhere on it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_take = bench.desk.person.role is Role.OPERATOR
        self.notice = Notice(self)
        self.fetching, self.looking, self.taking = Fetching(bench, self), Looking(bench, self), Taking(bench, self)
        self.model = TableModel(t, columns(bench, self.looking), attrgetter("digest"), self)
        self.view = TableView(self.model, t("Packages that came"), self)
        self.empty = Empty("package-down", self)
        self.listed = Listed(self.view, self.empty, self)
        self.foot = label("", Style.SECONDARY)
        self.panel = ArrivedPanel(bench, self.looking, self.taking, self)
        self._lay_out()
        self.view.chosen.connect(self._choose)
        self.looking.looked.connect(self._looked)
        self.looking.noted.connect(self.load)
        self.fetching.fetched.connect(self._fetched)
        self.fetching.missing.connect(self._missing)
        self.taking.done.connect(self._taken)
        for one in (self.fetching, self.looking, self.taking):
            one.failed.connect(self._refused)
        if self.may_take:
            self.dropping = Dropping(self)
            self.dropping.dropped.connect(self.fetching.fetch)

    @property
    def offered(self) -> list[Action]:
        if not self.may_take:
            return []
        t, ready = self.t, self.looking.ready(self.model.rows)
        choose = Action(t("Choose files…"), self.fetching.choose, "file-upload-outline", "Ctrl+N")
        if not ready:
            return [choose]
        verb = t.many("Take in {shown} package", "Take in {shown} packages", len(ready), shown=number(len(ready)))
        return [choose, Action(verb, self.take_all, "package-down", "Ctrl+S")]

    def load(self) -> None:
        work = Ask(arrivals.arrived, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="exchange.arrived")

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def take_focus(self) -> None:
        self.view.setFocus()

    def take_all(self) -> None:
        """Take in all that can be, in the order of their numbers."""
        self.notice.clear()
        self.taking.take([one.path for one in self.looking.ready(self.model.rows)])

    def _fetched(self, _: Sequence[Path], sentence: str) -> None:
        if sentence:
            self.notice.say(sentence, Tone.GOOD)
        self.load()

    def _missing(self, sentence: str) -> None:
        remedy = Action(self.t("Choose the missing ones…"), self.fetching.choose)
        self.notice.say(sentence, Tone.ATTENTION, remedy)

    def _show(self, rows: Sequence[ArrivedRow]) -> None:
        t = self.t
        self.model.replace(rows)
        self.listed.show_rows(bool(rows))
        self.panel.setVisible(bool(rows))
        first = Action(t("Choose files…"), self.fetching.choose) if self.may_take else None
        self.empty.say(t("No package came yet. Choose files of a stick or a mail, or drop them on this window."), first)
        self.foot.setText(t.many("{shown} package", "{shown} packages", len(rows), shown=number(len(rows))))
        self._looked()
        self.looking.look_new(rows)

    def _looked(self) -> None:
        self._choose(self.view.row)
        self.view.viewport().update()
        self.dressed.emit()

    def _taken(self, sentence: str, good: bool) -> None:
        self.notice.say(sentence, Tone.GOOD if good else Tone.ATTENTION)
        self.looking.forget()
        self.load()

    def _choose(self, row: object) -> None:
        self.panel.show_row(row if isinstance(row, ArrivedRow) else None)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        card = Card(inside=Space.GROUP)
        card.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.foot, 1)
        foot.addWidget(label(self.t("↑ ↓ choose · F5 refresh"), Style.SECONDARY))
        card.column.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(card, self.panel, self, shares=(58, 42)), 1)
