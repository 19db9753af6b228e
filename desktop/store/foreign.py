"""Records of other offices: written as they came, with their own owner, version and change number, and journalled here.

Their versions are counted as they arrive, from 1, since some are never sent: the vector says which of the owner it is.
The journal is written with each part, so that a package of any length needs little memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, text

from desktop.store.bulk import Columns, insert_columns, update_columns
from desktop.store.unit import Unit

AT_ONCE = 500
"""Records in one question."""
Key: TypeAlias = tuple[Any, ...]
"""Values of a primary key."""


@dataclass(frozen=True, slots=True)
class Came:
    """Records of one table: all columns, the names by which the log knows them, and their values as it keeps them."""

    table: Table
    columns: Columns
    names: Sequence[str]
    texts: Sequence[str]


def insert(unit: Unit, came: Came) -> None:
    """Insert records that were not here before."""
    insert_columns(unit.connection, came.table, came.columns)
    _keep(unit, came, [1] * len(came.names))


def update(unit: Unit, came: Came) -> None:
    """Put newer values in the place of those that are here."""
    table, columns = came.table, came.columns
    keys = [column.name for column in table.primary_key.columns]
    update_columns(unit.connection, table, columns, keys, [name for name in columns if name not in keys])
    newest = dict(_newest(unit, table.name, came.names))
    _keep(unit, came, [newest[name] + 1 for name in came.names])


def standing(connection: Connection, table: Table, keys: Sequence[Key]) -> dict[Key, tuple[str, str]]:
    """Which of these records are here, with owner and version. Keys are as the driver has them: ids as bytes."""
    names = [f'"{column.name}"' for column in table.primary_key.columns]
    found: dict[Key, tuple[str, str]] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        marks = ", ".join([f"({', '.join('?' * len(names))})"] * len(some))
        asked = f"({', '.join(names)}) IN (VALUES {marks})"
        statement = f'SELECT owner, version, {", ".join(names)} FROM "{table.name}" WHERE {asked}'  # noqa: S608
        values = tuple(value for key in some for value in key)
        for owner, version, *key in connection.exec_driver_sql(statement, values):
            found[tuple(key)] = (owner, version)
    return found


def newest_values(unit: Unit, kind: str, name: str) -> str:
    """The values of a record as they stand, as JSON."""
    statement = 'SELECT "values" FROM record_version WHERE kind = :kind AND record = :record AND valid_to IS NULL'
    return str(unit.connection.execute(text(statement), {"kind": kind, "record": name}).scalar_one())


def _keep(unit: Unit, came: Came, numbers: Sequence[int]) -> None:
    unit.journal.keep_texts(str(came.table.name), came.names, came.texts, numbers)
    unit.journal.write()


def _newest(unit: Unit, kind: str, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """How often each was kept."""
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        marks = ", ".join("?" * len(some))
        statement = f"SELECT record, max(version) FROM record_version WHERE kind = ? AND record IN ({marks}) GROUP BY 1"  # noqa: S608
        rows = unit.connection.exec_driver_sql(statement, (kind, *some))
        yield from ((record, number) for record, number in rows)
