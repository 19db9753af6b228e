"""The paper of minutes: seen first, then printed or saved as a PDF."""

from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.paths import documents
from desktop.services.paper import PaperFile
from desktop.services.validating import minutes_paper
from desktop.services.validating.minutes import MinutesRow
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.preview.outlet import Outlet, file_name
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.tokens import Tone
from desktop.ui.screen import Bench
from desktop.ui.validating.page import TaskPage


class MinutesPaper(TaskPage):
    """Made in memory only; printing and saving stand in the log."""

    def __init__(self, bench: Bench, row: MinutesRow) -> None:
        super().__init__(bench, bench.t("Minutes {number}", number=row.number), "")
        self._row = row
        self.paper: PaperFile | None = None
        self.preview = Preview(self.t, bench.runner)
        self.outlet = Outlet(self.t, bench.runner, bench.preferences, self)
        self.fill(self.preview)
        self._dress()
        self.preview.say(self.t("The minutes are being written…"), None)
        work = Work(minutes_paper.on_paper, bench.desk, row.id)
        title = self.t("Writing the minutes")
        bench.runner.submit(work, self._made, self.refused, title=title, lane=Lane.WRITE)

    def print_out(self) -> None:
        if self.paper is not None and not self.outlet.ask_printer(self.paper.sizes[0], self.print_on):
            remedy = Action(self.t("Save…"), self.choose_file)
            said = self.t("This PC knows no printer. Add one, or save the minutes as a PDF.")
            self.notice.say(said, Tone.ATTENTION, remedy)

    def print_on(self, printer: QPrinter) -> None:
        if self.paper is not None:
            self.outlet.print_on(printer, self.paper, done=self._printed, refused=self.refused)

    def choose_file(self) -> None:
        name = file_name(self.t("Minutes"), self._row.number.replace("/", "-"))
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.t("Save the minutes"), str(documents() / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save_to(self, path: Path) -> None:
        if self.paper is not None:
            work = Ask(minutes_paper.save, self.bench.desk, self.paper, path)
            self.bench.runner.submit(work, partial(self._saved, path), self.refused, lane=Lane.WRITE)

    def _made(self, paper: PaperFile) -> None:
        self.paper = paper
        self.preview.show_paper(paper)
        self._dress()

    def _printed(self, pages: int) -> None:
        self.notice.say(self.t.many("{count} page was printed.", "{count} pages were printed.", pages), Tone.GOOD)

    def _saved(self, path: Path, _: object) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)

    def _dress(self) -> None:
        there = self.paper is not None
        self.offer(
            Action(self.t("Save…"), self.choose_file, "content-save-outline", "Ctrl+S", enabled=there),
            Action(self.t("Print…"), self.print_out, "printer-outline", "F9", enabled=there),
        )
