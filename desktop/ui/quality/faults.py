"""The right list of the clinic: one line for each fault, paged as one scrolls."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.errors import Refused
from desktop.services.quality.rows import EVERYTHING, FaultFilters, FaultPlace
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.quality.jobs import Answered, List
from desktop.ui.quality.narrowing import Narrowing
from desktop.ui.quality.words import fault_columns, fault_key
from desktop.ui.screen import Bench


class FaultTable(Card):
    """`chosen` follows the selection (a row, or None); `opened` is Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self._filters = EVERYTHING
        self._following: FaultPlace | None = None
        self._query = 0
        self.narrowing = Narrowing(self.t)
        self.notice = Notice()
        self.model = TableModel(self.t, fault_columns(self.t), fault_key, self)
        self.view = TableView(self.model, self.t("Faults found"))
        self.empty = Empty("check-circle-outline")
        self.listed = Listed(self.view, self.empty)
        self.found = label("", Role.SECONDARY)
        self.model.page_wanted.connect(self._more)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.add(self.narrowing)
        self.add(self.notice)
        self.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        foot.addWidget(label(self.t("↑ ↓ choose · Enter opens the family · F5 refresh"), Role.SECONDARY))
        self.column.addLayout(foot)

    def ask(self, filters: FaultFilters) -> None:
        """Ask anew; the rows shown stay until the answer is there."""
        self._filters = filters
        self._query = self.model.begin()
        work = List(self.bench.desk, self._query, filters)
        self.bench.runner.submit(work, self._show, self.fail, newest="quality.list")

    def say_found(self, sentence: str) -> None:
        self.found.setText(sentence)

    def _show(self, answer: Answered) -> None:
        if answer.query != self._query:
            return
        self.notice.clear()
        rows, self._following = answer.page.rows, answer.page.following
        self.model.replace(rows, more=self._following is not None, query=answer.query)
        self.listed.show_rows(bool(rows))
        if not rows:
            self._say_empty()

    def _more(self, query: int, _offset: int) -> None:
        if self._following is not None:
            work = List(self.bench.desk, query, self._filters, self._following)
            self.bench.runner.submit(work, self._extend, self.fail)

    def _extend(self, answer: Answered) -> None:
        if answer.query == self._query:
            self._following = answer.page.following
            self.model.extend(answer.page.rows, more=self._following is not None, query=answer.query)

    def fail(self, refused: Refused) -> None:
        """Say above the list why something was not done."""
        self.model.failed()
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _say_empty(self) -> None:
        t = self.t
        if self.narrowing.narrow:
            sentence = t("Nothing is found in this area or caseload.")
            self.empty.say(sentence, Action(t("Show everything"), self.narrowing.widen))
        elif self._filters.let_stand:
            self.empty.say(t("Doubts that somebody let stand with a reason are shown here."))
        else:
            self.empty.say(t("No family has anything to mend."))
