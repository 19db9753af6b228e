"""Starts the window on an office folder: the sign-in page first, everything heavy behind it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.settings import Preferences
from desktop.ui.frame.window import Window
from desktop.ui.kit.style import Choice, apply


def start(argv: Sequence[str]) -> int:
    """Show the window and stay until it is closed; answers the exit status."""
    preferences = Preferences()
    personal = preferences.personal
    qt = QApplication([sys.argv[0]])
    qt.setApplicationName("e-JSiKa")
    apply(qt, Choice(personal.theme) if personal.theme in list(Choice) else Choice.SYSTEM)
    folder = Path(argv[0]) if argv else (Path(personal.office) if personal.office else None)
    window = Window(app.build(), preferences, folder)
    window.hook.install(window)
    window.show()
    window.begin()
    try:
        return int(qt.exec())
    finally:
        window.hook.remove()
