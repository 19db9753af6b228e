"""The sign-in page: shown before anything heavy is loaded, which happens while one types."""

from PySide6.QtCore import QTimer, Signal

from desktop.errors import Refused
from desktop.ui.frame.door import Door
from desktop.ui.frame.pause import Pause
from desktop.ui.kit.button import Action
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator

SHOW_BAR_AFTER_MS = 150


class Gate(Door):
    """`entered` brings name and password; `recovery_wanted` and `other_wanted` are the other ways."""

    entered = Signal(str, str)
    recovery_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, t: Translator, office: str, folder: str, user: str) -> None:
        super().__init__("e-JSiKa", ((office, Role.STRONG), (folder, Role.SECONDARY)))
        self.t = t
        self.form = Form(
            t,
            [
                Group(
                    "",
                    [
                        Field("name", t("Name"), required=True, length=64),
                        Field("password", t("Password"), Kind.PASSWORD, required=True, length=200),
                    ],
                    columns=1,
                    plain=True,
                )
            ],
            save=t("Sign in"),
            enter_saves=True,
            snug=True,
        )
        self.form.set_values({"name": user, "password": ""})
        self.form.submitted.connect(self._submit)
        self.form.state.hide()
        self.card.add(self.form)
        self.waits()
        self.links(
            (Action(t("Forgot the password"), self.recovery_wanted.emit),),
            (Action(t("Another office"), self.other_wanted.emit),),
        )
        self._pause = Pause(t, self.notice, self)
        self._pause.over.connect(self.ready)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_BAR_AFTER_MS)
        self._slow.timeout.connect(self.bar.show)
        self._start()

    def busy(self, sentence: str) -> None:
        """Show that the key is being tried; nothing can be typed meanwhile."""
        self.notice.clear()
        self.form.set_busy(True)
        self.wait(True, sentence)
        self._slow.start()

    def closing(self, sentence: str) -> None:
        """Somebody left, and work still runs on his office: the next one can sign in when it is over."""
        self.form.set_busy(True)
        self.wait(True, sentence)
        self.bar.show()

    def ready(self) -> None:
        """Take a name and a password again."""
        self._slow.stop()
        self.bar.hide()
        self.wait(False)
        self.form.set_busy(False)
        self._start()

    def refuse(self, refused: Refused) -> None:
        """Show why it did not open, ready for the next try; one that has to wait is counted down to."""
        self.form.set_values({"name": self.form.values()["name"], "password": ""})
        self.ready()
        if self._pause.begin(refused):
            self.form.set_busy(True)

    def warn(self, sentence: str) -> None:
        """Tell beforehand what stands in the way of opening this folder."""
        self.notice.say(sentence)

    def say(self, sentence: str) -> None:
        """Tell something that is no fault: why the office is closed."""
        self.notice.say(sentence, Tone.BRAND)

    def _start(self) -> None:
        self.form.go_to("password" if self.form.values()["name"] else "name")

    def _submit(self, values: dict[str, str]) -> None:
        self.entered.emit(values["name"], values["password"])
