"""Counts down the seconds that wrong passwords cost, in view of the person who waits."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import Refused
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator

SECOND_MS = 1_000


class Pause(QObject):
    """`over` comes when the next try is free."""

    over = Signal()

    def __init__(self, t: Translator, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._t = t
        self._notice = notice
        self._sentence = ""
        self._seconds = 0
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self._tick)

    def begin(self, refused: Refused) -> bool:
        """Say what was refused; where it costs a wait, count that down and answer True."""
        seconds = refused.values.get("seconds", 0)
        if not isinstance(seconds, int) or seconds <= 0:
            self._notice.say(self._t.refusal(refused), Tone.DANGER)
            return False
        # The sentence of a try that came too soon has its own seconds, which would stand still.
        early = refused.code == "keys.wait"
        self._sentence = self._t("Too many wrong passwords.") if early else self._t.refusal(refused)
        self._seconds = seconds
        self._clock.start()
        self._say()
        return True

    def _say(self) -> None:
        left = self._t.many(
            "The next try is possible in {count} second.", "The next try is possible in {count} seconds.", self._seconds
        )
        self._notice.say(f"{self._sentence} {left}", Tone.DANGER)

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._say()
            return
        self._clock.stop()
        self._notice.clear()
        self.over.emit()
