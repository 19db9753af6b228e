"""Starts the window on an office folder: the sign-in page first, everything heavy behind it."""

import os
from collections.abc import Sequence
from pathlib import Path

from desktop import app, paths
from desktop.settings import Preferences


def start(argv: Sequence[str]) -> int:
    """Show the window and stay until it is closed; answers the exit status."""
    preferences = Preferences()
    shared = app.build(os.environ.get("EJSIKA_LANG") or preferences.personal.language)
    from desktop.ui.frame.program import run  # noqa: PLC0415 - Qt is loaded once there is a screen for it

    personal = preferences.personal
    folder = Path(argv[0]).absolute() if argv else (Path(personal.office) if personal.office else None)
    return run(shared, preferences, folder, paths.user_state())
