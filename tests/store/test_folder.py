"""The office folder: where it may lie, who holds it, and how wrong passwords slow down."""

import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import signing_in
from desktop.store.files import TEMPORARY
from desktop.store.folder import MARK, SUBFOLDERS, Attempts, OfficeFolder, _mount_type, made_whole, refuse_unsafe_place
from tests import offices


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


def test_the_pause_is_told_at_the_door_and_survives_a_restart(office_folder: Path) -> None:
    """After wrong passwords even the right one waits, in a process that has just begun."""
    for _ in range(5):
        with suppress(Refused):
            signing_in.sign_in(office_folder, "operator", "bukan kata sandinya")
    program = (
        "import sys; from pathlib import Path; from desktop.errors import Refused; from desktop.services import"
        " signing_in\ntry: signing_in.sign_in(Path(sys.argv[1]), 'operator', sys.argv[2])\n"
        "except Refused as refused: print(refused.code, refused.values['seconds'])"
    )
    (office_folder / "attempts").write_text(f"12 {int(time.time())}")
    ran = subprocess.run(
        [sys.executable, "-c", program, str(office_folder), offices.PASSWORD],
        capture_output=True,
        text=True,
        check=True,
    )
    code, seconds = ran.stdout.split()
    assert code == "keys.wait"
    assert 0 < int(seconds) <= Attempts.LONGEST


def test_an_office_is_made_whole(tmp_path: Path) -> None:
    final = OfficeFolder(tmp_path / "kantor")
    with made_whole(final) as building:
        building.create()
        (building.path / "office.lock").touch()
        assert not final.path.exists()
    assert sorted(path.name for path in final.path.iterdir()) == sorted(SUBFOLDERS)
    assert [path.name for path in tmp_path.iterdir()] == ["kantor"]


def test_what_was_not_finished_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), made_whole(OfficeFolder(tmp_path / "kantor")) as building:
        building.create()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_a_cut_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "kantor.ejsika-new"
    (left / "photos").mkdir(parents=True)
    (left / "office.db").write_bytes(b"half")
    (left / MARK).touch()
    (tmp_path / "kantor").mkdir()
    with made_whole(OfficeFolder(tmp_path / "kantor")) as building:
        building.create()
    assert not left.exists()
    assert not (tmp_path / "kantor" / "office.db").exists()


@pytest.mark.parametrize("what", ["letter", "office", "file", "link"])
def test_somebody_elses_folder_of_that_name_is_left_alone(tmp_path: Path, what: str) -> None:
    """Only what bears our mark is ours to clear away."""
    left = tmp_path / "kantor.ejsika-new"
    target = {"letter": left / "surat.txt", "office": left / "office.db", "file": left, "link": tmp_path / "x" / "a"}[
        what
    ]
    target.parent.mkdir(exist_ok=True)
    target.write_text("mine")
    if what == "link":
        (tmp_path / "x" / MARK).touch()
        left.symlink_to(tmp_path / "x")
    with pytest.raises(Refused) as refused, made_whole(OfficeFolder(tmp_path / "kantor")):
        pytest.fail("never inside")
    assert (refused.value.code, refused.value.values["path"]) == ("folder.in_the_way", str(left))
    assert target.read_text() == "mine"
    assert not (tmp_path / "kantor").exists()


def test_an_empty_folder_of_that_name_is_what_a_cut_left_at_its_start(tmp_path: Path) -> None:
    (tmp_path / "kantor.ejsika-new").mkdir()
    with made_whole(OfficeFolder(tmp_path / "kantor")) as building:
        building.create()
    assert [path.name for path in tmp_path.iterdir()] == ["kantor"]


def test_the_mark_stays_until_the_office_has_its_name(tmp_path: Path) -> None:
    """Opening the half office while it is made takes away leftovers, but not what tells it is ours."""
    final = OfficeFolder(tmp_path / "kantor")
    with made_whole(final) as building:
        building.create()
        building.hold().release()
        assert building.mark.is_file()
    assert not final.mark.exists()


def test_a_mark_that_outlived_the_making_goes_at_the_first_sign_in(office_folder: Path) -> None:
    mark = OfficeFolder(office_folder).mark
    mark.touch()
    offices.sign_in(office_folder, Role.OPERATOR).close()
    assert not mark.exists()


def test_a_folder_with_something_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("mine")
    with pytest.raises(Refused) as refused, made_whole(OfficeFolder(tmp_path)):
        pytest.fail("never inside")
    assert refused.value.code == "folder.not_empty"
    with pytest.raises(Refused), made_whole(OfficeFolder(tmp_path / "surat.txt")):
        pytest.fail("never inside")
    assert (tmp_path / "surat.txt").read_text() == "mine"


def test_a_lost_label_is_written_again(office_folder: Path) -> None:
    (office_folder / "office.toml").unlink()
    offices.sign_in(office_folder, Role.OPERATOR).close()
    about = OfficeFolder(office_folder).read_about()
    assert (about["code"], about["name"]) == ("36.01", "Kabupaten Pandeglang")


def test_two_programs_at_one_office(office_folder: Path) -> None:
    """The second is told so, and may come in as soon as the first has closed, on whatever thread that was."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    with pytest.raises(Refused) as refused:
        offices.sign_in(office_folder, Role.SUPERVISOR)
    assert refused.value.code == "folder.in_use"
    closing_thread = threading.Thread(target=desk.close)
    closing_thread.start()
    closing_thread.join()
    offices.sign_in(office_folder, Role.SUPERVISOR).close()


def test_the_kind_of_a_mount_is_found() -> None:
    """The system's own folder of processes is mounted apart, on every Linux."""
    if not Path("/proc/self/mounts").exists():
        pytest.skip("this system tells its mounts otherwise")
    assert _mount_type(Path("/proc/self")) == "fixed"
    assert _mount_type(Path("/proc/self/nowhere/at/all")) == "fixed"
