"""Which unpaid families go back: all of a list, or those that are marked with the space bar or a double click."""

from dataclasses import dataclass, field
from operator import attrgetter
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.errors import Refused
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services.accounting.ageing import AgeRow
from desktop.services.money import payments
from desktop.services.money.rows import PaymentFilters, PaymentPage, PaymentRow
from desktop.ui.accounting.words import NOTHING, money
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.wording import Translator

PAGE = 60
MARK = "✓"
ALL, SOME = "all", "some"


@dataclass
class Marks:
    """What is marked, with its rupiah; a list that is turned over by pages knows only those it has shown."""

    rupiah: dict[UUID, int] = field(default_factory=dict)

    def __call__(self, row: PaymentRow) -> str:
        return MARK if row.id in self.rupiah else ""

    def turn(self, row: PaymentRow) -> None:
        if self.rupiah.pop(row.id, None) is None:
            self.rupiah[row.id] = row.amount


class Marking(Card):
    """`changed`: something else goes back than before."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.t("Which families' money goes back"))
        t = self.t = bench.t
        self.bench = bench
        self.list: AgeRow | None = None
        self.marks = Marks()
        self.which = Combo(
            t("Which families' money goes back"), [(ALL, t("All that is unpaid")), (SOME, t("Only those marked"))]
        )
        self.search = Search(t("Name, NIK or card"), t("Find a payment"))
        self.model = TableModel(t, columns(t, self.marks), attrgetter("id"), self)
        self.view = TableView(self.model, t("Unpaid families"), dense=True)
        self.empty = Empty("account-search-outline")
        self.listed = Listed(self.view, self.empty)
        self.paging = Paging(bench.runner, self.model, "accounting.marking", self._show, self._refused)
        self.foot = label("", Role.STRONG, wrap=True)
        self._lay_out()
        self.which.chosen.connect(self._turn)
        self.search.searched.connect(self._ask)
        self.search.went_down.connect(self.view.setFocus)
        self.view.opened.connect(self.turn)
        self.view.installEventFilter(self)

    @property
    def payments(self) -> tuple[UUID, ...] | None:
        """What goes back; None is all of the list."""
        return tuple(self.marks.rupiah) if self.which.value == SOME else None

    @property
    def figure(self) -> Figure:
        """How much that is."""
        if self.which.value == SOME:
            return Figure(len(self.marks.rupiah), sum(self.marks.rupiah.values()))
        return self.list.unpaid if self.list is not None else NOTHING

    def show_list(self, row: AgeRow | None) -> None:
        """Offer the families of another list; marks are of the one before."""
        if row is None or self.list is None or row.key != self.list.key:
            self.marks.rupiah.clear()
        self.list = row
        self._turn(self.which.value)

    def mark_only(self, ids: dict[UUID, int]) -> None:
        """Mark these, as they were before."""
        self.marks.rupiah.update(ids)
        self.which.choose(SOME)
        self._turn(SOME)

    def turn(self, row: object) -> None:
        """Mark a family, or take its mark off."""
        if isinstance(row, PaymentRow):
            self.marks.turn(row)
            self.view.viewport().update()
            self._say()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.view and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self.turn(self.view.row)
            return True
        return False

    def _turn(self, which: object) -> None:
        some = which == SOME
        self.search.setEnabled(some)
        if some:
            self._ask()
        else:
            self.model.replace(())
            self.listed.show_rows(there=False)
            self.empty.say(self.t("Every family of the list that is unpaid goes back under this STS."))
        self._say()
        self.changed.emit()

    def _ask(self, _: object = None) -> None:
        if self.list is not None and self.which.value == SOME:
            filters = PaymentFilters(state=PaymentState.UNPAID, text=self.search.text().strip())
            self.paging.ask(payments.payments, self.bench.desk, self.list.key, filters, PAGE)

    def _show(self, page: PaymentPage) -> None:
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self.empty.say(self.t("No unpaid family matches."))

    def _say(self) -> None:
        keys = self.t("Space marks") if self.which.value == SOME else ""
        told = self.t("Goes back: {money}", money=money(self.t, self.figure))
        self.foot.setText("   ·   ".join(part for part in (told, keys) if part))

    def _refused(self, refused: Refused) -> None:
        self.listed.show_rows(there=False)
        self.empty.say(self.bench.sentence(refused))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.which)
        row.addWidget(self.search, 1)
        self.column.addLayout(row)
        self.add(self.listed, 1)
        self.add(self.foot)


def columns(t: Translator, marks: Marks) -> list[Column]:
    return [
        Column(t("Back"), marks, Kind.STRONG, MARK),
        Column(t("Caretaker"), attrgetter("caretaker_name"), Kind.STRONG, "Siti Nurjanah", stretch=2),
        Column(t("Card"), attrgetter("card_number"), Kind.MONO, "JSR-36.01-000127"),
        Column(t("Village"), attrgetter("village"), sample="Karang Tanjung Baru"),
        Column(t("Amount"), attrgetter("amount"), Kind.MONEY, "Rp1.750.000"),
    ]
