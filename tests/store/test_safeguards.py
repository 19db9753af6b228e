"""What the file itself enforces: safe settings on every connection, and a log that raw SQL cannot change."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from desktop.errors import Refused
from desktop.services.desk import Desk
from desktop.store import engine, rekey
from desktop.store.engine import SAFEGUARDS
from desktop.store.keys import new_key
from tests.store.test_journal import add_family, count

WANTED = {name: expected for name, (_, expected) in SAFEGUARDS.items()} | {"journal_mode": "wal"}


def settings(connection: object) -> dict[str, object]:
    return {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in WANTED}  # type: ignore[attr-defined]


def test_each_of_all_connections_at_once(operator: Desk) -> None:
    """A pool hands out others under load: every one of them was made safe."""
    with ExitStack() as stack:
        many = [stack.enter_context(operator.office.readers.connect()) for _ in range(3)]
        many.append(stack.enter_context(operator.office.writer.connect()))
        assert [settings(one) for one in many] == [WANTED] * 4


def test_connections_under_a_new_key_are_as_safe(operator: Desk) -> None:
    rekey.change_key(operator.office, operator.office.folder.read_keys())
    for source in (operator.office.writer, operator.office.readers):
        with source.connect() as connection:
            assert settings(connection) == WANTED


def test_a_disk_without_a_write_ahead_log_is_refused(operator: Desk) -> None:
    """Number 12: a database in memory keeps no such log; so does a file on a disk that cannot have one."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    with pytest.raises(Refused) as refused:
        engine._safeguard(connection)
    assert (refused.value.code, refused.value.values) == ("database.unsafe", {"setting": "journal_mode"})
    connection.close()


def test_the_file_of_an_office_has_a_key_of_32_bytes(operator: Desk) -> None:
    assert len(operator.office.key) == 32
    assert new_key() != new_key()


FAR_AHEAD = """INSERT INTO audit_line SELECT seq + 1000, at, actor, pc, action, kind, record, version, value_hash,
 detail, prev, hash FROM audit_line WHERE seq = 1"""
ATTACKS = (
    "UPDATE audit_line SET actor = 'nobody' WHERE seq = 1",
    "UPDATE audit_line SET hash = hash",
    "DELETE FROM audit_line WHERE seq = (SELECT max(seq) FROM audit_line)",
    "DELETE FROM audit_line",
    "INSERT OR REPLACE INTO audit_line SELECT * FROM audit_line WHERE seq = 1",
    FAR_AHEAD,
    "UPDATE record_version SET \"values\" = '{}'",
    "UPDATE record_version SET record = 'x'",
    "UPDATE record_version SET salt = x'00'",
    "DELETE FROM record_version",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_raw_sql_cannot_change_the_log(operator: Desk, attack: str) -> None:
    add_family(operator)
    before = count(operator, "audit_line"), count(operator, "record_version")
    with operator.office.alone() as driver, pytest.raises(dbapi2.IntegrityError):
        driver.execute(attack)
    assert (count(operator, "audit_line"), count(operator, "record_version")) == before


def test_a_reference_to_nothing_is_refused_at_once(operator: Desk) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), operator.write("x") as unit:
        unit.connection.execute(
            text("INSERT INTO draft (user_id, form, \"values\", at) VALUES (x'00', 'a', '{}', '2026-01-01 00:00:00')")
        )
    assert count(operator, "draft") == 0


def test_writers_take_turns(operator: Desk) -> None:
    """Several threads of one program write; nobody loses a line and nobody is turned away."""
    before = count(operator, "audit_line")
    ready = threading.Barrier(6)

    def write(number: int) -> None:
        ready.wait()
        for _ in range(5):
            with operator.write("turn") as unit:
                unit.journal.note(number=number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    assert count(operator, "audit_line") == before + 30
    with operator.read() as session:
        seqs = list(session.scalars(text("SELECT seq FROM audit_line ORDER BY seq")))
    assert seqs == list(range(1, before + 31))


def test_a_read_only_file_is_said(operator: Desk, office_folder: Path) -> None:
    key = operator.office.key
    operator.close()
    driver = engine.connect(office_folder / "office.db", key)
    driver.execute("PRAGMA query_only = ON")
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        driver.execute("DELETE FROM draft")
    driver.close()
