"""The parser of all commands; each module of this package adds its own."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from desktop import __version__, app
from desktop.app import Shared
from desktop.cli.commands import modules
from desktop.cli.context import Context
from desktop.cli.empty_words import refuse_empty
from desktop.cli.speaking import spoken, translate
from desktop.errors import Cancelled, Refused
from desktop.wording import N_, Translator


def parser(t: Translator, words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Build the parser for what these words begin with, within `spoken`; without words, for all commands.

    Options of all commands come after the command's name.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--as", dest="act_as", metavar="USER", help=N_("who acts"))
    common.add_argument("--json", action="store_true", help=N_("answer in JSON"))
    whole = argparse.ArgumentParser(prog="ejsika", description=N_("e-JSiKa; without a command: the window"))
    whole.add_argument("--version", action="version", version=f"e-JSiKa {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in modules(words):
        module.add(commands, common)
    translate(whole, t)
    return whole


def run(argv: Sequence[str], take_tour: Callable[[Shared, argparse.Namespace], int] | None = None) -> int:
    """Run one command; a refusal is one sentence on standard error and status 1.

    `take_tour` walks through the window, which nothing here may know.
    """
    shared = app.build()
    if (broken := next(filter(holds_bytes, argv), None)) is not None:
        told = shared.t("{word} holds bytes that are not text (UTF-8). Type it again.", word=readable(broken))
        print(one_line(told), file=sys.stderr)
        return 1
    try:
        refuse_empty(argv)
        with spoken(shared.t):
            args = parser(shared.t, argv).parse_args(argv, argparse.Namespace(take_tour=take_tour))
    except Refused as refused:  # a value beside the command
        print(one_line(shared.t.refusal(refused)), file=sys.stderr)
        return 2
    context = Context(shared, args)
    try:
        return int(args.run(context))
    except Refused as refused:
        print(one_line(context.t.refusal(refused)), file=sys.stderr)
    except (Cancelled, KeyboardInterrupt):
        print(context.t("Stopped; nothing was kept."), file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output left; the flush at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def holds_bytes(word: str) -> bool:
    """Whether the system handed over what is no text; no record, paper or answer could hold it."""
    return any("\ud800" <= sign <= "\udfff" for sign in word)


def readable(word: str) -> str:
    return word.encode(errors="replace").decode()


def one_line(sentence: str) -> str:
    """Keep what a person typed from breaking the line or steering the terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in sentence).split())
