"""The script `dev`: its set-up, its catalogue and its answers, on real files."""

import ast
import gettext
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source import functions, length, read

DOMESTIC = 'msgid "Family"\nmsgstr "Keluarga"\n'
COUNTED = 'msgid "{count} family"\nmsgid_plural "{count} families"\nmsgstr[0] "{count} keluarga"\n'


@pytest.fixture(scope="module")
def dev(checkout: Path) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("dev", str(checkout / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    folder = tmp_path / "id"
    folder.mkdir()
    (folder / "families.po").write_text(DOMESTIC, "utf-8")
    (folder / "counts.po").write_text(f"{DOMESTIC}\n{COUNTED}", "utf-8")
    return folder


def answer(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "dev"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_needs_the_standard_library_alone(checkout: Path) -> None:
    tree = read(checkout / "dev").tree
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    outside = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}
    assert outside == {"babel.messages"}, "Babel is there once the environment is"


def test_an_older_python_can_read_it(checkout: Path) -> None:
    assert ast.parse((checkout / "dev").read_text("utf-8"), feature_version=(3, 8))


def test_it_keeps_the_measures_of_the_house(checkout: Path) -> None:
    script = read(checkout / "dev")
    assert script.lines <= 400
    assert max(length(node) for node in functions(script)) <= 60
    assert os.access(checkout / "dev", os.X_OK)


def test_an_older_python_gets_a_sentence(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST", (99, 0))
    assert dev.main(["check"]) == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), ([], 2), (["dance"], 2)])
def test_it_names_its_verbs(checkout: Path, words: list[str], status: int) -> None:
    said = answer(checkout, *words)
    assert said.returncode == status
    for verb in ("run", "test", "check", "tour", "bench", "torture", "build", "lock"):
        assert f"  {verb} " in said.stderr


def test_rooms_become_one_catalogue(dev: ModuleType, rooms: Path) -> None:
    dev.compile_language(rooms)
    with (rooms.parent / "id.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Family") == "Keluarga"
    assert {catalogue.ngettext("{count} family", "{count} families", n) for n in (0, 1, 2)} == {"{count} keluarga"}
    assert sorted(path.name for path in rooms.parent.iterdir()) == ["id", "id.mo"], "nothing unfinished is left"


def test_two_translations_of_one_string_are_refused(dev: ModuleType, rooms: Path) -> None:
    (rooms / "letters.po").write_text(DOMESTIC.replace("Keluarga", "Famili"), "utf-8")
    with pytest.raises(dev.Stop, match=r"letters\.po and (counts|families)\.po .*'Family'"):
        dev.compile_language(rooms)
    assert not (rooms.parent / "id.mo").exists()


def test_a_broken_room_is_named(dev: ModuleType, rooms: Path) -> None:
    (rooms / "letters.po").write_text('msgid "Letter"\nmsgid "Again"\n', "utf-8")
    with pytest.raises(dev.Stop, match=r"letters\.po cannot be read"):
        dev.compile_language(rooms)


def test_only_what_changed_is_compiled_again(dev: ModuleType, rooms: Path) -> None:
    assert dev.stale_languages(rooms.parent) == [rooms]
    dev.compile_language(rooms)
    assert dev.stale_languages(rooms.parent) == []
    later = (rooms.parent / "id.mo").stat().st_mtime_ns + 1
    os.utime(rooms / "families.po", ns=(later, later))
    assert dev.stale_languages(rooms.parent) == [rooms]


def test_a_room_taken_away_is_noticed(dev: ModuleType, rooms: Path) -> None:
    dev.compile_language(rooms)
    (rooms / "counts.po").unlink()
    later = (rooms.parent / "id.mo").stat().st_mtime_ns + 1
    os.utime(rooms, ns=(later, later))
    assert dev.stale_languages(rooms.parent) == [rooms]


def test_another_lock_means_another_environment(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dev.fingerprint()
    assert dev.fingerprint() == before
    changed = tmp_path / "locked.txt"
    changed.write_bytes(dev.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(dev, "LOCK", changed)
    assert dev.fingerprint() != before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_a_display_is_looked_for(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_display()


def test_without_apt_get_the_packages_are_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(dev.Stop, match=r"^Qt needs more\..* libegl1 libgl1$"):
        dev.install_system(["libegl1", "libgl1"], "Qt needs more.")


def test_a_library_that_is_not_there_is_noticed(dev: ModuleType) -> None:
    assert not dev.loads("libno-such-library.so.7")


def test_every_step_runs_and_the_failed_are_named(dev: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    def step(name: str, code: str) -> tuple[str, tuple[str, ...]]:
        return name, (sys.executable, "-c", code)

    steps = [step("first", "raise SystemExit(3)"), step("second", "print('seen')")]
    assert dev.passed(steps) == 1
    said = capfd.readouterr().out
    assert "seen" in said
    assert said.endswith("Failed: first\n")
    assert dev.passed(steps[1:]) == 0


def test_a_command_that_fails_is_named(dev: ModuleType) -> None:
    with pytest.raises(dev.Stop, match=r"exit status 3.*SystemExit"):
        dev.must(sys.executable, "-c", "raise SystemExit(3)")
