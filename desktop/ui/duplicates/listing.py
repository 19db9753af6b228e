"""The list of pairs: searched, narrowed to what waits or was decided, paged as one scrolls."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.likeness import Rule
from desktop.services.duplicates import listing
from desktop.services.duplicates.listing import PairFilters, PairPage, PairRow, State
from desktop.ui.duplicates.terms import STATES, columns, key
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
from desktop.wording.duplicates import RULES


class PairList(Card):
    """`chosen` follows the selection (a row, or None); `counted` brings how many there are."""

    chosen = Signal(object)
    counted = Signal(int)

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bench = bench
        self.t = t = bench.t
        self._first_step = first_step
        self.search = Search(t("Name or NIK"), t("Search pairs"), self)
        self.state = Combo(t("State"), [(state, t(word)) for state, word in STATES], self)
        rules = [(rule, t(RULES[rule])) for rule in Rule]
        self.rule = Combo(t("Why"), [(None, t("Every reason")), *rules], self)
        self.model = TableModel(t, columns(t), key, self)
        self.view = TableView(self.model, t("Pairs"), self)
        self.empty = Empty("account-check-outline")
        self.listed = Listed(self.view, self.empty, self)
        self.notice = Notice()
        self.found = label("", Role.SECONDARY)
        self._lay_out()
        self.search.searched.connect(self.ask)
        self.search.went_down.connect(self.view.setFocus)
        self.state.chosen.connect(self.ask)
        self.rule.chosen.connect(self.ask)
        self.paging = Paging(bench.runner, self.model, "duplicates.list", self._show, self._failed)
        self.view.chosen.connect(self.chosen)

    @property
    def filters(self) -> PairFilters:
        state, rule = self.state.value, self.rule.value
        return PairFilters(
            state if isinstance(state, State) else State.OPEN,
            rule if isinstance(rule, Rule) else None,
            self.search.text().strip(),
        )

    def ask(self) -> None:
        """Ask anew; the rows shown stay until the answer is there."""
        desk, filters = self.bench.desk, self.filters
        self.paging.ask(listing.page, desk, filters)
        self.paging.count(self._count, listing.count, desk, filters)

    def step_on(self, pair: UUID) -> None:
        """Select the pair after this one, or the one before where it is the last: it is about to leave the list."""
        place = self.model.place_of(pair)
        rows = self.model.rows
        after = rows[place + 1] if 0 <= place < len(rows) - 1 else rows[place - 1] if place > 0 else None
        if isinstance(after, PairRow):
            self.view.choose(after.id)

    def _show(self, page: PairPage) -> None:
        self.notice.clear()
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self._say_empty()

    def _count(self, count: int) -> None:
        self.found.setText(self.t.many("{shown} pair", "{shown} pairs", count, shown=number(count)))
        self.counted.emit(count)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _say_empty(self) -> None:
        t = self.t
        if self.filters != PairFilters(self.filters.state):
            self.empty.say(t("No pair matches."), Action(t("Show all pairs"), self._widen))
        elif self.filters.state is State.OPEN:
            sentence = t("Nothing waits for a decision. Search for duplicates after each import and before each list.")
            self.empty.say(sentence, self._first_step)
        else:
            self.empty.say(t("No pair was decided like this yet."))

    def _widen(self) -> None:
        self.search.clear()
        self.rule.choose(None)
        self.ask()

    def _lay_out(self) -> None:
        self.add(self.search)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        for combo in (self.state, self.rule):
            row.addWidget(combo, 1)
        self.column.addLayout(row)
        self.add(self.notice)
        self.add(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        foot.addWidget(label(self.t("↑ ↓ choose · F5 refresh"), Role.SECONDARY))
        self.column.addLayout(foot)
