"""Participant cards on paper: of the family in view, or of its whole village; seen first, then printed or saved."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.families import card_paper
from desktop.services.families.card_paper import Whose
from desktop.services.families.detail import FamilyDetail
from desktop.services.paper import PaperFile, save_pdf
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.preview.outlet import Outlet, file_name
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench

PDF = "PDF (*.pdf)"


class CardPaper(QWidget):
    """`left`: back to the list."""

    left = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.paper: PaperFile | None = None
        self.job: Job | None = None
        self._whose = Whose()
        self._name, self._village, self._village_code = "", "", ""
        self.head = Head(self.t("Participant card"))
        self.notice = Notice()
        self.everybody = button("", self.whole_village, kind=Kind.LINK, icon="account-group-outline")
        self.preview = Preview(self.t, bench.runner)
        self.outlet = Outlet(self.t, bench.runner, bench.preferences, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.everybody, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.preview, 1)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.activated.connect(self.leave)
        self._dress()

    def begin(self, family: FamilyDetail) -> None:
        """Make the card of a family."""
        caretaker = family.caretaker
        self._name = caretaker.name if caretaker else self.t("No caretaker yet")
        self._village, self._village_code = family.village, family.fields.village_code
        self._make(Whose(family=str(family.id)))

    def whole_village(self) -> None:
        """Make the cards of everybody in the family's village."""
        self._make(Whose(village=self._village_code))

    def leave(self) -> None:
        """Back to the list; paper not made yet is not made."""
        if self.job is not None:
            self.bench.runner.cancel(self.job)
        self.paper, self._whose = None, Whose()
        self.left.emit()

    def print_out(self) -> None:
        if self.paper is not None and not self.outlet.ask_printer(self.paper.sizes[0], self.print_on):
            remedy = Action(self.t("Save…"), self.choose_file)
            sentence = self.t("This PC knows no printer. Add one, or save the cards as a PDF.")
            self.notice.say(sentence, Tone.ATTENTION, remedy)

    def print_on(self, printer: QPrinter) -> None:
        if self.paper is not None:
            self.outlet.print_on(printer, self.paper, done=self._printed, refused=self._refused)

    def choose_file(self) -> None:
        """Ask where the cards shall lie."""
        about = self._village if self._whose.village else self._name
        start = str(documents() / f"{file_name(self.t('Participant card'), about)}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Save the cards"), start, PDF)
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save_to(self, path: Path) -> None:
        """Save what is in view; that it was made stands in the log already."""
        if self.paper is not None:
            work = Ask(save_pdf, self.paper.pdf, path)
            self.bench.runner.submit(work, self._saved, self._refused, lane=Lane.WRITE)

    def _make(self, whose: Whose) -> None:
        self._whose, self.paper = whose, None
        self.notice.clear()
        self.preview.say(self.t("The cards are being written…"), Action(self.t("Stop"), self.leave, "close"))
        self._dress()
        self.preview.setFocus()
        work = Work(card_paper.on_paper, self.bench.desk, whose)
        title = self.t("Writing the cards")
        made = partial(self._made, whose)
        self.job = self.bench.runner.submit(
            work, made, self._refused, ended=self._ended, title=title, lane=Lane.WRITE, newest="families.card"
        )

    def _made(self, whose: Whose, paper: PaperFile) -> None:
        if whose is not self._whose:
            return  # the page was left meanwhile
        self.paper = paper
        self.preview.show_paper(paper)
        self._dress()

    def _ended(self) -> None:
        self.job = None

    def _printed(self, pages: int) -> None:
        self.notice.say(self.t.many("{count} page was printed.", "{count} pages were printed.", pages), Tone.GOOD)

    def _saved(self, path: Path) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
        if self.paper is None:
            self.preview.say(self.t("There is no card to see."))

    def _dress(self) -> None:
        t, there = self.t, self.paper is not None
        about = t("Village {name}", name=self._village) if self._whose.village else self._name
        self.head.say(t("Participant card"), about)
        self.everybody.setText(t("All cards of {village}", village=self._village))
        self.everybody.setVisible(bool(self._village_code) and not self._whose.village)
        actions = [
            Action(t("Back"), self.leave, "arrow-left"),
            Action(t("Save…"), self.choose_file, "content-save-outline", "Ctrl+S", enabled=there),
            Action(t("Print…"), self.print_out, "printer-outline", "F9", enabled=there),
        ]
        self.head.offer(actions)
