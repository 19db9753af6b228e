"""The list of tranches: of every programme year of the office, where each stands, and the first step."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey
from desktop.services.money.overview import tranches
from desktop.services.money.rows import Step, TrancheRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Text
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.payout.new_year import years_after_another
from desktop.ui.payout.terms import state_chip, tranche_name
from desktop.ui.screen import Bench
from desktop.wording import Translator


class Listing(QWidget):
    """`opened` brings the key of a tranche to look at, `draft_wanted` of one whose list shall be drafted.

    `year_wanted` brings the programme years of which one may be opened.
    """

    opened = Signal(object)
    draft_wanted = Signal(object)
    year_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.head = Head(self.t("Pay-out"), self.t("Tranches of the office's programme years"), self)
        self.notice = Notice(self)
        self.model = TableModel(self.t, columns(self.t), key=_key)
        self.table = TableView(self.model, self.t("Tranches"))
        self.empty = Empty("cash-multiple")
        self.listed = Listed(self.table, self.empty)
        self._foot = label("", Text.SECONDARY)
        self._lay_out()
        self.table.opened.connect(self._open)

    def load(self) -> None:
        query = self.model.begin()
        work = Ask(tranches, self.bench.desk)
        self.bench.runner.submit(work, partial(self._show, query), self._refused, newest="payout-tranches")

    def _show(self, query: int, rows: Sequence[TrancheRow]) -> None:
        self.notice.clear()
        self.model.replace(rows, query=query)
        self.listed.show_rows(bool(rows))
        count = self.t.many("{count} tranche", "{count} tranches", len(rows))
        self._foot.setText(f"{count}   ·   {self.t('↑ ↓ choose   Enter open')}")
        if not rows:
            self.empty.say(self.t("No programme year is set up yet. An administrator adds one in the settings."))
        self._offer(rows)

    def _offer(self, rows: Sequence[TrancheRow]) -> None:
        """Offer the first step where no list was drafted yet: the next tranche that has none."""
        waiting = [row for row in rows if Step.CREATE in row.steps and row.state is None]
        actions = []
        if years_after_another(rows):
            actions.append(Action(self.t("New year…"), self._new_year, "calendar-plus", "Ctrl+Shift+N"))
        drafts = bool(waiting) and self.bench.desk.person.role is Role.OPERATOR
        if drafts:
            actions.append(Action(self.t("Draft a list…"), self._draft, "playlist-plus", "Ctrl+N"))
        self.head.offer(actions, primary=drafts)

    def _draft(self) -> None:
        row = self.table.row
        rows = [one for one in self.model.rows if isinstance(one, TrancheRow) and one.state is None]
        chosen = row if row in rows else min(rows, key=_key, default=None)
        if isinstance(chosen, TrancheRow):
            self.draft_wanted.emit(chosen.key)

    def _new_year(self) -> None:
        self.year_wanted.emit(years_after_another([one for one in self.model.rows if isinstance(one, TrancheRow)]))

    def _open(self, row: TrancheRow) -> None:
        self.opened.emit(row.key)

    def _refused(self, refused: Refused) -> None:
        self.model.failed()
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        card = Card()
        card.add(self.listed, 1)
        card.add(self._foot)
        column.addWidget(card, 1)


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Tranche"), partial(_name, t), Kind.STRONG, t("Tranche {number} / {year}", number=4, year=2019)),
        Column(t("Programme"), _programme, sample="Jaminan Sosial Rakyat", stretch=2),
        Column(t("Decree"), _decree, sample="978/Kep.105-Huk/2019", stretch=1),
        Column(t("Families"), _families, Kind.NUMBER, "12.688"),
        Column(t("Amount"), _amount, Kind.MONEY, "Rp12.688.000.000"),
        Column(t("Received"), _paid, Kind.NUMBER, "12.688"),
        Column(t("Status"), partial(_state, t), Kind.CHIP, t("No list yet")),
    ]


def _key(row: TrancheRow) -> TrancheKey:
    return row.key


def _name(t: Translator, row: TrancheRow) -> str:
    return tranche_name(t, row.key)


def _programme(row: TrancheRow) -> str:
    return row.programme_name


def _decree(row: TrancheRow) -> str:
    return row.decree_number


def _families(row: TrancheRow) -> int | None:
    return row.listed.families if row.state is not None else None


def _amount(row: TrancheRow) -> int | None:
    return row.listed.rupiah if row.state is not None else None


def _paid(row: TrancheRow) -> int | None:
    return row.paid.families if row.state is not None else None


def _state(t: Translator, row: TrancheRow) -> ChipValue:
    return state_chip(t, row.state)
