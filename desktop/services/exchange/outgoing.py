"""The rows of a package: every record of this office that changed after what the receiver has, as it stands now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from desktop.models import User
from desktop.services.exchange.kinds import RecordKind, kinds
from desktop.store.older import ADDED, as_today

PERSON = "person"
AT_ONCE = 5_000
_FORM = b'{"change":%d,"kind":"%b","values":%b,"version":%b}'


@dataclass(slots=True)
class Tally:
    """Control totals, counted while the rows go by: they stand in the manifest and on the paper."""

    totals: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, count: int) -> None:
        if count:
            self.totals[name] = self.totals.get(name, 0) + count


def lines(session: Session, office: str, after: int, upto: int, tally: Tally) -> Iterator[bytes]:
    """Write the people who acted, then the records in an order in which each comes after what it points to."""
    yield from _people(session)
    connection = session.connection()
    for kind in kinds().values():
        for line in _of_kind(connection, kind, office, after, upto):
            tally.add(kind.name, 1)
            yield line


def _people(session: Session) -> Iterator[bytes]:
    """Names of those who acted here: records point to them. Nobody can sign in by them elsewhere."""
    for user in session.scalars(select(User).where(User.office.is_(None)).order_by(User.id)):
        values = {"full_name": user.full_name, "id": str(user.id), "name": user.name, "role": user.role}
        yield json.dumps({"kind": PERSON, "values": values}, ensure_ascii=False, separators=(",", ":")).encode()


def _of_kind(connection: Connection, kind: RecordKind, office: str, after: int, upto: int) -> Iterator[bytes]:
    name = kind.name.encode()
    rows = connection.execution_options(yield_per=AT_ONCE).execute(
        text(_STATEMENT.format(table=kind.name, record=_record(kind))),
        {"kind": kind.name, "office": office, "after": after, "upto": upto},
    )
    older = kind.name in ADDED
    for change, version, kept in rows:
        values = json.dumps(as_today(kind.name, kept), sort_keys=True, ensure_ascii=False) if older else kept
        yield written(name, change, values.encode(), version.encode())


def written(kind: bytes, change: int, values: bytes, version: bytes) -> bytes:
    """One row, in the one way in which it is written."""
    return _FORM % (change, kind, values, version)


# The kept version is the record as the log knows it, already written as it travels; `ejsika verify` proves that it is
# what the table holds.
_STATEMENT = """
SELECT live.change_number, live.version, kept."values"
  FROM "{table}" AS live
  JOIN record_version AS kept ON kept.kind = :kind AND kept.record = {record} AND kept.valid_to IS NULL
 WHERE live.owner = :office AND live.change_number > :after AND live.change_number <= :upto
 ORDER BY live.change_number
"""


def _record(kind: RecordKind) -> str:
    """SQL for the name the log gives to a record: its id as text, or its published codes."""
    keys = [column.name for column in kind.table.primary_key.columns]
    if keys == ["id"]:
        return " || '-' || ".join(f"lower(hex(substr(live.id, {at}, {size})))" for at, size in _GROUPS)
    return " || '/' || ".join(f'live."{key}"' for key in keys)


_GROUPS = ((1, 4), (5, 2), (7, 2), (9, 2), (11, 6))
"""Where the groups of a UUID's text begin among its 16 bytes, and how many bytes each has."""
