"""A folder for a new office is never one that is there."""

from pathlib import Path

import pytest

from desktop.ui.free_folder import free_folder


@pytest.mark.parametrize(
    ("there", "offered"),
    [
        ([], "Latihan"),
        (["Latihan"], "Latihan 2"),
        (["Latihan", "Latihan 2", "Latihan 3"], "Latihan 4"),
        (["Latihan 2"], "Latihan"),
        (["Latihan", "Latihan 3"], "Latihan 2"),
    ],
)
def test_the_first_number_that_is_free(tmp_path: Path, there: list[str], offered: str) -> None:
    for name in there:
        (tmp_path / name).mkdir()
    assert free_folder(tmp_path, "Latihan") == tmp_path / offered


def test_a_file_of_that_name_is_in_the_way_too(tmp_path: Path) -> None:
    (tmp_path / "Latihan").write_bytes(b"")
    assert free_folder(tmp_path, "Latihan").name == "Latihan 2"


def test_nothing_is_made(tmp_path: Path) -> None:
    free_folder(tmp_path / "e-JSiKa", "Latihan")
    assert list(tmp_path.iterdir()) == []
