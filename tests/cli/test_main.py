"""How a command is read and how it ends, in a process of its own where that is the question."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import desktop
from desktop.cli import main
from desktop.cli.commands import MODULE_OF, modules
from desktop.wording import load
from tests import offices
from tests.cli.commands import ejsika

WORDS = (
    *("init", "import", "find", "tranche", "receipts", "receipt", "letters", "verify", "backup", "restore"),
    *("user", "password", "programme", "demo"),
)


def process(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"EJSIKA_PASSWORD": offices.PASSWORD, "EJSIKA_LANG": "en"} | variables
    command = [sys.executable, "-m", "desktop", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    "words",
    [
        ("find",),
        ("find", "kantor"),
        ("init", "kantor"),
        ("init", "kantor", "--office", "36.01", "--programme", "jamsosratu-2019"),
        ("tranche", "approve", "kantor"),
        ("tranche", "burn", "kantor", "2019/1"),
        ("receipts", "kantor", "2019/1", "--per-page", "4", "--out", "a.pdf"),
        ("receipts", "kantor", "2019/1", "--paper", "a5", "--out", "a.pdf"),
        ("verify", "kantor", "--as"),
        ("verify", "kantor", "--nonsense"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_two(words: tuple[str, ...]) -> None:
    said = ejsika(*words)
    assert (said.status, said.out) == (2, "")
    assert "usage: ejsika" in said.err
    assert not Path("kantor").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("receipts", "kantor", "2019/1", "--numbers", "9-3", "--out", "a.pdf"), '"9-3" are no numbers from one'),
        (
            ("tranche", "create", "kantor", "2019/1", "--decree", "1", "--decree-date", "5 Mart 2019"),
            '"5 Mart 2019" is',
        ),
        (("find", "kantor", "siti", "--limit", "many"), '"many" is no number from 1 to 10.000.'),
    ],
)
def test_a_value_that_cannot_be_read_is_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    said = ejsika(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(sentence)
    assert not Path("kantor").exists()


def test_each_command_has_help() -> None:
    whole = main.parser(load(Path("nowhere"), "en")).format_help()
    for command in WORDS:
        assert command in whole
        assert ejsika(command, "--help").status == 0


def test_each_command_is_added_by_the_module_it_is_named_with() -> None:
    """A command the start does not know would be taken for an office folder and open the window."""
    for command, module in MODULE_OF.items():
        (loaded,) = modules([command, "kantor"])
        assert loaded.__name__ == f"desktop.cli.{module}"
        assert known(command, "kantor") == tuple(name for name, other in MODULE_OF.items() if other == module)
    assert known() == known("unknown") == tuple(MODULE_OF)


def known(*words: str) -> tuple[str, ...]:
    """Commands that the parser for these words knows."""
    whole = main.parser(load(Path("nowhere"), "en"), words)
    (action,) = [action for action in whole._actions if action.dest == "command"]
    return tuple(action.choices or ())


def test_a_command_loads_what_it_needs_alone() -> None:
    """Nearly half of a second went into the services of the other commands."""
    told = "import sys; from desktop.cli.commands import modules; modules(['find']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "desktop.services.families.finding" in done.stdout
    assert "desktop.services.money" not in done.stdout
    assert "reportlab" not in done.stdout


def test_the_version_is_told() -> None:
    done = process("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("e-JSiKa ")


def test_a_refusal_is_one_sentence_on_standard_error(tmp_path: Path) -> None:
    done = process("verify", tmp_path / "tidak-ada")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows hands over text, never bytes")
@pytest.mark.parametrize(
    "words",
    [
        ("find", "kantor", b"Sal\xffmah"),
        ("tranche", "create", "kantor", "2019/1", "--decree", b"SK\xff", "--decree-date", "2019-03-05"),
        ("letters", "kantor", "undangan", "--tranche", "2019/1", "--out", "a.pdf", "--place", b"\xff"),
        ("verify", b"kan\xfetor"),
        ("find", "kantor", "siti", b"--lim\xff"),
    ],
)
def test_bytes_that_are_no_text_are_one_sentence(words: tuple[str | bytes, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop", *words]
    here = os.environ | {"EJSIKA_LANG": "en", "PYTHONPATH": str(Path(desktop.__file__).parent.parent)}
    done = subprocess.run(command, capture_output=True, env=here, check=False, cwd=tmp_path, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert said.endswith("?" + broken_end(words) + " holds bytes that are not text (UTF-8). Type it again.\n")
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def broken_end(words: tuple[str | bytes, ...]) -> str:
    """What follows the broken byte in the word that holds it."""
    word = next(word for word in words if isinstance(word, bytes))
    return word.decode(errors="replace").partition("\ufffd")[2]


def test_letters_of_every_script_are_text() -> None:
    assert not any(main.holds_bytes(word) for word in ("Balai Désa", "ꦱꦶꦠꦶ", "😀", "٢٠١٩", ""))
    assert main.holds_bytes("Sal\udcffmah")
    assert main.holds_bytes("\ud83d"), "half a sign, as a window of Windows may hand it over"


def test_indonesian_is_spoken_first(tmp_path: Path) -> None:
    done = process("verify", tmp_path / "tidak-ada", EJSIKA_LANG="id")
    assert "tidak ada" in done.stderr
    assert done.stderr != process("verify", tmp_path / "tidak-ada").stderr


def test_answers_are_utf_8_wherever_it_runs(office_folder: Path) -> None:
    done = process("verify", office_folder, "--json", LC_ALL="C", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ok"] is True
    assert done.stderr == "", "no progress where nobody watches"


def test_no_password_and_nobody_to_ask_is_a_sentence(office_folder: Path) -> None:
    done = process("verify", office_folder, EJSIKA_PASSWORD="")
    assert done.returncode == 1
    assert "EJSIKA_PASSWORD" in done.stderr


def test_a_reader_that_leaves_early_is_no_trouble(office_folder: Path) -> None:
    command = [sys.executable, "-m", "desktop", "verify", str(office_folder), "--json"]
    environment = os.environ | {"EJSIKA_PASSWORD": offices.PASSWORD}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read().decode()
    assert "Traceback" not in told
    assert "Exception" not in told


def test_who_acts_can_stand_in_the_environment(office_folder: Path) -> None:
    wrong = ejsika("user", "add", office_folder, "yayah", "operator", EJSIKA_USER="auditor")
    assert "auditor" in wrong.sentence
    right = ejsika("user", "add", office_folder, "yayah", "operator", "--as", "administrator", EJSIKA_USER="auditor")
    assert right.status == 0, right.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a display is always there")
def test_without_a_display_the_window_is_a_sentence(office_folder: Path) -> None:
    done = process(office_folder, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no display")
    assert done.stderr.count("\n") == 1


def test_a_mistyped_command_does_not_open_a_window() -> None:
    done = process("verfy", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "verify" in done.stderr
