"""Brings an office file to the schema of this program; a newer one is refused, an older one upgraded."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, text

from desktop.errors import Refused
from desktop.store.engine import database_errors

HEAD = "0001"
KNOWN = ("0001",)


def current(connection: Connection) -> str | None:
    """Revision of the file, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row.version_num) if row else None


def check_or_upgrade(engine: Engine, back_up: Callable[[], None]) -> bool:
    """Upgrade an older file after `back_up` has made a checked backup; answers whether anything was done.

    Refuses a file of a newer program (DESIGN.md 4.13). Alembic is loaded only when there is work for it.
    """
    with engine.connect() as connection:
        revision = current(connection)
    if revision == HEAD:
        return False
    if revision is None:
        raise Refused("database.foreign")
    if revision not in KNOWN:
        raise Refused("database.newer")
    back_up()
    upgrade(engine)
    return True


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the packaged migrations up to `revision` in one transaction."""
    from alembic import command  # noqa: PLC0415 - loading Alembic takes longer than opening an office
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "desktop.store:migrations")
    with database_errors(), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        faults = connection.execute(text("PRAGMA foreign_key_check")).first()
        if faults is not None:
            raise Refused("database.damaged")
