"""Every connection is encrypted, safe against a power cut, and says what is wrong with a file."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2

from desktop import paths
from desktop.errors import Refused
from desktop.services.desk import Desk
from desktop.store import engine
from desktop.store.keys import new_key
from desktop.wording import load

SAFE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cell_size_check": 1, "trusted_schema": 0}


def test_safeguards_stand_on_every_connection(operator: Desk) -> None:
    for source in (operator.office.writer, operator.office.readers):
        with source.connect() as connection:
            found = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in SAFE}
        assert found == SAFE


def test_the_file_is_not_readable(operator: Desk, office_folder: Path) -> None:
    data = (office_folder / "office.db").read_bytes()
    assert b"SQLite format" not in data
    assert b"audit_line" not in data


@pytest.mark.parametrize("damage", [b"", b"hello", b"SQLite format 3\0" + b"\0" * 5000, bytes(range(256)) * 40])
def test_a_foreign_file_is_damaged(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(damage)
    if damage:
        with pytest.raises(Refused) as refused:
            engine.connect(path, new_key())
        assert refused.value.code == "database.damaged"
    else:
        engine.connect(path, new_key()).close()  # an empty file is an empty database; identify() refuses it


def test_a_missing_file_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        engine.connect(tmp_path / "office.db", new_key())
    assert not (tmp_path / "office.db").exists()


def test_another_key_does_not_open(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        engine.connect(operator.office.folder.database, new_key())
    assert refused.value.code == "database.damaged"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("database or disk is full", "database.full"),
        ("file is not a database", "database.damaged"),
        ("database disk image is malformed", "database.damaged"),
        ("database is locked", "database.busy"),
        ("attempt to write a readonly database", "database.read_only"),
        ("disk I/O error", "database.disk"),
    ],
)
def test_the_databases_words_become_advice(said: str, code: str) -> None:
    known = engine.known_fault(dbapi2.OperationalError(said))
    assert known is not None
    assert known.code == code


def test_a_failing_disk_with_room_is_neither_full_nor_a_damaged_office(tmp_path: Path) -> None:
    """Bringing back a backup at once would throw away work that is whole."""
    known = engine.known_fault(dbapi2.OperationalError("disk I/O error"), tmp_path / "office.db")
    assert known is not None
    assert known.code == "database.disk"
    for language, word in (("en", "restore"), ("id", "pulihkan")):
        said = load(paths.resources() / "locale", language).refusal(known)
        assert word not in said.casefold()
        assert "disk" in said.casefold()


def test_a_disk_that_was_pulled_out_is_not_full(tmp_path: Path) -> None:
    known = engine.known_fault(dbapi2.OperationalError("disk I/O error"), tmp_path / "gone" / "office.db")
    assert known is not None
    assert known.code == "database.disk"


def test_an_engine_knows_its_file(operator: Desk) -> None:
    for source in (operator.office.writer, operator.office.readers):
        assert engine.place_of(source) == operator.office.folder.database
    assert engine.place_of(create_engine("sqlite://")) is None


def test_what_nobody_knows_stays_a_bug() -> None:
    assert engine.known_fault(dbapi2.OperationalError("no such table: x")) is None
    fault = dbapi2.OperationalError("no such table: x")
    assert engine.translated(fault) is fault


def test_a_full_disk_is_said_and_nothing_kept(operator: Desk) -> None:
    """Number 6: as SQLite itself reports it, with the file's size capped."""
    with operator.office.writer.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    with pytest.raises(Refused) as refused, operator.write("fill") as unit:
        for _ in range(50):
            unit.journal.note(text="x" * 20_000)
    assert refused.value.code == "database.full"
    with operator.read() as session:
        count = session.execute(text("SELECT count(*) FROM audit_line WHERE action = 'fill'")).scalar_one()
    assert count == 0
