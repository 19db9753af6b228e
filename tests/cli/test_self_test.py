"""The command self-test as it is typed, in a process of its own, also where resources were moved away."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import self_test
from desktop.services.self_test.checking import CHECKS, REINSTALL, State, Unsound


def ejsika(checkout: Path, *words: str, language: str = "en", blocked: str = "") -> subprocess.CompletedProcess[str]:
    start = f"sys.modules.update(dict.fromkeys({blocked.split()!r}));"
    script = f"import sys; {start} from desktop.__main__ import main; sys.exit(main({list(words)!r}))"
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=checkout,
        env={**os.environ, "EJSIKA_LANG": language, "PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copied(checkout: Path, tmp_path: Path) -> Path:
    """The program as installed, to be spoiled."""
    for part in ("desktop", "resources"):
        shutil.copytree(checkout / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_each_check_is_a_line(checkout: Path) -> None:
    said = ejsika(checkout, "self-test", language="id")
    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert len(lines) == len(CHECKS) + 2
    assert all(line.startswith("     baik  ") for line in lines[:-1])
    assert "Qt 6" in lines[-2]
    assert lines[-1] == "Program berjalan baik di komputer ini."


def test_machines_read_it_too(checkout: Path) -> None:
    said = ejsika(checkout, "self-test", "--json")
    told = json.loads(said.stdout)
    assert said.returncode == 0
    assert [each["check"] for each in told] == [*(check.code for check in CHECKS), "window"]
    assert {each["state"] for each in told} == {"good"}


def test_resources_moved_away_are_told_with_what_to_do(copied: Path) -> None:
    (copied / "resources" / "programmes").rename(copied / "programmes")
    said = ejsika(copied, "self-test")
    assert (said.returncode, said.stderr) == (1, "")
    assert "    FAULT  Programmes: " in said.stdout
    assert f"           {REINSTALL}" in said.stdout.splitlines()
    assert said.stdout.endswith(" checks failed.\n"), "no office can be made without its programme either"


def test_without_any_resources_it_still_speaks(copied: Path) -> None:
    (copied / "resources").rename(copied / "elsewhere")
    said = ejsika(copied, "self-test", "--json", language="id")
    assert (said.returncode, said.stderr) == (1, "")
    found = {each["check"]: each["state"] for each in json.loads(said.stdout)}
    assert {code for code, state in found.items() if state == "good"} >= {"python", "libraries", "receipt", "window"}
    assert {code for code, state in found.items() if state == "fault"} >= {"resources", "words", "office"}


@pytest.mark.parametrize("library", ["sqlcipher3", "python_calamine", "zxingcpp"])
def test_a_library_that_does_not_load_is_told(checkout: Path, library: str) -> None:
    said = ejsika(checkout, "self-test", blocked=library)
    assert (said.returncode, said.stderr) == (1, "")
    line = next(line for line in said.stdout.splitlines() if "Libraries" in line)
    assert line.startswith("    FAULT")
    assert library in line


def test_without_qt_the_window_is_passed_over(checkout: Path) -> None:
    said = ejsika(checkout, "self-test", "--window", blocked="PySide6 shiboken6")
    assert said.returncode == self_test.NO_QT
    assert "PySide6" in said.stdout


def answering(script: str) -> list[str]:
    return [sys.executable, "-c", script]


@pytest.mark.parametrize(
    ("script", "state", "detail"),
    [
        ("print('Qt 6.11')", State.GOOD, "Qt 6.11"),
        ("print('no libEGL'); raise SystemExit(3)", State.SKIPPED, "no libEGL"),
        ("print('blank'); raise SystemExit(1)", State.FAULT, "1 blank"),
        ("import os; os.abort()", State.FAULT, "-6" if os.name == "posix" else "3"),
        ("import sys; sys.exit('no plugin')", State.FAULT, "1 no plugin"),
    ],
)
def test_the_window_is_drawn_by_a_process_of_its_own(script: str, state: State, detail: str) -> None:
    told = self_test.window(answering(script))
    assert (told.state, told.detail) == (state, detail)
    assert bool(told.remedy) is (state is not State.GOOD)


def test_a_window_that_never_comes_is_a_fault() -> None:
    told = self_test.window(answering("import time; time.sleep(30)"), seconds=0.2)
    assert (told.state, told.detail) == (State.FAULT, "TimeoutExpired")
    told = self_test.window(["no-such-program-anywhere"])
    assert (told.state, told.detail) == (State.FAULT, "FileNotFoundError")


def blank() -> str:
    raise Unsound("1")


def missing() -> str:
    raise ImportError("libEGL.so.1")


def test_the_child_answers_with_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test.main([self_test.WINDOW], str) == 0
    assert self_test.main([self_test.WINDOW], blank) == 1
    assert self_test.main([self_test.WINDOW], missing) == self_test.NO_QT
    assert capsys.readouterr().out.split() == ["1", "libEGL.so.1"]


def test_wrong_usage_is_told(checkout: Path) -> None:
    said = ejsika(checkout, "self-test", "--loud")
    assert (said.returncode, said.stdout) == (2, "")
    assert "--loud" in said.stderr


def test_all_commands_name_it(checkout: Path) -> None:
    said = ejsika(checkout, "--help")
    assert said.returncode == 0
    assert "self-test" in said.stdout
