"""A list for the civil registry or for facilitators: seen first, then printed or saved, as PDF or as a workbook."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.paper import PaperFile
from desktop.services.quality import lists
from desktop.services.quality.lists import FaultList
from desktop.services.quality.rows import EVERYTHING, FaultFilters
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.preview.outlet import Outlet, file_name
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.wording import N_

EXCEL, PDF = "Excel (*.xlsx)", "PDF (*.pdf)"
TITLES = {FaultList.CIVIL: N_("List for Dukcapil"), FaultList.FACILITATORS: N_("Lists for facilitators")}
KEPT = {
    FaultList.CIVIL: N_("Numbers stand whole in it; that it was made stands in the log."),
    FaultList.FACILITATORS: N_("A list for each facilitator on pages of its own, numbers masked."),
}


class FaultPaper(QWidget):
    """`left`: back to the clinic."""

    left = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.kind, self.filters = FaultList.CIVIL, EVERYTHING
        self.paper: PaperFile | None = None
        self.job: Job | None = None
        self.head = Head("")
        self.notice = Notice()
        self.preview = Preview(self.t, bench.runner)
        self.outlet = Outlet(self.t, bench.runner, bench.preferences, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.preview, 1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.leave)
        self._dress()

    def begin(self, kind: FaultList, filters: FaultFilters) -> None:
        """Make the paper of what the clinic shows."""
        self.kind, self.filters, self.paper = kind, filters, None
        self.notice.clear()
        self.preview.say(self.t("The list is being written…"), Action(self.t("Stop"), self.leave, "close"))
        self._dress()
        self.preview.setFocus()
        work = Work(lists.on_paper, self.bench.desk, kind, filters)
        title = self.t("Writing the list")
        self.job = self.bench.runner.submit(
            work, self._made, self._refused, ended=self._ended, title=title, lane=Lane.WRITE
        )

    def leave(self) -> None:
        """Back to the clinic; paper not made yet is not made."""
        if self.job is not None:
            self.bench.runner.cancel(self.job)
        self.paper = None
        self.left.emit()

    def print_out(self) -> None:
        if self.paper is not None and not self.outlet.ask_printer(self.paper.sizes[0], self.print_on):
            remedy = Action(self.t("Save…"), self.choose_file)
            sentence = self.t("This PC knows no printer. Add one, or save the list as a PDF.")
            self.notice.say(sentence, Tone.ATTENTION, remedy)

    def print_on(self, printer: QPrinter) -> None:
        if self.paper is not None:
            self.outlet.print_on(printer, self.paper, done=self._printed, refused=self._refused)

    def choose_file(self) -> None:
        """Ask where it shall lie, and as what."""
        name = file_name(self.t(TITLES[self.kind]), self.bench.desk.today().isoformat())
        start = str(documents() / f"{name}.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(self, self.t("Save the list"), start, f"{EXCEL};;{PDF}")
        if chosen:
            ending = ".pdf" if kind == PDF else ".xlsx"
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() in (".pdf", ".xlsx") else path.with_name(path.name + ending))

    def save_to(self, path: Path) -> None:
        """Save as a PDF or, by any other ending, as a workbook."""
        desk, done = self.bench.desk, partial(self._saved, path)
        title = self.t("Writing the list")
        if path.suffix.lower() != ".pdf":
            book = Work(lists.to_workbook, desk, self.kind, path, self.filters)
            self.bench.runner.submit(book, done, self._refused, title=title, lane=Lane.WRITE)
        elif self.paper is not None:
            pdf = Ask(lists.save_paper, desk, self.paper, path)
            self.bench.runner.submit(pdf, done, self._refused, title=title, lane=Lane.WRITE)

    def _made(self, paper: PaperFile) -> None:
        self.paper = paper
        self.preview.show_paper(paper)
        self._dress()

    def _ended(self) -> None:
        self.job = None

    def _printed(self, pages: int) -> None:
        self.notice.say(self.t.many("{count} page was printed.", "{count} pages were printed.", pages), Tone.GOOD)

    def _saved(self, path: Path, _: object) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
        if self.paper is None:
            self.preview.say(self.t("The list was not written."))

    def _dress(self) -> None:
        t, there = self.t, self.paper is not None
        pages = len(self.paper) if self.paper is not None else 0
        kept = t(KEPT[self.kind])
        many = t.many("{shown} page", "{shown} pages", pages, shown=number(pages))
        self.head.say(t(TITLES[self.kind]), f"{many} · {kept}" if there else kept)
        self.head.offer(
            [
                Action(t("Back"), self.leave, "arrow-left"),
                Action(t("Save…"), self.choose_file, "content-save-outline", "Ctrl+S", enabled=there),
                Action(t("Print…"), self.print_out, "printer-outline", "F9", enabled=there),
            ]
        )
