"""Nothing of a family, a person or a password can be read in any file of an office, whatever was done."""

from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import safety, signing_in, users
from desktop.services.families import detail, finding
from desktop.store import engine, keys, rekey
from tests import families, offices

# Names, numbers and places of the families, and what people typed to come in.
SECRETS = ("ROHAYATI", "SITI AMINAH", "36010152", "3601010", "Cikadu", "CIKADU", "jamsosratu", offices.PASSWORD)
SHORTEST = 6


def strings(data: bytes) -> str:
    """Readable runs of a file, as the tool of that name finds them; both ways text is kept in memory."""
    wide = data.replace(b"\0", b"")
    return "\n".join(part.decode("latin-1") for part in (data, wide))


def leaks(folder: Path) -> list[tuple[str, str]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = strings(path.read_bytes())
            found += [(path.name, secret) for secret in SECRETS if secret in text]
    return found


@pytest.fixture
def worked_at(office_folder: Path) -> Path:
    """An office that is still open, with families, searches, opened families and a draft of backups behind it."""
    with closing(offices.sign_in(office_folder, Role.OPERATOR)) as desk:
        ids = families.add(desk, 60)
        assert finding.count(desk, "rohayati") > 0
        detail.open_family(desk, ids[0])
    return office_folder


def test_the_search_for_secrets_finds_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\xffROHAYATI\0")
    (tmp_path / "b").write_bytes("SITI AMINAH".encode("utf-16-le"))
    assert leaks(tmp_path) == [("a", "ROHAYATI"), ("b", "SITI AMINAH")]
    assert min(map(len, SECRETS)) >= SHORTEST, "shorter ones turn up in random bytes by chance"


def test_a_closed_office(worked_at: Path) -> None:
    assert leaks(worked_at) == []


def test_an_open_office_with_its_write_ahead_log(worked_at: Path) -> None:
    with closing(offices.sign_in(worked_at, Role.OPERATOR)) as desk:
        families.add(desk, 30, start=500)
        assert (worked_at / "office.db-wal").stat().st_size > 0
        assert leaks(worked_at) == []


def test_its_backups(worked_at: Path, tmp_path: Path) -> None:
    out = tmp_path / "stick"
    out.mkdir()
    with closing(offices.sign_in(worked_at, Role.ADMINISTRATOR)) as desk:
        safety.back_up(desk, out / "a.ejsika-backup")
    assert [path.name for path in out.iterdir()] == ["a.ejsika-backup"]
    assert leaks(out) == []


def test_its_key_file_after_every_change_of_a_password(worked_at: Path, office_template: offices.Template) -> None:
    code = office_template.recovery_code
    with closing(signing_in.recover(worked_at, code, "operator", "kata sandi yang baru")) as desk:
        rekey.change_key(desk.office, desk.office.folder.read_keys())
        key = desk.office.key
    text = (worked_at / "keys.json").read_bytes()
    for secret in (b"kata sandi", code.encode(), keys.normalise_recovery_code(code).encode(), key, key.hex().encode()):
        assert secret not in text
    assert leaks(worked_at) == []


def test_a_full_name_stands_in_no_open_file(administrator_folder: Path) -> None:
    """keys.json holds the names people sign in with, which the screen shows to anybody; their own names it does not."""
    for path in administrator_folder.rglob("*"):
        if path.is_file():
            assert b"Ny. Ratna Juwita" not in path.read_bytes()


@pytest.fixture
def administrator_folder(office_folder: Path) -> Path:
    with closing(offices.sign_in(office_folder, Role.ADMINISTRATOR)) as desk:
        users.add(desk, "ratna", Role.OPERATOR, offices.PASSWORD, "Ny. Ratna Juwita")
    return office_folder


def test_what_a_removed_person_kept_opens_nothing_new(office_folder: Path, tmp_path: Path) -> None:
    """He copied key file and key before he left: neither opens the office, nor a backup made after."""
    kept = (office_folder / "keys.json").read_bytes()
    with closing(offices.sign_in(office_folder, Role.ADMINISTRATOR)) as desk:
        families.add(desk, 3)
        users.remove(desk, "operator", "supervisor", offices.PASSWORD)
        new = desk.office.key
    old = keys.from_json(kept)
    slot = old.named("operator")
    assert slot is not None
    (his,) = keys.open_slot(old.office, slot, offices.PASSWORD)
    assert his != new
    with pytest.raises(Refused, match=r"database\.damaged"):
        from_key(office_folder, his)
    from_key(office_folder, new)


def from_key(folder: Path, key: bytes) -> None:
    engine.connect(folder / "office.db", key).close()
