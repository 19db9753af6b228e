"""The payments of a tranche, page by page, narrowed by district, state and a word."""

from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services.money import payments
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import PaymentFilters, PaymentPage, PaymentRow, TrancheStatus
from desktop.ui.kit.button import button
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role as Text
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.payout.terms import PAYMENTS, payment_chip
from desktop.ui.payout.voiding import may_issue_anew, may_void
from desktop.ui.screen import Bench
from desktop.wording import Translator
from desktop.wording.translator import sentences

_PAGE = 60
OWN = "own"  # families that whoever looks registered himself: another approves them (DESIGN.md 4.11)


class Payments(QWidget):
    """`opened` brings a payment whose family is wanted, the others one whose receipt is."""

    opened = Signal(object)
    void_wanted = Signal(object)
    anew_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self._key: TrancheKey | None = None
        self._state: PayListState | None = None
        self._counted = ""
        t = self.t
        self.search = Search(t("Name, NIK or card"), t("Find a payment"), self)
        self.district = Combo(t("District"), [(None, t("All districts"))], self)
        states: list[tuple[object, str]] = [(None, t("Every status"))]
        states += [(state, t(word)) for state, (word, _) in PAYMENTS.items()]
        if bench.desk.person.role is Role.SUPERVISOR:
            states.append((OWN, t("Registered by you")))
        self.state = Combo(t("Status"), states, self)
        self.model = TableModel(t, columns(t), attrgetter("id"), self)
        self.paging = Paging(bench.runner, self.model, "payout.payments", self._show, self._refused)
        self.table = TableView(self.model, t("Payments"))
        self.empty = Empty("account-search-outline")
        self.listed = Listed(self.table, self.empty)
        self._foot = label("", Text.SECONDARY)
        self.void = button(t("Void the receipt…"), self._void, icon="file-cancel-outline")
        self.anew = button(t("Issue a new receipt"), self._issue_anew, icon="file-plus-outline")
        self._lay_out()
        self.search.searched.connect(self.load)
        self.search.went_down.connect(self.table.setFocus)
        self.district.chosen.connect(self.load)
        self.state.chosen.connect(self.load)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._choose)

    def show_tranche(self, found: TrancheStatus) -> None:
        """Show another tranche, or the same as it stands now."""
        key, districts = found.row.key, found.districts
        self._state = found.row.state
        if key != self._key:
            self._key = key
            self.search.clear()
            self.state.choose(None)
            self.district.choose(None)
        self.district.offer([(None, self.t("All districts")), *((one.code, one.name) for one in districts)])
        self.load()

    def show_own(self) -> None:
        """Show the families this person registered himself, of all districts."""
        self.search.clear()
        self.district.choose(None)
        self.state.choose(OWN)
        self.load()

    @property
    def filters(self) -> PaymentFilters:
        district, state = self.district.value, self.state.value
        return PaymentFilters(
            district_code=district if isinstance(district, str) else None,
            state=state if isinstance(state, PaymentState) else None,
            text=self.search.text().strip(),
            registered_by=self.bench.desk.person.id if state == OWN else None,
        )

    def load(self, _why: object = None) -> None:
        if self._key is None:
            return
        desk, filters = self.bench.desk, self.filters
        self.paging.ask(payments.payments, desk, self._key, filters, _PAGE)
        self.paging.count(self._count, payments.count, desk, self._key, filters)

    def _show(self, page: PaymentPage) -> None:
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self.empty.say(self.t("No payment matches. Type less, or choose all districts and every status."))
        self._choose(self.table.row)

    def _count(self, count: int) -> None:
        self._counted = self.t.many("{families} payment", "{families} payments", count, families=number(count))
        self._choose(self.table.row)

    def _choose(self, row: object) -> None:
        """Offer what may be done with the receipt chosen, and say why money is withheld."""
        role = self.bench.desk.person.role
        payment = row if isinstance(row, PaymentRow) else None
        self.void.setVisible(payment is not None and may_void(role, self._state, payment))
        self.anew.setVisible(payment is not None and may_issue_anew(role, self._state, payment))
        keys = self.t("↑ ↓ choose   Enter open the family   F2 find")
        said = why(self.t, payment) if payment is not None and payment.reason else keys
        self._foot.setText(f"{self._counted}   ·   {said}")

    def _void(self) -> None:
        if isinstance(row := self.table.row, PaymentRow):
            self.void_wanted.emit(row)

    def _issue_anew(self) -> None:
        if isinstance(row := self.table.row, PaymentRow):
            self.anew_wanted.emit(row)

    def _refused(self, refused: Refused) -> None:
        self.listed.show_rows(there=False)
        self.empty.say(self.bench.sentence(refused))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.search, 1)
        row.addWidget(self.district)
        row.addWidget(self.state)
        column.addLayout(row)
        column.addWidget(self.listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._foot, 1)
        for made in (self.void, self.anew):
            made.hide()
            foot.addWidget(made)
        column.addLayout(foot)


def why(t: Translator, row: PaymentRow) -> str:
    """Why a payment stands as it does: a code of the program, or what a person wrote."""
    known = t.sentence(row.reason, {}) if row.reason in sentences() else row.reason
    return f"{row.caretaker_name}: {known}"


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Receipt"), attrgetter("receipt"), Kind.MONO, "KW-36.01-2019-000123"),
        Column(t("Caretaker"), attrgetter("caretaker_name"), Kind.STRONG, "Siti Nurjanah", stretch=2),
        Column(t("NIK"), attrgetter("nik"), Kind.MONO, "••••••••••840127"),
        Column(t("Village / District"), _village, sample="Sindangresmi / Munjul", stretch=1),
        Column(t("Amount"), attrgetter("amount"), Kind.MONEY, "Rp1.750.000"),
        Column(t("Status"), partial(_state, t), Kind.CHIP, t("Not collected")),
    ]


def _village(row: PaymentRow) -> str:
    return " / ".join(part for part in (row.village, row.district) if part)


def _state(t: Translator, row: PaymentRow) -> ChipValue:
    return payment_chip(t, row.state)
