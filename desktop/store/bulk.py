"""Writing rows by the thousand: each column is made ready as a whole, and the driver gets plain tuples."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, bindparam, insert, update

from desktop.models.base import Uuid16


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; five times as fast as handing the rows to SQLAlchemy."""
    if rows:
        names = list(rows[0])
        statement = insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names})
        _execute(connection, statement, table, names, {name: name for name in names}, rows)


def update_rows(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], keys: Sequence[str], names: Sequence[str]
) -> None:
    """Set the columns `names` of the rows that `keys` tell."""
    if rows:
        # A bound value may not be called as the column is.
        bound = {f"{'key' if name in keys else 'new'}_{name}": name for name in (*keys, *names)}
        conditions: list[ColumnElement[bool]] = [table.c[name] == bindparam(f"key_{name}") for name in keys]
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        _execute(connection, update(table).where(*conditions).values(values), table, [*keys, *names], bound, rows)


def _execute(
    connection: Connection,
    statement: Any,
    table: Table,
    names: Sequence[str],
    bound: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    compiled = statement.compile(dialect=connection.dialect)
    if not compiled.positiontup:
        # A driver with named values takes the long way.
        connection.execute(statement, [{key: row[name] for key, name in bound.items()} for row in rows])
        return
    ready = {name: _ready(connection, table, name, [row[name] for row in rows]) for name in names}
    places = [ready[bound[key]] for key in compiled.positiontup]
    connection.exec_driver_sql(str(compiled), list(zip(*places, strict=True)))


def _ready(connection: Connection, table: Table, name: str, values: list[Any]) -> list[Any]:
    """Turn the values of one column into what the driver takes; bytes it takes as they are."""
    kind, dialect = table.c[name].type, connection.dialect
    if isinstance(kind, Uuid16):
        return [value and value.bytes for value in values]
    if isinstance(kind, LargeBinary):
        return values
    process: Callable[[Any], Any] | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return [process(value) for value in values] if process else values
