"""Whom one believes: this office's own card, the cards of others, and what waits for a second person."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.errors import Refused
from desktop.services.exchange import trusting
from desktop.services.exchange.trusting import CardRow, Trust
from desktop.ui.exchange import words
from desktop.ui.exchange.card_panel import CardPanel
from desktop.ui.exchange.card_rows import Cards, columns, settled
from desktop.ui.exchange.card_sheet import CardSheet
from desktop.ui.exchange.confirming import ConfirmPage
from desktop.ui.exchange.ending import EndPage
from desktop.ui.exchange.entering import EnterPage
from desktop.ui.exchange.own_card import OwnCardView
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab


class KeyCardsTab(Tab):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.may_trust = bench.desk.person.role in trusting.WHO
        self.newest: object = None
        self.waiting, self.notice = Notice(self), Notice(self)
        self.own = OwnCardView(bench, self)
        self.model = TableModel(t, columns(bench), attrgetter("id"), self)
        self.view = TableView(self.model, t("Cards of other offices"), self)
        self.empty = Empty("card-account-details-outline", self)
        self.listed = Listed(self.view, self.empty, self)
        self.panel = CardPanel(bench, self)
        self.entering: EnterPage | None = None
        self.confirming: ConfirmPage | None = None
        self.ending: EndPage | None = None
        self.sheet: CardSheet | None = None
        self._lay_out()
        self.view.chosen.connect(self.panel.show_row)
        self.panel.confirm_wanted.connect(self.confirm)
        self.panel.end_wanted.connect(self.end)
        self.own.paper_wanted.connect(self.put_on_paper)
        self.own.done.connect(self.say)
        self.own.failed.connect(self._refused)

    @property
    def offered(self) -> list[Action]:
        enter = Action(self.t("Enter a card…"), self.enter_card, "card-plus-outline", "Ctrl+N")
        return [enter] if self.may_trust else []

    def load(self) -> None:
        self.own.load()
        self.bench.runner.submit(Cards(self.bench.desk), self._show, self._refused, newest="exchange.cards")

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def take_focus(self) -> None:
        self.view.setFocus()

    def enter_card(self) -> None:
        self.notice.clear()
        if self.entering is None:
            self.entering = EnterPage(self.bench, self)
            self.entering.entered.connect(self._entered)
        self.entering.begin()
        self.wanted.emit(self.entering)

    def confirm(self, row: CardRow) -> None:
        """Have the second person compare a card."""
        self.notice.clear()
        self.confirming = self.confirming or ConfirmPage(self.bench, self)
        self.confirming.begin(row)
        self.wanted.emit(self.confirming)

    def end(self, row: CardRow) -> None:
        self.notice.clear()
        self.ending = self.ending or EndPage(self.bench, self)
        self.ending.begin(row)
        self.wanted.emit(self.ending)

    def put_on_paper(self) -> None:
        self.sheet = self.sheet or CardSheet(self.bench, self)
        self.wanted.emit(self.sheet)
        self.sheet.begin()

    def _entered(self, card: object) -> None:
        self.newest = card

    def _show(self, shown: tuple[Sequence[CardRow], frozenset[UUID]]) -> None:
        t, (rows, self.panel.mine_to_confirm) = self.t, shown
        ordered: list[CardRow] = sorted(rows, key=settled)
        self.model.replace(ordered)
        if self.newest is not None and self.view.choose(self.newest):
            self.newest = None
        self.listed.show_rows(bool(rows))
        first = Action(t("Enter a card…"), self.enter_card) if self.may_trust else None
        self.empty.say(t("No other office is known yet. Enter the key card that it gave you on paper."), first)
        self._say_waiting([row for row in rows if row.trust is Trust.PROPOSED])

    def _say_waiting(self, waiting: Sequence[CardRow]) -> None:
        """What waits for a second person stands above all else."""
        t = self.t
        row = next((row for row in waiting if row.id in self.panel.mine_to_confirm), None)
        if row is not None:
            told = t("The card of {office}, entered by {name}, waits for you as the second person.",
                     office=words.office(self.bench, row.office), name=row.proposed_by)  # fmt: skip
            remedy = Action(t("Compare the fingerprint…"), partial(self.confirm, row), "check-decagram-outline")
            self.waiting.say(told, Tone.ATTENTION, remedy)
        elif waiting:
            named = ", ".join(words.office(self.bench, row.office) for row in waiting)
            told = t("Waits for a second person: {offices}. Nothing is sent or taken in before.", offices=named)
            self.waiting.say(told, Tone.ATTENTION)
        else:
            self.waiting.clear()

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        others = Card(self.t("Other offices"), inside=Space.GROUP)
        others.add(self.listed, 1)
        right = QVBoxLayout()
        right.setSpacing(Space.CARDS)
        right.addWidget(others, 1)
        right.addWidget(self.panel)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        row.addWidget(self.own)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.waiting)
        column.addWidget(self.notice)
        column.addLayout(row, 1)
