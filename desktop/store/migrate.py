"""Brings an office file to the schema of this program; a newer one is refused, an older one upgraded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, text

from desktop.errors import Refused
from desktop.store.engine import database_errors, place_of


@dataclass(frozen=True, slots=True)
class Steps:
    """The migrations of a program: where their scripts lie, and their revisions, oldest first."""

    location: str
    known: tuple[str, ...]

    @property
    def head(self) -> str:
        return self.known[-1]


# Named here too, so that opening an office need not load Alembic.
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
HEAD = KNOWN[-1]
PACKAGED = Steps("desktop.store:migrations", KNOWN)


def current(connection: Connection) -> str | None:
    """Revision of the file, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row.version_num) if row else None


def check_or_upgrade(engine: Engine, back_up: Callable[[], None], steps: Steps = PACKAGED) -> bool:
    """Upgrade an older file after `back_up` has made a checked backup; answers whether anything was done.

    Refuses a file of a newer program (DESIGN.md 4.13). Alembic is loaded only when there is work for it.
    """
    with engine.connect() as connection:
        revision = current(connection)
    if revision == steps.head:
        return False
    if revision is None:
        raise Refused("database.foreign")
    if revision not in steps.known:
        raise Refused("database.newer")
    back_up()
    upgrade(engine, steps)
    return True


def upgrade(engine: Engine, steps: Steps = PACKAGED) -> None:
    """Run all migrations in one transaction: the file has the new schema, or is as it was.

    References are not followed meanwhile, so that a table can be made anew under its name; all are checked at the end.
    """
    from alembic import command  # noqa: PLC0415 - loading Alembic takes longer than opening an office
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", steps.location)
    with database_errors(place_of(engine)), _references_apart(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, steps.head)
        faults = connection.execute(text("PRAGMA foreign_key_check")).first()
        if faults is not None:
            raise Refused("database.damaged")


@contextmanager
def _references_apart(engine: Engine) -> Iterator[Connection]:
    """A connection that does not follow references, which can be said between transactions only."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
