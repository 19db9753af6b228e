"""The board: each office beside the others, with what it sent, for which period, and what is missing or late."""

from datetime import date
from functools import partial
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import Refused
from desktop.services.exchange import board
from desktop.services.exchange.board import Board, DistrictRow
from desktop.ui.exchange import difference_words
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Style
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab
from desktop.wording.exchange_desk import STANDINGS


class CompletenessTab(Tab):
    """Read only; whoever looks at it sees every office at once."""

    shown = ("received_package", "sent_package", "trusted_card")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.notice, self.foot = Notice(self), label("", Style.SECONDARY, wrap=True)
        self.model = TableModel(self.t, self._columns(), attrgetter("office"), self)
        self.view = TableView(self.model, self.t("Offices and what they sent"), self)
        card = Card(inside=Space.GROUP)
        card.add(self.view, 1)
        card.add(self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(card, 1)

    def load(self) -> None:
        work = Ask(board.board, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="exchange.board")

    def take_focus(self) -> None:
        self.view.setFocus()

    def _show(self, seen: Board) -> None:
        t = self.t
        self.model.replace(seen.rows)
        sent, every = number(sum(row.taken > 0 for row in seen.rows)), number(len(seen.rows))
        told = [t("{sent} of {offices} offices sent something", sent=sent, offices=every)]
        if seen.totals:
            families, people = (seen.totals.get(kind, 0) for kind in ("household", "member"))
            told.append(t.many("{shown} family", "{shown} families", families, shown=number(families)))
            told.append(t.many("{shown} person", "{shown} people", people, shown=number(people)))
            told.append(t("paid {rupiah}", rupiah=rupiah(seen.totals.get("rupiah", 0))))
        self.foot.setText(" · ".join(told))

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _columns(self) -> list[Column]:
        t = self.t
        chips = max((t(word) for word in STANDINGS.values()), key=len)
        return [
            Column(t("Office"), attrgetter("name"), Kind.STRONG, "Kota Tangerang Selatan", stretch=3),
            Column(t("State"), partial(difference_words.standing, self.bench), Kind.CHIP, chips),
            Column(t("Package"), _package, sample="1.234"),
            Column(t("Came"), self._day, Kind.DATE),
            Column(t("Period"), _period, sample="2019/1", stretch=1),
            Column(t("Never came"), _missing, sample="12, 13", stretch=1),
            Column(t("Families"), partial(_total, "household"), Kind.NUMBER, "12.688"),
            Column(t("Rupiah paid"), partial(_total, "rupiah"), Kind.MONEY, "Rp27.571.000.000"),
        ]

    def _day(self, row: DistrictRow) -> date | None:
        return self.bench.desk.local(row.last_at).date() if row.last_at else None


def _package(row: DistrictRow) -> str:
    return number(row.last_number) if row.last_number else ""


def _period(row: DistrictRow) -> str:
    return next((one.period for one in row.periods if one.period), "")


def _missing(row: DistrictRow) -> str:
    return ", ".join(map(str, row.lost))


def _total(name: str, row: DistrictRow) -> int | None:
    return row.totals.get(name)
