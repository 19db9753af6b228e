"""Pay day at the desk: scan, look, pay, next. The keyboard and a scanner are enough."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.tokens import Tone
from desktop.ui.payday.asking import Finding
from desktop.ui.payday.coming import Way
from desktop.ui.payday.copying import CopyPage
from desktop.ui.payday.desk_page import PAY, DeskPage
from desktop.ui.payday.handing import Handing
from desktop.ui.payday.lists import Lists
from desktop.ui.payday.slip_desk import SlipDesk
from desktop.ui.payday.sounds import Sounds
from desktop.ui.payday.undoing import TakingBack
from desktop.ui.screen import Bench, Screen

SHOWN = ("payment", "collection", "receipt")


class PaydayScreen(Screen):
    """`enter` takes the key of a list that is paid out."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.pages = QStackedWidget(self)
        self.empty = Empty("account-cash-outline", self)
        self.desk = DeskPage(self.t, self)
        self.copies = CopyPage(bench)
        self.sounds = Sounds(bench.preferences, self)
        self.lists = Lists(bench, self.desk)
        self.finding = Finding(bench, self.desk, self.sounds)
        self.handing = Handing(bench, self.desk, self.pages, self.sounds)
        self.taking_back = TakingBack(bench, self.desk)
        for page in (self.empty, self.desk, self.copies):
            self.pages.addWidget(page)
        self.slips = SlipDesk(bench, self.desk, self.pages) if bench.desk.person.role is Role.OPERATOR else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._offer_keys()
        self._connect()
        self.clear()

    def enter(self, argument: object = None) -> None:
        self.lists.ask(argument if isinstance(argument, TrancheKey) else None)

    def changed(self, changes: Changes) -> None:
        if changes.touches("pay_list"):
            self.lists.ask()
        elif changes.touches(*SHOWN):
            self.lists.count()

    def refresh(self) -> None:
        self.lists.ask()

    def may_leave(self) -> bool:
        """Nobody's data stays on the screen of an empty desk."""
        if self.slips is not None:
            self.slips.press.settle()
        self.clear()
        return True

    def keep_draft(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Esc: nobody stands at the desk."""
        self.finding.clear()
        self.handing.clear()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.desk.field.setFocus()

    def _connect(self) -> None:
        self.lists.offered.connect(self._offered)
        self.lists.chosen.connect(self._chosen)
        self.lists.counted.connect(self.taking_back.know)
        self.finding.found.connect(self.handing.show_family)
        self.finding.nothing.connect(self.handing.pay_by_enter)
        self.finding.began.connect(self.handing.clear)
        if self.slips is not None:
            self.handing.till.paid.connect(self.slips.press.serve)
            self.finding.found.connect(self.slips.press.settle)
            self.lists.chosen.connect(self.slips.show_list)
        self.handing.ended.connect(self.desk.field.setFocus)
        self.taking_back.done.connect(self._taken_back)
        self.taking_back.ended.connect(self.desk.field.setFocus)
        self.copies.left.connect(self._show_desk)
        self.sounds.serve(self.desk.sound, self.t("Sounds on"), self.t("Sounds off"))
        self.desk.listen("Esc", self.clear)

    def _offer_keys(self) -> None:
        t, ask = self.t, self.handing.way
        role = self.bench.desk.person.role
        nik = ("F9", t("Whole NIK"), self.finding.show_nik)
        back = ("F12", t("Take back…"), self.taking_back.ask)
        keys: list[tuple[str, str, Callable[[], object]]] = [nik]
        if role is Role.SUPERVISOR:
            keys.append(back)
        elif role is Role.OPERATOR:
            keys = [
                ("F4", t("Proxy"), ask(Way.PROXY)),
                ("F5", t("Thumbprint"), ask(Way.THUMB)),
                ("F6", t("Heir"), ask(Way.HEIR)),
                ("F7", t("Refuses…"), ask(Way.REFUSED)),
                nik,
                ("F10", t("Copy"), self._copy),
                back,
                (PAY, t("Pay (Enter)"), self.handing.pay),
            ]
        self.desk.offer(keys)

    def _offered(self, there: bool) -> None:
        if not there:
            self.clear()
            self.empty.say(self.t("No pay-out is open. A supervisor opens it in Pay-out, once its list is approved."))
            self.pages.setCurrentWidget(self.empty)
        elif self.pages.currentWidget() is self.empty:
            self._show_desk()

    def _chosen(self, key: TrancheKey) -> None:
        if key != self.finding.key:
            self.finding.key = key
            self.clear()
        self.desk.field.setFocus()

    def _taken_back(self, name: str) -> None:
        self.clear()
        said = self.t("The payment of {name} was taken back; the family waits again.", name=name)
        self.desk.notice.say(said, Tone.BRAND)

    def _copy(self) -> None:
        seen = self.desk.card.seen
        if seen is not None and seen.receipt:
            self.copies.make_copy(seen)
            self.pages.setCurrentWidget(self.copies)

    def _show_desk(self, _: str = "") -> None:
        self.pages.setCurrentWidget(self.desk)
        self.desk.field.setFocus()
