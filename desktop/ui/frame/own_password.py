"""The page that asks for an own password, at the first sign-in."""

from PySide6.QtCore import Signal

from desktop.ui.frame.door import Door
from desktop.ui.kit.button import Action
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator

WIDTH = 420


def password_fields(t: Translator) -> list[Field]:
    """Fields for a new password, typed twice."""
    rule = t("At least 12 characters; a short sentence is easy to remember.")
    return [
        Field("new", t("New password"), Kind.PASSWORD, required=True, help=rule),
        Field("again", t("The same again"), Kind.PASSWORD, required=True),
    ]


def twice_the_same(t: Translator, values: dict[str, str]) -> dict[str, str]:
    """Problems by field where the two are not the same."""
    if values["new"] == values["again"]:
        return {}
    return {"again": t("Both must be the same. Type the second one again.")}


class OwnPassword(Door):
    """`chosen` brings the new password, typed twice the same way; `left` that the person will not."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, t: Translator, name: str) -> None:
        sentence = t("{name}, from now on only you know your password.", name=name)
        super().__init__(t("Your own password"), ((sentence, Role.BODY),), width=WIDTH)
        self.t = t
        fields = Group("", password_fields(t), columns=1, plain=True)
        self.form = Form(t, [fields], save=t("Use this password"), enter_saves=True, snug=True)
        self.form.submitted.connect(self._submit)
        self.form.state.hide()
        self.card.add(self.form)
        self.waits()
        self.links((Action(t("Back to sign-in"), self.left.emit),))
        self.form.go_to("new")

    def refuse(self, sentence: str) -> None:
        self.wait(False)
        self.form.set_busy(False)
        self.notice.say(sentence, Tone.DANGER)
        self.form.go_to("new")

    def _submit(self, values: dict[str, str]) -> None:
        self.notice.clear()
        if problems := twice_the_same(self.t, values):
            self.form.show_problems(problems)
            return
        self.form.set_busy(True)
        self.wait(True, self.t("Changing the password"))
        self.chosen.emit(values["new"])
