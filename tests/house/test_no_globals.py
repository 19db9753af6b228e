"""No module keeps state: what lives long is built in `app` and handed on."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Source, program

MAKERS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"})
CHANGERS = frozenset(
    {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "discard", "clear"}
)
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).split(".")[-1] in MAKERS
    return isinstance(value, DISPLAYS)


def tables(source: Source) -> dict[str, ast.stmt]:
    """Names that a module gives to something that could change."""
    found: dict[str, ast.stmt] = {}
    for node in source.tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_mutable(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({target.id: node for target in targets if isinstance(target, ast.Name)})
    found.pop("__all__", None)
    return found


def changed_names(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """Names whose contents are written to, by a method, a subscript or `del`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGERS:
            target: ast.AST = node.func.value
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            target = node.value
        else:
            continue
        if isinstance(target, ast.Name):
            yield target.id, node


def state(source: Source) -> list[str]:
    """Places where a module keeps state; a table in capitals that nothing writes to is a constant."""
    own = tables(source)
    kept = [source.at(node) for name, node in own.items() if name != name.upper()]
    kept += [source.at(node) for name, node in changed_names(source) if name in own]
    kept += [source.at(node) for node in ast.walk(source.tree) if isinstance(node, ast.Global)]
    return sorted(set(kept))


def test_no_module_keeps_state() -> None:
    assert [place for source in program() for place in state(source)] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("cache = {}", True),
        ("seen: set[str] = set()", True),
        ("NAMES = ['a']\n\ndef f():\n    NAMES.append('b')", True),
        ("TABLE = {}\n\ndef f(a):\n    TABLE[a] = 1", True),
        ("def f():\n    global one\n    one = 1", True),
        ("TABLE = {'a': 1}\n\ndef f(a):\n    return TABLE[a]", False),
        ("__all__ = ['a']", False),
        ("pair = (1, 2)", False),
        ("def f():\n    seen = set()\n    seen.add(1)", False),
    ],
)
def test_state_is_recognised(text: str, kept: bool) -> None:
    assert bool(state(Source("desktop/example.py", text, ast.parse(text)))) is kept
