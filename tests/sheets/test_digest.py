"""A file is known again by its bytes, whatever its name and size; one that cannot be read is refused."""

import hashlib
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.sheets.digest import _CHUNK, sha256_of


@pytest.mark.parametrize("size", [0, 1, _CHUNK - 1, _CHUNK, _CHUNK + 1, 2 * _CHUNK + 7])
def test_all_bytes_count(tmp_path: Path, size: int) -> None:
    content = bytes(index % 251 for index in range(min(size, 1000))) * (size // 1000 + 1)
    path, other = tmp_path / "a.xlsx", tmp_path / "b.csv"
    path.write_bytes(content[:size])
    other.write_bytes(content[:size])
    assert sha256_of(path) == sha256_of(other) == hashlib.sha256(content[:size]).digest()
    other.write_bytes(content[:size] + b".")
    assert sha256_of(other) != sha256_of(path)


def test_a_file_that_is_gone_is_said_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        sha256_of(tmp_path / "daftar.xlsx")
    assert (refused.value.code, refused.value.values) == ("sheets.missing", {"name": "daftar.xlsx"})


def test_a_folder_in_its_place_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        sha256_of(tmp_path)
    assert (refused.value.code, refused.value.values) == ("files.is_folder", {"path": str(tmp_path)})
