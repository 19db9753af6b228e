"""The dependency rule, tested: each layer imports only what lies below it (contracts in pyproject.toml)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts over the copy of the program in a folder."""
    script = (
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        # The program itself is linked into the environment: the folder must come before that link.
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_layers_hold(checkout: Path) -> None:
    answer = lint(checkout)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("file", "forbidden"),
    [
        ("rules/money.py", "import desktop.store"),
        ("services/__init__.py", "import PySide6.QtCore"),
        ("ui/__init__.py", "import desktop.models"),
        ("ui/__init__.py", "import sqlalchemy"),
        ("cli/__init__.py", "import desktop.ui"),
        ("sheets/__init__.py", "import desktop.documents"),
        ("stray.py", "import json"),
    ],
)
def test_a_step_upwards_is_seen(checkout: Path, tmp_path: Path, file: str, forbidden: str) -> None:
    shutil.copytree(checkout / "desktop", tmp_path / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    before = lint(tmp_path)
    with (tmp_path / "desktop" / file).open("a", encoding="utf-8") as changed:
        changed.write(f"\n{forbidden}\n")
    after = lint(tmp_path)
    assert (before.returncode, after.returncode) == (0, 1), after.stdout + after.stderr
