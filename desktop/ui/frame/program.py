"""The program with its window, from the first paint to the last."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import Shared
from desktop.settings import Preferences
from desktop.ui.frame.log import kept_log
from desktop.ui.frame.window import Window
from desktop.ui.kit.style import Choice, apply

BETWEEN_LETTERS_MS = 1_000
"""How long a name typed to find it in a list may wait for its next letter; Qt's own 400 are for fast typists."""


def run(shared: Shared, preferences: Preferences, folder: Path | None, state: Path) -> int:
    """Show the window and stay until it is closed; `state` is the folder of the log."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("e-JSiKa")
    qt.setDesktopFileName("ejsika")
    qt.setKeyboardInputInterval(BETWEEN_LETTERS_MS)
    theme = preferences.personal.theme
    apply(qt, Choice(theme) if theme in list(Choice) else Choice.SYSTEM)
    window = Window(shared, preferences, folder)
    window.hook.install(window)
    with kept_log(state):
        try:
            window.show()
            return int(qt.exec())
        finally:
            window.hook.remove()
