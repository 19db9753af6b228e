"""The verb `tour` of the script `dev`: where it leaves what it shows, and what it hands on."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.house.test_dev import dev

__all__ = ["dev"]


@pytest.fixture
def ready(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script in an environment that is set up already."""
    monkeypatch.setattr(dev, "set_up", ready_already)
    return dev


def ready_already(**_: bool) -> None:
    """Nothing is missing."""


def test_the_tour_is_left_where_it_is_wanted(
    ready: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert ready.tour([str(out), "--only", "entrance", "--households", "6"]) == 0
    assert f"The pictures and PDFs lie in {out}" in capfd.readouterr().out
    assert (out / "index.html").exists()
    assert (out / "pictures" / "01-masuk-200.png").exists()


def test_a_tour_that_fails_says_so(ready: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    assert ready.tour([str(tmp_path)]) == 1
    said = capfd.readouterr()
    assert str(tmp_path) in said.err
    assert "lie in" not in said.out


def test_without_a_display_the_program_takes_its_tour(
    ready: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ready, "has_display", lambda: False)
    assert ready.run([str(tmp_path / "out"), "--only", "kitchen"]) == 1
    said = capfd.readouterr()
    assert "There is no display here" in said.out
    assert "kitchen" in said.err
