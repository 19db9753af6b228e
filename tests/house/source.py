"""The program's own source as syntax trees, read once for the tests that look at it."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "desktop"
# A migration is history: it is written once, by a tool, and never tidied.
HISTORY = PROGRAM / "store" / "migrations" / "versions"


@dataclass(frozen=True)
class Source:
    """One Python file; `name` is its path from the top folder."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


def read(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


@cache
def program() -> tuple[Source, ...]:
    """Every file of the program but migrations and empty files."""
    paths = sorted(path for path in PROGRAM.rglob("*.py") if HISTORY not in path.parents)
    return tuple(source for source in map(read, paths) if source.text.strip())


@cache
def suite() -> tuple[Source, ...]:
    return tuple(read(path) for path in sorted((ROOT / "tests").rglob("*.py")))


def functions(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last one."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
