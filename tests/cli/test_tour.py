"""The command tour as it is typed, where it does not get as far as the window."""

from pathlib import Path

import pytest

from tests.cli.commands import ejsika


def test_without_the_window_it_says_where_it_is() -> None:
    assert ejsika("tour", "out").sentence.startswith("The tour needs the window.")


def test_it_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    said = ejsika("tour")
    assert (said.status, said.out) == (2, "")
    assert "OUT" in said.err


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_folder_in_use_is_refused_in_words(tmp_path: Path, language: str) -> None:
    from desktop.app import build  # noqa: PLC0415 - one language at a time
    from desktop.errors import Refused  # noqa: PLC0415

    said = build(language).t.refusal(Refused("tour.not_empty", path=str(tmp_path)))
    assert str(tmp_path) in said
