"""What a programme year may spend: is it enough, whose money it is, and every paper it stands on."""

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.accounting import budget
from desktop.services.accounting.budget import Budget
from desktop.services.reports.kinds import READERS, Kind, Wish
from desktop.ui.accounting.budget_words import (
    equation,
    figures,
    key_of,
    line_columns,
    share_columns,
    verdict,
    year_columns,
)
from desktop.ui.accounting.wants import Appropriate, OnPaper
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.figure import Figures
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab

YEARS, SHARES = 3, 2  # rows


class BudgetTab(Tab):
    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        t = self.t
        self.notice, self.done = Notice(), Notice()
        self.figures = Figures()
        self.years = TableModel(t, year_columns(t), key_of, self)
        self.view = TableView(self.years, t("Programme years"))
        self.empty = Empty("wallet-outline")
        self.listed = Listed(self.view, self.empty)
        self.shares = TableModel(t, share_columns(t), attrgetter("level"), self)
        self.lines = TableModel(t, line_columns(t), attrgetter("id"), self)
        self.none = Empty("file-document-plus-outline")
        self.papers = Listed(TableView(self.lines, t("Papers"), dense=True), self.none)
        self._lay_out()
        self.view.chosen.connect(self._follow)

    @property
    def row(self) -> Budget | None:
        row = self.view.row
        return row if isinstance(row, Budget) else None

    @property
    def offered(self) -> list[Action]:
        role, there, actions = self.bench.desk.person.role, self.row is not None, []
        if role in READERS:
            words = self.t("Year report on paper…")
            actions.append(Action(words, self._report, "printer-outline", "F9", enabled=there))
        if role is Role.OPERATOR:
            words = self.t("Enter an appropriation…")
            actions.append(Action(words, self._enter, "plus", "Ctrl+N", enabled=there))
        return actions

    def load(self) -> None:
        work = Ask(budget.years, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="accounting.budget")

    def take_focus(self) -> None:
        self.view.setFocus()

    def say(self, sentence: str) -> None:
        self.done.say(sentence, Tone.GOOD)

    def _show(self, rows: Sequence[Budget]) -> None:
        self.years.replace(rows)
        self.listed.show_rows(bool(rows))
        self.empty.say(self.t("No programme year has a list or an appropriation yet."))
        self._follow(self.row)

    def _follow(self, _: object) -> None:
        t, row = self.t, self.row
        for part in self._parts:
            part.setVisible(row is not None)
        if row is None:
            self.notice.clear()
            self.figures.hide()
        else:
            words, tone = verdict(t, row)
            self.notice.say(words, tone)
            self.figures.show_figures(figures(t, row), equation(t, row) if row.lines else None)
            self.figures.show()
            self.shares.replace(row.shares)
            self.lines.replace(row.lines)
            self.papers.show_rows(bool(row.lines))
            self.none.say(t("No paper says yet what this year may spend. The operator enters it from the DPA."))
        self.dressed.emit()

    def _enter(self) -> None:
        if self.row is not None:
            self.done.clear()
            self.wanted.emit(Appropriate(self.row.programme, self.row.year, self.row.name))

    def _report(self) -> None:
        if self.row is not None:
            wish = Wish(Kind.YEAR, year=self.row.year, programme=self.row.programme)
            self.wanted.emit(OnPaper(wish, self.t("The whole year"), str(self.row.year)))

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        t = self.t
        listed, shares = Card(inside=Space.GROUP), Card(t("Province and regency or city"))
        papers = Card(t("Papers it stands on"))
        self._parts = (shares, papers)
        listed.add(self.listed, 1)
        view = TableView(self.shares, t("Province and regency or city"), dense=True)
        view.setFixedHeight((SHARES + 1) * Size.ROW_DENSE + Space.TINY)
        shares.add(view)
        shares.column.addStretch(1)
        papers.add(self.papers, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        for part in (self.done, self.notice, self.figures):
            column.addWidget(part)
        years = side_by_side(listed, shares, shares=(40, 60))
        years.setFixedHeight(YEARS * Size.ROW + Size.FIELD + 3 * Space.GROUP)
        column.addWidget(years)
        column.addWidget(papers, 1)
