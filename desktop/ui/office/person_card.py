"""Beside the list of users: the form of what is done about one of them, and its sending."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import users
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.form import Form
from desktop.ui.office.people_forms import add_form, password_form, remove_form
from desktop.ui.screen import Bench


class PersonCard(Card):
    """Hidden while nothing is done. `done` brings the sentence on what was, `refused` why it was not."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.t = bench.t
        self._bench = bench
        self._sentence = ""
        self.form: Form | None = None
        self.column.addStretch(1)
        self.hide()

    def ask_add(self) -> None:
        """Show the form for a new person."""
        self._put(add_form(self.t), self._add)

    def ask_password(self, name: str) -> None:
        """Show the form for a new first password."""
        self._put(password_form(self.t, name), partial(self._give, name))

    def ask_remove(self, name: str, others: Sequence[str]) -> None:
        """Show the form that ends somebody's access; one of the others agrees to it."""
        self._put(remove_form(self.t, name, others), partial(self._remove, name))

    def drop(self) -> None:
        """Put the form away with what was typed."""
        if self.form is not None:
            self.column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.hide()

    def _put(self, form: Form, submitted: Callable[[dict[str, Any]], None]) -> None:
        self.drop()
        self.form = form
        form.submitted.connect(submitted)
        self.column.insertWidget(0, form)
        self.show()
        form.go_to(next(iter(form.blocks)))

    def _add(self, values: dict[str, Any]) -> None:
        name, password = values["name"], values["password"]
        work = Ask(users.add, self._bench.desk, name, Role(values["role"]), password, values["full"])
        self._do(work, self._signs_in(name, password))

    def _give(self, name: str, values: dict[str, Any]) -> None:
        work = Ask(users.give_password, self._bench.desk, name, values["password"])
        self._do(work, self._signs_in(name, values["password"]))

    def _remove(self, name: str, values: dict[str, Any]) -> None:
        work = Ask(users.remove, self._bench.desk, name, values["second"], values["password"])
        self._do(work, self.t("{name} can no longer sign in. The key of the office was changed.", name=name))

    def _signs_in(self, name: str, password: str) -> str:
        return self.t("{name} can sign in now with the password {password}", name=name, password=password)

    def _do(self, work: Ask[Any], sentence: str) -> None:
        assert self.form is not None
        self._sentence = sentence
        self.form.set_busy(True, self.t("Saving"))
        self._bench.runner.submit(work, self._done, self._not_done, lane=Lane.WRITE)

    def _done(self, _: object) -> None:
        self.drop()
        self.done.emit(self._sentence)

    def _not_done(self, refused: Refused) -> None:
        if self.form is not None:
            self.form.set_busy(False)
        self.refused.emit(refused)
