"""One section of the settings: a heading, a notice on who may change it, and its parts."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.rules.terms import Role as PersonRole
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench


class Section(QWidget):
    """Put parts into `column`. A section is built when it first comes into view.

    `own` sections belong to the person; the others only an administrator changes. `closed` says so to everybody else
    at the top; a section that others use in part says it where it matters.
    """

    name, title = "", ""
    own, closed = False, True

    def __init__(self, bench: Bench, sentence: str = "") -> None:
        super().__init__()
        self.bench = bench
        self.t = bench.t
        self.may_change = self.changeable_by(bench.desk.person.role)
        self.notice = Notice()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.GROUP)
        self.column.addWidget(label(self.t(self.title), Role.SUBTITLE))
        if sentence:
            self.column.addWidget(label(sentence, Role.SECONDARY, wrap=True))
        if self.closed and not self.may_change:
            said = Notice()
            said.say(self.t("You can read this. Only an administrator can change it."), Tone.NEUTRAL)
            self.column.addWidget(said)
        self.column.addWidget(self.notice)

    @classmethod
    def changeable_by(cls, role: PersonRole) -> bool:
        return cls.own or role is PersonRole.ADMINISTRATOR

    def enter(self) -> None:
        """Come into view: ask for what is shown."""

    def changed(self, changes: Changes) -> None:
        """Something was changed: ask again where it matters here."""

    def keep_draft(self) -> None:
        """The office locks."""

    @property
    def dirty(self) -> bool:
        return False

    def refuse(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)
