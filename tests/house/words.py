"""Finds, in the program's source, every string a person may read and every code that becomes a sentence."""

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from babel.messages import Catalog, pofile

from tests.house.source import ROOT, Source, program

ROOMS = ROOT / "resources" / "locale" / "id"
MARKER = "N_"
# What the translator object is called where it is used; the rest of the name is whose it is (`self._t`).
TRANSLATORS = frozenset({"t", "_t", "translate", "_translate", "translator", "_translator"})
# Below them there are only marked strings, and `translate` there may move a drawing.
SPEAKERS = ("desktop/ui/", "desktop/cli/", "desktop/app.py", "desktop/__main__.py")
# Which of its arguments is the code.
CODED = MappingProxyType({"Refused": 0, "RowProblem": 3})


@dataclass(frozen=True)
class Marked:
    """A string for the catalogue; `more` is the plural of a counted phrase."""

    place: str
    text: str
    more: str = ""


@dataclass(frozen=True)
class Coded:
    """A code as it is raised; `whole` is false where only its beginning is written out."""

    place: str
    code: str
    whole: bool
    values: frozenset[str] | None  # None where they are passed on as a mapping


def last_name(node: ast.AST) -> str:
    """`t` of `t`, of `self.t` and of `self.window.t`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def literal(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def calls(source: Source) -> Iterator[ast.Call]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))


def is_translator(source: Source, node: ast.AST) -> bool:
    return source.name.startswith(SPEAKERS) and last_name(node) in TRANSLATORS


def marked_in(source: Source) -> Iterator[Marked]:
    for call in calls(source):
        name, texts = last_name(call.func), [literal(argument) for argument in call.args]
        counted = isinstance(call.func, ast.Attribute) and is_translator(source, call.func.value)
        if name == "many" and counted and len(texts) > 1 and texts[0] and texts[1]:
            yield Marked(source.at(call), texts[0], texts[1])
        elif (name == MARKER or is_translator(source, call.func)) and texts and texts[0]:
            yield Marked(source.at(call), texts[0])


def built_in(source: Source) -> Iterator[str]:
    """Places where what should be one whole string is put together from parts."""
    for call in calls(source):
        if not call.args:
            continue
        if last_name(call.func) == MARKER:
            parted = literal(call.args[0]) is None
        else:
            parted = is_translator(source, call.func) and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
        if parted:
            yield source.at(call)


def coded_in(source: Source) -> Iterator[Coded]:
    for call in calls(source):
        kind = last_name(call.func)
        if kind not in CODED:
            continue
        named = {word.arg: word.value for word in call.keywords}
        code = named.get("code") or next(iter(call.args[CODED[kind] :]), None)
        plain = kind == "Refused" and None not in named
        values = frozenset(str(name) for name in named) if plain else None
        if isinstance(code, ast.JoinedStr) and (start := literal(code.values[0])):
            yield Coded(source.at(call), start, whole=False, values=values)
        elif code is not None and (text := literal(code)):
            yield Coded(source.at(call), text, whole=True, values=values)


def fields(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def marked() -> tuple[Marked, ...]:
    return tuple(found for source in program() for found in marked_in(source))


@cache
def coded() -> tuple[Coded, ...]:
    return tuple(found for source in program() for found in coded_in(source))


@cache
def rooms() -> dict[str, Catalog]:
    """The catalogue of each room as it is written."""
    found = {}
    for path in sorted(ROOMS.glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = pofile.read_po(file, locale="id", abort_invalid=True)
    return found
