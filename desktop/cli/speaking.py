"""Lets the parser speak the language of the person: its own phrases, and what our commands say of themselves."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from desktop.wording import Translator
from desktop.wording.command_line import COMMAND, HELP, VALUES


@contextmanager
def spoken(t: Translator) -> Iterator[None]:
    """Take argparse's phrases from our catalogue while a parser is built and used.

    Argparse looks them up by two names of its own; a domain of gettext would have to be one file per folder and
    follow the variables of the system, not the choice of the person.
    """
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=t, ngettext=t.many)
    try:
        yield
    finally:
        names.update(before)


def translate(parser: argparse.ArgumentParser, t: Translator) -> None:
    """Put everything a command says of itself into the language of `t`; call it once the parser is complete."""
    for one in list(parsers(parser)):
        for line, command in _below(one):
            command.description = command.description or line
        one.description = t(one.description or "") or None
    for action in actions(parser):
        words = action.help or HELP.get(action.dest)
        if words is not None and words is not argparse.SUPPRESS:
            action.help = t(words)
        if (named := name_of_value(action)) is not None:
            action.metavar = t(named)


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Give this parser and those of all commands below."""
    yield parser
    for _, command in _below(parser):
        yield from parsers(command)


def actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Every action once, though commands share some, and the lines that stand for commands in lists."""
    found: dict[int, argparse.Action] = {}
    for one in parsers(parser):
        for action in one._actions:  # noqa: SLF001 - as above
            found |= {id(each): each for each in (action, *_lines(action))}
    return list(found.values())


def name_of_value(action: argparse.Action) -> str | None:
    """What its value is called in usage and errors; None where it takes none, or its choices stand there."""
    if isinstance(action.choices, Mapping):
        return COMMAND
    if action.nargs == 0 or type(action).__name__ == "_ChoicesPseudoAction":
        return None
    if isinstance(action.metavar, str):
        return action.metavar
    return None if action.choices is not None else VALUES.get(action.dest, action.dest.upper())


def _below(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Commands right below a parser, each with what its line in the list says."""
    for action in parser._actions:  # noqa: SLF001 - argparse shows its actions nowhere else
        if isinstance(action.choices, Mapping):
            lines = {line.dest: line.help or "" for line in _lines(action)}
            yield from ((lines.get(name, ""), command) for name, command in action.choices.items())


def _lines(action: argparse.Action) -> list[argparse.Action]:
    """Lines that stand for commands in the list of them."""
    return list(action._get_subactions()) if isinstance(action, argparse._SubParsersAction) else []  # noqa: SLF001 - as above
