"""What runs found: which run, its tests on the left, the rows of the one chosen on the right."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.comparing import FindingFilters, Since
from desktop.services.money.keys import TrancheKey
from desktop.ui.auditing import row_words, words
from desktop.ui.auditing.jobs import AskBeside, AskKnown, Beside, Known
from desktop.ui.auditing.rows import FindingTable
from desktop.ui.auditing.runs import Runs
from desktop.ui.auditing.tests import TestList
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench


class Browse(QWidget):
    """`looked`: another run is in view, or none; `run_wanted` asks for the first one."""

    looked = Signal()
    run_wanted = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self._shown: tuple[UUID | None, UUID | None] = (None, None)
        self._wanted: TrancheKey | None = None
        self.runs = Runs(self.t, bench.desk, self)
        self.notice = Notice(self)
        self.tests = TestList(self.t)
        self.rows = FindingTable(bench)
        self.empty = Empty("shield-search")
        self._lay_out()
        self.runs.changed.connect(self._look)
        self.tests.chosen.connect(self._list)
        self.tests.opened.connect(self.rows.view.setFocus)
        self.rows.narrowed.connect(self._list)

    @property
    def filters(self) -> FindingFilters | None:
        """The rows in view, for the table and for paper."""
        check, line, earlier = self.runs.check, self.tests.line, self.runs.earlier
        if check is None or line is None:
            return None
        since = Since(str(self.rows.since.value))
        compared = earlier is not None and since in (Since.NEW, Since.GONE)
        return FindingFilters(check.id, line.test, since, earlier.id if earlier is not None and compared else None)

    def ask(self, wanted: TrancheKey | None = None) -> None:
        """Ask which lists and runs there are; then look at the newest run of the list wanted."""
        self._wanted = wanted or self._wanted
        self.bench.runner.submit(AskKnown(self.bench.desk), self._know, self.fail, newest="auditing.known")

    def show_run(self, check: CheckRow) -> None:
        """Bring a run into view that was kept just now."""
        known = self.runs.known
        self.runs.show_known(Known(known.lists, (check, *known.checks)))
        self.runs.show_run(check)

    def fail(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _know(self, known: Known) -> None:
        self.runs.show_known(known)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.runs.show_list(wanted)

    def _look(self) -> None:
        """Show the run in view, with what changed since the earlier one."""
        check, earlier = self.runs.check, self.runs.earlier
        if check is None:
            self._say_empty()
        else:
            work = AskBeside(self.bench.desk, check.id, earlier.id if earlier is not None else None)
            self.bench.runner.submit(work, partial(self._show, check), self.fail, newest="auditing.beside")

    def _show(self, check: CheckRow, beside: Beside) -> None:
        before = self.runs.earlier
        shown = (check.id, before.id if before is not None else None)
        anew = shown[0] != self._shown[0]
        if shown != self._shown:
            self.rows.since.offer(row_words.which_rows(self.t, compared=before is not None))
            self.rows.since.choose(Since.ALL)
        self._shown = shown
        self.notice.say(*words.verdict(self.t, check, sum(beside.explained.values())))
        self._pages.setCurrentWidget(self._beside)
        self.tests.show_run(check, beside, anew=anew)
        self._list()
        if anew:
            self.tests.view.setFocus()
        self.looked.emit()

    def _say_empty(self) -> None:
        t = self.t
        self._shown = (None, None)
        self.notice.clear()
        self._pages.setCurrentWidget(self._blank)
        if self.runs.known.lists:
            said = t("Nothing was tested here yet. The tests take up to a minute, and change nothing.")
            self.empty.say(said, Action(t("Run the tests"), self.run_wanted.emit, "play"))
            if self.empty.step is not None:
                self.empty.step.setFocus()
        else:
            self.empty.say(t("No list was drafted yet. Draft one under Pay-out; the tests are run over it here."))
        self.looked.emit()

    def _list(self, _: object = None) -> None:
        filters, line = self.filters, self.tests.line
        if filters is not None and line is not None:
            self.rows.ask(line, filters)

    def _lay_out(self) -> None:
        self._blank, self._pages = Card(), QStackedWidget(self)
        self._blank.add(self.empty, 1)
        self._beside = side_by_side(self.tests, self.rows, shares=(47, 53), least=(380, 460))
        self._pages.addWidget(self._blank)
        self._pages.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.runs)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
