"""Who holds cards and passbooks, what is away from its family for long first; and the page where they change hands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.paths import documents
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk
from desktop.services.payers import custody, custody_paper
from desktop.services.payers.custody import CustodyFilters, CustodyPage, CustodyRow, HandedOver, HandOver, Holder, Thing
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.payers.terms import LONG, custody_columns, custody_key
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording.payers import HOLDERS, THINGS

AWAY = "away"


class Held(QWidget):
    """`hand_over_wanted` brings the card that is chosen, or ""; `print_wanted` the number of a receipt."""

    hand_over_wanted = Signal(str)
    print_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, t = bench, bench.t
        self.may_edit = bench.desk.person.role is Role.OPERATOR
        self.search = Search(t("Name, card or holder"), t("Search"))
        choices: list[tuple[object, str]] = [(None, t("All cards and passbooks"))]
        choices.append((AWAY, t("Not with the family for {days} days", days=LONG)))
        choices += [(holder, t(HOLDERS[holder])) for holder in Holder]
        self.filter = Combo(t("Held by"), choices)
        self.model = TableModel(t, custody_columns(t), custody_key, self)
        self.view = TableView(self.model, t("Who holds cards and passbooks"))
        self.empty = Empty("card-account-details-outline")
        self.empty.say(t("Nobody entered yet who holds what."))
        self.give = button(t("Hand over…"), self._give, kind=Kind.PRIMARY, icon="hand-extended-outline")
        self.print = button(t("Print the receipt…"), self._print, icon="printer-outline")
        self.paging = Paging(bench.runner, self.model, "payers.held", self._shown, self.failed.emit)
        self._lay_out()
        self.search.searched.connect(self.ask)
        self.filter.chosen.connect(self.ask)
        self.view.chosen.connect(self._dress)

    @property
    def filters(self) -> CustodyFilters:
        chosen, text = self.filter.value, self.search.text()
        if chosen == AWAY:
            return CustodyFilters(away_days=LONG, text=text)
        return CustodyFilters(holder=chosen if isinstance(chosen, Holder) else None, text=text)

    def ask(self, _: object = None) -> None:
        self.paging.ask(custody.register, self.bench.desk, self.filters)

    def _shown(self, page: CustodyPage) -> None:
        self._pages.setCurrentWidget(self.view if page.rows else self.empty)
        self._dress(self.view.row)

    def _dress(self, row: object) -> None:
        self.print.setEnabled(isinstance(row, CustodyRow) and bool(row.receipt))

    def _give(self) -> None:
        row = self.view.row
        self.hand_over_wanted.emit(row.card if isinstance(row, CustodyRow) else "")

    def _print(self) -> None:
        row = self.view.row
        if isinstance(row, CustodyRow):
            self.print_wanted.emit(row.receipt)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(Space.WITHIN)
        top.addWidget(self.search, 1)
        top.addWidget(self.filter)
        for part in (self.give, self.print):
            foot.addWidget(part)
        foot.addStretch(1)
        card, pages = Card(inside=Space.GROUP), QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        card.column.addLayout(top)
        card.add(pages, 1)
        card.column.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)
        for part in (self.give, self.print):
            part.setVisible(self.may_edit)


@dataclass(frozen=True, slots=True)
class _HandOver:
    """Find the families by their cards, then keep the step."""

    desk: Desk
    cards: list[str]
    values: dict[str, object]

    def __call__(self, _: Progress) -> Answer[HandedOver]:
        said = self.values
        act = HandOver(
            custody.of_cards(self.desk, self.cards), cast("Thing", said["what"]), cast("Holder", said["holder"]),
            cast("date", said["on"]), str(said["name"] or ""), str(said["note"] or ""),
        )  # fmt: skip
        return custody.hand_over(self.desk, act)


@dataclass(frozen=True, slots=True)
class _Print:
    desk: Desk
    number: str
    out: Path

    def __call__(self, _: Progress) -> int:
        return custody_paper.print_receipt(self.desk, self.number, self.out)


class HandOverPage(TaskPage):
    """One step for one or more cards; its numbered receipt is printed from the page afterwards."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        told = t("Each hand-over has a numbered receipt")
        super().__init__(bench, t("Cards and passbooks change hands"), told, parent)
        things = [(one, t(THINGS[one])) for one in Thing]
        holders = [(one, t(HOLDERS[one])) for one in Holder]
        group = Group(
            t("Hand-over"),
            [
                Field("cards", t("Card numbers"), FieldKind.LINES, t("One in a line, or with commas between them"),
                      required=True, span=2),
                Field("what", t("Card or passbook"), FieldKind.CHOICE, choices=things, required=True),
                Field("on", t("Handed over on"), FieldKind.DATE, required=True),
                Field("holder", t("Held by from then on"), FieldKind.CHOICE, choices=holders, required=True),
                Field("name", t("Name of the holder"), FieldKind.TEXT, t("Needed for a facilitator"), length=120),
                Field("note", t("Note"), FieldKind.TEXT, length=150, span=2),
            ],
        )  # fmt: skip
        self.form = Form(t, [group], save=t("Hand over"), snug=True)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.fill(body)
        self.form.submitted.connect(self._submit)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def begin(self, card: str) -> None:
        self.notice.clear()
        today = self.bench.desk.today()
        self.form.set_values({"cards": card, "what": Thing.CARD, "on": today, "holder": Holder.FAMILY})

    def print_receipt(self, written: str, out: Path) -> None:
        self.bench.runner.submit(_Print(self.bench.desk, written, out), None, self.refused, lane=Lane.WRITE)

    def choose_paper(self, written: str) -> None:
        start = str(documents() / f"tanda-terima-{written.replace('/', '-')}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Where the receipt is written"), start, "PDF (*.pdf)")
        if chosen:
            self.print_receipt(written, Path(chosen))

    def _submit(self, values: dict[str, object]) -> None:
        cards = [card for card in str(values["cards"] or "").replace(",", "\n").splitlines() if card.strip()]
        work = _HandOver(self.bench.desk, cards, values)
        self.bench.runner.submit(work, self._done, self.refused, lane=Lane.WRITE)

    def _done(self, answer: Answer[HandedOver]) -> None:
        done = answer.value
        self.form.set_values({})
        words = self.t("Receipt {number}: {count} handed over.", number=done.number, count=number(done.families))
        self.bench.toast(words, Action(self.t("Print the receipt…"), _Printing(self, done.number)))
        self.left.emit("")


@dataclass(frozen=True, slots=True)
class _Printing:
    page: HandOverPage
    number: str

    def __call__(self) -> None:
        self.page.choose_paper(self.number)
