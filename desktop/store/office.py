"""An office that is open: one writer, readers beside it, and the key only in memory."""

import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

from filelock import FileLock
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Office
from desktop.store import engine as engines
from desktop.store import migrate
from desktop.store.folder import OfficeFolder
from desktop.store.journal import Who
from desktop.store.keys import with_new_key
from desktop.store.unit import Unit


def utc_now() -> datetime:
    return datetime.now(UTC)


class OpenOffice:
    """The store of one office while its program runs. Closing drops the key."""

    def __init__(
        self, folder: OfficeFolder, key: bytes, lock: FileLock, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.folder = folder
        self.key = key
        self.clock = clock
        self._lock = lock
        self._writing = threading.Lock()
        self._writer: Engine = engines.make_engine(folder.database, key, writer=True)
        self._readers: Engine = engines.make_engine(folder.database, key, writer=False)
        self.pc = platform.node()[:64] or "?"
        self.code = ""
        self.stream = ""

    @property
    def writer(self) -> Engine:
        """For the parts of the store that need bare statements: migrations, backup, proof."""
        return self._writer

    @property
    def readers(self) -> Engine:
        return self._readers

    def identify(self) -> None:
        """Read whose file this is; needed before the first write."""
        with self.read() as session:
            office = session.get(Office, 1)
        if office is None:
            raise Refused("database.foreign")
        self.code, self.stream = office.code, office.stream
        if not self.folder.about.is_file():  # the label was lost, and every backup holds it
            self.folder.write_about(office.code, office.name)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that sees one state of the office and changes nothing."""
        with engines.database_errors(self.folder.database), Session(self._readers, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, actor: str, action: str) -> Iterator[Unit]:
        """Open the one transaction that may write; all of it is kept when the block ends well, else nothing."""
        with (
            engines.database_errors(self.folder.database),
            self._writing,
            self._writer.connect() as connection,
        ):
            who = Who(actor, self.pc, self.code, self.stream)
            with connection.begin():
                unit = Unit(connection, who, action, self.clock)
                try:
                    yield unit
                    unit.finish()
                finally:
                    unit.close()

    @contextmanager
    def alone(self) -> Iterator[Any]:
        """Hold the driver's only connection, outside any transaction, for what SQLite wants done so."""
        with self._writing:
            self._readers.dispose()
            with self._writer.connect() as connection:
                yield connection.connection.driver_connection

    def use_key(self, key: bytes) -> None:
        """Go on under a new key."""
        self._readers.dispose()
        self._writer.dispose()
        self.key = key
        self._writer = engines.make_engine(self.folder.database, key, writer=True)
        self._readers = engines.make_engine(self.folder.database, key, writer=False)

    def close(self) -> None:
        """Close every connection and let go of the folder and the key."""
        self._readers.dispose()
        self._writer.dispose()
        self.key = b""
        self._lock.release()


def open_office(folder: OfficeFolder, keys: tuple[bytes, ...], back_up: Callable[[OpenOffice], None]) -> OpenOffice:
    """Open with the first key that fits; an older file is upgraded after `back_up`.

    Two keys come from a change of key that was cut off; then `keys.json` is settled on the one that fits.
    """
    with ExitStack() as unless_open:
        lock = folder.checked().hold()
        unless_open.callback(lock.release)
        key = fitting_key(folder, keys)
        office = OpenOffice(folder, key, lock)
        unless_open.callback(office.close)
        with engines.database_errors(folder.database):
            migrate.check_or_upgrade(office.writer, partial(back_up, office))
        office.identify()
        if len(keys) > 1:
            folder.write_keys(with_new_key(folder.read_keys(), key, None))
        unless_open.pop_all()
    return office


def fitting_key(folder: OfficeFolder, keys: tuple[bytes, ...]) -> bytes:
    """Find which key the database is under now. Refuses as damaged when none fits."""
    for key in keys[:-1]:
        try:
            engines.connect(folder.database, key).close()
        except Refused:
            continue
        return key
    engines.connect(folder.database, keys[-1]).close()
    return keys[-1]
