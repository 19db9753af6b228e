"""The section of the programme years that run here."""

from PySide6.QtWidgets import QHBoxLayout

from desktop.changes import Changes
from desktop.services import programmes
from desktop.services.desk import Answer
from desktop.services.programmes import Offered, ProgrammeRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Tone
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench


class ProgrammeSection(Section):
    name = "programmes"

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("Programmes"), t("Programme years that this office runs."))
        columns = [
            Column(t("Programme year"), _name, Kind.STRONG, sample="Sasambo Gemilang 2019", stretch=1),
            Column(t("Year"), _year, Kind.TEXT, sample="2019"),
        ]
        self.model = TableModel(t, columns, _code, self)
        self.table = TableView(self.model, t("Programmes"))
        card = Card()
        card.add(self.table, 1)
        self.column.addWidget(card, 1)
        self.choice = Combo(t("Programme year to add"))
        self.add = button(t("Add"), self._add, kind=ButtonKind.PRIMARY, icon="plus")
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.add)
        self.column.addLayout(row)
        self.choice.setVisible(self.may_change)
        self.add.setVisible(self.may_change)
        self._offered: list[Offered] = []

    def enter(self) -> None:
        desk = self.bench.desk
        self.bench.runner.submit(Ask(programmes.here, desk), self._show, self.refuse, newest="office.programmes")
        if self.may_change and not self._offered:
            work = Ask(programmes.offered, self.bench.shared.resources, desk.office.code)
            self.bench.runner.submit(work, self._offer, self.refuse)

    def changed(self, changes: Changes) -> None:
        if changes.touches("programme_year"):
            self.enter()

    def _show(self, rows: list[ProgrammeRow]) -> None:
        self.model.replace(rows)
        self._narrow()

    def _offer(self, offered: list[Offered]) -> None:
        self._offered = offered
        self._narrow()

    def _narrow(self) -> None:
        """Offer what does not run here yet; those meant for other areas last, and said so."""
        here = {_code(row) for row in self.model.rows}
        other = self.t("other area")
        left = [one for one in self._offered if one.row.code not in here]
        self.choice.offer([(one.row.code, one.row.name if one.here else f"{one.row.name} ({other})") for one in left])
        self.add.setEnabled(bool(left))

    def _add(self) -> None:
        name = self.choice.value
        if isinstance(name, str):
            work = Ask(programmes.add, self.bench.desk, name, self.bench.shared.resources)
            self.bench.runner.submit(work, self._added, self.refuse, lane=Lane.WRITE)

    def _added(self, answer: Answer[ProgrammeRow]) -> None:
        self.notice.say(self.t("{name} runs here now.", name=answer.value.name), Tone.GOOD)


def _name(row: ProgrammeRow) -> str:
    return row.name


def _year(row: ProgrammeRow) -> str:
    return str(row.year)


def _code(row: object) -> str:
    return row.code if isinstance(row, ProgrammeRow) else ""
