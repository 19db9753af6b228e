"""A page that shows one paper: made beside the window, seen first, then printed or saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.progress import Progress
from desktop.services.paper import PaperFile
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.preview.outlet import Outlet
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.kit.tokens import Tone
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

PDF, EXCEL = ".pdf", ".xlsx"
_KINDS = {PDF: "PDF (*.pdf)", EXCEL: "Excel (*.xlsx)"}


Saves = Mapping[str, Callable[[Path], Callable[[Progress], Any]]]


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the page says while it makes its paper, translated."""

    writing: str  # beside the progress of the work
    waiting: str  # where the pages will stand
    none: str  # there, when the work was refused
    save: str  # above the file dialog
    no_printer: str


@dataclass(frozen=True, slots=True)
class InView:
    """What is in view: its title, a line about it, the name of its file, and by ending of a file what saves it."""

    title: str
    context: str
    stem: str
    saves: Saves = field(default_factory=dict)  # the usual kind first


class PaperPage(TaskPage):
    """`paper` is None until it is made, and again once the page is left."""

    def __init__(
        self, bench: Bench, words: PaperWords, in_view: Callable[[], InView], parent: QWidget | None = None
    ) -> None:
        super().__init__(bench, "", "", parent)
        self.words = words
        self._in_view = in_view
        self.paper: PaperFile | None = None
        self.job: Job | None = None
        self._round = 0
        self.preview = Preview(self.t, bench.runner)
        self.outlet = Outlet(self.t, bench.runner, bench.preferences, self)
        self.fill(self.preview)

    def make(self, work: Callable[[Progress], PaperFile]) -> None:
        """Make another paper; one still being made is given up."""
        self.clear(self.words.waiting, Action(self.t("Stop"), self.leave, "close"))
        made, refused = partial(self._made, self._round), self._not_made
        self.job = self.bench.runner.submit(work, made, refused, title=self.words.writing, lane=Lane.WRITE)

    def clear(self, sentence: str, step: Action | None = None) -> None:
        """Show a sentence in place of pages."""
        self._give_up()
        self.notice.clear()
        self.preview.say(sentence, step)
        self.dress()

    def leave(self) -> None:
        """Back to where one came from; paper not made yet is not made."""
        self._give_up()
        self.left.emit("")

    def print_out(self) -> None:
        if self.paper is not None and not self.outlet.ask_printer(self.paper.sizes[0], self.print_on):
            remedy = Action(self.t("Save…"), self.choose_file)
            self.notice.say(self.words.no_printer, Tone.ATTENTION, remedy)

    def print_on(self, printer: QPrinter) -> None:
        if self.paper is not None:
            self.outlet.print_on(printer, self.paper, done=self._printed, refused=self.refused)

    def choose_file(self) -> None:
        """Ask where it shall lie, and as what."""
        shown = self._in_view()
        endings = list(shown.saves)
        start = str(documents() / f"{shown.stem}{endings[0]}")
        kinds = [_KINDS[ending] for ending in endings]
        name, kind = QFileDialog.getSaveFileName(self, self.words.save, start, ";;".join(kinds))
        if name:
            path = Path(name)
            ending = endings[kinds.index(kind)] if kind in kinds else endings[0]
            self.save_to(path if path.suffix.lower() in endings else path.with_name(path.name + ending))

    def save_to(self, path: Path) -> None:
        """Save as the kind of file that `path` ends in, where there is something to save."""
        save = self._in_view().saves.get(path.suffix.lower())
        if save is not None:
            saved, title = partial(self._saved, path), self.words.writing
            self.bench.runner.submit(save(path), saved, self.refused, title=title, lane=Lane.WRITE)

    def dress(self) -> None:
        """Say in the head what is in view, and offer what can be done with it."""
        t, shown, there = self.t, self._in_view(), self.paper is not None
        self.head.say(shown.title, shown.context)
        self.head.offer(
            [
                self.back,
                Action(t("Save…"), self.choose_file, "content-save-outline", "Ctrl+S", enabled=bool(shown.saves)),
                Action(t("Print…"), self.print_out, "printer-outline", "F9", enabled=there),
            ]
        )

    def _give_up(self) -> None:
        self._round += 1  # an answer on its way is of a round before
        if self.job is not None:
            self.bench.runner.cancel(self.job)
        self.paper = self.job = None

    def _made(self, made: int, paper: PaperFile) -> None:
        if made == self._round:
            self.paper, self.job = paper, None
            self.preview.show_paper(paper)
            self.dress()

    def _not_made(self, refused: Refused) -> None:
        self.job = None
        self.refused(refused)
        self.preview.say(self.words.none)

    def _printed(self, pages: int) -> None:
        self.notice.say(self.t.many("{count} page was printed.", "{count} pages were printed.", pages), Tone.GOOD)

    def _saved(self, path: Path, _: object) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)


def list_words(t: Translator) -> PaperWords:
    """What a page says of any list on paper."""
    return PaperWords(
        writing=t("Writing the list"),
        waiting=t("The list is being written…"),
        none=t("The list was not written."),
        save=t("Save the list"),
        no_printer=t("This PC knows no printer. Add one, or save the list as a PDF."),
    )
