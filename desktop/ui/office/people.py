"""The section of the people who sign in: their list, and beside it the form of what is done about one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import users
from desktop.services.users import UserRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Kind as ButtonKind
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.form import Form
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.office.people_forms import ROLES, add_form, password_form, remove_form
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench


class PeopleSection(Section):
    name = "users"

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("Users"), t("Who signs in, and as what. Each person has a password of his own."))
        columns = [
            Column(t("Signs in as"), _name, Kind.STRONG, sample="administrator", stretch=2),
            Column(t("Full name"), _full_name, sample="Neneng Suryani", stretch=3),
            Column(t("Role"), self._role, sample="Administrator", stretch=1),
            Column(t("State"), self._state, Kind.CHIP, sample=t("First password")),
        ]
        self.model = TableModel(t, columns, _key, self)
        self.table = TableView(self.model, t("Users"))
        self.table.chosen.connect(self._picked)
        listed = Card()
        listed.add(self.table, 1)
        self.beside = Card()
        self.beside.column.addStretch(1)
        self.form: Form | None = None
        self._name = self._said = ""
        self.column.addWidget(side_by_side(listed, self.beside, shares=(68, 32), least=(420, 260)), 1)
        self.add = button(t("Add a user"), self.ask_add, kind=ButtonKind.PRIMARY, icon="plus")
        self.fresh = button(t("New first password"), self.ask_password, icon="key-outline")
        self.end = button(t("End access"), self.ask_remove, kind=ButtonKind.DANGER, icon="account-off-outline")
        self.column.addLayout(self._actions())
        self.beside.setVisible(False)
        self._picked(None)

    def enter(self) -> None:
        work = Ask(users.everybody, self.bench.desk)
        self.bench.runner.submit(work, self._show, self.refuse, newest="office.users")

    def changed(self, changes: Changes) -> None:
        if changes.touches("app_user"):
            self.enter()

    def ask_add(self) -> None:
        """Show the form for a new person."""
        self._name = ""
        self._put(add_form(self.t), self._add)

    def ask_password(self) -> None:
        """Show the form for a new first password of the selected person."""
        self._put(password_form(self.t, self._name), self._give)

    def ask_remove(self) -> None:
        """Show the form that ends the selected person's access; it takes a second person."""
        own = self.bench.desk.person.name
        rows = [row for row in self.model.rows if isinstance(row, UserRow)]
        others = [row.name for row in rows if row.active and row.name not in (own, self._name)]
        self._put(remove_form(self.t, self._name, others), self._remove)

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.WITHIN)
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.fresh)
        row.addWidget(self.add)
        for made in (self.add, self.fresh, self.end):
            made.setVisible(self.may_change)
        return row

    def _show(self, rows: list[UserRow]) -> None:
        self.model.replace(rows)

    def _picked(self, row: object) -> None:
        person = row if isinstance(row, UserRow) else None
        self._name = person.name if person else ""
        own = self._name == self.bench.desk.person.name
        self.fresh.setEnabled(person is not None and person.active and not own)
        self.end.setEnabled(person is not None and person.active and not own)
        self._drop()

    def _put(self, form: Form, submitted: Callable[[dict[str, Any]], None]) -> None:
        self._drop()
        self.form = form
        form.submitted.connect(submitted)
        self.beside.column.insertWidget(0, form)
        self.beside.setVisible(True)
        form.go_to(next(iter(form.blocks)))

    def _drop(self) -> None:
        if self.form is not None:
            self.beside.column.removeWidget(self.form)
            _forget(self.form)
            self.form = None
        self.beside.setVisible(False)

    def _add(self, values: dict[str, Any]) -> None:
        name, password = values["name"], values["password"]
        sentence = self.t("{name} can sign in now with the password {password}", name=name, password=password)
        self._do(Ask(users.add, self.bench.desk, name, Role(values["role"]), password, values["full"]), sentence)

    def _give(self, values: dict[str, Any]) -> None:
        password = values["password"]
        sentence = self.t("{name} can sign in now with the password {password}", name=self._name, password=password)
        self._do(Ask(users.give_password, self.bench.desk, self._name, password), sentence)

    def _remove(self, values: dict[str, Any]) -> None:
        sentence = self.t("{name} can no longer sign in. The key of the office was changed.", name=self._name)
        work = Ask(users.remove, self.bench.desk, self._name, values["second"], values["password"])
        self._do(work, sentence)

    def _do(self, work: Ask[Any], sentence: str) -> None:
        assert self.form is not None
        self.notice.clear()
        self._said = sentence
        self.form.set_busy(True, self.t("Saving"))
        self.bench.runner.submit(work, self._done, self._not_done, lane=Lane.WRITE)

    def _done(self, _: object) -> None:
        self._drop()
        self.notice.say(self._said, Tone.GOOD)

    def _not_done(self, refused: Refused) -> None:
        if self.form is not None:
            self.form.set_busy(False)
        self.refuse(refused)

    def _role(self, row: UserRow) -> str:
        return self.t(ROLES[row.role])

    def _state(self, row: UserRow) -> ChipValue:
        if not row.active:
            return ChipValue(self.t("No access"), Tone.NEUTRAL)
        if row.must_change_password:
            return ChipValue(self.t("First password"), Tone.ATTENTION)
        return ChipValue(self.t("Active"), Tone.GOOD)


def _forget(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()


def _name(row: UserRow) -> str:
    return row.name


def _full_name(row: UserRow) -> str:
    return row.full_name


def _key(row: object) -> object:
    return row.id if isinstance(row, UserRow) else None
