"""What the commands say of photographs: copied once, left behind, gone."""

import shutil
from pathlib import Path

import pytest

from desktop.rules.terms import Role
from tests import offices
from tests.cli.commands import ejsika
from tests.pictures import photograph
from tests.store.test_photos import keep


@pytest.fixture
def pictured(office_folder: Path) -> Path:
    """An office with two photographs, closed."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    for number in range(2):
        keep(desk, photograph(number))
    desk.close()
    return office_folder


def test_a_backup_says_where_the_photographs_lie(pictured: Path, tmp_path: Path) -> None:
    beside = tmp_path / "36.01.ejsika-photos"
    said = ejsika("backup", pictured, tmp_path / "a.ejsika-backup")
    assert said.out.splitlines()[1:] == [
        f"Photographs: 2 copied to {beside}, 0 there already. Keep that folder with the backup."
    ]
    again = ejsika("backup", pictured, tmp_path / "b.ejsika-backup", "--json").json
    assert again["photographs"] == {"new": 0, "there": 2, "lost": 0, "folder": str(beside)}


def test_an_office_without_photographs_is_told_nothing_of_them(office_folder: Path, tmp_path: Path) -> None:
    assert len(ejsika("backup", office_folder, tmp_path / "a.ejsika-backup").out.splitlines()) == 1


def test_the_proof_names_what_is_gone(pictured: Path) -> None:
    sound = ejsika("verify", pictured, "--json")
    assert (sound.status, "photographs" in sound.json["checks"]) == (0, True)
    (gone, changed) = sorted((pictured / "photos").iterdir())
    gone.unlink()
    changed.write_bytes(b"x")
    found = ejsika("verify", pictured, "--json")
    assert found.status == 1
    assert [fault["code"] for fault in found.json["faults"]] == ["photos.gone", "photos.damaged"]
    assert all(
        path.name in fault["sentence"] for path, fault in zip((gone, changed), found.json["faults"], strict=True)
    )


def test_coming_back_without_them_is_said(pictured: Path, tmp_path: Path) -> None:
    ejsika("backup", pictured, tmp_path / "a.ejsika-backup")
    words = ("--second", "operator", "--as", "administrator")
    whole = ejsika("restore", tmp_path / "a.ejsika-backup", tmp_path / "satu", *words)
    assert (whole.status, len(whole.out.splitlines())) == (0, 1)
    shutil.rmtree(tmp_path / "36.01.ejsika-photos")
    bare = ejsika("restore", tmp_path / "a.ejsika-backup", tmp_path / "dua", *words)
    assert bare.status == 0
    assert bare.out.splitlines()[1].startswith("2 photographs were not found.")
