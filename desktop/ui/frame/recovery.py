"""The page for when a password is forgotten: the code of the printed sheet, who one is, a new password."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.errors import Refused
from desktop.ui.frame.door import Door
from desktop.ui.frame.own_password import password_fields, twice_the_same
from desktop.ui.frame.pause import Pause
from desktop.ui.kit.button import Action
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role
from desktop.wording import Translator

WIDTH = 460
CODE_ROOM = 80  # 32 letters with whatever somebody types between them


class Recovery(Door):
    """`tried` brings code, name and new password; `left` that the person goes back."""

    tried = Signal(str, str, str)
    left = Signal()

    def __init__(self, t: Translator, office: str, names: Sequence[str], user: str) -> None:
        super().__init__(
            t("Open with the recovery code"),
            (
                (office, Role.STRONG),
                (
                    t(
                        "If somebody else can sign in as administrator, let him give you a new first password instead. "
                        "The code lies in the sealed envelope in the office safe; its use stands in the log."
                    ),
                    Role.SECONDARY,
                ),
            ),
            width=WIDTH,
        )
        self.t = t
        fields = [
            Field(
                "code",
                t("Recovery code"),
                required=True,
                length=CODE_ROOM,
                hint="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX",
                help=t("Capital or small letters, with or without hyphens and spaces."),
            ),
            Field("name", t("Who you are"), Kind.CHOICE, required=True, choices=[(name, name) for name in names]),
            *password_fields(t),
        ]
        self.form = Form(
            t, [Group("", fields, columns=1, plain=True)], save=t("Open the office"), enter_saves=True, snug=True
        )
        self.form.set_values({"name": user if user in names else None})
        self.form.submitted.connect(self._submit)
        self.form.state.hide()
        self.card.add(self.form)
        self.waits()
        self.links((Action(t("Back to sign-in"), self.left.emit),))
        self._pause = Pause(t, self.notice, self)
        self._pause.over.connect(self._ready)
        self.form.go_to("code")

    def refuse(self, refused: Refused) -> None:
        """Show why it did not open; what was typed stays, a wrong code is mostly one wrong letter."""
        self.bar.hide()
        self.wait(False)
        if self._pause.begin(refused):
            self.form.set_busy(True)
        else:
            self._ready("new" if refused.code.startswith("keys.password") else "code")

    def _ready(self, field: str = "code") -> None:
        self.form.set_busy(False)
        self.form.go_to(field)

    def _submit(self, values: dict[str, str]) -> None:
        self.notice.clear()
        if problems := twice_the_same(self.t, values):
            self.form.show_problems(problems)
            return
        self.bar.show()
        self.wait(True, self.t("Opening the office"))
        self.form.set_busy(True)
        self.tried.emit(values["code"], values["name"], values["new"])
