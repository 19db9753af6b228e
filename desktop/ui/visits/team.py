"""The facilitators: who they are, how many families each has, and giving families into their care."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.facilitators import FacilitatorRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench
from desktop.ui.visits.care_card import CareCard


class Team(QWidget):
    """`listed` brings the facilitators whenever they were read anew."""

    listed = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        self.may_change = bench.desk.person.role is Role.OPERATOR
        self.notice = Notice()
        self.model = TableModel(self.t, self._columns(), _key, self)
        self.table = TableView(self.model, self.t("Facilitators"), self)
        self.empty = Empty("account-tie-outline")
        self.card = CareCard(bench)
        t = self.t
        self.add = button(t("Add a facilitator"), self.card.ask_add, kind=ButtonKind.PRIMARY, icon="plus")
        self.give = button(t("Give families…"), self.ask_give, icon="account-multiple-plus-outline")
        self.turn = button(t("No longer works here"), self._turn, icon="account-off-outline")
        self.table.chosen.connect(self._picked)
        self.table.opened.connect(self.ask_give)
        self.card.done.connect(self._done)
        self.card.refused.connect(self._refused)
        self._lay_out()
        self._picked(None)

    @property
    def row(self) -> FacilitatorRow | None:
        chosen = self.table.row
        return chosen if isinstance(chosen, FacilitatorRow) else None

    def ask(self) -> None:
        """Read the facilitators anew."""
        work = Ask(facilitators.everybody, self.bench.desk)
        self.bench.runner.submit(work, self.show_rows, self._refused, newest="visits.team")

    def show_rows(self, rows: list[FacilitatorRow]) -> None:
        self.model.replace(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._picked(self.row)

    def ask_give(self, _: object = None) -> None:
        """Show the form that gives families to the one chosen."""
        if self.may_change and self.row is not None and self.row.active:
            self.notice.clear()
            self.card.ask_give(self.row)

    def _turn(self) -> None:
        if self.row is not None:
            work = Ask(facilitators.set_active, self.bench.desk, self.row.id, active=not self.row.active)
            self.bench.runner.submit(work, None, self._refused, lane=Lane.WRITE)

    def _picked(self, row: object) -> None:
        person = row if isinstance(row, FacilitatorRow) else None
        self.give.setEnabled(person is not None and person.active)
        self.turn.setEnabled(person is not None)
        stops = person is None or person.active
        self.turn.setText(self.t("No longer works here") if stops else self.t("Works here again"))

    def _done(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _columns(self) -> list[Column]:
        t = self.t
        return [
            Column(t("Name"), _name, Kind.STRONG, sample="Titin Supriatin", stretch=3),
            Column(t("Phone"), _phone, sample="081234567890", stretch=1),
            Column(t("Families"), _families, Kind.NUMBER, sample="1.000"),
            Column(t("Overdue"), _overdue, Kind.NUMBER, sample="100"),
            Column(t("State"), self._state, Kind.CHIP, sample=t("No longer here")),
        ]

    def _state(self, row: FacilitatorRow) -> ChipValue:
        if row.active:
            return ChipValue(self.t("Active"), Tone.GOOD)
        return ChipValue(self.t("No longer here"), Tone.NEUTRAL)

    def _lay_out(self) -> None:
        self.empty.say(self.t("No facilitators yet. Add the first one, then give him families."))
        listed = Card()
        listed.add(self.table, 1)
        listed.add(self.empty, 1)
        actions = QHBoxLayout()
        actions.setSpacing(Space.WITHIN)
        for made in (self.turn, None, self.give, self.add):
            if made is None:
                actions.addStretch(1)
            else:
                actions.addWidget(made)
                if not self.may_change:  # shown before it has a parent, it would be a window of its own
                    made.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(listed, self.card, self, shares=(58, 42), least=(460, 360)), 1)
        column.addLayout(actions)


def _name(row: FacilitatorRow) -> str:
    return row.name


def _phone(row: FacilitatorRow) -> str:
    return row.phone


def _families(row: FacilitatorRow) -> int:
    return row.families


def _overdue(row: FacilitatorRow) -> int:
    return row.overdue


def _key(row: object) -> object:
    return row.id if isinstance(row, FacilitatorRow) else None
