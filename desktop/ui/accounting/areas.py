"""The money of a list by district, then by village, then payment by payment: Enter goes in, Backspace comes out."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from desktop.services.accounting.books import Books
from desktop.services.accounting.reconciling import AreaBalance
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import PaymentFilters
from desktop.ui.accounting.families import Families
from desktop.ui.accounting.words import NOTHING, apart, area_name
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.wording import Translator

AREAS, PAYMENTS = 0, 1


class Areas(Card):
    """`path` holds the areas one went into, the district first."""

    moved = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(inside=Space.GROUP)
        self.t = bench.t
        self.books: Books | None = None
        self.path: list[AreaBalance] = []
        self.where = label("", Role.STRONG)
        self.out = button(self.t("Back"), self.go_out, kind=ButtonKind.LINK, icon="arrow-left")
        self.model = TableModel(self.t, columns(self.t), key=_key, parent=self)
        self.view = TableView(self.model, self.t("Areas"), dense=True)
        self.families = Families(bench, "area")
        self.foot = label("", Role.SECONDARY)
        self._lay_out()
        self.view.opened.connect(self.go_in)
        back = QShortcut(QKeySequence(Qt.Key.Key_Backspace), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_out)

    @property
    def key(self) -> TrancheKey | None:
        return self.books.found.key if self.books else None

    def show_books(self, books: Books) -> None:
        """Show another list from its districts on, or the same where one is."""
        if books.found.key != self.key:
            self.path = []
        self.books = books
        self._show()

    def go_in(self, row: object) -> None:
        if isinstance(row, AreaBalance):
            self.path.append(row)
            self._show()
            self._take_focus()

    def go_out(self) -> bool:
        """One level up; false where one is at the top."""
        if not self.path:
            return False
        left = self.path.pop()
        self._show()
        self.view.choose(left.code)
        self._take_focus()
        return True

    def _show(self) -> None:
        if self.books is None:
            return
        names = [area_name(self.t, one) for one in self.path]
        self.where.setText(" / ".join([self.t("All districts"), *names]))
        self.out.setVisible(bool(self.path))
        found, depth = self.books.found, len(self.path)
        inside = self._payments()
        self._pages.setCurrentIndex(PAYMENTS if inside else AREAS)
        self.foot.setVisible(inside is None)
        if inside is not None:
            self.families.ask(found.key, inside)
        elif depth == 0:
            self._list(found.districts)
        else:
            within = f"{self.path[0].code}."
            self._list(tuple(one for one in found.villages if one.code.startswith(within)))
        self.moved.emit()

    def _list(self, rows: tuple[AreaBalance, ...]) -> None:
        self.model.replace(rows)
        words = self.t.many("{count} area", "{count} areas", len(rows))
        self.foot.setText(f"{words}   ·   {self.t('Enter goes in   Backspace comes out')}")

    def _payments(self) -> PaymentFilters | None:
        """Which payments the area in view holds, where there are no smaller areas in it."""
        if self.path and not self.path[-1].code:
            return PaymentFilters(unplaced=True)
        return PaymentFilters(village_code=self.path[-1].code) if len(self.path) > 1 else None

    def _take_focus(self) -> None:
        shown = self.families.view if self._pages.currentIndex() == PAYMENTS else self.view
        shown.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.where, 1)
        top.addWidget(self.out)
        self.out.hide()
        self.column.addLayout(top)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.families)
        self.add(self._pages, 1)
        self.add(self.foot)


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Area"), partial(_name, t), Kind.STRONG, "Sindangresmi"),
        Column(t("Approved"), partial(_families, "payable"), Kind.NUMBER, "12.688"),
        Column(t("Paid"), partial(_families, "paid"), Kind.NUMBER, "12.688"),
        Column(t("Unpaid"), partial(_families, "unpaid"), Kind.NUMBER, "12.688"),
        Column(t("Back"), partial(_families, "returned"), Kind.NUMBER, "12.688"),
        Column(t("Money left"), _rupiah, Kind.MONEY, "Rp9.999.000.000"),
        Column(t("Sum"), partial(_chip, t), Kind.CHIP, t("Balanced"), stretch=1),
    ]


def _key(row: AreaBalance) -> str:
    return row.code


def _name(t: Translator, row: AreaBalance) -> str:
    return area_name(t, row)


def _families(part: str, row: AreaBalance) -> int:
    families: int = getattr(row.balance, part).families
    return families


def _rupiah(row: AreaBalance) -> int:
    return row.balance.unpaid.rupiah


def _chip(t: Translator, row: AreaBalance) -> ChipValue:
    """Whether the area's sums hold; where the decree leaves it a quota, whether the list keeps to it."""
    problems = row.balance.problems()
    if problems:
        return ChipValue(apart(t, problems[0].difference), Tone.DANGER)
    if row.balance.not_listed != NOTHING:
        return ChipValue(apart(t, row.balance.not_listed), Tone.ATTENTION)
    return ChipValue(t("Balanced"), Tone.GOOD)
