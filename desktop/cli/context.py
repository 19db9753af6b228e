"""What every command needs: the words, the office it opens, and how it answers."""

import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from desktop.app import Shared
from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.terms import Role
from desktop.services import signing_in
from desktop.services.desk import Desk


class Terminal:
    """Progress on one line of standard error."""

    def __init__(self, shared: Shared, stream: TextIO) -> None:
        self._t = shared.t
        self._stream = stream
        self._shown = ""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        share = f" {100 * done // total} %" if total else f" {done}"
        line = f"{self._t(what)}{share}"
        if line != self._shown:
            print(f"\r\033[K{line}", end="", file=self._stream, flush=True)
            self._shown = line

    def clear(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=self._stream, flush=True)


class Context:
    """One run of one command."""

    def __init__(self, shared: Shared, args: Namespace) -> None:
        self.shared = shared
        self.t = shared.t
        self.args = args

    @contextmanager
    def desk(self, *roles: Role) -> Iterator[Desk]:
        """Open the office of the command as `--as`, `EJSIKA_USER`, or the first fitting user."""
        name = self.args.act_as or os.environ.get("EJSIKA_USER") or None
        desk = signing_in.sign_in_for(Path(self.args.dir), password(self), roles, name)
        try:
            yield desk
        finally:
            desk.close()

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show progress on standard error, only where a person watches."""
        if not sys.stderr.isatty():
            yield SILENT
            return
        shown = Terminal(self.shared, sys.stderr)
        try:
            yield shown
        finally:
            shown.clear()

    def answer(self, value: Any, lines: Iterable[str]) -> int:
        """Print the answer: as JSON with `--json`, else as lines for people."""
        if self.args.json:
            print(json.dumps(value, ensure_ascii=False, indent=1, default=str))
        else:
            for line in lines:
                print(line)
        return 0


def password(context: Context, variable: str = "EJSIKA_PASSWORD") -> str:
    """Take the password from the environment, else ask at the terminal."""
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refused("keys.no_password", variable=variable)
    return getpass.getpass(context.t("Password: "))
