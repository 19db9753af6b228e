"""Files that rotted, were cut or are somebody else's: each ends in a sentence or a whole office."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import office_folders, safety
from desktop.services.desk import Desk
from desktop.services.money import proving
from desktop.store import backup, keys
from desktop.store.folder import OfficeFolder
from desktop.wording import translator
from tests import families, offices

ENGLISH = translator.load(Path(), "en")
SOUND, SENTENCE = "sound", "sentence"


@pytest.fixture(scope="module")
def filled(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with families and a backup of it beside, for all cuts of this file."""
    place = tmp_path_factory.mktemp("damage")
    folder = office_template.copy(place / "office")
    with closing(offices.sign_in(folder, Role.ADMINISTRATOR)) as desk:
        families.add(desk, 20)
        safety.back_up(desk, place / f"a{backup.SUFFIX}")
    return folder


def copied(filled: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(filled, to)


def said(refused: Refused) -> str:
    """The sentence a person reads; a code without one, or a value too few, fails here."""
    sentence = ENGLISH.refusal(refused)
    assert sentence.endswith((".", "?")), sentence
    assert "{" not in sentence
    return sentence


def opened(folder: Path) -> str:
    """Sign in and prove the office. Damage is told by a refusal or by the proof, never passed over."""
    try:
        with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
            return proved(desk)
    except Refused as refused:
        return said(refused)


def proved(desk: Desk) -> str:
    found = safety.verify(desk, proving.prove)
    return SOUND if found.sound else str(found.faults[0].code)


FOREIGN = {
    "empty": b"",
    "text": b"Yth. Bapak Kepala Dinas",
    "zip": b"PK\x03\x04" + b"\0" * 200,
    "plain database": b"SQLite format 3\0" + b"\x10\0\1\1\0" + b"\0" * 8000,
    "zeros": b"\0" * 20_000,
    "brackets": b"[" * 200_000,
    "number": b"7",
    "infinity": b'{"format": Infinity, "office": "36.01", "slots": []}',
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize("name", ["office.db", "keys.json"])
def test_another_file_under_our_name(filled: Path, tmp_path: Path, name: str, content: bytes) -> None:
    folder = copied(filled, tmp_path / "o")
    (folder / name).write_bytes(content)
    for beside in ("office.db-wal", "office.db-shm"):
        (folder / beside).unlink(missing_ok=True)
    sentence = opened(folder)
    assert sentence != SOUND
    assert ("office" in sentence) if name == "office.db" else ("key file" in sentence)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.9999])
def test_an_office_file_that_was_cut(filled: Path, tmp_path: Path, share: float) -> None:
    folder = copied(filled, tmp_path / "o")
    whole = (folder / "office.db").read_bytes()
    (folder / "office.db").write_bytes(whole[: int(len(whole) * share)])
    assert opened(folder) != SOUND


def test_bits_of_the_office_file(filled: Path, tmp_path: Path) -> None:
    """With the right password it is never called a wrong one."""
    chance = random.Random(8)
    whole = (filled / "office.db").read_bytes()
    for _ in range(12):
        folder = copied(filled, tmp_path / "o")
        rotten = bytearray(whole)
        rotten[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        (folder / "office.db").write_bytes(bytes(rotten))
        answer = opened(folder)
        assert answer != SOUND
        assert "password is wrong" not in answer


def test_every_part_of_the_key_file(filled: Path) -> None:
    """Any byte changed: refused as damaged, or the password does not open, or it opens with the right key."""
    data = (filled / "keys.json").read_bytes()
    place = OfficeFolder(filled).read_keys()
    operator = place.named("operator")
    assert operator is not None
    right = keys.open_slot(place.office, operator, offices.PASSWORD)
    chance = random.Random(9)
    refused = 0
    for _ in range(30):
        rotten = bytearray(data)
        rotten[chance.randrange(len(data))] = chance.choice(b'0123456789{}[]",:azAZ\\-.e\x00\xff')
        try:
            read = keys.from_json(bytes(rotten))
            slot = read.named("operator")
            assert slot is None or keys.open_slot(read.office, slot, offices.PASSWORD) in ((), right)
        except Refused as told:
            assert told.code in ("keys.damaged", "keys.newer")
            said(told)
            refused += 1
    assert refused > 5


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_key_file_that_was_cut(filled: Path, tmp_path: Path, share: float) -> None:
    folder = copied(filled, tmp_path / "o")
    whole = (folder / "keys.json").read_bytes()
    (folder / "keys.json").write_bytes(whole[: int(len(whole) * share)])
    assert "keys.json" in opened(folder)


def test_the_key_file_comes_back_from_a_backup(filled: Path, tmp_path: Path) -> None:
    """What the sentence advises works."""
    folder = copied(filled, tmp_path / "o")
    (folder / "keys.json").write_bytes(b"\0" * 4000)
    backup.unpack(filled.with_name(f"a{backup.SUFFIX}"), OfficeFolder(tmp_path / "laid out"))
    shutil.copy(tmp_path / "laid out" / "keys.json", folder / "keys.json")
    assert opened(folder) == SOUND


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\0", b"code = 36", b"name = [1, 2]", b'code = "36', b"format = 99\n", None]
)
def test_what_is_shown_before_signing_in_hinders_nobody(filled: Path, tmp_path: Path, content: bytes | None) -> None:
    """office.toml is a label: whatever became of it, the office opens."""
    folder = copied(filled, tmp_path / "o")
    if content is None:
        (folder / "office.toml").unlink()
    else:
        (folder / "office.toml").write_bytes(content)
    assert isinstance(office_folders.look(folder).name, str)
    assert opened(folder) == SOUND
    with closing(offices.sign_in(folder, Role.ADMINISTRATOR)) as desk:
        safety.back_up(desk, tmp_path / f"b{backup.SUFFIX}")


def test_bytes_of_a_backup(filled: Path, tmp_path: Path) -> None:
    """Headers, list of parts, manifest: changed at random, it is whole or refused, and a refused one leaves nothing."""
    whole = filled.with_name(f"a{backup.SUFFIX}").read_bytes()
    expected = backed_up(whole, tmp_path)
    chance = random.Random(10)
    tail = len(whole) - 1500
    refused = 0
    for _ in range(400):
        rotten = bytearray(whole)
        rotten[chance.choice((chance.randrange(60), chance.randrange(tail, len(whole))))] = chance.randrange(256)
        try:
            assert backed_up(bytes(rotten), tmp_path) == expected
        except Refused as told:
            assert told.code == "backup.damaged"
            said(told)
            refused += 1
            assert not (tmp_path / "back").exists()
    assert refused > 50


def backed_up(content: bytes, tmp_path: Path) -> list[int]:
    shutil.rmtree(tmp_path / "back", ignore_errors=True)
    file = tmp_path / f"rotten{backup.SUFFIX}"
    file.write_bytes(content)
    place = OfficeFolder(tmp_path / "back")
    backup.unpack(file, place)
    return [hash((place.path / name).read_bytes()) for name in backup.PARTS]


def test_another_offices_database_under_our_keys(filled: Path, tmp_path: Path) -> None:
    """Two folders were mixed up: said, not opened, and nothing in either is changed."""
    folder = copied(filled, tmp_path / "o")
    other = offices.make_template(tmp_path / "lebak", "36.02").folder
    for beside in ("office.db-wal", "office.db-shm"):
        (folder / beside).unlink(missing_ok=True)
    shutil.copy(other / "office.db", folder / "office.db")
    before = (folder / "office.db").read_bytes()
    assert "damaged" in opened(folder)
    assert (folder / "office.db").read_bytes() == before
