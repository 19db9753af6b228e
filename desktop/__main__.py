"""Starts the program: a command by name, else the window on an office folder."""

import sys
from collections.abc import Sequence

# Named here so that the window starts without loading the commands and what they need.
COMMANDS = (
    *("backup", "demo", "export", "find", "import", "init", "inspect", "keys", "letters", "password", "programme"),
    *("receipt", "receipts", "receive", "restore", "self-test", "settle", "tour", "tranche", "trust", "undo"),
    *("user", "verify"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run; answers the exit status: 0 done, 1 refused, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = [word for word in arguments if not word.startswith("-")]
    if arguments and (arguments[0].startswith("-") or words[0] in COMMANDS):
        from desktop.cli.main import run  # noqa: PLC0415 - only a command pays for loading the commands

        return run(arguments)
    from desktop.ui.start import start  # noqa: PLC0415 - a command must run where no Qt can be loaded

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main())
