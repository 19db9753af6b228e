"""One sound for "paid", two for "stop"; a hall that is loud enough turns them off."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.settings import Preferences
from desktop.ui.kit import icons

AGAIN_MS = 220
ON, OFF = "on", "off"


class Sounds(QObject):
    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._button: QPushButton | None = None
        self._words = ("", "")

    @property
    def on(self) -> bool:
        return self._preferences.personal.sounds != OFF

    def serve(self, button: QPushButton, when_on: str, when_off: str) -> None:
        """Let a button turn them on and off, and say which they are."""
        self._button, self._words = button, (when_on, when_off)
        button.clicked.connect(self.turn)
        self._dress()

    def turn(self) -> None:
        """On or off, kept for the next day."""
        self._preferences.change(sounds=OFF if self.on else ON)
        self._dress()

    def _dress(self) -> None:
        if self._button is not None:
            self._button.setText(self._words[0] if self.on else self._words[1])
            self._button.setIcon(icons.icon("volume-high" if self.on else "volume-off"))

    def good(self) -> None:
        if self.on:
            QApplication.beep()

    def bad(self) -> None:
        if self.on:
            QApplication.beep()
            QTimer.singleShot(AGAIN_MS, self, QApplication.beep)
