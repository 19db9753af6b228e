"""Connections to an encrypted office file: SQLite through SQLCipher, with every safeguard read back (TRUST.md 3.4)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from desktop.errors import Refused

BUSY_MS = 10_000
CACHE_KIB = 65_536  # with less, look-ups in an encrypted file cost 2.5 times those in a plain one
LEAST_FREE = 1 << 20  # bytes; below it the files beside the database cannot be made or grow
SAFEGUARDS = {
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "cell_size_check": ("ON", 1),
    "trusted_schema": ("OFF", 0),
}


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """Open one connection. Refuses a damaged or foreign file and a disk on which writing is not safe."""
    mode = "rwc" if create else "rw"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        connection = dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    except dbapi2.OperationalError as fault:
        raise translated(fault, path) from fault
    try:
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _safeguard(connection)
    except dbapi2.DatabaseError as fault:
        connection.close()
        raise translated(fault, path) from fault
    except Refused:
        connection.close()
        raise
    return connection


def _safeguard(connection: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise Refused("database.unsafe", setting="journal_mode")
    for name, (value, expected) in SAFEGUARDS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise Refused("database.unsafe", setting=name)


def make_engine(path: Path, key: bytes, *, writer: bool) -> Engine:
    """Make the engine of the one writer, or of the readers beside it."""

    def creator() -> Any:
        return connect(path, key)

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=1 if writer else 3,
        max_overflow=0,
        pool_reset_on_return="rollback",
    )
    begin = "BEGIN IMMEDIATE" if writer else "BEGIN"

    def start(connection: Connection) -> None:
        # The driver's own guessing of transactions is off, so that reading and writing begin where we say.
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", start)
    return engine


def place_of(engine: Engine) -> Path | None:
    """Tell which file an engine writes, or None for one in memory."""
    return Path(engine.url.database) if engine.url.database else None


@contextmanager
def database_errors(path: Path | None = None) -> Iterator[None]:
    """Turn what the database says about disk and file into advice; anything else is a bug and passes.

    `path` is the file, on whose disk room is looked for when the disk failed.
    """
    try:
        yield
    except (DatabaseError, dbapi2.DatabaseError) as fault:
        # Bare statements to the driver (backup, change of key) fail with its own error, all others with SQLAlchemy's.
        cause = fault.orig if isinstance(fault, DatabaseError) else fault
        if isinstance(cause, dbapi2.DatabaseError) and (refused := known_fault(cause, path)):
            raise refused from fault
        raise


def known_fault(fault: Exception, path: Path | None = None) -> Refused | None:
    """Find the advice for what the database said, if it is about disk or file."""
    text = str(fault)
    if "disk I/O error" in text:
        # SQLite says so as well where it finds no room for the files it keeps beside the database.
        return Refused("database.full" if path and _is_full(path) else "database.disk")
    for sign, code in (
        ("disk is full", "database.full"),
        ("not a database", "database.damaged"),
        ("malformed", "database.damaged"),
        ("readonly", "database.read_only"),
        ("unable to open", "database.missing"),
        ("locked", "database.busy"),
    ):
        if sign in text:
            return Refused(code)
    return None


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < LEAST_FREE
    except OSError:  # a disk that was pulled out is not full
        return False


def translated(fault: Exception, path: Path | None = None) -> Exception:
    return known_fault(fault, path) or fault
