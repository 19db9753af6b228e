"""The right list of the clinic: one line for each fault, paged as one scrolls."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.quality import listing
from desktop.services.quality.rows import EVERYTHING, FaultFilters, FaultPage
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.paging import Paging
from desktop.ui.quality.narrowing import Narrowing
from desktop.ui.quality.words import fault_columns, fault_key
from desktop.ui.screen import Bench


class FaultTable(Card):
    """`chosen` follows the selection (a row, or None); `opened` is Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bench, self.t = bench, bench.t
        self._filters = EVERYTHING
        self.narrowing = Narrowing(self.t, self)
        self.notice = Notice(self)
        self.model = TableModel(self.t, fault_columns(self.t), fault_key, self)
        self.view = TableView(self.model, self.t("Faults found"), self)
        self.empty = Empty("check-circle-outline")
        self.listed = Listed(self.view, self.empty, self)
        self.found = label("", Role.SECONDARY)
        self.paging = Paging(bench.runner, self.model, "quality.list", self._show, self.fail)
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
        self.paging.ask(listing.page, self.bench.desk, filters)

    def say_found(self, sentence: str) -> None:
        self.found.setText(sentence)

    def _show(self, page: FaultPage) -> None:
        self.notice.clear()
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self._say_empty()

    def fail(self, refused: Refused) -> None:
        """Say above the list why something was not done."""
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
