"""Records of other offices: written as they came, with their own owner, version and change number, and journalled here.

Their versions are counted as they arrive, from 1, since some are never sent: the vector says which of the owner it is.
"""

from sqlalchemy import Table, text

from desktop.store.bulk import Columns, insert_columns, update_columns
from desktop.store.unit import Unit


def insert(unit: Unit, table: Table, columns: Columns) -> None:
    """Insert records that were not here before."""
    unit.journal.keep_values(table, columns, [1] * len(columns["version"]))
    insert_columns(unit.connection, table, columns)


def update(unit: Unit, table: Table, columns: Columns, names: list[str]) -> None:
    """Put newer values in the place of those that are here; `names` are the records as the journal names them."""
    newest = text("SELECT max(version) FROM record_version WHERE kind = :kind AND record = :record")
    ask = unit.connection.execute
    numbers = [ask(newest, {"kind": table.name, "record": name}).scalar_one() + 1 for name in names]
    unit.journal.keep_values(table, columns, numbers)
    keys = [column.name for column in table.primary_key.columns]
    update_columns(unit.connection, table, columns, keys, [name for name in columns if name not in keys])


def newest_values(unit: Unit, kind: str, name: str) -> str:
    """The values of a record as they stand, as JSON."""
    statement = 'SELECT "values" FROM record_version WHERE kind = :kind AND record = :record AND valid_to IS NULL'
    return str(unit.connection.execute(text(statement), {"kind": kind, "record": name}).scalar_one())
