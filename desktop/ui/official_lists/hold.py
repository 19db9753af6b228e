"""Holding a list against the register: say which it is, what its columns mean, see whom it means, keep it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.services.desk import Answer
from desktop.services.official_lists import accepting, previewing
from desktop.services.official_lists import columns as reading
from desktop.services.official_lists.answers import About, ListTaken
from desktop.services.official_lists.columns import Looked
from desktop.services.official_lists.previewing import ListPreview
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.jobs.job import Job, Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.official_lists.compared import Compared
from desktop.ui.official_lists.meaning import Meaning
from desktop.ui.official_lists.start import Start
from desktop.ui.screen import Bench
from desktop.wording.official_lists import KINDS

FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"


class Hold(QWidget):
    """`left`: back to the lists; `kept` brings what was kept."""

    left = Signal()
    kept = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.t = bench.t
        self.path: Path | None = None
        self.about: About | None = None
        self.looked: Looked | None = None
        self.previewed: ListPreview | None = None
        self.job: Job | None = None
        self._known = False  # the columns are: read the rows at once
        self._stopped = False
        self.head = Head("", "")
        self.notice = Notice()
        self.start = Start(bench, partial(choose_file, self))
        self.meaning = Meaning(bench.t)
        self.working = Empty("progress-clock")
        self.compared = Compared(bench.t)
        self.pages = QStackedWidget()
        for page in (self.start, self.meaning, self.working, self.compared):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self.compared.decisions_changed.connect(self._dress)
        self._show(self.start)

    def look(self, path: Path) -> None:
        """Find out what the columns of a file mean; where that is known its rows are read at once."""
        about = self.start.about
        if about is not None and self.job is None:
            self.path, self.about, self.looked, self.previewed = path, about, None, None
            work = Ask(reading.look, self.bench.desk, path, about.kind, about.source)
            self._work(work, self._looked, self.t("Reading {name}", name=path.name))

    def read(self, columns: Mapping[int, str] | None = None) -> None:
        """Read the rows by what the columns were said to mean."""
        if self.path is not None and self.about is not None and self.job is None:
            said = dict(columns if columns is not None else self.meaning.columns)
            work = Work(previewing.preview, self.bench.desk, self.path, self.about, said)
            self._work(work, self._previewed, self.t("Reading {name}", name=self.path.name))

    def accept(self) -> None:
        """Keep what the preview showed and the questions answered."""
        if self.previewed is not None and self.job is None:
            work = Work(accepting.accept, self.bench.desk, self.previewed, self.compared.answers)
            title = self.t("Keeping what {name} says", name=self.previewed.file.name)
            self._work(work, self._accepted, title)

    def leave(self) -> None:
        """Back to the lists; nothing of what was seen was kept."""
        if self.job is not None:
            self.bench.runner.cancel(self.job)
        self._known, self.previewed, self.looked = False, None, None
        self._show(self.start)
        self.left.emit()

    def explain(self) -> None:
        """Look at what the columns mean once more."""
        self._show(self.meaning)

    def _work(self, work: Callable[..., Any], done: Callable[..., None], title: str) -> None:
        self.notice.clear()
        self._stopped = False
        self.working.say(title, Action(self.t("Stop"), self._stop, "close"))
        self._show(self.working)
        self.job = self.bench.runner.submit(work, done, self._failed, ended=self._ended, title=title, lane=Lane.WRITE)

    def _stop(self) -> None:
        self._stopped = True
        if self.job is not None:
            self.bench.runner.cancel(self.job)

    def _looked(self, looked: Looked) -> None:
        self.looked = looked
        self.meaning.show_columns(looked)
        self._known = bool({"nik", "no_kk"} & set(looked.meaning.values()))

    def _previewed(self, previewed: ListPreview) -> None:
        self.previewed = previewed
        self.compared.show_preview(previewed)
        self._show(self.compared)

    def _accepted(self, answer: Answer[ListTaken]) -> None:
        self.previewed = None
        self._show(self.start)
        self.kept.emit(answer.value)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _ended(self) -> None:
        """Also after a refusal or a stop: back to where the person can go on."""
        self.job = None
        if self.pages.currentWidget() is not self.working:
            return
        read_on, self._known = self._known and not self._stopped, False
        if read_on:
            self.read()
        elif self.previewed is not None:
            self._show(self.compared)
        else:
            self._show(self.meaning if self.looked is not None else self.start)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._dress()
        # The page that went had the cursor; left alone it would jump to the rail.
        if isinstance(page, Start | Meaning | Compared) and self.isVisible():
            page.take_focus()

    def _dress(self) -> None:
        dress(self)


def choose_file(hold: Hold) -> None:
    if hold.start.about is None:
        return
    t, path = hold.t, hold.path
    start = str(path.parent if path else documents())
    name, _ = QFileDialog.getOpenFileName(hold, t("Choose the list"), start, f"{t('Register files')} ({FILES})")
    if name:
        hold.look(Path(name))


def dress(hold: Hold) -> None:
    """Say in the head where one is, and offer what can be done there."""
    t, previewed, page = hold.t, hold.previewed, hold.pages.currentWidget()
    actions = [Action(t("Back"), hold.leave, "arrow-left")]
    context = t("Lists of other offices, row by row")
    if page is hold.meaning:
        context = hold.path.name if hold.path else context
        actions.append(Action(t("Read the list"), hold.read, "table-arrow-right"))
    elif page is hold.compared and previewed is not None:
        about = previewed.about
        context = f"{previewed.file.name} · {t(KINDS[about.kind])} · {previewed.file.sighted.sheet}"
        actions.append(Action(t("Columns…"), hold.explain, "table-column"))
        count = previewed.counts.matched + len(hold.compared.answers)
        words = t.many("Keep {shown} result", "Keep {shown} results", count, shown=number(count))
        actions.append(Action(words, hold.accept, "check", enabled=count > 0))
    hold.head.say(t("Hold a list against the register"), context)
    hold.head.offer(actions, primary=len(actions) > 1)
