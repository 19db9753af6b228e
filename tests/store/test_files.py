"""Files are whole or not there; what the system says becomes advice."""

import errno
import os
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.store.files import TEMPORARY, scratch_folder, system_errors, whole_file


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


def test_a_scratch_folder_goes_and_clears_what_a_cut_left(tmp_path: Path) -> None:
    target = tmp_path / "kuitansi.pdf"
    left = tmp_path / f".ejsika-36.01-abc{TEMPORARY}"
    left.mkdir()
    (left / "kuitansi.pdf").write_bytes(b"names of people")
    others = tmp_path / f".ejsika-36.02-abc{TEMPORARY}"
    others.mkdir()
    with scratch_folder(target, "36.01") as folder:
        (folder / "kuitansi.pdf").write_bytes(b"x")
        assert folder.parent == tmp_path
        assert not left.exists()
    assert list(tmp_path.iterdir()) == [others], "another office may be at work there"


def test_a_scratch_folder_goes_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch_folder(tmp_path / "a.pdf", "36.01"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_scratch_folder_beside_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, scratch_folder(tmp_path / "none" / "a.pdf", "36.01"):
        pytest.fail("never inside")
    assert refused.value.code == "files.missing"


def test_a_refusal_inside_passes_unchanged(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, whole_file(tmp_path / "a"):
        raise Refused("money.run_open", first=1, last=2)
    assert refused.value.code == "money.run_open"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["surat (1).pdf", "kecamatan é.pdf", "a" * 100])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    with whole_file(tmp_path / name) as file:
        file.write(b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]
