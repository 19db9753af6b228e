"""Starts the program: a command by name, else the window on an office folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.commands import MODULE_OF
from desktop.wording.translator import N_

if TYPE_CHECKING:
    from argparse import Namespace

    from desktop.app import Shared

NO_DISPLAY = N_("There is no display to show the window on. Sign in at the screen, or use a command: ejsika --help.")


def mistyped(word: str) -> bool:
    """Whether this can be neither a command nor a folder, and is for the parser to explain."""
    return not Path(word).exists() and Path(word).name == word


def has_display() -> bool:
    """Whether a window can be shown; Qt would end the process without a word a person understands."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def see() -> str:
    """Draw a page of the window: the part of the self-test that needs Qt."""
    from desktop.ui.sight import see as drawn  # noqa: PLC0415 - a command must run where no Qt can be loaded

    return drawn()


def take_tour(shared: Shared, wanted: Namespace) -> int:
    """Take the window through its first walk: the one command that needs eyes."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.ui.tour.taking import take  # noqa: PLC0415 - a command must run where no Qt can be loaded

    return take(shared, wanted)


def main(argv: Sequence[str] | None = None) -> int:
    """Run; answers the exit status: 0 done, 1 refused, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = [word for word in arguments if not word.startswith("-")]
    if words[:1] == ["self-test"] and arguments[0] == "self-test":
        from desktop.cli.self_test import main as self_test  # noqa: PLC0415 - runs where nothing else can be loaded

        return self_test(arguments[1:], see)
    if arguments and (arguments[0].startswith("-") or words[0] in MODULE_OF or mistyped(words[0])):
        from desktop.cli.main import run  # noqa: PLC0415 - only a command pays for loading the commands

        return run(arguments, take_tour)
    if not has_display():
        from desktop.app import build  # noqa: PLC0415 - the window makes its own

        sys.stderr.write(f"{build().t(NO_DISPLAY)}\n")
        return 1
    from desktop.ui.start import start  # noqa: PLC0415 - a command must run where no Qt can be loaded

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main())
