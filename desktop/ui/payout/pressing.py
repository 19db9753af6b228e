"""Prints and saves receipts: makes them, sends them to the printer, and tells how it went."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.services.desk import Answer
from desktop.services.money import printing
from desktop.services.money.keys import TrancheKey
from desktop.services.money.printing import Printed, Wish
from desktop.services.paper import PageSize
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.preview.outlet import Outlet, file_name
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.payout.making import Made, MakeReceipts, SaveReceipts
from desktop.ui.screen import Bench
from desktop.wording import Translator

T = TypeVar("T")
SIZES = {"a4": PageSize(595.28, 841.89), "f4": PageSize(609.45, 935.43)}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for the notice and what can be done about it."""

    sentence: str
    tone: Tone
    remedy: Action | None = None


class Press(QObject):
    """`said` brings a `Said`; `confirmed`: the print that waited is good; `busy` whether receipts are being made."""

    said = Signal(object)
    confirmed = Signal()
    busy = Signal(bool)

    def __init__(self, bench: Bench, key: TrancheKey, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._key, self._t = bench, key, bench.t
        self.outlet = Outlet(bench.t, bench.runner, bench.preferences, window)

    def print_out(self, wish: Wish, printer: str, reason: str = "") -> None:
        """Ask for the printer first: nothing is counted before it is chosen."""
        work = MakeReceipts(self._bench.desk, self._key, wish, reason)
        if not self.outlet.ask_printer(SIZES[wish.paper], partial(self.print_on, work), printer):
            remedy = Action(self._t("Save as PDF…"), partial(self.save, wish, reason))
            self.said.emit(Said(no_printer(self._t), Tone.ATTENTION, remedy))

    def print_on(self, work: MakeReceipts, printer: QPrinter) -> None:
        """Make the receipts, then send them to this printer."""
        self._make(work, partial(self._made, printer))

    def save(self, wish: Wish, reason: str = "") -> None:
        out = self.outlet.ask_file(file_name(self._t("Receipts"), str(self._key)))
        if out is not None:
            self.save_to(wish, out, reason)

    def save_to(self, wish: Wish, out: Path, reason: str = "") -> None:
        self._make(SaveReceipts(self._bench.desk, self._key, wish, out, reason), self._saved)

    def confirm(self) -> None:
        """The operator says that what waits came out well."""
        work = Ask(printing.confirm, self._bench.desk, self._key)
        self._bench.runner.submit(work, self._confirmed, self._refused, lane=Lane.WRITE)

    def _make(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self.busy.emit(True)
        self._bench.runner.submit(
            work,
            done,
            self._refused,
            ended=partial(self.busy.emit, False),
            title=self._t("Making receipts"),
            lane=Lane.WRITE,
        )

    def _made(self, printer: QPrinter, made: Made) -> None:
        self.outlet.print_on(printer, made.paper, done=self._sent, refused=self._refused)

    def _sent(self, pages: int) -> None:
        self._say(self._t.many("{count} page was printed.", "{count} pages were printed.", pages))

    def _saved(self, answer: Answer[Printed]) -> None:
        files, count = answer.value.files, answer.value.receipts
        file = files[0]
        if len(files) > 1:
            words = {"receipts": number(count), "files": number(len(files)), "folder": str(Path(file).parent)}
            sentence = self._t(
                "{receipts} receipts are saved in {files} files, one for each village: {folder}", **words
            )
        else:
            sentence = self._t.many(
                "{count} receipt is saved: {file}",
                "{receipts} receipts are saved: {file}",
                count,
                receipts=number(count),
                file=file,
            )
        self._say(sentence, Tone.GOOD, Action(self._t("Open the folder"), partial(_show_folder, file)))

    def _confirmed(self, _: Answer[int]) -> None:
        self.confirmed.emit()

    def _refused(self, refused: Refused) -> None:
        self._say(self._bench.sentence(refused), Tone.DANGER)

    def _say(self, sentence: str, tone: Tone = Tone.GOOD, remedy: Action | None = None) -> None:
        self.said.emit(Said(sentence, tone, remedy))


def no_printer(t: Translator) -> str:
    return t("This PC knows no printer. Add one, or save the receipts as a PDF.")


def _show_folder(file: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(file).parent)))
