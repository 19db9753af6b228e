"""Runs one window until it is painted and prints when that was: an empty one, the sign-in page, or the families.

Times are those of `time.monotonic`, which all processes of the PC share. Nothing of the benchmarks' own is loaded
before the paint but Qt, which each of the three needs anyway.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.eye import Eye, Rows


def empty() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    watch = Eye(window, shown)
    window.show()
    application.exec()
    del watch


def sign_in(folder: str) -> None:
    """The program as a person starts it, with the page that asks for the password in view."""
    run = QApplication.exec

    def watched(_: QApplication) -> int:
        window = next(one for one in QApplication.topLevelWidgets() if one.isVisible())
        Eye(window.entry.gate, shown)
        return run()

    QApplication.exec = watched
    program(folder)


def families(folder: str, user: str, password: str) -> None:
    """From the sign-in page to the list of families; says when the key was unwrapped and when rows were painted."""
    run = QApplication.exec

    def watched(_: QApplication) -> int:
        window = next(one for one in QApplication.topLevelWidgets() if one.isVisible())
        Driver(window, user, password)
        return run()

    QApplication.exec = watched
    program(folder)


class Driver:
    """Types name and password once the program has loaded, and goes to the families when it is in."""

    def __init__(self, window: object, user: str, password: str) -> None:
        self.window, self.user, self.password = window, user, password
        self.unwrapped = 0.0
        window.driver = self
        window.signed_in.connect(self.go)
        loaded = window.entry.loaded
        window.entry.loaded = lambda answer=None: (loaded(answer), self.type())

    def type(self) -> None:
        from desktop.store import keys

        unwrap = keys.open_slot

        def noted(*words: object) -> object:
            opened = unwrap(*words)
            self.unwrapped = time.monotonic()
            return opened

        keys.open_slot = noted
        self.window.entry.sign_in(self.user, self.password)

    def go(self) -> None:
        workspace = self.window.workspace
        workspace.go("families")
        listing = workspace.in_view().browse.listing
        Eye(listing.view.viewport(), self.shown, Rows(listing.model))

    def shown(self, at: float) -> None:
        shown(at, unwrapped=self.unwrapped)


def program(folder: str) -> None:
    from desktop.__main__ import main

    main([folder])


def shown(at: float, **others: float) -> None:
    print(json.dumps({"at": at, **others}), flush=True)
    # The office is closed by the end of the process; what a clean end takes is nobody's wait.
    os._exit(0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    {"empty": empty, "sign_in": sign_in, "families": families}[sys.argv[1]](*sys.argv[2:])
