"""Payments of a list, narrowed to an area, a state or a return; opened, they show the family."""

from collections.abc import Mapping
from operator import attrgetter
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import PaymentState
from desktop.services.money import payments
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import PaymentFilters, PaymentPage, PaymentRow
from desktop.ui.accounting.words import counted
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench
from desktop.wording import N_, Translator
from desktop.wording.translator import sentences

PAGE = 60
STATES: Mapping[PaymentState, tuple[str, Tone]] = MappingProxyType(
    {
        PaymentState.WITHHELD: (N_("Withheld"), Tone.DANGER),
        PaymentState.UNPAID: (N_("Not collected"), Tone.ATTENTION),
        PaymentState.PAID: (N_("Received"), Tone.GOOD),
        PaymentState.RETURNED: (N_("Returned"), Tone.BRAND),
    }
)


class Families(QWidget):
    """Enter opens the family under the cursor. `name` tells this list's questions from those of others."""

    shown = Signal()

    def __init__(self, bench: Bench, name: str, *, narrow: bool = False) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        columns = narrow_columns(bench.t) if narrow else wide_columns(bench.t)
        self.model = TableModel(bench.t, columns, attrgetter("id"), self)
        self.view = TableView(self.model, bench.t("Payments"), dense=narrow)
        self.empty = Empty("account-search-outline")
        self.listed = Listed(self.view, self.empty)
        self.foot = label("", Role.SECONDARY)
        self.paging = Paging(bench.runner, self.model, f"accounting.{name}", self._show, self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.listed, 1)
        column.addWidget(self.foot)
        self.view.opened.connect(self._open)

    def ask(self, key: TrancheKey, filters: PaymentFilters) -> None:
        desk = self.bench.desk
        self.paging.ask(payments.payments, desk, key, filters, PAGE)
        self.paging.count(self._count, payments.count, desk, key, filters)

    def clear(self, sentence: str) -> None:
        """Show none, and why."""
        self.model.replace(())
        self.foot.clear()
        self.empty.say(sentence)
        self.listed.show_rows(there=False)

    def _show(self, page: PaymentPage) -> None:
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self.empty.say(self.t("No payment is here."))
        self.shown.emit()

    def _count(self, count: int) -> None:
        self.foot.setText(f"{counted(self.t, count)}   ·   {self.t('Enter opens the family')}")

    def _open(self, row: object) -> None:
        if isinstance(row, PaymentRow):
            self.bench.go("families", row.household_id)

    def _refused(self, refused: Refused) -> None:
        self.clear(self.bench.sentence(refused))


def wide_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Caretaker"), attrgetter("caretaker_name"), Kind.STRONG, "Siti Nurjanah", stretch=2),
        Column(t("Card"), attrgetter("card_number"), Kind.MONO, "JSR-36.01-000127"),
        Column(t("Amount"), attrgetter("amount"), Kind.MONEY, "Rp1.750.000"),
        Column(t("Status"), State(t), Kind.CHIP, t("Not collected")),
        Column(t("Reason"), Why(t), stretch=2),
    ]


def narrow_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Caretaker"), attrgetter("caretaker_name"), Kind.STRONG, "Siti Nurjanah", stretch=2),
        Column(t("Village"), attrgetter("village"), sample="Karang Tanjung Baru", stretch=3),
        Column(t("Amount"), attrgetter("amount"), Kind.MONEY, "Rp1.750.000"),
    ]


class State:
    """The state of a payment as a chip."""

    def __init__(self, t: Translator) -> None:
        self._t = t

    def __call__(self, row: PaymentRow) -> ChipValue:
        word, tone = STATES[row.state]
        return ChipValue(self._t(word), tone)


class Why:
    """Why a payment stands as it does: a code of the program, or what a person wrote."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._codes = frozenset(sentences())

    def __call__(self, row: PaymentRow) -> str:
        return self._t.sentence(row.reason, {}) if row.reason in self._codes else row.reason
