"""Sends letters where they go: to a printer or into a file; tells how it went."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.letters import Issued
from desktop.services.paper import PageSize
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.preview.outlet import Outlet, file_name
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.letters.making import ForPrinter, IssueInto, Made, ReprintInto, Wanted
from desktop.ui.screen import Bench

F4 = PageSize(609.45, 935.43)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for the notice and what can be done about it."""

    sentence: str
    tone: Tone
    remedy: Action | None = None


class Post(QObject):
    """`said` brings a `Said`, `issued` what went out, `busy` whether something is being made."""

    said = Signal(object)
    issued = Signal(object)
    busy = Signal(bool)

    def __init__(self, bench: Bench, window: QWidget, sentence: Callable[[Refused], str] | None = None) -> None:
        """`sentence` says a refusal in the words of the page where it knows better ones."""
        super().__init__(window)
        self._bench, self._t = bench, bench.t
        self._sentence = sentence or bench.sentence
        self.outlet = Outlet(bench.t, bench.runner, bench.preferences, window)

    def print_out(self, what: Wanted | UUID) -> None:
        """Ask for the printer first: no number is taken before it is chosen."""
        if not self.outlet.ask_printer(F4, partial(self.print_on, what)):
            remedy = Action(self._t("Save as PDF…"), partial(self.save, what))
            said = self._t("This PC knows no printer. Add one, or save the letters as a PDF.")
            self.said.emit(Said(said, Tone.ATTENTION, remedy))

    def print_on(self, what: Wanted | UUID, printer: QPrinter) -> None:
        self._submit(ForPrinter(self._bench.desk, what), partial(self._made, printer))

    def save(self, what: Wanted | UUID) -> None:
        out = self.outlet.ask_file(file_name(self._t("Letters"), self._bench.desk.today().isoformat()))
        if out is not None:
            self.save_to(what, out)

    def save_to(self, what: Wanted | UUID, out: Path) -> None:
        desk = self._bench.desk
        if isinstance(what, UUID):
            self._submit(ReprintInto(desk, what, out), self._saved)
        else:
            self._submit(IssueInto(desk, what, out), self._saved)

    def _submit(self, work: ForPrinter | IssueInto | ReprintInto, done: Callable[..., None]) -> None:
        self.busy.emit(True)
        title = self._t("Making letters")
        self._bench.runner.submit(work, done, self._refused, ended=self._rest, title=title, lane=Lane.WRITE)

    def _rest(self) -> None:
        self.busy.emit(False)

    def _made(self, printer: QPrinter, made: Made) -> None:
        self.issued.emit(made.issued)
        self.outlet.print_on(printer, made.paper, done=self._sent, refused=self._refused)

    def _sent(self, pages: int) -> None:
        said = self._t.many("{count} page was printed.", "{count} pages were printed.", pages)
        self.said.emit(Said(said, Tone.GOOD))

    def _saved(self, answer: Answer[Issued]) -> None:
        self.issued.emit(answer.value)
        file = answer.value.file
        count = answer.value.count
        said = self._t.many(
            "{count} letter is saved: {file}",
            "{letters} letters are saved: {file}",
            count,
            letters=number(count),
            file=file,
        )
        remedy = Action(self._t("Open the folder"), partial(_show_folder, file))
        self.said.emit(Said(said, Tone.GOOD, remedy))

    def _refused(self, refused: Refused) -> None:
        self.said.emit(Said(self._sentence(refused), Tone.DANGER))


def _show_folder(file: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(file).parent)))
