"""The rows of a package: every record of this office that changed after what the receiver has, as it stands now."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from desktop.models import User
from desktop.services.exchange.kinds import RecordKind
from desktop.store.bulk import Columns
from desktop.store.canonical import VALUES
from desktop.store.older import ADDED, as_today

PERSON = "person"
RUPIAH = "rupiah"
MONEY = MappingProxyType({"payment": "amount"})
"""Records whose amounts are summed up in the totals, and the column of the amount."""
AT_ONCE = 2_000
_FORM = b'{"change":%d,"kind":"%b","values":%b,"version":%b}'

Which: TypeAlias = tuple[str, int, int]
"""Whose records: the office; above which change and up to which."""


@dataclass(slots=True)
class Tally:
    """Control totals, counted while the rows go by: they stand in the manifest and on the paper."""

    totals: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, count: int) -> None:
        if count:
            self.totals[name] = self.totals.get(name, 0) + count

    def add_money(self, name: str, columns: Columns) -> None:
        """Add the rupiah of records that carry money."""
        if name in MONEY:
            self.add(RUPIAH, sum(columns[MONEY[name]]))


def lines(session: Session, kinds: Iterable[RecordKind], which: Which, tally: Tally) -> Iterator[bytes]:
    """Write the people who acted, then the records of these kinds, each after what it points to.

    Many lines come at once, with their line ends between them and none behind the last.
    """
    yield from _people(session)
    connection = session.connection()
    for kind in kinds:
        written = _older if kind.name in ADDED else _of_kind
        yield from written(connection, kind, which, tally)


def _people(session: Session) -> Iterator[bytes]:
    """Names of those who acted here: records point to them. Nobody can sign in by them elsewhere."""
    for user in session.scalars(select(User).where(User.office.is_(None)).order_by(User.id)):
        values = {"full_name": user.full_name, "id": str(user.id), "name": user.name, "role": user.role}
        yield json.dumps({"kind": PERSON, "values": values}, ensure_ascii=False, separators=(",", ":")).encode()


def _of_kind(connection: Connection, kind: RecordKind, which: Which, tally: Tally) -> Iterator[bytes]:
    office, after, upto = which
    end, statement = _END.format(table=kind.name), _TOGETHER.format(rows=_rows_of(kind), kind=kind.name)
    while after < upto:
        until = connection.exec_driver_sql(end, (office, after, upto, AT_ONCE - 1)).scalar() or upto
        many, money, text = connection.exec_driver_sql(statement, (kind.name, office, after, until)).one()
        tally.add(kind.name, many)
        tally.add(RUPIAH, money)
        if many:
            yield text.encode()
        after = until


def _older(connection: Connection, kind: RecordKind, which: Which, tally: Tally) -> Iterator[bytes]:
    """Records of which an older program may have kept versions with fewer columns."""
    name = kind.name.encode()
    rows = connection.exec_driver_sql(_rows_of(kind), (kind.name, *which))
    for change, version, kept, money in rows:
        values = as_today(kind.name, kept)
        tally.add(kind.name, 1)
        tally.add(RUPIAH, money)
        yield _FORM % (change, name, VALUES.encode(values).encode(), version.encode())


def _rows_of(kind: RecordKind) -> str:
    money = f"live.{MONEY[kind.name]}" if kind.name in MONEY else "0"
    return _ROWS.format(table=kind.name, record=_record(kind), money=money)


# The kept version is the record as the log knows it, already written as it travels; `ejsika verify` proves that it is
# what the table holds. Of what was destroyed by law there is nothing to send.
_ROWS = """
SELECT live.change_number AS change, live.version AS version, kept."values" AS kept, {money} AS money
  FROM "{table}" AS live
  JOIN record_version AS kept ON kept.kind = ?1 AND kept.record = {record} AND kept.valid_to IS NULL
       AND kept."values" IS NOT NULL
 WHERE live.owner = ?2 AND live.change_number > ?3 AND live.change_number <= ?4
 ORDER BY live.change_number
"""
_END = """
SELECT change_number FROM "{table}" WHERE owner = ? AND change_number > ? AND change_number <= ?
 ORDER BY change_number LIMIT 1 OFFSET ?
"""
# Put together by the database, which takes a tenth of the time it takes to hand the rows over one by one.
_TOGETHER = """
SELECT count(*), coalesce(sum(money), 0), group_concat(
    '{{"change":' || change || ',"kind":"{kind}","values":' || kept || ',"version":' || version || '}}', char(10))
  FROM ({rows})
"""


def _record(kind: RecordKind) -> str:
    """SQL for the name the log gives to a record: its id as text, or its published codes."""
    keys = [column.name for column in kind.table.primary_key.columns]
    if keys == ["id"]:
        return " || '-' || ".join(f"lower(hex(substr(live.id, {at}, {size})))" for at, size in _GROUPS)
    return " || '/' || ".join(f'live."{key}"' for key in keys)


_GROUPS = ((1, 4), (5, 2), (7, 2), (9, 2), (11, 6))
"""Where the groups of a UUID's text begin among its 16 bytes, and how many bytes each has."""
