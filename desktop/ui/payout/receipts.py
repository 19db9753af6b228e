"""The receipts of a tranche: what is printed and how, one page of it in view, and the print that waits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey
from desktop.services.money.overview import status
from desktop.services.money.printing import Wish
from desktop.services.money.rows import ReceiptFigures, TrancheStatus
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.payout.options import Options
from desktop.ui.payout.pressing import Press, Said
from desktop.ui.payout.runbar import RunBar
from desktop.ui.payout.sample import SampleView
from desktop.ui.payout.terms import tranche_name
from desktop.ui.payout.tranche import back_button
from desktop.ui.payout.trial import Trial
from desktop.ui.screen import Bench
from desktop.wording import Translator


class ReceiptsPage(QWidget):
    left = Signal(object, str)

    def __init__(self, bench: Bench, key: TrancheKey) -> None:
        super().__init__()
        self.bench, self.t, self.key = bench, bench.t, key
        self.figures = ReceiptFigures()
        self.head = Head(self.t("Receipts"), tranche_name(self.t, key))
        self.notice = Notice()
        self._said: Said | None = None
        self.run = RunBar(self.t)
        self.options = Options(bench)
        self.preview = SampleView(bench, key)
        self.press = Press(bench, key, self)
        self.trial = Trial(bench, self.press.outlet, self)
        self._busy = False
        self._lay_out()
        self.options.changed.connect(self.draw)
        self.options.test_wanted.connect(self.trial.ask)
        self.run.good.connect(self.press.confirm)
        self.run.spoiled.connect(self._print_spoiled)
        self.press.said.connect(self._say)
        self.press.confirmed.connect(self._confirmed)
        self.trial.said.connect(self._say)
        self.press.busy.connect(self._set_busy)
        self.load()

    def load(self) -> None:
        work = Ask(status, self.bench.desk, self.key)
        self.bench.runner.submit(work, self._show, self._refused, newest="receipts-status")

    def leave(self) -> None:
        self.left.emit(self.key, "")

    def draw(self) -> None:
        self.preview.draw(self.options.wish(), self.figures.issued)

    def print_out(self) -> None:
        wish = self.options.wish()
        if wish is not None:
            self.press.print_out(wish, self.options.printer_name)

    def save(self) -> None:
        wish = self.options.wish()
        if wish is not None:
            self.press.save(wish)

    def _print_spoiled(self, first: int, last: int, reason: str) -> None:
        wish = self.options.wish() or Wish()
        self.press.print_out(Wish(wish.paper, wish.per_page, first, last), self.options.printer_name, reason)

    def _say(self, said: Said) -> None:
        self._said = said
        self._tell()

    def _confirmed(self) -> None:
        """What was said of that print is over; what comes out as a copy from now on is said instead."""
        self._said = None
        self.load()

    def _tell(self) -> None:
        """One notice at a time, so that the paper stays in view: the print that waits takes in what was made of it."""
        run = self.figures.open_run if self.bench.desk.person.role is Role.OPERATOR else None
        said, about = self._said, _about_copies(self.t, self.figures)
        made = said if said is not None and run is not None and said.tone is Tone.GOOD else None
        self.run.show_run(run, made.sentence if made else "", made.remedy if made else None)
        if said is not None and made is None:
            self.notice.say(said.sentence, said.tone, said.remedy)
        elif about and run is None:
            self.notice.say(about, Tone.BRAND)
        else:
            self.notice.clear()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if busy:
            self._said = None
            self._tell()
            self._offer()
        else:
            self.load()

    def _show(self, found: TrancheStatus) -> None:
        fresh = self.figures == ReceiptFigures()
        self.figures = found.receipts
        self.head.say(self.t("Receipts"), _context(self.t, found))
        self.options.show_status(found)
        self._tell()
        self._offer()
        if fresh:
            self.draw()

    def _offer(self) -> None:
        """Print and save; while a print waits neither, so that no original exists twice."""
        if self.bench.desk.person.role is not Role.OPERATOR:
            self.head.offer([])
            return
        free = self.figures.open_run is None and not self._busy
        self.head.offer(
            [
                Action(self.t("Save as PDF…"), self.save, "content-save-outline", enabled=free),
                Action(self.t("Print…"), self.print_out, "printer-outline", "F9", enabled=free),
            ]
        )
        self.run.set_enabled(not self._busy)

    def _refused(self, refused: Refused) -> None:
        self._say(Said(self.bench.sentence(refused), Tone.DANGER))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        top = QHBoxLayout()
        top.setSpacing(Space.TINY)
        top.addWidget(back_button(self.t("Back (Esc)"), self.leave))
        top.addWidget(self.head, 1)
        column.addLayout(top)
        for part in (self.run, self.notice):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        self.options.setFixedWidth(330)
        row.addWidget(self.options)
        row.addWidget(self.preview, 1)
        column.addLayout(row, 1)


def _about_copies(t: Translator, receipts: ReceiptFigures) -> str:
    """What comes out as a copy if it is printed now."""
    if receipts.originals >= receipts.issued > 0:
        return t("Every original is made already: what is printed now says SALINAN and is counted.")
    if receipts.originals:
        made = number(receipts.originals)
        return t("{count} originals are made already; those among them come out as SALINAN.", count=made)
    return ""


def _context(t: Translator, found: TrancheStatus) -> str:
    receipts = found.receipts
    parts = [tranche_name(t, found.row.key)]
    if receipts.first is not None and receipts.last is not None:
        words = {"count": number(receipts.issued), "first": number(receipts.first), "last": number(receipts.last)}
        parts.append(t("{count} receipts, number {first} to {last}", **words))
    if receipts.spoiled:
        parts.append(t("{count} printed again", count=number(receipts.spoiled)))
    if receipts.copies:
        parts.append(t("{count} copies", count=number(receipts.copies)))
    return " · ".join(parts)
