"""Choosing the family of a visit: found while one types, shown as one line once chosen."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.families.finding import FamilyListRow
from desktop.services.visits import VisitedFamily
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column
from desktop.ui.kit.columns import Kind as ColumnKind
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space
from desktop.ui.screen import Bench
from desktop.ui.visits.jobs import Offer, Pick
from desktop.wording import Translator


class FamilySearch(Search):
    """`entered` is Enter, after the search has asked."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()


class Offered(TableView):
    """Families that match, without a head; Enter or a click chooses one."""

    wanted = Signal(object)  # id

    def __init__(self, t: Translator) -> None:
        self.families = TableModel(t, _columns(t), _key)
        super().__init__(self.families, t("Families that match"), dense=True)
        self.families.setParent(self)
        self.horizontalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.opened.connect(self._choose)
        self.clicked.connect(self.choose_current)

    def show_rows(self, rows: tuple[FamilyListRow, ...]) -> None:
        self.families.replace(rows)
        self.setFixedHeight(max(1, len(rows)) * Size.ROW_DENSE)
        self.setVisible(bool(rows))

    def choose_current(self) -> None:
        if self.row is not None:
            self._choose(self.row)

    def _choose(self, row: object) -> None:
        self.wanted.emit(_key(row))


def _key(row: Any) -> UUID:
    found: UUID = row.id
    return found


def _name(row: FamilyListRow) -> str:
    return row.caretaker_name


def _card(row: FamilyListRow) -> str:
    return row.card_number


def _where(row: FamilyListRow) -> str:
    return " / ".join(part for part in (row.village, row.district) if part)


def _columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column(t("Caretaker"), _name, ColumnKind.STRONG, "Siti Nurhalimah", stretch=2),
        Column(t("Card"), _card, ColumnKind.MONO, "JSR-36.01-000127"),
        Column(t("Village / District"), _where, sample="Kadumerak / Karang Tanjung", stretch=3),
    )


class FamilyPicker(Card):
    """`picked` brings the family chosen (VisitedFamily), or None when another one is looked for."""

    picked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.t("Family"))
        self.bench = bench
        self.t = t = bench.t
        self.family: VisitedFamily | None = None
        self._enter_waits = False
        self.search = FamilySearch(t("Name, NIK, No KK, card or village"), t("Search the family"))
        self.offered = Offered(t)
        self.problem = label("", Role.PROBLEM, wrap=True)
        self.name = label("", Role.SUBTITLE)
        self.where = label("", Role.SECONDARY)
        self.other = button(t("Choose another family"), self.look_for, kind=Kind.LINK)
        self._chosen = QWidget()
        self._lay_out()
        self.search.searched.connect(self._ask)
        self.search.went_down.connect(self.offered.setFocus)
        self.search.entered.connect(self._enter)
        self.offered.wanted.connect(self.pick)
        self.look_for()

    def look_for(self) -> None:
        """Forget the family chosen and put the cursor into the search."""
        self.family = None
        self.search.clear()
        self.offered.show_rows(())
        self._switch(chosen=False)
        self.search.take_focus()
        self.picked.emit(None)

    def pick(self, family: UUID) -> None:
        self.bench.runner.submit(Pick(self.bench.desk, family), self._take, self._failed, newest="visits.pick")

    def say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _take(self, family: VisitedFamily) -> None:
        self.family = family
        self.say("")
        self.offered.show_rows(())
        self.name.setText(family.caretaker)
        card = self.t("Card {number}", number=family.card_number) if family.card_number else ""
        self.where.setText("  ·  ".join(part for part in (card, family.village, family.district) if part))
        self._switch(chosen=True)
        self.picked.emit(family)

    def _ask(self, typed: str) -> None:
        self.bench.runner.submit(Offer(self.bench.desk, typed), self._offer, self._failed, newest="visits.offer")

    def _offer(self, rows: tuple[FamilyListRow, ...]) -> None:
        if self.family is not None:
            return
        self.offered.show_rows(rows)
        self.say("" if rows or not self.search.text().strip() else self.t("No family matches."))
        if self._enter_waits:
            self._enter_waits = False
            self.offered.choose_current()

    def _enter(self) -> None:
        """Choose the first match; where the answer is still on its way, once it is here."""
        if self.offered.families.rowCount() and self.bench.runner.count == 0:
            self.offered.choose_current()
        else:
            self._enter_waits = True

    def _failed(self, refused: Refused) -> None:
        self.say(self.bench.sentence(refused))

    def _switch(self, *, chosen: bool) -> None:
        self._chosen.setVisible(chosen)
        self.search.setVisible(not chosen)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GROUP)
        row.addWidget(self.name)
        row.addWidget(self.where, 1)
        row.addWidget(self.other)
        for part in (self._chosen, self.search, self.problem, self.offered):
            self.add(part)
        self.problem.hide()
