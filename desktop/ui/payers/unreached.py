"""Payments that failed or lie without a transaction, with the payer's reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import standing
from desktop.services.payers.standing import UnreachedPage, UnreachedRow
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.paging import Paging
from desktop.ui.payers.terms import unreached_columns, unreached_key
from desktop.ui.screen import Bench


class Unreached(QWidget):
    """`family_wanted` brings the id of a household (Enter or a double click)."""

    family_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, t = bench, bench.t
        self.notice = Notice()
        self.model = TableModel(t, unreached_columns(t), unreached_key, self)
        self.view = TableView(self.model, t("Payments that did not arrive"))
        self.empty = Empty("check-circle-outline")
        self.empty.say(t("No payer has said that a payment failed or lies without a transaction."))
        self.paging = Paging(bench.runner, self.model, "payers.unreached", self._shown, self._refused)
        self._lay_out()
        self.view.opened.connect(self._open)

    def ask(self, key: TrancheKey | None) -> None:
        if key is None:
            self.model.replace(())
            self._pages.setCurrentWidget(self.empty)
        else:
            self.paging.ask(standing.unreached, self.bench.desk, key)

    def _shown(self, page: UnreachedPage) -> None:
        self.notice.clear()
        self._pages.setCurrentWidget(self.view if page.rows else self.empty)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _open(self, row: object) -> None:
        if isinstance(row, UnreachedRow):
            self.family_wanted.emit(row.household)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        card, pages = Card(inside=Space.GROUP), QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        card.add(pages, 1)
        column.addWidget(card, 1)
