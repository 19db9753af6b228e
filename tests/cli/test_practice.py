"""The commands demo, self-test and tour as they are typed."""

import json
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.cli.practice import made_up
from desktop.store.keys import check_new_password

PASSWORD = "ikan bakar di Labuan"


def test_a_demo_is_made_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EJSIKA_PASSWORD", PASSWORD)
    folder = tmp_path / "office"
    assert run(["demo", str(folder), "--households", "20", "--seed", "7", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["listed"] == {"families": 20, "rupiah": 20_000_000}
    assert (told["households"], told["users"]) == (22, ["operator", "supervisor", "auditor", "admin"])
    assert "password" not in told
    assert (folder / "office.db").is_file()
    assert run(["demo", str(folder)]) == 1
    refused = capsys.readouterr()
    assert str(folder) in refused.err
    assert refused.out == ""


def test_without_a_password_one_is_made_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "office"
    assert run(["demo", str(folder), "--households", "3", "--json"]) == 0
    password = json.loads(capsys.readouterr().out)["password"]
    monkeypatch.setenv("EJSIKA_PASSWORD", password)
    assert run(["find", str(folder), "a", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_made_up_passwords_are_good_and_differ() -> None:
    made = {made_up() for _ in range(20)}
    assert len(made) == 20
    for password in made:
        check_new_password(password)


def test_a_number_that_is_none_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["demo", str(tmp_path / "office"), "--households", "many"])
    assert stopped.value.code == 2
    assert "many" in capsys.readouterr().err
