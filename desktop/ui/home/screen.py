"""Home: what waits today for this person, each with its first step."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services import home
from desktop.services.desk import Desk
from desktop.services.home import Today
from desktop.ui.home.parts import ItemCard, PartsCard, TranchesCard
from desktop.ui.home.words import Said, say
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import full_day, number
from desktop.ui.screen import Bench, Screen
from desktop.wording.terms import ENROLMENT

COLUMNS = 2
KEYS = 9  # cards that have a digit of their own
SHOWN = ("household", "enrolment", "pay_list", "payment", "receipt", "print_run", "visit", "task", "app_user", "area")


@dataclass(frozen=True, slots=True)
class Ask:
    desk: Desk

    def __call__(self, _: Progress) -> Today:
        return home.today(self.desk)


class HomeScreen(Screen):
    """The first place a person sees after signing in."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.head = Head(self.t("Home"))
        self.notice = Notice()
        self.cards: list[ItemCard] = []
        self._entered = False
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self._scroll, 1)

    def enter(self, argument: object = None) -> None:
        self._entered = True
        self.refresh()

    def changed(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self.refresh()

    def refresh(self) -> None:
        self.bench.runner.submit(Ask(self.bench.desk), self._show, self._failed, newest="home.today")

    def _show(self, today: Today) -> None:
        self.notice.clear()
        person = self.bench.desk.person
        name = person.full_name or person.name
        self.head.say(
            self.t("Good day, {name}", name=name),
            self.t("{day} · {families} families", day=full_day(self.t, today.day), families=number(today.families)),
        )
        at = next((place for place, card in enumerate(self.cards) if card.step.hasFocus()), None)
        self._scroll.setWidget(self._page(today))
        self._focus(at)

    def _focus(self, at: int | None) -> None:
        """Enter takes the first step at once; asked again, the cursor stays on its card."""
        if self._entered:
            self._entered, at = False, 0
        if at is not None and self.cards:
            self.cards[min(at, len(self.cards) - 1)].step.setFocus()

    def _page(self, today: Today) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, Space.TINY, 0)
        column.setSpacing(Space.CARDS)
        self.cards = [self._card(say(self.t, item), number) for number, item in enumerate(today.items, 1)]
        if self.cards:
            grid = QGridLayout()
            grid.setSpacing(Space.CARDS)
            for at, card in enumerate(self.cards):
                # The last one takes what its row has left.
                span = COLUMNS - at % COLUMNS if card is self.cards[-1] else 1
                grid.addWidget(card, at // COLUMNS, at % COLUMNS, 1, span)
            for at in range(COLUMNS):
                grid.setColumnStretch(at, 1)
            column.addLayout(grid)
        else:
            column.addWidget(self._nothing(today))
        if today.tranches:
            column.addWidget(TranchesCard(self.t, today.tranches))
        if today.families:
            column.addLayout(self._register(today))
        column.addStretch(1)
        return page

    def _register(self, today: Today) -> QHBoxLayout:
        """Who the families are and where they live."""
        t, row = self.t, QHBoxLayout()
        row.setSpacing(Space.CARDS)
        statuses = [(t(ENROLMENT.get(part.name, part.name)), part.families) for part in today.statuses]
        districts = [(part.name or t("To be placed"), part.families) for part in today.districts]
        row.addWidget(PartsCard(t("Families by status"), statuses, today.families), 1)
        row.addWidget(PartsCard(t("Districts with the most families"), districts, today.families), 1)
        return row

    def _card(self, said: Said, place: int) -> ItemCard:
        key = str(place) if place <= KEYS else ""
        return ItemCard(said, partial(self.bench.go, said.place, said.argument), key)

    def _nothing(self, today: Today) -> Card:
        empty = Empty("check-circle-outline")
        step = None
        sentence = self.t("Nothing waits today.")
        if not today.families and self.bench.desk.person.role is Role.OPERATOR:
            sentence = self.t("No families yet. Take in a register file, or write down the first family.")
            step = Action(self.t("Import…"), partial(self.bench.go, "families", "import"), "file-upload-outline", "1")
        elif not today.families:
            sentence = self.t("No families yet. The operator takes in a register file or writes them down.")
        empty.say(sentence, step)
        card = Card()
        card.add(empty)
        card.setMinimumHeight(260)
        return card

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
