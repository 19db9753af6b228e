"""Who signs in: one person for each role, with a first password to hand over."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services.opening import NewUser, check_users
from desktop.ui.first_password import first_password
from desktop.ui.firstrun.form_steps import sound
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.form import Form
from desktop.wording import N_, Translator

ROLES = (
    (Role.ADMINISTRATOR, N_("Administrator: users, backup, settings")),
    (Role.OPERATOR, N_("Operator: enters, imports, drafts, prints")),
    (Role.SUPERVISOR, N_("Supervisor (section head): approves, opens, closes, voids")),
    (Role.AUDITOR, N_("Auditor: reads everything, changes nothing")),
)


class PeopleStep(Step):
    def __init__(self, t: Translator) -> None:
        super().__init__(
            t,
            t("Users"),
            t("Each person signs in with his own password: the first one below is replaced at the first sign-in."),
        )
        self.form = Form(t, [self._group(role, title) for role, title in ROLES], enter_saves=True)
        self.form.state.hide()
        self.form.set_values({f"{role}.password": first_password() for role, _ in ROLES})
        self.form.submitted.connect(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def take(self, wish: Wish) -> Wish | None:
        if not sound(self.form):
            return None
        values = self.form.values()
        return replace(wish, people=tuple(self._person(values, role) for role, _ in ROLES if values[f"{role}.name"]))

    def check(self, wish: Wish) -> Callable[[Progress], None] | None:
        return Ask(check_users, wish.people)

    def begin(self) -> None:
        self.form.go_to(f"{Role.ADMINISTRATOR}.name")

    def _person(self, values: Mapping[str, object], role: Role) -> NewUser:
        name, full, password = (str(values[f"{role}.{part}"] or "") for part in ("name", "full", "password"))
        return NewUser(name, role, password, full)

    def _group(self, role: Role, title: str) -> Group:
        t = self.t
        first = role is Role.ADMINISTRATOR
        return Group(
            t(title),
            [
                Field(f"{role}.name", t("Name to sign in with"), required=first, length=64),
                Field(f"{role}.full", t("Full name"), length=100),
                Field(f"{role}.password", t("First password"), length=200),
            ],
            columns=3,
        )

    def _end(self, _: object) -> None:
        self.ahead.emit()
