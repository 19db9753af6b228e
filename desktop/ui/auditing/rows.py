"""The right side: what a test asks, the rows it named, and the row that is chosen as a sentence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.auditing import comparing
from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.comparing import FindingFilters, FindingPage, Since
from desktop.services.auditing.explaining import EXPLAINERS
from desktop.ui.auditing import row_words, said_words, words
from desktop.ui.auditing.foot import RowFoot
from desktop.ui.auditing.jobs import Count
from desktop.ui.auditing.marks import Marks
from desktop.ui.auditing.row_words import finding_columns, finding_key
from desktop.ui.auditing.words import TestLine
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.paging import Paging
from desktop.ui.screen import Bench


class FindingTable(Card):
    """`narrowed`: only new ones are wanted, or gone ones, or all."""

    narrowed = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, inside=Space.GROUP)
        self.bench, self.t = bench, bench.t
        t = bench.t
        self.line: TestLine | None = None
        self.title, self.chip = label("", Role.SUBTITLE, wrap=True), Chip()
        self.question = label("", Role.STRONG, wrap=True)
        self.source = label("", Role.SECONDARY, wrap=True)
        self.since = Combo(t("Which rows"), row_words.which_rows(t, compared=False), self)
        self.notice = Notice(self)
        self.marks = Marks(self)
        may = bench.desk.person.role in EXPLAINERS
        self.model = TableModel(t, finding_columns(t, self.marks if may else None), finding_key, self)
        self.view = TableView(self.model, t("Rows that were named"), dense=True)
        # The column of marks is narrower than Qt lets a column be, which would push the others out of view.
        self.view.horizontalHeader().setMinimumSectionSize(Size.ROW_DENSE)
        self.empty = Empty("check-circle-outline")
        self.listed = Listed(self.view, self.empty)
        self.found = label("", Role.SECONDARY)
        self.foot = RowFoot(t, bench.desk, self)
        self._filters: FindingFilters | None = None
        self.paging = Paging(bench.runner, self.model, "auditing.rows", self._show, self.fail)
        self._lay_out()
        self.since.chosen.connect(self._narrowed)
        self.view.chosen.connect(self._choose)
        self.view.opened.connect(self._open)
        self.marks.changed.connect(self._marked)
        if may:
            self.marks.watch(self.view, self.model)

    @property
    def wanted(self) -> tuple[FindingRow, ...]:
        """What is to be explained: the rows that are marked, else the one that is chosen."""
        marked = tuple(self.marks.rows.values())
        return marked or ((self.foot.row,) if self.foot.row is not None else ())

    def ask(self, line: TestLine, filters: FindingFilters) -> None:
        """Show the rows of a test; those shown stand until the answer is there."""
        t = self.t
        self.line = line
        self.title.setText(words.test_title(t, line.test))
        chip = words.level_chip(t, line)
        self.chip.say(chip.text, chip.tone)
        self.question.setText(words.question(t, line.test))
        self.source.setText(" ".join(part for part in (words.weight(t, line), words.source(t, line.test)) if part))
        if filters != self._filters:
            self.marks.clear()
        self._filters = filters
        self.paging.ask(comparing.page, self.bench.desk, filters)
        self.bench.runner.submit(Count(self.bench.desk, filters), self._counted, self.fail, newest="auditing.count")

    def fail(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _show(self, page: FindingPage) -> None:
        self.notice.clear()
        self._remark()
        self.listed.show_rows(bool(page.rows))
        if not page.rows:
            self.empty.say(self._nothing())

    def _remark(self) -> None:
        """Say where not everything that was found can be shown or compared."""
        line, t = self.line, self.t
        if line is None:
            return
        parts = [words.kept_only(t, line)]
        if line.change is not None and not line.change.whole:
            parts.append(t("What is new or gone cannot be said where rows are left out."))
        said = " ".join(part for part in parts if part)
        if said:
            self.notice.say(said, Tone.BRAND)

    def _nothing(self) -> str:
        if self.since.value is Since.NEW:
            return self.t("No row is new since the earlier run.")
        if self.since.value is Since.GONE:
            return self.t("Every row of the earlier run is still here.")
        if self.since.value is Since.OPEN and self.line is not None and self.line.count:
            return self.t("Every row is explained.")
        return self.t("This test found nothing.")

    def _counted(self, counted: tuple[int, int]) -> None:
        many, explained = counted
        said = self.t.many("{shown} row", "{shown} rows", many, shown=number(many))
        keys = self.t("Space marks, Ctrl+A marks all") if self.marks.watching and many else ""
        parts = (said, said_words.of_them(self.t, explained, many), keys)
        self.found.setText(" · ".join(part for part in parts if part))

    def _marked(self) -> None:
        self.foot.show_marked(len(self.marks.rows))

    def _choose(self, row: object) -> None:
        self.foot.show_row(row if isinstance(row, FindingRow) else None)

    def _open(self, _: object = None) -> None:
        self.foot.open_family()

    def _narrowed(self, _: object) -> None:
        self.narrowed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        head.addWidget(self.since)
        self.column.addLayout(head)
        self.add(self.question)
        self.add(self.source)
        self.add(self.found)
        self.add(self.notice)
        self.add(self.listed, 1)
        self.add(self.foot)
        self._choose(None)
