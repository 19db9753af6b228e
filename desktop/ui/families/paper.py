"""A list of families on paper: chosen and seen first, then printed or saved, as PDF or as a workbook."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.families.listed import Asked
from desktop.services.paper import PaperFile
from desktop.ui.families.lists import Kind, book_work, offered, paper_work, pdf_work
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.preview.outlet import Outlet, file_name
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench

_KIND_WIDTH = 420
EXCEL, PDF = "Excel (*.xlsx)", "PDF (*.pdf)"


class ListPaper(QWidget):
    """`left`: back to the list."""

    left = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.asked = Asked()
        self.paper: PaperFile | None = None
        self.job: Job | None = None
        self._round = 0
        self.head = Head(self.t("List of families"))
        self.kind = Combo(self.t("Which list"), offered(self.t, bench.desk))
        self.kind.setFixedWidth(_KIND_WIDTH)
        self.kind.chosen.connect(self._make)
        self.notice = Notice()
        self.preview = Preview(self.t, bench.runner)
        self.outlet = Outlet(self.t, bench.runner, bench.preferences, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.notice)
        column.addWidget(self.preview, 1)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.activated.connect(self.leave)
        self._dress()

    def begin(self, asked: Asked) -> None:
        """Make the paper of a list as it stands."""
        self.asked = asked
        self._make()
        self.preview.setFocus()

    @property
    def chosen(self) -> Kind:
        return Kind(str(self.kind.value))

    def _make(self, _: object = None) -> None:
        if self.job is not None:
            self.bench.runner.cancel(self.job)
        self.paper = None
        self.notice.clear()
        work = paper_work(self.bench.desk, self.chosen, self.asked)
        if work is None:
            self.preview.say(self.t("This list is a workbook: a row for each person, a column for every field."))
            self._dress()
            return
        self.preview.say(self.t("The list is being written…"), Action(self.t("Stop"), self.leave, "close"))
        self._dress()
        title = self.t("Writing the list")
        self._round += 1
        ended = partial(self._ended, self._round)
        self.job = self.bench.runner.submit(work, self._made, self._refused, ended=ended, title=title, lane=Lane.WRITE)

    def leave(self) -> None:
        """Back to the list; paper not made yet is not made."""
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
        name = file_name(self.t("Families"), self.bench.desk.today().isoformat())
        start = str(documents() / f"{name}.xlsx")
        kinds = f"{EXCEL};;{PDF}" if self.paper is not None else EXCEL
        chosen, kind = QFileDialog.getSaveFileName(self, self.t("Save the list"), start, kinds)
        if chosen:
            ending = ".pdf" if kind == PDF else ".xlsx"
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() in (".pdf", ".xlsx") else path.with_name(path.name + ending))

    def save_to(self, path: Path) -> None:
        """Save as a PDF or, by any other ending, as a workbook."""
        desk, done = self.bench.desk, partial(self._saved, path)
        title = self.t("Writing the list")
        if path.suffix.lower() != ".pdf":
            book = book_work(desk, self.chosen, self.asked, path, self.t)
            self.bench.runner.submit(book, done, self._refused, title=title, lane=Lane.WRITE)
        elif self.paper is not None:
            pdf = pdf_work(desk, self.chosen, self.paper, path)
            self.bench.runner.submit(pdf, done, self._refused, title=title, lane=Lane.WRITE)

    def _made(self, paper: PaperFile) -> None:
        self.paper = paper
        self.preview.show_paper(paper)
        self._dress()

    def _ended(self, made: int) -> None:
        if made == self._round:  # else another list was chosen meanwhile, and its work goes on
            self.job = None

    def _printed(self, pages: int) -> None:
        self.notice.say(self.t.many("{count} page was printed.", "{count} pages were printed.", pages), Tone.GOOD)

    def _saved(self, path: Path, _: object) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
        if self.paper is None and self.chosen is not Kind.REGISTER:
            self.preview.say(self.t("The list was not written."))

    def _dress(self) -> None:
        t, there, book = self.t, self.paper is not None, self.chosen is Kind.REGISTER
        pages = len(self.paper) if self.paper is not None else 0
        context = t.many("{shown} page, as sorted and narrowed", "{shown} pages, as sorted and narrowed", pages,
                         shown=number(pages)) if there else t("As sorted and narrowed on the screen")  # fmt: skip
        self.head.say(t("List of families"), context)
        self.head.offer(
            [
                Action(t("Back"), self.leave, "arrow-left"),
                Action(t("Save…"), self.choose_file, "content-save-outline", "Ctrl+S", enabled=there or book),
                Action(t("Print…"), self.print_out, "printer-outline", "F9", enabled=there),
            ]
        )
