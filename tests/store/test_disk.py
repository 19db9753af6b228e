"""What is said when the office's disk has no room left, and when it cannot be written at all."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import safety, signing_in
from desktop.services.families import finding
from desktop.services.money import proving
from desktop.store import backup
from tests import offices
from tests.cli.commands import ejsika
from tests.cli.registers import register
from tests.torture.small_disk import fill, mounted, unmounted

MIB = 1 << 20
FULL = ("files.full", "database.full")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = mounted(tmp_path / "disk", 64 * MIB)
    yield place
    unmounted(place)


@pytest.fixture
def office(disk: Path, office_template: offices.Template) -> Path:
    return office_template.copy(disk / "kantor")


@pytest.fixture
def locked(disk: Path, office: Path) -> Iterator[Path]:
    """The office on a disk that is write-protected."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield office
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@pytest.mark.parametrize("leave", [0, 8 << 10, 40 << 10])
def test_nobody_signs_in_on_a_full_disk_and_it_is_not_called_damage(office: Path, disk: Path, leave: int) -> None:
    ballast = fill(disk, leave)
    with pytest.raises(Refused) as refused:
        offices.sign_in(office, Role.OPERATOR).close()
    assert refused.value.code in FULL
    ballast.unlink()
    with closing(offices.sign_in(office, Role.AUDITOR)) as desk:
        assert safety.verify(desk, proving.prove).sound


def test_every_command_says_that_the_disk_is_full(office: Path, disk: Path, tmp_path: Path) -> None:
    file = register(tmp_path / "bdt.xlsx")
    ballast = fill(disk, 0)
    for words in (
        ("find", office, "siti"),
        ("import", office, file),
        ("verify", office),
        ("backup", office, disk / "b"),
    ):
        said = ejsika(*words).sentence
        assert "full" in said, words
        assert "estore" not in said, "nothing is lost that a backup could bring back"
    ballast.unlink()
    assert ejsika("verify", office).status == 0


def test_an_open_office_whose_disk_fills_up_says_so(office: Path, disk: Path) -> None:
    """Reading goes on where it needs no room; what cannot be done is named for what it is."""
    with closing(offices.sign_in(office, Role.OPERATOR)) as desk:
        fill(disk, 0)
        for work in (finding.total, finding.districts):
            try:
                work(desk)
            except Refused as refused:
                assert refused.code in FULL
        with pytest.raises(Refused) as said, desk.write("note") as unit:
            unit.journal.note(text="x" * 100_000)
        assert said.value.code in FULL
        with pytest.raises(Refused) as said:
            backup.make(desk.office, disk / "a.ejsika-backup")
        assert said.value.code in FULL


def test_a_write_protected_disk_is_said_at_the_door(locked: Path) -> None:
    for name in ("operator", "administrator"):
        with pytest.raises(Refused) as refused:
            signing_in.sign_in(locked, name, offices.PASSWORD)
        assert (refused.value.code, refused.value.values["path"]) == ("folder.read_only", str(locked))
    with pytest.raises(Refused) as refused:
        signing_in.sign_in(locked, "operator", "bukan sandinya")
    assert refused.value.code == "keys.wrong_password"


@pytest.mark.parametrize("words", [("find", "siti"), ("verify",), ("password",)])
def test_a_write_protected_disk_is_one_sentence_of_each_command(locked: Path, words: tuple[str, ...]) -> None:
    command, *more = words
    said = ejsika(command, locked, *more, EJSIKA_NEW_PASSWORD=offices.PASSWORD + "!")
    assert str(locked) in said.sentence
    assert "write protection" in said.sentence


def test_a_new_office_on_a_write_protected_disk_is_one_sentence(locked: Path) -> None:
    words = ("--office", "36.01", "--programme", "jamsosratu-2019", "--admin", "admin")
    assert ejsika("init", locked.parent / "baru", *words).sentence
