"""The section of the people who sign in: their list, and beside it what is done about one."""

from PySide6.QtWidgets import QHBoxLayout

from desktop.changes import Changes
from desktop.services import users
from desktop.services.users import UserRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.office.person_card import PersonCard
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench
from desktop.wording import N_
from desktop.wording.terms import ROLES


class PeopleSection(Section):
    name, title = "users", N_("Users")

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("Who signs in, and as what. Each person has a password of his own."))
        columns = [
            Column(t("Signs in as"), _name, Kind.STRONG, sample="supervisor", stretch=2),
            Column(t("Full name"), _full_name, sample="Asep Mulyana, S.Sos.", stretch=3),
            Column(t("Role"), self._role, sample="Administrator", stretch=1),
            Column(t("State"), self._state, Kind.CHIP, sample=t("First password")),
        ]
        self.model = TableModel(t, columns, _key, self)
        self.table = TableView(self.model, t("Users"))
        self.table.chosen.connect(self._picked)
        listed = Card()
        listed.add(self.table, 1)
        self.card = PersonCard(bench)
        self.card.done.connect(self._done)
        self.card.refused.connect(self.refuse)
        self.column.addWidget(side_by_side(listed, self.card, shares=(66, 34), least=(500, 270)), 1)
        self.add = button(t("Add a user"), self.ask_add, kind=ButtonKind.PRIMARY, icon="plus")
        self.fresh = button(t("New first password"), self.ask_password, icon="key-outline")
        self.end = button(t("End access"), self.ask_remove, kind=ButtonKind.DANGER, icon="account-off-outline")
        self.column.addLayout(self._actions())
        self._picked(None)

    def enter(self) -> None:
        work = Ask(users.everybody, self.bench.desk)
        self.bench.runner.submit(work, self.model.replace, self.refuse, newest="office.users")

    def changed(self, changes: Changes) -> None:
        if changes.touches("app_user"):
            self.enter()

    def ask_add(self) -> None:
        self.notice.clear()
        self.card.ask_add()

    def ask_password(self) -> None:
        self.notice.clear()
        self.card.ask_password(self._name)

    def ask_remove(self) -> None:
        """Any of the others who still works here can be the second person."""
        self.notice.clear()
        rows = [row for row in self.model.rows if isinstance(row, UserRow)]
        besides = (self.bench.desk.person.name, self._name)
        self.card.ask_remove(self._name, [row.name for row in rows if row.active and row.name not in besides])

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.fresh)
        row.addWidget(self.add)
        for made in (self.add, self.fresh, self.end):
            if not self.may_change:  # shown before it has a parent, it would be a window of its own
                made.hide()
        return row

    def _picked(self, row: object) -> None:
        person = row if isinstance(row, UserRow) else None
        self._name = person.name if person else ""
        # One's own password is changed in its own section, and one's own access is ended by another administrator.
        possible = person is not None and person.active and person.name != self.bench.desk.person.name
        self.fresh.setEnabled(possible)
        self.end.setEnabled(possible)
        self.card.drop()

    def _done(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)

    def _role(self, row: UserRow) -> str:
        return self.t(ROLES[row.role])

    def _state(self, row: UserRow) -> ChipValue:
        if not row.active:
            return ChipValue(self.t("No access"), Tone.NEUTRAL)
        if row.must_change_password:
            return ChipValue(self.t("First password"), Tone.ATTENTION)
        return ChipValue(self.t("Active"), Tone.GOOD)


def _name(row: UserRow) -> str:
    return row.name


def _full_name(row: UserRow) -> str:
    return row.full_name


def _key(row: object) -> object:
    return row.id if isinstance(row, UserRow) else None
