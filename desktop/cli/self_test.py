"""The command self-test: one line for each check. It needs neither an office nor, to tell its faults, any library."""

import argparse
import gettext
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.cli.speaking import spoken, translate
from desktop.services.self_test import checking
from desktop.services.self_test.checking import REINSTALL, Checked, State, Unsound
from desktop.wording.translator import N_, Translator, load

WINDOW = "--window"
NO_QT = 3
SECONDS = 60.0
WORDS = {State.GOOD: N_("good"), State.FAULT: N_("FAULT"), State.SKIPPED: N_("passed over")}
TITLE = N_("The window can be drawn")
NO_QT_HERE = N_("Commands work without it; for the window install the libraries of Qt named here.")


def options(t: Translator) -> argparse.ArgumentParser:
    """Give the parser of this command alone, within `spoken`; it must run where others cannot even be loaded."""
    parser = argparse.ArgumentParser(prog="ejsika self-test", description=N_("prove the program on this machine"))
    parser.add_argument("--json", action="store_true", help=N_("answer in JSON"))
    parser.add_argument(WINDOW, action="store_true", help=argparse.SUPPRESS)
    translate(parser, t)
    return parser


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Name the command in the help of all; it is taken up before any other is loaded."""
    command = commands.add_parser("self-test", parents=[common], help=N_("prove the program on this machine"))
    command.set_defaults(run=run_self_test)


def run_self_test(context: Any) -> int:
    return main(["--json"] if context.args.json else [])


def main(argv: Sequence[str], see: Callable[[], str] | None = None, resources: Path | None = None) -> int:
    """Run the checks; `see` draws the window in a process of its own, where a fault of Qt ends only that."""
    where = resources or paths.resources()
    t = _words(where)
    with spoken(t):
        args = options(t).parse_args(argv)
    if args.window and see is not None:
        return _draw(see)
    told = []
    for checked in _all(where):
        told.append(checked)
        if not args.json:
            print(_line(t, checked), flush=True)
    faults = [each for each in told if each.state is State.FAULT]
    if args.json:
        print(json.dumps([_value(t, each) for each in told], ensure_ascii=False, indent=1))
    elif faults:
        print(t.many("{count} check failed.", "{count} checks failed.", len(faults)))
    else:
        print(t("The program is sound on this machine."))
    return 1 if faults else 0


def _all(resources: Path) -> Iterator[Checked]:
    yield from checking.run(resources)
    yield window(_itself())


def window(command: Sequence[str], seconds: float = SECONDS) -> Checked:
    """Let a process of its own draw the window, without a display."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    try:
        answer = subprocess.run(
            command, env=surroundings, capture_output=True, encoding="utf-8", timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        return Checked("window", TITLE, State.FAULT, type(fault).__name__, REINSTALL)
    if answer.returncode == NO_QT:
        return Checked("window", TITLE, State.SKIPPED, answer.stdout.strip(), NO_QT_HERE)
    if answer.returncode:
        said = (answer.stdout + answer.stderr).strip().splitlines()[-1:]
        return Checked("window", TITLE, State.FAULT, " ".join([str(answer.returncode), *said]), REINSTALL)
    return Checked("window", TITLE, State.GOOD, answer.stdout.strip())


def _itself() -> list[str]:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    return [*program, "self-test", WINDOW]


def _draw(see: Callable[[], str]) -> int:
    try:
        print(see())
    except ImportError as fault:
        print(fault)
        return NO_QT
    except Unsound as fault:
        print(fault)
        return 1
    return 0


def _words(resources: Path) -> Translator:
    """Speak Indonesian unless `EJSIKA_LANG` says otherwise, English where the catalogue is what is missing."""
    try:
        return load(resources / "locale", os.environ.get("EJSIKA_LANG", "id"))
    except (OSError, UnicodeDecodeError):
        return Translator(gettext.NullTranslations(), "en")


def _line(t: Translator, checked: Checked) -> str:
    line = f"{t(WORDS[checked.state]):>9}  {t(checked.title)}"
    detail = t.refusal(checked.refused) if checked.refused else checked.detail
    if detail:
        line = f"{line}: {detail}"
    return f"{line}\n{'':11}{t(checked.remedy)}" if checked.remedy else line


def _value(t: Translator, checked: Checked) -> dict[str, str]:
    value = {"check": checked.code, "state": checked.state.value}
    detail = t.refusal(checked.refused) if checked.refused else checked.detail
    if detail:
        value["detail"] = detail
    if checked.remedy:
        value["remedy"] = t(checked.remedy)
    return value
