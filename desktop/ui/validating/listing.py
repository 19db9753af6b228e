"""The list of a programme's families, paged as one scrolls, and below it what can be done with all of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.errors import Refused
from desktop.services.validating import listing, quotas
from desktop.services.validating.listing import EnrolmentPage, Joined
from desktop.services.validating.selecting import Selection
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.ui.validating.narrowing import Narrowing
from desktop.ui.validating.terms import columns, key


class EnrolmentList(Card):
    """`chosen` follows the selection (a row, or None). `record` and `change` act on all that is listed."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        bench: Bench,
        record: Callable[[], object] | None,
        change: Callable[[], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.bench = bench
        self.t = t = bench.t
        self.families = 0
        self.narrowing = Narrowing(t, self)
        self.model = TableModel(t, columns(t), key, self)
        self.view = TableView(self.model, t("Families of the programme"), self)
        self.empty = Empty("account-check-outline")
        self.listed = Listed(self.view, self.empty, self)
        self.notice = Notice()
        self.found = label("", Role.SECONDARY)
        self.doings: list[QPushButton] = []
        if record is not None and change is not None:
            self.doings = [
                button(t("Record the result of all…"), record, icon="clipboard-check-outline", key="Ctrl+R"),
                button(t("Change the status of all…"), change, icon="swap-horizontal", key="Ctrl+T"),
            ]
        self._lay_out()
        self.narrowing.changed.connect(self.ask)
        self.narrowing.programme_changed.connect(self.refresh)
        self.narrowing.search.went_down.connect(self.view.setFocus)
        self.paging = Paging(bench.runner, self.model, "validating.list", self._show, self._failed)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)

    @property
    def selection(self) -> Selection:
        return self.narrowing.selection

    def begin(self) -> None:
        """Ask which programmes there are; the rest follows."""
        self.bench.runner.submit(Ask(listing.joined, self.bench.desk), self._offer_programmes, self._failed)

    def refresh(self) -> None:
        """Ask anew for the list and its counts."""
        programme = self.selection.programme
        if not programme:
            return
        runner, desk = self.bench.runner, self.bench.desk
        runner.submit(
            Ask(listing.standing, desk, programme),
            self.narrowing.offer_counts,
            self._failed,
            newest="validating.counts",
        )
        runner.submit(
            Ask(quotas.table, desk, programme), self.narrowing.offer_places, self._failed, newest="validating.places"
        )
        self.ask()

    def ask(self) -> None:
        """Ask for what is typed and chosen; the rows shown stay until the answer is there."""
        selection = self.selection
        if not selection.programme:
            return
        self.paging.ask(listing.page, self.bench.desk, selection)
        self.paging.count(self._count, listing.count, self.bench.desk, selection)

    def _offer_programmes(self, rows: list[Joined]) -> None:
        self.narrowing.offer_programmes(rows)
        self.refresh()

    def _show(self, page: EnrolmentPage) -> None:
        self.notice.clear()
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self._say_empty()

    def _count(self, families: int) -> None:
        self.families = families
        self.found.setText(
            self.t.many("{shown} family in the list", "{shown} families in the list", families, shown=number(families))
        )
        for made in self.doings:
            made.setEnabled(families > 0)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _say_empty(self) -> None:
        t = self.t
        if self.narrowing.narrow:
            step = Action(t("Show all families"), partial(self.narrowing.choose, None))
            self.empty.say(t("No family stands here."), step)
        else:
            self.empty.say(
                t("No family is in this programme yet. Registered and imported families come in by themselves.")
            )

    def _lay_out(self) -> None:
        self.add(self.narrowing)
        self.add(self.notice)
        self.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        for made in self.doings:
            foot.addWidget(made)
        self.column.addLayout(foot)
        keys = self.t("↑ ↓ choose · Enter opens the family · F5 refresh")
        if self.doings:
            keys = self.t("↑ ↓ choose · Enter opens the family · Ctrl+R record all · Ctrl+T change all · F5 refresh")
        self.add(label(keys, Role.SECONDARY))
