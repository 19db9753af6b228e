"""Prints the receipt of a family that was just paid, beside all else; the payment stands whatever comes of it."""

from collections import deque
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.payday import slips
from desktop.services.payday.rows import Seen
from desktop.services.payday.slips import Slip
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.preview.outlet import Outlet, printers
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Tone
from desktop.ui.screen import Bench

PRINTS, SILENT = "due", "off"


class SlipPress(QObject):
    """One at a time, so that a worker is always free for the next scan.

    `said` brings a sentence and its tone; `failed` that one more receipt waits; `served` the payment
    whose family has its paper.
    """

    said = Signal(str, object)
    failed = Signal()
    served = Signal(object)

    def __init__(self, bench: Bench, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self.t, self._window = bench, bench.t, window
        self.outlet = Outlet(bench.t, bench.runner, bench.preferences, window)
        self.printer: QPrinter | None = None
        self.last: Slip | None = None  # at the printer, and not yet said to be spoiled
        self.question: Question | None = None
        self._queue: deque[tuple[UUID, str]] = deque()
        self._busy = False

    @property
    def on(self) -> bool:
        return self.bench.preferences.personal.slips != SILENT

    def serve(self, seen: Seen) -> None:
        """Somebody was paid: print the receipt if its original was not printed before."""
        if self.on:
            self.print_again(seen.payment_id)

    def print_again(self, payment: UUID, reason: str = "") -> None:
        self._queue.append((payment, reason))
        self._next()

    def settle(self) -> None:
        """The next family is at the desk and nobody complained: what was printed last came out well."""
        if self.last is not None:
            work = Ask(slips.came_out, self.bench.desk, self.last.key, [self.last.number])
            settled = partial(self._settled, self.last.payment_id)
            self.last = None
            self.bench.runner.submit(work, settled, lane=Lane.WRITE)

    def _settled(self, payment: UUID, _: Answer[int]) -> None:
        self.served.emit(payment)

    def ask_spoiled(self) -> None:
        """The paper is torn or empty: print it once more, counted, with the reason."""
        slip, t = self.last, self.t
        if slip is None:
            return
        self.question = Question(
            t("Print receipt {number} again?", number=slip.receipt),
            t("It counts as a spoiled page. Destroy the paper that did not come out well."),
            verb=t("Print again"),
            safe=t("It is good"),
            reason=t("Reason"),
            parent=self._window.window(),
        )
        self.question.agreed.connect(partial(self._spoiled, slip))
        self.question.open()

    def _spoiled(self, slip: Slip, reason: str) -> None:
        self.last = None
        self.print_again(slip.payment_id, reason)

    def _next(self) -> None:
        if self._busy or not self._queue:
            return
        self._busy = True
        payment, reason = self._queue.popleft()
        paper = self.bench.preferences.personal.paper
        work = Ask(slips.due, self.bench.desk, payment, paper)
        self.bench.runner.submit(work, partial(self._made, payment, reason), self._not_made)

    def _made(self, payment: UUID, reason: str, slip: Slip | None) -> None:
        if slip is None:  # the paper in the family's hand is the receipt
            self.served.emit(payment)
            self._over()
            return
        printer = self.printer or known_printer(self.bench.preferences.personal.printer)
        if printer is None:
            self._not_printed(slip, Refused("payday.no_printer"))
            return
        work = Ask(slips.begin, self.bench.desk, slip, reason)
        begun, refused = partial(self._begun, slip, printer), partial(self._not_printed, slip)
        self.bench.runner.submit(work, begun, refused, lane=Lane.WRITE)

    def _begun(self, slip: Slip, printer: QPrinter, _: Answer[None]) -> None:
        sent, refused = partial(self._sent, slip), partial(self._not_printed, slip)
        self.outlet.print_on(printer, slip.paper, done=sent, refused=refused)

    def _sent(self, slip: Slip, _pages: int) -> None:
        self.settle()  # the one before it
        self.last = slip
        words = self.t("Receipt {number} is printed. Not come out well: Ctrl+P.", number=slip.receipt)
        self.said.emit(words, Tone.GOOD)
        self.served.emit(slip.payment_id)
        self._over()

    def _not_printed(self, slip: Slip, refused: Refused) -> None:
        why = self.bench.sentence(refused)
        words = self.t("Receipt {number} is not printed. {why}", number=slip.receipt, why=why)
        self.said.emit(words, Tone.ATTENTION)
        self.failed.emit()
        self._over()

    def _not_made(self, refused: Refused) -> None:
        self.said.emit(self.bench.sentence(refused), Tone.ATTENTION)
        self.failed.emit()
        self._over()

    def _over(self) -> None:
        self._busy = False
        self._next()


def known_printer(wanted: str) -> QPrinter | None:
    """The person's printer, or this PC's usual one; made anew each time, for it may be another by now."""
    known = printers()
    if not known:
        return None
    info = QPrinterInfo.printerInfo(wanted if wanted in known else known[0])
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)
