"""The page of one tranche: head with the next step, notices, the glance, and tables below."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.money import Figure as Money
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import PaymentRow, Step, TrancheStatus
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.icons import icon
from desktop.ui.kit.later import Later
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tabs import Tabs
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.payout import steps
from desktop.ui.payout.advancing import Advancing
from desktop.ui.payout.comparing import Comparing
from desktop.ui.payout.districts import district_columns, district_key, history_columns, history_key
from desktop.ui.payout.glance import Glance
from desktop.ui.payout.going_back import GoingBack, wished
from desktop.ui.payout.offering import Ways, actions
from desktop.ui.payout.payments import Payments
from desktop.ui.payout.sanctions import Sanctions
from desktop.ui.payout.sheets import Sheets
from desktop.ui.payout.tab_row import TabRow
from desktop.ui.payout.terms import context, differs, tranche_name
from desktop.ui.payout.tested import StatusAndTests, Tested
from desktop.ui.payout.voiding import Voiding
from desktop.ui.screen import Bench

COMPARING = 4  # place of its tab


class TranchePage(QWidget):
    """`left` asks for the list of tranches, the others for a page of this tranche."""

    left = Signal()
    draft_wanted = Signal(object)
    decree_wanted = Signal(object)
    receipts_wanted = Signal(object)
    later_wanted = Signal(object)
    result_wanted = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.key: TrancheKey | None = None
        self.status: TrancheStatus | None = None
        self.head = Head("", "", self)
        self.notice, self.warning = Notice(self), Notice(self)
        self._whole = QStackedWidget(self)
        drafted = QWidget(self._whole)
        self.glance = Glance(self.t, bench.desk, drafted)
        self._card = Card(parent=drafted)
        self.districts = TableModel(self.t, district_columns(self.t), key=district_key)
        self.history = TableModel(self.t, history_columns(self.t, bench.desk), key=history_key)
        names = [self.t("By district"), self.t("Payments"), self.t("History"), self.t("Sanctions")]
        names.append(self.t("Decree and list"))
        self.tabs = Tabs(names, self._card)
        self.tab_row = TabRow(self.t, self.tabs, self._card)
        self.sheets = Sheets(self._card)
        self.payments = Later(partial(_payments, self), self.sheets)
        self.sanctions = Later(partial(_sanctions, self), self.sheets)
        self.comparing = Later(partial(_comparing, self), self.sheets)
        self.empty = Empty("playlist-plus")
        self.advancing = Advancing(bench, self)
        self.voiding = Voiding(bench, self)
        self.back = GoingBack(bench, self)
        self.tested = Tested(bench, self)
        self.sheets.add_table(self.districts, self.t("By district"))
        self.sheets.addWidget(self.payments)
        self.sheets.add_table(self.history, self.t("History"))
        self.sheets.addWidget(self.sanctions)
        self.sheets.addWidget(self.comparing)
        self._lay_out(drafted)
        self.tab_row.result_wanted.connect(self.result_wanted)
        self.tabs.currentChanged.connect(self.sheets.setCurrentIndex)
        self.advancing.began.connect(self._begin)
        self.advancing.done.connect(self.say_done)
        self.advancing.refused.connect(self.refuse)
        self.advancing.ended.connect(self.load)
        for worker in (self.voiding, self.back):
            worker.done.connect(self.say_done)
            worker.refused.connect(self.refuse)

    def show_tranche(self, key: TrancheKey, said: str = "") -> None:
        """Show a tranche, perhaps with what was just done to it."""
        if key != self.key:
            self.key, self.status = key, None
            self.tested.key = key
            self.tabs.setCurrentIndex(0)
            self.head.say(tranche_name(self.t, key), "")
            self.head.offer([])
        self.notice.clear()
        if said:
            self.notice.say(said, Tone.GOOD)
        self.load()

    def load(self) -> None:
        if self.key is not None:
            work = StatusAndTests(self.bench.desk, self.key)
            self.bench.runner.submit(work, self._show, self.refuse, newest="payout-tranche")

    def refuse(self, refused: Refused) -> None:
        """Say a refusal beside the head, with the way out where there is one here."""
        remedy = None
        operator = self.bench.desk.person.role is Role.OPERATOR
        if refused.code in ("money.decree_differs", "money.no_decree") and operator:
            remedy = Action(self.t("Change the decree…"), self._wants(self.decree_wanted))
        if refused.code == "money.own_families":
            remedy = Action(self.t("Show these families"), self._show_own)
        if refused.code in ("money.quota_over", "money.quota_unnamed"):
            remedy = Action(self.t("Show these areas"), partial(self.tabs.setCurrentIndex, COMPARING))
        if refused.code == "audit.stops":
            remedy = self.tested.remedy()
        self.notice.say(self.bench.sentence(refused), Tone.DANGER, remedy)

    def _show(self, found: TrancheStatus) -> None:
        self.status = found
        self.head.say(tranche_name(self.t, found.row.key), context(self.t, found.row))
        self._offer(found)
        self.tab_row.show_tranche(found, self.bench.desk.person.role)
        self._warn(found)
        drafted = found.row.state is not None
        self._whole.setCurrentIndex(0 if drafted else 1)
        if not drafted:
            self._say_empty(found)
            return
        self.glance.show_status(found)
        self.districts.replace(found.districts)
        self.history.replace(tuple(reversed(found.history)))
        for later in (self.payments, self.sanctions, self.comparing):
            if later.made is not None:
                later.made.show_tranche(found)

    def _offer(self, found: TrancheStatus) -> None:
        ways = Ways(
            self._wants(self.draft_wanted),
            self._wants(self.decree_wanted),
            self._wants(self.receipts_wanted),
            self._wants(self.later_wanted),
            partial(self.back.ask, found),
            partial(self.back.grant, found),
            partial(self.back.decline, found),
            self._ask,
            self.load,
        )
        offered, primary = actions(self.t, found, self.bench.desk.person.role, ways)
        self.head.offer(offered, primary=primary)

    def _warn(self, found: TrancheStatus) -> None:
        """What a person should look at before he goes on, and whose turn it is."""
        t = self.t
        sentences = [t.sentence(one.code, {**one.values, "count": number(one.count)}) for one in found.warnings]
        if found.balance.not_listed != Money() and found.receipts.first is None:
            said = ". ".join([differs(t, found), *sentences])
            may = Step.CREATE in found.row.steps
            change = Action(t("Change the decree…"), self._wants(self.decree_wanted)) if may else None
            self.warning.say(f"{said}.", Tone.ATTENTION, change)
            return
        sentences += [t.sentence(one.code, one.values) for one in found.balance.problems()]
        if found.receipts.open_run and Step.CONFIRM_PRINT in found.row.steps:
            sentences.append(t("A print waits: say whether it came out well."))
            self.warning.say(
                ". ".join(sentences), Tone.ATTENTION, Action(t("Receipts…"), self._wants(self.receipts_wanted))
            )
            return
        if found.wish_back is not None:
            self.warning.say(wished(t, found.wish_back), Tone.ATTENTION)
            return
        following = steps.next_step(t, found, self.bench.desk.person.role)
        if sentences:
            self.warning.say(". ".join(sentences) + ".", Tone.ATTENTION, self.tested.remedy_of(found))
        elif following:
            self.warning.say(following, Tone.BRAND)
        else:
            self.warning.clear()

    def _say_empty(self, found: TrancheStatus) -> None:
        t = self.t
        if found.row.amount is None:
            self.empty.say(t("No source says the amount of this tranche yet, so its list cannot be drafted."))
        elif Step.CREATE in found.row.steps:
            step = Action(
                t("Draft the list of {tranche}…", tranche=tranche_name(t, found.row.key)),
                self._wants(self.draft_wanted),
            )
            self.empty.say(t("Here stands who gets money in this tranche. Draft the list first."), step)
        else:
            self.empty.say(t("No list was drafted for this tranche yet. The operator drafts it."))

    def _ask(self, step: Step) -> None:
        if self.status is not None:
            self.advancing.ask(step, self.status)

    def _begin(self) -> None:
        self.notice.clear()
        for made in self.head.buttons:
            made.setEnabled(False)

    def say_done(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def _show_own(self) -> None:
        self.tabs.setCurrentIndex(1)
        self.payments.part.show_own()

    def _wants(self, signal: SignalInstance) -> Callable[[], None]:
        """What a button does that asks for a page of this tranche."""
        return partial(_emit, signal, self.key)

    def _lay_out(self, drafted: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        top = QHBoxLayout()
        top.setSpacing(Space.TINY)
        top.addWidget(back_button(self.t("All tranches (Esc)"), self.left.emit))
        top.addWidget(self.head, 1)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.warning)
        inner = QVBoxLayout(drafted)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.CARDS)
        inner.addWidget(self.glance)
        card = self._card
        card.column.setContentsMargins(Space.INSIDE, Space.TINY, Space.INSIDE, Space.GROUP)
        card.add(self.tab_row)
        card.add(self.sheets, 1)
        card.column.setSizeConstraint(QLayout.SizeConstraint.SetMaximumSize)
        inner.addWidget(card, 1)
        inner.addStretch()
        self._whole.addWidget(drafted)
        blank = Card(parent=self._whole)
        blank.add(self.empty, 1)
        self._whole.addWidget(blank)
        column.addWidget(self._whole, 1)


def _payments(page: TranchePage, parent: QWidget) -> Payments:
    made = Payments(page.bench, parent)
    made.opened.connect(partial(_open_family, page.bench))
    made.void_wanted.connect(page.voiding.ask_void)
    made.anew_wanted.connect(page.voiding.issue_anew)
    if page.status is not None:
        made.show_tranche(page.status)
    return made


def _sanctions(page: TranchePage, parent: QWidget) -> Sanctions:
    made = Sanctions(page.bench, parent)
    made.done.connect(page.say_done)
    made.refused.connect(page.refuse)
    if page.status is not None:
        made.show_tranche(page.status)
    return made


def _comparing(page: TranchePage, parent: QWidget) -> Comparing:
    made = Comparing(page.bench, parent)
    made.entry_wanted.connect(page.decree_wanted)
    if page.status is not None:
        made.show_tranche(page.status)
    return made


def _open_family(bench: Bench, row: PaymentRow) -> None:
    bench.go("families", row.household_id)


def _emit(signal: SignalInstance, key: TrancheKey | None) -> None:
    signal.emit(key)


def back_button(name: str, run: Callable[[], object]) -> QWidget:
    """The way back, left of a head."""
    made = button("", run, kind=Kind.LINK)
    made.setIcon(icon("arrow-left"))
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
