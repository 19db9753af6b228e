"""The page that asks for an own password: at the first sign-in, and after the recovery code was used."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.kit.card import Card
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class OwnPassword(QWidget):
    """`chosen` brings the new password, typed twice the same way."""

    chosen = Signal(str)

    def __init__(self, t: Translator, name: str) -> None:
        super().__init__()
        self.t = t
        self.notice = Notice()
        self.form = Form(
            t,
            [
                Group(
                    "",
                    [
                        Field(
                            "new",
                            t("New password"),
                            Kind.PASSWORD,
                            required=True,
                            help=t("At least 12 characters; a short sentence is easy to remember."),
                        ),
                        Field("again", t("The same again"), Kind.PASSWORD, required=True),
                    ],
                    columns=1,
                )
            ],
            save=t("Use this password"),
            enter_saves=True,
        )
        self.form.submitted.connect(self._submit)
        card = Card(inside=Space.EDGE)
        card.setFixedWidth(420)
        card.add(label(t("Your own password"), Role.TITLE))
        card.add(label(t("{name}, from now on only you know your password.", name=name), wrap=True))
        card.add(self.notice)
        card.add(self.form)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.form.go_to("new")

    def refuse(self, sentence: str) -> None:
        self.form.set_busy(False)
        self.notice.say(sentence)
        self.form.go_to("new")

    def _submit(self, values: dict[str, str]) -> None:
        if values["new"] != values["again"]:
            self.form.show_problems({"again": self.t("Both must be the same. Type the second one again.")})
            return
        self.form.set_busy(True, self.t("Changing the password"))
        self.chosen.emit(values["new"])
