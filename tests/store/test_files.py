"""Files are whole or not there; what the system says becomes advice."""

import errno
import os
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.store.files import TEMPORARY, system_errors, whole_file


def test_a_whole_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with whole_file(target) as file:
        file.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"


def test_a_cut_leaves_the_old(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(target) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text() == "old"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, whole_file(tmp_path / "none" / "a.txt"):
        pytest.fail("never inside")
    assert refused.value.code == "files.missing"
    assert "none" in str(refused.value.values["path"])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(Refused) as refused, whole_file(tmp_path / "a") as file:
        file.write(b"x")
    assert refused.value.code == "files.is_folder"
    assert not list(tmp_path.glob(f"*{TEMPORARY}"))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "files.full"),
        (errno.EDQUOT, "files.full"),
        (errno.EACCES, "files.not_allowed"),
        (errno.ENOENT, "files.missing"),
        (errno.EIO, "files.failed"),
    ],
)
def test_the_systems_words_become_advice(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(Refused) as refused, system_errors(tmp_path / "x"):
        raise OSError(number, os.strerror(number))
    assert refused.value.code == code
