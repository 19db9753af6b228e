"""The place "Signed receipts", below the pay-out: one after another is scanned back, and what is missing is known."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey
from desktop.services.payday import signed
from desktop.services.payday.missing_lists import READERS
from desktop.services.payday.signed import Pile
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.empty import Empty
from desktop.ui.payday.signed_page import SignedPage
from desktop.ui.payday.signed_paper import MissingPaper
from desktop.ui.payday.signed_scanning import Scanning
from desktop.ui.payday.signed_words import Outcome, Scan
from desktop.ui.payday.sounds import Sounds
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench, Screen

SHOWN = ("payment", "receipt", "pay_list", "signed_receipt")
RESTING_MS = 300  # after the last scan of a quick hand the villages are counted anew


class SignedScreen(Screen):
    """`enter` takes the key of a list, or a `Pile` where one village of it is meant."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        role = bench.desk.person.role
        self.key: TrancheKey | None = None
        self.paper: MissingPaper | None = None  # made when it is first wanted
        self.pages = QStackedWidget(self)
        self.page = SignedPage(bench, may_scan=role is Role.OPERATOR, may_print=role in READERS)
        self.empty = Empty("file-sign", self)
        self.sounds = Sounds(bench.preferences, self)
        self.scanning = Scanning(bench, self.page.field, self.sounds)
        self._rest = Rest(bench.runner, self._count, self, milliseconds=RESTING_MS)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.sounds.serve(self.page.sound, self.t("Sounds on"), self.t("Sounds off"))
        self.page.lists.chosen.connect(self._choose)
        self.page.print_wanted.connect(self.put_on_paper)
        self.page.tables.family_wanted.connect(partial(bench.go, "families"))
        self.scanning.scanned.connect(self._scanned)

    def enter(self, argument: object = None) -> None:
        if isinstance(argument, Pile):
            self.key = argument.key
            self.page.tables.want(argument.village)
        elif isinstance(argument, TrancheKey):
            self.key = argument
        self.refresh()
        self.page.take_focus()

    def changed(self, changes: Changes) -> None:
        if changes.touches("pay_list"):
            self.refresh()
        elif changes.touches(*SHOWN):
            self._rest.start()

    def refresh(self) -> None:
        self.bench.runner.submit(Ask(signed.lists, self.bench.desk), self._there, newest="signed.lists")

    def put_on_paper(self) -> None:
        """See what is missing in the village in view, or in all, as a paper."""
        if self.key is None:
            return
        if self.paper is None:
            self.paper = MissingPaper(self.bench)
            self.paper.left.connect(self._back)
            self.pages.addWidget(self.paper)
        self.pages.setCurrentWidget(self.paper)
        self.paper.begin(self.key, self.page.tables.village)

    def _there(self, lists: tuple[tuple[TrancheKey, str], ...]) -> None:
        keys = [key for key, _ in lists]
        self.page.offer_lists(lists)
        if not keys:
            self.key = self.scanning.key = None
            self.empty.say(self.t("No list was paid out yet. Receipts come back here once a pay-out was opened."))
            self.pages.setCurrentWidget(self.empty)
            return
        if self.pages.currentWidget() is self.empty:
            self._back()
        wanted = self.key if self.key in keys else keys[0]
        self.page.lists.choose(wanted)
        self._choose(wanted)

    def _choose(self, key: object) -> None:
        """Another pile begins with nothing scanned."""
        if not isinstance(key, TrancheKey):
            return
        if key != self.scanning.key:
            self.key = self.scanning.key = key
            self.scanning.clear()
            self.page.rest(self.scanning.scans)
        self._count()
        self.page.take_focus()

    def _count(self) -> None:
        if self.key is not None:
            self.page.tables.ask(self.key)

    def _scanned(self, scan: Scan) -> None:
        self.page.show_scan(scan, self.scanning.scans)
        if scan.outcome is Outcome.TAKEN:
            self._rest.start()

    def _back(self, _: str = "") -> None:
        self.pages.setCurrentWidget(self.page)
        self.page.field.setFocus(Qt.FocusReason.OtherFocusReason)
