"""The list of visits: searched, narrowed to a facilitator or to what is due, paged as one scrolls."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services import visits
from desktop.services.facilitators import FacilitatorRow
from desktop.services.visits import FollowUp, VisitFilters, VisitPage
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.ui.visits.terms import FILTERS, carer, columns, key

_COMBO_WIDTH = 170


class VisitList(Card):
    """`chosen` follows the selection (a row, or None)."""

    chosen = Signal(object)

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bench = bench
        self.t = t = bench.t
        self._first_step = first_step
        self.search = Search(t("Family, village, purpose or facilitator"), t("Search visits"), self)
        self.facilitator = Combo(t("Facilitator"), [(None, t("All facilitators"))], self)
        self.state = Combo(t("Follow-up"), [(state, t(word)) for state, word in FILTERS], self)
        self.model = TableModel(t, columns(t), key, self)
        self.view = TableView(self.model, t("Visits"), self)
        self.empty = Empty("clipboard-text-clock-outline")
        self.listed = Listed(self.view, self.empty, self)
        self.notice = Notice()
        self.found = label("", Role.SECONDARY)
        self._lay_out()
        self.search.searched.connect(self.ask)
        self.search.went_down.connect(self.view.setFocus)
        self.facilitator.chosen.connect(self.ask)
        self.state.chosen.connect(self.ask)
        self.paging = Paging(bench.runner, self.model, "visits.list", self._show, self._failed)
        self.view.chosen.connect(self.chosen)

    @property
    def filters(self) -> VisitFilters:
        who, state = self.facilitator.value, self.state.value
        return VisitFilters(
            who if isinstance(who, UUID) else None,
            state if isinstance(state, FollowUp) else None,
            self.search.text().strip(),
        )

    def offer_facilitators(self, rows: list[FacilitatorRow]) -> None:
        everybody = (None, self.t("All facilitators"))
        self.facilitator.offer([everybody, *((row.id, carer(self.t, row)) for row in rows)])
        # The list is as wide as its longest line: the caseload stands behind the name.
        popup = self.facilitator.view()
        popup.setMinimumWidth(popup.sizeHintForColumn(0) + Space.EDGE)

    def show_state(self, state: FollowUp | None) -> None:
        """Narrow to one state of the follow-up, of everybody."""
        self.search.clear()
        self.facilitator.choose(None)
        self.state.choose(state)
        self.ask()

    def ask(self) -> None:
        """Ask anew; the rows shown stay until the answer is there."""
        desk, filters = self.bench.desk, self.filters
        self.paging.ask(visits.page, desk, filters)
        self.paging.count(self._count, visits.count, desk, filters)

    def _show(self, page: VisitPage) -> None:
        self.notice.clear()
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self._say_empty()

    def _count(self, count: int) -> None:
        self.found.setText(self.t.many("{shown} visit", "{shown} visits", count, shown=number(count)))

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _say_empty(self) -> None:
        t, filters = self.t, self.filters
        if filters == VisitFilters():
            sentence = t("No visits yet. Enter here what facilitators see and agree with families.")
            self.empty.say(sentence, self._first_step)
        elif filters.state in (FollowUp.DUE, FollowUp.OVERDUE) and not filters.text:
            self.empty.say(t("Nothing is due. Everything promised to families is done or still has time."))
        else:
            self.empty.say(t("No visit matches."), Action(t("Show all visits"), self._widen))

    def _widen(self) -> None:
        self.show_state(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.search, 1)
        for combo in (self.facilitator, self.state):
            combo.setFixedWidth(_COMBO_WIDTH)
            row.addWidget(combo)
        self.column.addLayout(row)
        self.add(self.notice)
        self.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        keys = self.t("↑ ↓ choose · Ctrl+N new · F5 refresh") if self._first_step else self.t("↑ ↓ choose · F5 refresh")
        foot.addWidget(label(keys, Role.SECONDARY))
        self.column.addLayout(foot)
