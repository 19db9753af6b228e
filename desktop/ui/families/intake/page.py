"""Taking in a register file: choose it, see row by row what it would do, accept it, read what came of it."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.importing.answers import ImportResult
from desktop.services.importing.previewing import ImportPreview
from desktop.ui.families.intake.columns import ColumnsPage
from desktop.ui.families.intake.jobs import Accept, Preview, Problems
from desktop.ui.families.intake.preview import IntakePreview
from desktop.ui.families.intake.result import IntakeResult, Next
from desktop.ui.families.intake.start import Start
from desktop.ui.families.intake.undo import UndoPage
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench

UNKNOWN_LAYOUT = "sheets.no_layout"
FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"


class Intake(QWidget):
    """`left`: back to the list; `unplaced_wanted`: to the families that have no village yet."""

    left = Signal()
    unplaced_wanted = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = bench.t
        self.path: Path | None = None
        self.layout_name = "auto"
        self.previewed: ImportPreview | None = None
        self.taken: ImportPreview | None = None  # what was accepted last; its rows kept out can still be saved
        self.job: Job | None = None
        self.head = Head("", "")
        self.notice = Notice()
        self.start = Start(bench, partial(choose_file, self))
        self.working = Empty("progress-clock")
        self.preview = IntakePreview(bench)
        self.result = IntakeResult(bench.t)
        self.columns = ColumnsPage(bench)
        self.undo = UndoPage(bench)
        self.pages = QStackedWidget()
        for page in (self.start, self.working, self.preview, self.result, self.columns, self.undo):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self.preview.village_chosen.connect(self._place)
        self.start.earlier.undo_wanted.connect(partial(show_undo, self))
        self.columns.explained.connect(partial(read_as, self))
        self.columns.seen.connect(partial(ask_columns, self))
        self.columns.failed.connect(partial(complain, self))
        self.undo.weighed.connect(partial(show_weighed, self))
        self.undo.undone.connect(partial(show_undone, self))
        self.undo.failed.connect(self._failed)

    def begin(self) -> None:
        """Show the first page, unless work is under way or a preview waits."""
        if self.job is None and self.previewed is None:
            self.start.earlier.ask()
            self._show(self.start)

    def read(self, path: Path, village: str | None = None, layout: str = "auto") -> None:
        """Read a file and show what it would do; `village` places the families it names no place for."""
        self.path, self.layout_name = path, layout
        self._work(Preview(self.bench.desk, path, village, layout), self.t("Reading {name}", name=path.name))

    def accept(self) -> None:
        """Take in what the preview showed, all or nothing."""
        if self.previewed is not None and self.job is None:
            title = self.t("Taking in {name}", name=self.previewed.file.name)
            self._work(Accept(self.bench.desk, self.previewed, self.start.programme), title)

    def save_problems(self, path: Path) -> None:
        """Write the rows kept out into a workbook, with what is wrong beside each."""
        shown = self.previewed or self.taken
        if shown is not None:
            work = Problems(self.bench.desk, shown, path, self.t)
            self.bench.runner.submit(work, self._written, self._failed, lane=Lane.WRITE)

    def leave(self) -> None:
        """Back to the list; what was previewed is forgotten, nothing of it was saved."""
        if self.job is not None:
            self.bench.runner.cancel(self.job)
        self.previewed = self.taken = None
        self.left.emit()

    def _place(self, village: str) -> None:
        if self.path is not None:
            self.read(self.path, village, self.layout_name)

    def _work(self, work: Preview | Accept, title: str) -> None:
        self.notice.clear()
        self.working.say(title, Action(self.t("Stop"), self._stop, "close"))
        self._show(self.working)
        submit = self.bench.runner.submit
        if isinstance(work, Preview):
            self.job = submit(work, self._previewed, self._failed, ended=self._ended, title=title, lane=Lane.WRITE)
        else:
            self.job = submit(work, self._accepted, self._failed, ended=self._ended, title=title, lane=Lane.WRITE)

    def _stop(self) -> None:
        if self.job is not None:
            self.bench.runner.cancel(self.job)

    def _previewed(self, previewed: ImportPreview) -> None:
        self.previewed = previewed
        self.preview.show_preview(previewed)
        self._show(self.preview)

    def _accepted(self, answer: Answer[ImportResult]) -> None:
        self.taken, self.previewed = self.previewed, None
        self.start.earlier.ask()
        self.result.show_result(answer.value, next_steps(self, answer.value))
        self._show(self.result)

    def _written(self, path: Path) -> None:
        self.notice.say(self.t("Saved: {path}", path=str(path)), Tone.GOOD)

    def _failed(self, refused: Refused) -> None:
        if refused.code == UNKNOWN_LAYOUT and self.path is not None:
            self.columns.begin(self.path, refused)
        else:
            complain(self, refused)

    def _ended(self) -> None:
        """Also after a refusal or a stop: back to where the person was."""
        self.job = None
        if self.pages.currentWidget() is self.working:
            self._show(self.preview if self.previewed is not None else self.start)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        dress(self, page)


def complain(intake: Intake, refused: Refused) -> None:
    intake.notice.say(intake.bench.sentence(refused), Tone.DANGER)


def ask_columns(intake: Intake) -> None:
    """Ask what the columns of a file mean that no layout knows."""
    intake._show(intake.columns)  # noqa: SLF001 - a part of the page, outside it for its size


def read_as(intake: Intake, layout: str) -> None:
    """Read the file as a person explained it."""
    if intake.path is not None:
        intake.read(intake.path, layout=layout)


def show_undo(intake: Intake, batch: UUID) -> None:
    intake.notice.clear()
    intake.undo.begin(batch)
    intake._show(intake.undo)  # noqa: SLF001


def show_weighed(intake: Intake) -> None:
    """The answer came: what is offered in the head follows it."""
    if intake.pages.currentWidget() is intake.undo:
        dress(intake, intake.undo)


def show_undone(intake: Intake, sentence: str) -> None:
    intake.notice.say(sentence, Tone.GOOD)
    intake.start.earlier.ask()
    intake._show(intake.start)  # noqa: SLF001


def choose_file(intake: Intake) -> None:
    t, path = intake.t, intake.path
    start = str(path.parent if path else documents())
    name, _ = QFileDialog.getOpenFileName(
        intake, t("Choose a register file"), start, f"{t('Register files')} ({FILES})"
    )
    if name:
        intake.read(Path(name))


def choose_problems(intake: Intake) -> None:
    if intake.path is not None:
        start = str(intake.path.with_name(f"{intake.path.stem}-ditolak.xlsx"))
        name, _ = QFileDialog.getSaveFileName(intake, intake.t("Save the rows kept out"), start, "Excel (*.xlsx)")
        if name:
            intake.save_problems(Path(name))


def next_steps(intake: Intake, result: ImportResult) -> list[Next]:
    """What is left to do after this file, the most pressing first."""
    t, counts, steps = intake.t, result.counts, []
    if counts.to_place and result.batch is not None:
        waits = t("{count} families wait for their village.", count=number(counts.to_place))
        steps.append(Next(waits, Action(t("Place these families"), intake.unplaced_wanted.emit, "map-marker-outline")))
    kept_out = counts.refused + counts.ambiguous
    if kept_out:
        out = t.many(
            "{shown} row was kept out. Save it with the reason beside it, put it right, take in that file.",
            "{shown} rows were kept out. Save them with the reasons beside them, put them right, take in that file.",
            kept_out,
            shown=number(kept_out),
        )
        save = Action(t("Save the rows kept out…"), partial(choose_problems, intake), "file-download-outline")
        steps.append(Next(out, save))
    again = Action(t("Choose another file…"), partial(choose_file, intake), "file-upload-outline")
    steps.append(Next(t("Other registers can be taken in at once."), again))
    steps.append(
        Next(t("The families stand in the list now."), Action(t("To the families"), intake.leave, "arrow-left"))
    )
    return steps


def dress(intake: Intake, page: QWidget) -> None:
    """Say in the head where one is, and offer what can be done there."""
    t, previewed = intake.t, intake.previewed
    actions = [Action(t("Back"), intake.leave, "arrow-left")]
    context = t("Registers become families of this office, row by row")
    if page is intake.preview and previewed is not None:
        counts = previewed.counts
        context = f"{previewed.file.name} · {previewed.file.layout_title} · {previewed.file.sheet}".rstrip(" ·")
        if counts.refused + counts.ambiguous:
            actions.append(
                Action(t("Save the rows kept out…"), partial(choose_problems, intake), "file-download-outline")
            )
        taken = counts.new + counts.changed
        words = t.many("Take in {shown} row", "Take in {shown} rows", taken, shown=number(taken))
        actions.append(Action(words, intake.accept, "check", enabled=not counts.nothing_to_do))
    elif page is intake.result and intake.path is not None:
        context = intake.path.name
    elif page is intake.columns and intake.path is not None:
        context = t("{name}: what its columns mean", name=intake.path.name)
        actions.append(Action(t("Read the file so"), intake.columns.save, "check"))
    elif page is intake.undo:
        context = intake.undo.title
        possible = intake.undo.possible
        actions.append(Action(t("Undo this import…"), intake.undo.ask, "undo-variant", enabled=possible))
    intake.head.say(t("Take in families"), context)
    intake.head.offer(actions, primary=len(actions) > 1)
