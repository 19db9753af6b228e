"""The forms of the section of users: a new person, a new first password, the end of somebody's access."""

from collections.abc import Sequence

from desktop.ui.first_password import first_password
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.wording import Translator
from desktop.wording.terms import ROLES


def add_form(t: Translator) -> Form:
    """Form with name, full, role, password."""
    fields = [
        Field("name", t("Name to sign in with"), required=True, length=64),
        Field("full", t("Full name"), length=100),
        Field("role", t("Role"), Kind.CHOICE, required=True, choices=[(role, t(name)) for role, name in ROLES.items()]),
        _password(t),
    ]
    return _made(t, t("New user"), fields, t("Add"))


def password_form(t: Translator, name: str) -> Form:
    """Form with password."""
    return _made(t, t("New first password for {name}", name=name), [_password(t)], t("Give it"))


def remove_form(t: Translator, name: str, others: Sequence[str]) -> Form:
    """Form with second, password: the other person who agrees gives his own."""
    fields = [
        Field("second", t("Second person"), Kind.CHOICE, required=True, choices=[(other, other) for other in others]),
        Field(
            "password",
            t("His own password"),
            Kind.PASSWORD,
            required=True,
            help=t("Ending somebody's access takes two people. The second one types his password here."),
        ),
    ]
    made = _made(t, t("End the access of {name}", name=name), fields, t("End access"))
    made.set_values({})
    return made


def _password(t: Translator) -> Field:
    rule = t("Hand it over in person; it is replaced at the first sign-in.")
    return Field("password", t("First password"), required=True, length=200, help=rule)


def _made(t: Translator, title: str, fields: list[Field], save: str) -> Form:
    form = Form(t, [Group(title, fields, columns=1, plain=True)], save=save, enter_saves=True, snug=True)
    form.set_values({"password": first_password()})
    return form
