"""To whom a letter goes: one family, found as one types, or everybody who gets money in a tranche."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.families.finding import FamilyListRow, FamilyPage, find
from desktop.services.letters import To
from desktop.services.money.keys import TrancheKey
from desktop.services.money.overview import tranches
from desktop.services.money.rows import Step, TrancheRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.search import Search
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.wording import Translator

_FOUND = 20
_IN_VIEW = 5


class Recipients(Card):
    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.t("Addressee"))
        self.bench, self.t = bench, bench.t
        t = self.t
        self.kind = Combo(t("Addressee"), [("family", t("One family")), ("tranche", t("All families of a tranche"))])
        self.search = Search(t("Name, NIK, No KK, card or village"), t("Find the family"))
        self.model = TableModel(t, columns(t), key=_key)
        self.table = TableView(self.model, t("Families"), dense=True)
        self.tranche = Combo(t("Tranche"))
        self.note = label("", Role.SECONDARY, wrap=True)
        self._preset = ""
        self._rows: dict[TrancheKey, TrancheRow] = {}
        self._lay_out()
        self.kind.chosen.connect(self._turn)
        self.tranche.chosen.connect(self._chosen)
        self.table.chosen.connect(self._chosen)
        self.search.searched.connect(self._find)
        self.search.went_down.connect(self.table.setFocus)
        bench.runner.submit(Ask(tranches, bench.desk), self._offer_tranches)

    def preset(self, household: str) -> None:
        """One family that was chosen elsewhere."""
        self._preset = household
        self._note(self.t("The family chosen on the screen before. Search to choose another."))

    def to(self) -> To | None:
        """Whom the letter goes to; None while nobody is chosen."""
        if self.kind.value == "tranche":
            key = self.tranche.value
            return To(tranche=key) if isinstance(key, TrancheKey) else None
        row = self.table.row
        if isinstance(row, FamilyListRow):
            return To(household=str(row.id))
        return To(household=self._preset) if self._preset else None

    def count(self) -> int:
        """How many letters that makes."""
        if self.kind.value == "family":
            return 1
        key = self.tranche.value
        return self._rows[key].listed.families if isinstance(key, TrancheKey) else 0

    def _offer_tranches(self, rows: Sequence[TrancheRow]) -> None:
        numbered = [row for row in rows if Step.LETTERS in row.steps]
        self._rows = {row.key: row for row in numbered}
        words = [(row.key, self._tranche(row)) for row in numbered]
        self.tranche.offer(words or [(None, self.t("No tranche is approved yet"))])

    def _tranche(self, row: TrancheRow) -> str:
        name = self.t("Tranche {number} / {year}", number=row.key.number, year=row.key.year)
        return f"{name} · {number(row.listed.families)}"

    def _turn(self, kind: object) -> None:
        self._family.setVisible(kind != "tranche")
        self.tranche.setVisible(kind == "tranche")
        self.changed.emit()

    def _find(self, typed: str) -> None:
        query = self.model.begin()
        if not typed:
            self.model.replace([], query=query)
            self._fit()
            return
        work = Ask(find, self.bench.desk, typed, limit=_FOUND)
        self.bench.runner.submit(work, partial(self._show, query), newest="letters-family")

    def _show(self, query: int, page: FamilyPage) -> None:
        self._preset = ""
        self.model.replace(page.rows, query=query)
        self._fit()
        none = self.t("No family matches.")
        self._note("" if page.rows else none)

    def _chosen(self, _row: object) -> None:
        self.changed.emit()

    def _note(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _fit(self) -> None:
        """Show the families found, a few at a time; none take no room, which the letter's fields need."""
        rows = min(self.model.rowCount(), _IN_VIEW)
        self.table.setVisible(rows > 0)
        self.table.setFixedHeight((rows + 1) * Size.ROW_DENSE)

    def _lay_out(self) -> None:
        self.add(self.kind)
        self._family = QWidget()
        column = QVBoxLayout(self._family)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        for part in (self.search, self.table, self.note):
            column.addWidget(part)
        self.add(self._family)
        self.add(self.tranche)
        self._note("")
        self._fit()
        self._turn("family")


def columns(t: Translator) -> list[Column]:
    return [
        Column(t("Caretaker"), _name, Kind.STRONG, "Siti Nurjanah", stretch=1),
        Column(t("Village"), _village, sample="Sindangresmi"),
    ]


def _key(row: FamilyListRow) -> object:
    return row.id


def _name(row: FamilyListRow) -> str:
    return row.caretaker_name


def _village(row: FamilyListRow) -> str:
    return row.village
