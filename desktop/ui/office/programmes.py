"""The section of the programme years that run here, each with its figures, and of those that could."""

from desktop.changes import Changes
from desktop.rules.programme_year import ProgrammeYear
from desktop.services import programmes
from desktop.services.programmes import ProgrammeRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Tone
from desktop.ui.office.programme_adding import Adding
from desktop.ui.office.programme_panel import ProgrammePanel
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench
from desktop.wording import N_


class ProgrammeSection(Section):
    name, title = "programmes", N_("Programmes")

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("Programme years that this office runs."))
        columns = [
            Column(t("Programme year"), _name, Kind.STRONG, sample="Jamsosratu 2019", stretch=1),
            Column(t("Year"), _year, Kind.TEXT, sample="2019"),
        ]
        self.model = TableModel(t, columns, _code, self)
        self.table = TableView(self.model, t("Programmes"))
        self.table.chosen.connect(self._picked)
        card = Card()
        card.add(self.table, 1)
        self.panel = ProgrammePanel(t, bench.desk.office.code)
        self.column.addWidget(side_by_side(card, self.panel, shares=(38, 62), least=(280, 360)), 1)
        self.adding = Adding(bench)
        self.adding.looked.connect(self._show_offered)
        self.adding.said.connect(self._said)
        self.adding.refused.connect(self.refuse)
        self.column.addWidget(self.adding)
        self.adding.setVisible(self.may_change)

    def enter(self) -> None:
        work = Ask(programmes.here, self.bench.desk)
        self.bench.runner.submit(work, self._show, self.refuse, newest="office.programmes")

    def changed(self, changes: Changes) -> None:
        if changes.touches("programme_year"):
            self.enter()

    def _show(self, rows: list[ProgrammeRow]) -> None:
        self.model.replace(rows)
        if self.may_change:
            self.adding.offer({row.code for row in rows})

    def _picked(self, row: object) -> None:
        if isinstance(row, ProgrammeRow):
            work = Ask(programmes.look, self.bench.desk, row)
            self.bench.runner.submit(work, self._show_running, self.refuse, newest="office.programme")

    def _show_running(self, year: ProgrammeYear) -> None:
        self.panel.show_year(year, self.t("Runs in this office"))

    def _show_offered(self, year: ProgrammeYear) -> None:
        self.panel.show_year(year, self.t("Does not run in this office yet"))

    def _said(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)


def _name(row: ProgrammeRow) -> str:
    return row.name


def _year(row: ProgrammeRow) -> str:
    return str(row.year)


def _code(row: object) -> str:
    return row.code if isinstance(row, ProgrammeRow) else ""
