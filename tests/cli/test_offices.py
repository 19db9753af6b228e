"""Commands that make an office and let people in, and every way an office can refuse to open."""

import shutil
from pathlib import Path

import pytest

from tests import offices
from tests.cli.commands import ejsika

OTHER = "nasi uduk di Serang"
NAMED = ("--office", "36.01", "--programme", "jamsosratu-2019", "--admin", "admin")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_province_is_an_office_too(tmp_path: Path) -> None:
    said = ejsika("init", tmp_path / "kantor", "--office", "36", *NAMED[2:], "--json")
    assert (said.status, said.json["name"]) == (0, "Banten")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--office", "99.99", *NAMED[2:]), "99.99"),
        (("--office", "Pandeglang", *NAMED[2:]), "Pandeglang"),
        ((*NAMED[:2], "--programme", "jamsosratu-1999", *NAMED[4:]), "jamsosratu-1999"),
        ((*NAMED, "--operator", "ADMIN"), "admin"),
    ],
)
def test_an_office_that_cannot_be_leaves_nothing(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    sentence = ejsika("init", tmp_path / "kantor", *words).sentence
    assert told.casefold() in sentence.casefold()
    assert list(tmp_path.iterdir()) == []


def test_a_weak_first_password_is_refused(tmp_path: Path) -> None:
    assert ejsika("init", tmp_path / "kantor", *NAMED, password="123").sentence
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_never_made_over_something(office_folder: Path, tmp_path: Path) -> None:
    before = contents(office_folder)
    assert str(office_folder) in ejsika("init", office_folder, *NAMED).sentence
    assert contents(office_folder) == before


@pytest.mark.parametrize("command", [("verify",), ("find",), ("password",), ("backup",)])
def test_a_missing_folder_is_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    more = {"find": ("siti",), "backup": (tmp_path / "b",)}.get(command[0], ())
    missing = tmp_path / "tidak-ada"
    assert str(missing) in ejsika(*command, missing, *more, EJSIKA_NEW_PASSWORD=OTHER).sentence
    assert not missing.exists()


def test_a_wrong_password_slows_down_and_tells_nothing(office_folder: Path) -> None:
    sentences = [ejsika("verify", office_folder, password="salah sekali").sentence for _ in range(2)]
    unknown = ejsika("verify", office_folder, "--as", "nobody", password=offices.PASSWORD).sentence
    assert sentences[0]
    assert "nobody" not in unknown, "whether a name exists is nobody's business"


def test_without_a_password_it_says_where_to_give_one(office_folder: Path) -> None:
    assert "EJSIKA_PASSWORD" in ejsika("verify", office_folder, password="").sentence


def test_a_foreign_file_is_no_office(office_folder: Path) -> None:
    (office_folder / "office.db").write_bytes(b"SQLite format 3\0" + bytes(8192))
    before = contents(office_folder)
    assert ejsika("verify", office_folder).sentence
    after = contents(office_folder)
    assert after["office.db"] == before["office.db"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00nonsense"])
def test_a_damaged_keyfile_is_a_sentence(office_folder: Path, content: bytes) -> None:
    (office_folder / "keys.json").write_bytes(content)
    assert ejsika("verify", office_folder).sentence


def test_an_office_opens_without_the_note_that_holds_no_secret(office_folder: Path) -> None:
    (office_folder / "office.toml").write_bytes(b"\xff\xfe\x00nonsense")
    assert ejsika("verify", office_folder).status == 0


@pytest.mark.parametrize("name", ["keys.json", "office.db"])
def test_a_lost_file_is_a_sentence(office_folder: Path, name: str) -> None:
    (office_folder / name).unlink()
    assert ejsika("verify", office_folder).sentence
    assert not (office_folder / name).exists(), "nothing may be put in its place"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "surat.txt"
    file.write_text("bukan kantor")
    assert str(file) in ejsika("verify", file).sentence


def test_keys_of_another_office_open_nothing(office_folder: Path, tmp_path: Path) -> None:
    other = offices.make_template(tmp_path / "lain").folder
    shutil.copy(other / "keys.json", office_folder / "keys.json")
    assert ejsika("verify", office_folder).sentence


def test_everybody_changes_his_own_password(office_folder: Path) -> None:
    said = ejsika("password", office_folder, "--as", "operator", "--json", EJSIKA_NEW_PASSWORD=OTHER)
    assert (said.status, said.json) == (0, {"changed": True})
    assert ejsika("verify", office_folder, "--as", "operator", password=OTHER).status == 0
    assert ejsika("verify", office_folder, "--as", "operator").sentence
    assert ejsika("verify", office_folder, "--as", "supervisor").status == 0


def test_a_user_comes_and_goes_by_two(office_folder: Path) -> None:
    added = ejsika("user", "add", office_folder, "yayah", "operator", "--json", EJSIKA_NEW_PASSWORD=OTHER)
    assert (added.status, added.json) == (0, {"user": "yayah", "role": "operator"})
    assert ejsika("verify", office_folder, "--as", "yayah", password=OTHER).status == 0
    assert "--second" in ejsika("user", "remove", office_folder, "yayah").sentence
    own = ejsika("user", "remove", office_folder, "yayah", "--second", "administrator",
                 EJSIKA_SECOND_PASSWORD=offices.PASSWORD)  # fmt: skip
    assert "administrator" in own.sentence
    unsaid = ejsika("user", "remove", office_folder, "yayah", "--second", "supervisor")
    assert "EJSIKA_SECOND_PASSWORD" in unsaid.sentence, "whose password is missing must be plain"
    removed = ejsika("user", "remove", office_folder, "yayah", "--second", "supervisor",
                     EJSIKA_SECOND_PASSWORD=offices.PASSWORD)  # fmt: skip
    assert removed.status == 0, removed.err
    assert ejsika("verify", office_folder, "--as", "yayah", password=OTHER).sentence


def test_users_are_the_administrators_work(office_folder: Path) -> None:
    said = ejsika("user", "add", office_folder, "yayah", "operator", "--as", "supervisor", EJSIKA_NEW_PASSWORD=OTHER)
    assert "supervisor" in said.sentence


def test_a_programme_year_is_added_once_more(office_folder: Path) -> None:
    said = ejsika("programme", "add", office_folder, "jamsosratu-2018", "--json")
    assert (said.status, said.json) == (0, {"programme": "jamsosratu", "year": 2018})
    assert "jamsosratu-1999" in ejsika("programme", "add", office_folder, "jamsosratu-1999").sentence
    assert "empty" in ejsika("tranche", "create", office_folder, "2018/1").sentence, "no source tells its amount"
