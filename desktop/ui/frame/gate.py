"""The sign-in page: shown before anything heavy is loaded, which happens while one types."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent

from desktop.ui.frame.door import Door
from desktop.ui.kit.button import Action
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator

SHOW_BAR_AFTER_MS = 150
SECOND_MS = 1_000


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
        )
        self.form.set_values({"name": user, "password": ""})
        self.form.submitted.connect(self._submit)
        self.card.add(self.form)
        self.card.add(self.bar)
        self.links(
            (Action(t("Forgot the password"), self.recovery_wanted.emit),),
            (Action(t("Another office"), self.other_wanted.emit),),
        )
        self._wait = 0
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._tick)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_BAR_AFTER_MS)
        self._slow.timeout.connect(self.bar.show)
        self._start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start()

    def busy(self, sentence: str) -> None:
        """Show that the key is being tried; nothing can be typed meanwhile."""
        self.notice.clear()
        self.form.set_busy(True, sentence)
        self._slow.start()

    def ready(self) -> None:
        """Take a name and a password again."""
        self._slow.stop()
        self.bar.hide()
        self.form.set_busy(False)
        self.form.mark_saved("")
        self._start()

    def refuse(self, sentence: str) -> None:
        """Show why it did not open, ready for the next try."""
        self.ready()
        self.form.set_values({"name": self.form.values()["name"], "password": ""})
        self.notice.say(sentence, Tone.DANGER)
        self.form.go_to("password")

    def refuse_for(self, seconds: int) -> None:
        """Too many wrong passwords: count down, then take the next one by itself."""
        self._slow.stop()
        self.bar.hide()
        self.form.set_busy(True)
        self._wait = seconds
        self._second.start()
        self._say_wait()

    def say(self, sentence: str) -> None:
        """Tell something that is no fault: why the office is closed."""
        self.notice.say(sentence, Tone.BRAND)

    def _say_wait(self) -> None:
        self.notice.say(
            self.t.many(
                "Too many wrong passwords. Wait {count} second.",
                "Too many wrong passwords. Wait {count} seconds.",
                self._wait,
            )
        )

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._say_wait()
            return
        self._second.stop()
        self.notice.clear()
        self.form.set_values({"name": self.form.values()["name"], "password": ""})
        self.ready()

    def _start(self) -> None:
        self.form.go_to("password" if self.form.values()["name"] else "name")

    def _submit(self, values: dict[str, str]) -> None:
        self.entered.emit(values["name"], values["password"])
