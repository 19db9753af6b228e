"""The sign-in page: shown before anything heavy is loaded, which happens while one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

WIDTH = 400


class Gate(QWidget):
    """`entered` brings name and password; `recovery_wanted`, `other_wanted` and `new_wanted` are the other ways."""

    entered = Signal(str, str)
    recovery_wanted = Signal()
    other_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, t: Translator, office: str, folder: str, user: str) -> None:
        super().__init__()
        self.t = t
        self.notice = Notice()
        self.form = Form(
            t,
            [
                Group(
                    "",
                    [
                        Field("name", t("Name"), required=True, length=64),
                        Field("password", t("Password"), FieldKind.PASSWORD, required=True, length=200),
                    ],
                    columns=1,
                )
            ],
            save=t("Sign in"),
            enter_saves=True,
        )
        self.form.set_values({"name": user, "password": ""})
        self.form.submitted.connect(self._submit)
        self._lay_out(office, folder)
        self.form.go_to("password" if user else "name")

    def busy(self, sentence: str) -> None:
        """Show that the key is being tried; nothing can be typed meanwhile."""
        self.notice.clear()
        self.form.set_busy(True, sentence)

    def refuse(self, sentence: str) -> None:
        """Show why it did not open, ready for the next try."""
        self.form.set_busy(False)
        self.form.fill({"password": ""})
        self.notice.say(sentence)
        self.form.go_to("password")

    def _submit(self, values: dict[str, str]) -> None:
        self.entered.emit(values["name"], values["password"])

    def _lay_out(self, office: str, folder: str) -> None:
        card = Card(inside=Space.EDGE)
        card.setFixedWidth(WIDTH)
        card.add(label("e-JSiKa", Role.TITLE))
        card.add(label(office or self.t("No office chosen yet"), Role.STRONG))
        where = label(folder, Role.SECONDARY, wrap=True)
        where.setVisible(bool(folder))
        card.add(where)
        card.column.addSpacing(Space.WITHIN)
        card.add(self.notice)
        card.add(self.form)
        ways = QHBoxLayout()
        ways.setSpacing(0)
        ways.addWidget(button(self.t("Forgot the password"), self.recovery_wanted.emit, kind=Kind.LINK))
        ways.addStretch(1)
        ways.addWidget(button(self.t("Other office"), self.other_wanted.emit, kind=Kind.LINK))
        card.column.addLayout(ways)
        middle = QVBoxLayout(self)
        middle.addStretch(2)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        new = button(self.t("Set up a new office"), self.new_wanted.emit, kind=Kind.LINK)
        middle.addWidget(new, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
