"""The rows of a list beside the register, in a table that lives as long as the comparison and never on the disk."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, select
from sqlalchemy.schema import DropTable

from desktop.models.base import Uuid16
from desktop.rules.area_names import area_name
from desktop.rules.areas import AreaLevel
from desktop.rules.names import match_key
from desktop.rules.official_lists import Listed, ListOutcome
from desktop.rules.terms import Sex
from desktop.store.bulk import insert_columns, insert_rows

AT_ONCE = 2_000

_HERE = MetaData()
_JSON = json.JSONEncoder(ensure_ascii=False)
# Temporary tables of SQLCipher lie in memory: nothing of them is readable on the disk.
STAGED = Table(
    "list_row", _HERE,
    Column("row", Integer, primary_key=True),
    Column("nik", String), Column("no_kk", String), Column("name", String), Column("name_key", String),
    Column("born", Date), Column("sex", String), Column("mother_name", String), Column("village", String),
    Column("more", String), Column("usable", Integer), Column("undecided", Integer),
    Column("done", Integer),
    prefixes=["TEMPORARY"],
)  # fmt: skip
KEYED = Table(
    "list_member", _HERE,
    Column("member_id", Uuid16, primary_key=True), Column("name_key", String, index=True), Column("born", Date),
    prefixes=["TEMPORARY"],
)  # fmt: skip


@contextmanager
def staging(connection: Connection) -> Iterator[None]:
    """Have the tables; they are emptied and gone in the end, for the connection goes back to its pool."""
    _drop(connection)
    for table in (STAGED, KEYED):
        table.create(connection, checkfirst=False)
    try:
        yield
    finally:
        _drop(connection)


def put(connection: Connection, rows: Iterable[Listed]) -> None:
    """Put rows in, some thousands at a time."""
    insert_rows(connection, STAGED, [_staged(row) for row in rows])


def put_name_keys(connection: Connection) -> bool:
    """Give the rows that are left what their names have in common with other spellings; False where none has one."""
    left = select(STAGED.c.row, STAGED.c.name).where(
        STAGED.c.done == 0, STAGED.c.name != "", STAGED.c.born.is_not(None)
    )
    keys = [(match_key(row.name), row.row) for row in connection.execute(left)]
    if keys:
        connection.exec_driver_sql("UPDATE list_row SET name_key = ? WHERE row = ?", keys)
    return bool(keys)


def put_keys(connection: Connection, people: Iterable[Any]) -> None:
    """Put in members (id, name, birth_date) by what their names have in common with other spellings."""
    columns: dict[str, list[Any]] = {"member_id": [], "name_key": [], "born": []}
    for person in people:
        columns["member_id"].append(person.id)
        columns["name_key"].append(match_key(person.name))
        columns["born"].append(person.birth_date)
    insert_columns(connection, KEYED, columns)


def done(connection: Connection, rows: Iterable[int]) -> None:
    """Mark rows that need no further look."""
    values = [(row,) for row in rows]
    if values:
        connection.exec_driver_sql("UPDATE list_row SET done = 1 WHERE row = ?", values)


def listed(row: Any) -> Listed:
    """Read a staged row back."""
    outcome, facts, receives = _more(row.more)
    return Listed(
        row.row, row.nik, row.no_kk, row.listed_name, row.born,
        Sex(row.listed_sex) if row.listed_sex else None, row.listed_mother, row.listed_village,
        outcome=outcome, facts=facts, receives=receives,
    )  # fmt: skip


@lru_cache(maxsize=1_024)
def _more(text: str) -> tuple[ListOutcome | None, Mapping[str, str], Mapping[str, bool]]:
    """What many rows say alike is read once."""
    more = json.loads(text)
    outcome = ListOutcome(more["outcome"]) if more["outcome"] else None
    return outcome, MappingProxyType(more["facts"]), MappingProxyType(more["receives"])


@lru_cache(maxsize=1_024)
def _written(
    outcome: ListOutcome | None, facts: tuple[tuple[str, str], ...], receives: tuple[tuple[str, bool], ...]
) -> str:
    return _JSON.encode({"outcome": outcome, "facts": dict(facts), "receives": dict(receives)})


def village_key(written: str) -> str:
    return area_name(written, AreaLevel.VILLAGE).key if written else ""


def _staged(row: Listed) -> dict[str, Any]:
    return {
        "row": row.row, "nik": row.nik, "no_kk": row.no_kk, "name": row.name,
        "name_key": "",
        "born": row.birth_date, "sex": row.sex.value if row.sex else "", "mother_name": row.mother_name,
        "village": row.village, "more": _written(row.outcome, tuple(row.facts.items()), tuple(row.receives.items())),
        "usable": int(row.usable), "undecided": int(row.undecided), "done": int(not row.usable),
    }  # fmt: skip


def _drop(connection: Connection) -> None:
    for table in (STAGED, KEYED):
        connection.execute(DropTable(table, if_exists=True))
