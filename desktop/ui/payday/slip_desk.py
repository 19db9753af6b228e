"""What the desk shows of receipts printed beside a payment: on or off, how the last one went, which still wait."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.money.keys import TrancheKey
from desktop.services.payday import slips
from desktop.services.payday.slips import Unprinted
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.icons import icon
from desktop.ui.kit.later import Later
from desktop.ui.kit.text import repolish
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.payday.desk_page import DeskPage
from desktop.ui.payday.slip_press import PRINTS, SILENT, SlipPress
from desktop.ui.payday.unprinted import UnprintedPage
from desktop.ui.screen import Bench

TURN, LIST = "F2", "F1"


class SlipDesk(QObject):
    """F2 turns it on and off, Ctrl+P prints the last one again, F1 shows what still has to be printed."""

    def __init__(self, bench: Bench, desk: DeskPage, pages: QStackedWidget) -> None:
        super().__init__(desk)
        self.bench, self.t, self.desk, self.pages = bench, bench.t, desk, pages
        self.key: TrancheKey | None = None
        self.waiting: tuple[Unprinted, ...] = ()
        self.press = SlipPress(bench, desk)
        self.unprinted = Later(partial(_unprinted, self), pages)
        pages.addWidget(self.unprinted)
        desk.slips.clicked.connect(self._turn)
        desk.unprinted.clicked.connect(self.show_waiting)
        desk.listen(TURN, self._turn)
        desk.listen(LIST, self.show_waiting)
        desk.listen("Ctrl+P", self.press.ask_spoiled)
        self.press.said.connect(self._say)
        self.press.failed.connect(self.ask)
        self.press.served.connect(self._served)
        desk.slips.show()
        self._dress()
        self._count()

    def show_list(self, key: TrancheKey) -> None:
        """Another list is paid out."""
        self.key = key
        self.ask()

    def ask(self) -> None:
        """Ask which receipts still have to be printed."""
        if self.key is not None:
            work = Ask(slips.unprinted, self.bench.desk, self.key)
            self.bench.runner.submit(work, self._know, newest="payday.unprinted")

    def show_waiting(self) -> None:
        if self.waiting:
            self.press.settle()  # whoever leaves the desk has the paper
            self.pages.setCurrentWidget(self.unprinted)
            self.unprinted.part.show_rows(self.waiting)
            self.unprinted.part.take_focus()

    def back(self, _: str = "") -> None:
        self.pages.setCurrentWidget(self.desk)
        self.desk.field.setFocus()

    def print_all(self) -> None:
        """Print what still waits, one after another."""
        for one in self.waiting:
            self.press.print_again(one.payment_id)
        self.back()

    def _know(self, waiting: tuple[Unprinted, ...]) -> None:
        last = self.press.last
        self._wait(one for one in waiting if last is None or one.payment_id != last.payment_id)

    def _served(self, payment: UUID) -> None:
        """Taken out of the list here: asking anew after each family would read the whole list each time."""
        if any(one.payment_id == payment for one in self.waiting):
            self._wait(one for one in self.waiting if one.payment_id != payment)

    def _wait(self, waiting: Iterable[Unprinted]) -> None:
        self.waiting = tuple(waiting)
        self._count()
        if self.pages.currentWidget() is self.unprinted:
            self.unprinted.part.show_rows(self.waiting)

    def _count(self) -> None:
        count = len(self.waiting)
        words = self.t.many("{shown} receipt to print", "{shown} receipts to print", count, shown=number(count))
        self.desk.unprinted.setText(f"{LIST}  {words}")
        self.desk.unprinted.setVisible(bool(count))

    def _say(self, sentence: str, tone: Tone) -> None:
        self.desk.tally.slip.setText(sentence)
        repolish(self.desk.tally.slip, "role", str(tone))

    def _turn(self) -> None:
        self.bench.preferences.change(slips=SILENT if self.press.on else PRINTS)
        self._dress()

    def _dress(self) -> None:
        on = self.press.on
        words = self.t("Print receipt: if not yet printed") if on else self.t("Print receipt: no")
        self.desk.slips.setText(f"{TURN}  {words}")
        self.desk.slips.setIcon(icon("printer-outline" if on else "printer-off-outline"))


def _unprinted(slips_of: SlipDesk, parent: QWidget) -> UnprintedPage:
    made = UnprintedPage(slips_of.bench, parent)
    made.left.connect(slips_of.back)
    made.wanted.connect(slips_of.print_all)
    return made
