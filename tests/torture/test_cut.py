"""The same kills as by the hundred, two of each deed, so that every run of the tests has some."""

from pathlib import Path

import pytest

from tests import offices
from tests.torture import cuts, deeds
from tests.torture.killing import perform

FAMILIES = 40
soon_and_later = pytest.mark.parametrize("kill_after", [0.01, 0.12])


@soon_and_later
def test_an_import(office_folder: Path, tmp_path: Path, kill_after: float) -> None:
    cuts.import_cut(office_folder, cuts.register(tmp_path / "a.xlsx", FAMILIES), FAMILIES, kill_after)


@soon_and_later
def test_an_approval(office_folder: Path, kill_after: float) -> None:
    cuts.approval_cut(cuts.drafted_office(office_folder, FAMILIES), FAMILIES, kill_after)


@soon_and_later
def test_a_print_of_receipts(office_folder: Path, tmp_path: Path, kill_after: float) -> None:
    cuts.print_cut(cuts.printed_office(office_folder, FAMILIES), tmp_path / "out", FAMILIES, kill_after)


@soon_and_later
def test_a_backup(office_folder: Path, tmp_path: Path, kill_after: float) -> None:
    cuts.backup_cut(office_folder, tmp_path / "out", kill_after)


@pytest.mark.parametrize("kill_after", [0.01, 0.2, 0.4])
def test_an_office_brought_back(office_folder: Path, tmp_path: Path, kill_after: float) -> None:
    saved = tmp_path / "a.ejsika-backup"
    perform(deeds.back_up, office_folder, saved)
    cuts.restore_cut(saved, tmp_path / "back", kill_after)


@soon_and_later
def test_a_change_of_key(office_folder: Path, kill_after: float) -> None:
    cuts.rekey_cut(office_folder, kill_after)


@pytest.mark.parametrize("kill_after", [0.1, 0.6])
def test_the_making_of_an_office(tmp_path: Path, kill_after: float) -> None:
    cuts.creation_cut(tmp_path / "office", kill_after)


@pytest.mark.parametrize("kill_after", [0.05, 0.12])
def test_a_new_person(office_folder: Path, kill_after: float) -> None:
    cuts.user_cut(office_folder, kill_after)


@pytest.mark.parametrize("kill_after", [0.05, 0.2])
def test_a_person_who_leaves(office_folder: Path, kill_after: float) -> None:
    cuts.removal_cut(office_folder, kill_after)


def test_a_cut_in_a_large_sort_leaves_nothing_readable(office_folder: Path) -> None:
    """No name and no address in any file, the write-ahead log and what SQLite keeps beside it included."""
    cuts.drafted_office(office_folder, 200)
    perform(deeds.sort_and_write, office_folder, "RAHASIA SEKALI", kill_after=0.6)
    assert (office_folder / "office.db-wal").stat().st_size > 0, "the cut came in the midst of writing"
    for path in office_folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for name in (b"RAHASIA", b"ROHAYATI", b"Cikadu", offices.PASSWORD.encode()):
                assert name not in data, path.name
    cuts.sound(office_folder)
