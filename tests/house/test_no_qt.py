"""Below the window the program runs where no Qt library can be loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

BLOCKED = """
import importlib, pkgutil, sys
for name in ("PySide6", "shiboken6", "qtawesome", "qtpy"):
    sys.modules[name] = None  # an import of it fails from now on
import desktop
"""
IMPORT_ALL = """
def below_the_window(path, prefix):
    for module in pkgutil.iter_modules(path, prefix):
        if module.name not in ("desktop.ui", "desktop.__main__") and ".versions" not in module.name:
            # Alembic's entry runs inside a migration only.
            if module.name != "desktop.store.migrations.env":
                found = importlib.import_module(module.name)
                if module.ispkg:
                    yield from below_the_window(found.__path__, module.name + ".")
            yield module.name
print(len(list(below_the_window(desktop.__path__, "desktop."))))
"""


def without_qt(checkout: Path, script: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", BLOCKED + script]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def test_everything_below_the_window_loads(checkout: Path) -> None:
    answer = without_qt(checkout, IMPORT_ALL)
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) > 40


@pytest.mark.parametrize("module", ["desktop.ui.runner", "PySide6.QtCore"])
def test_the_window_does_not(checkout: Path, module: str) -> None:
    answer = without_qt(checkout, f"import {module}")
    assert "ModuleNotFoundError" in answer.stderr


def test_verify_answers_without_qt(checkout: Path, tmp_path: Path) -> None:
    words = ["verify", str(tmp_path / "no-office")]
    answer = without_qt(checkout, f"from desktop.__main__ import main; sys.exit(main({words!r}))")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
