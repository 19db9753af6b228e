"""The office folder: where it may lie, who holds it, and how wrong passwords slow down."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.store.files import TEMPORARY
from desktop.store.folder import Attempts, OfficeFolder, refuse_unsafe_place


def refused_code(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        OfficeFolder(path).checked()
    return refused.value.code


def test_what_is_no_office_is_told_apart(tmp_path: Path) -> None:
    assert refused_code(tmp_path / "nowhere") == "folder.missing"
    assert refused_code(tmp_path) == "folder.not_an_office"
    (tmp_path / "office.db").write_bytes(b"x")
    assert refused_code(tmp_path) == "folder.no_keys"


def test_a_new_office_wants_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        OfficeFolder(tmp_path).create()
    assert refused.value.code == "folder.not_empty"
    assert (tmp_path / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["OneDrive - Dinas", "Google Drive", "Dropbox"])
def test_synced_folders_are_refused(tmp_path: Path, name: str) -> None:
    """Number 10 of the faults to survive."""
    with pytest.raises(Refused) as refused:
        refuse_unsafe_place(tmp_path / name / "kantor")
    assert refused.value.code == "folder.synced"


def test_a_local_folder_is_fine(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path)


def test_one_process_holds_an_office(office_folder: Path) -> None:
    """Number 11: a second instance is refused; after the first is killed, the next starts at once."""
    hold = (
        "import sys, time; from pathlib import Path; from desktop.store.folder import OfficeFolder;"
        "lock = OfficeFolder(Path(sys.argv[1])).hold(); print('held', flush=True); time.sleep(60)"
    )
    first = subprocess.Popen([sys.executable, "-c", hold, str(office_folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "held"
        with pytest.raises(Refused) as refused:
            OfficeFolder(office_folder).hold()
        assert refused.value.code == "folder.in_use"
    finally:
        first.kill()
        first.communicate()
    OfficeFolder(office_folder).hold().release()


def test_leftovers_are_cleaned_at_start(office_folder: Path) -> None:
    leftover = office_folder / "backups" / f"x{TEMPORARY}"
    leftover.write_bytes(b"half")
    OfficeFolder(office_folder).hold().release()
    assert not leftover.exists()


def test_about_survives_odd_names_and_damage(tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path)
    folder.write_about("36.01", 'Dinas "Sosial" \\ Pandeglang')
    assert folder.read_about()["name"] == 'Dinas "Sosial" \\ Pandeglang'
    folder.about.write_bytes(b"\xff\xfe not toml")
    assert folder.read_about() == {}


def test_wrong_passwords_slow_down_and_forgive(tmp_path: Path) -> None:
    attempts = Attempts(OfficeFolder(tmp_path))
    waits = []
    for _ in range(12):
        attempts.failed()
        waits.append(attempts.seconds_to_wait())
    assert waits[:2] == [0, 0]
    assert 0 < waits[3] <= 2
    assert waits == sorted(waits)
    assert waits[-1] <= Attempts.LONGEST
    assert Attempts(OfficeFolder(tmp_path)).seconds_to_wait() > 0, "a restart does not help"
    attempts.succeeded()
    assert attempts.seconds_to_wait() == 0


def test_a_clock_set_back_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "attempts").write_text(f"9 {int(time.time()) + 10_000_000}")
    assert Attempts(OfficeFolder(tmp_path)).seconds_to_wait() <= Attempts.LONGEST


def test_a_damaged_count_counts_anew(tmp_path: Path) -> None:
    (tmp_path / "attempts").write_text("rubbish")
    assert Attempts(OfficeFolder(tmp_path)).seconds_to_wait() == 0
