"""The list of families: search as one types, pages as one scrolls, and what was found in the foot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from desktop.errors import Refused
from desktop.services.families import finding
from desktop.services.families.finding import COUNT_CAP, By, FamilyPage, Order
from desktop.services.families.listed import Asked
from desktop.ui.families.columns import columns, key
from desktop.ui.families.jobs import Counted, Districts, count
from desktop.ui.families.narrowing import Narrowing
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.wording import Translator


class FamilyList(Card):
    """`chosen` follows the selection (a row, or None); `opened` is Enter or a double click; `answered`: new rows."""

    answered = Signal()
    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, bench: Bench, first_step: Action | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.bench = bench
        self.t = t = bench.t
        self._first_step = first_step
        self.order: Order | None = None  # as one asked for at a heading
        self.narrowing = Narrowing(t, self)
        self.model = TableModel(t, columns(t), key, self)
        self.view = TableView(self.model, t("Families"), self)
        self.empty = Empty("account-search-outline")
        self.notice = Notice()
        self.found = label("", Role.SECONDARY)
        self._lay_out()
        self.narrowing.changed.connect(self.ask)
        self.narrowing.search.went_down.connect(self.view.setFocus)
        self.paging = Paging(bench.runner, self.model, "families.find", self._show, self._failed)
        self.model.sort_wanted.connect(self._sort)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)

    def begin(self) -> None:
        """Ask for the districts to filter by, and for the first page."""
        self.bench.runner.submit(Districts(self.bench.desk), self.narrowing.offer_districts)
        self.ask()

    @property
    def asked(self) -> Asked:
        """What the list answers now, for paper and workbook."""
        return Asked(self.narrowing.typed, self.narrowing.filters, self.order)

    def ask(self) -> None:
        """Ask anew for what is typed and chosen; the rows shown stay until the answer is there."""
        desk, typed, filters = self.bench.desk, self.narrowing.typed, self.narrowing.filters
        self.paging.ask(finding.find, desk, typed, filters, order=self.order)
        self.paging.count(self._count, count, desk, typed, filters)

    def _show(self, page: FamilyPage) -> None:
        self.notice.clear()
        self._pages.setCurrentWidget(self.view if page.rows else self.empty)
        if not page.rows:
            self._say_empty()
        self.answered.emit()

    def _sort(self, name: str, descending: bool) -> None:
        self.order = Order(By(name), descending)
        self.ask()

    def _count(self, counted: Counted) -> None:
        self.found.setText(_foot(self.t, counted, self.paging.seconds if self.narrowing.narrow else None))

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
        self.answered.emit()

    def _say_empty(self) -> None:
        t = self.t
        if self.narrowing.narrow:
            sentence = t("No family matches. Check the spelling, or type only a part of the name or number.")
            self.empty.say(sentence, Action(t("Show all families"), self.narrowing.widen))
        elif self._first_step is not None:
            sentence = t("No families yet. Take in a register file, or write down the first family.")
            self.empty.say(sentence, self._first_step)
        else:
            self.empty.say(t("No families yet. The operator takes in a register file or writes them down."))

    @property
    def _keys(self) -> str:
        t = self.t
        if self._first_step is not None:
            return t("F2 find · ↑ ↓ choose · Enter change · Ctrl+N new · F9 print")
        return t("F2 find · ↑ ↓ choose · F9 print")

    def _lay_out(self) -> None:
        self.add(self.narrowing)
        self.add(self.notice)
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.add(pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        foot.addWidget(label(self._keys, Role.SECONDARY))
        self.column.addLayout(foot)


def _foot(t: Translator, counted: Counted, seconds: float | None) -> str:
    """Say how many there are; with `seconds`, how many of them match and how long finding them took."""
    if seconds is None:
        return t.many("{shown} family", "{shown} families", counted.total, shown=number(counted.total))
    matches = number(counted.matches)
    if counted.matches > COUNT_CAP:
        matches = t("more than {count}", count=number(COUNT_CAP))
    return "  ·  ".join(
        (
            t("{count} of {total} families", count=matches, total=number(counted.total)),
            t("found in {ms} ms", ms=max(1, round(seconds * 1000))),
        )
    )
