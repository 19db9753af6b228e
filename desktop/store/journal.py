"""Writes the chained audit line and the record version of every change, one at a time or by the thousand."""

import hashlib
import json
import os
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, inspect, select, text, update

from desktop.models import AuditLine, Base, Counter, Recorded, RecordVersion
from desktop.store.bulk import insert_rows, update_rows

START = b"\0" * 32
NOT_VALUES = frozenset({"version", "change_number"})
CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts, at which PC, in which office and epoch."""

    actor: str  # name of the user as he signs in
    pc: str
    owner: str
    stream: str


@dataclass(slots=True)
class Pending:
    """What is written with the next flush of the journal."""

    lines: list[tuple[str, str | None, str | None, int | None, bytes | None, str | None]] = field(default_factory=list)
    versions: list[dict[str, Any]] = field(default_factory=list)
    closed: list[dict[str, Any]] = field(default_factory=list)


def jsonable(value: object) -> object:
    """Turn a column's value into what JSON can hold, the same way for ever: the hashes depend on it."""
    match value:
        case uuid.UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return value


def _strange(value: object) -> object:
    """What JSON itself cannot write; asked for such values only."""
    plain = jsonable(value)
    if plain is value:
        raise TypeError(f"{type(value).__name__} has no place in the log")
    return plain


# Made once: to make one for each value costs more than the writing.
VALUES = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_strange)
LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_strange)


def canonical(values: Mapping[str, object]) -> str:
    return VALUES.encode(values)


def line_hash(prev: bytes, fields: Sequence[object]) -> bytes:
    """Hash of one line: the hash before it and all its fields. Anyone can compute it again."""
    return hashlib.sha256(prev + LINE.encode(fields).encode()).digest()


def value_hash(salt: bytes, values: str) -> bytes:
    return hashlib.sha256(salt + values.encode()).digest()


def record_name(table: Table, values: Mapping[str, object]) -> str:
    """Text by which the journal names a record: its UUID, or its published code."""
    key = [values[column.key] for column in table.primary_key.columns]
    return "/".join(str(part) for part in key)


class Journal:
    """The journal of one transaction. Whoever writes a `Recorded` table does it through here or the ORM."""

    def __init__(self, connection: Connection, who: Who, action: str, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._who = who
        self._action = action
        self._now = clock()
        self._pending = Pending()
        self._change = self._last_change()
        self._first_change = self._change
        self.batch: str | None = None

    def stamp(self, row: Recorded) -> None:
        """Give a new or changed record its owner, its next version and its change number."""
        row.owner = row.owner or self._who.owner
        vector = self._next_vector(row.version or "{}")
        row.version = json.dumps(vector)
        row.change_number = self._next_change()

    def keep(self, row: Recorded) -> None:
        """Keep the values of a record that was just flushed, and its audit line."""
        mapper = inspect(type(row))
        values = {column.key: getattr(row, mapper.get_property_by_column(column).key) for column in mapper.columns}
        assert isinstance(mapper.local_table, Table)
        self._keep_values(mapper.local_table, values, sum(json.loads(row.version).values()))

    def insert_many(self, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Insert records in bulk; each gets what `stamp` and `keep` give. Column defaults are the caller's work."""
        table = model.__table__
        assert isinstance(table, Table)
        fresh = json.dumps({self._who.stream: 1})
        for row in rows:
            row["owner"], row["version"], row["change_number"] = self._who.owner, fresh, self._next_change()
            self._keep_values(table, row, 1)
        insert_rows(self._connection, table, rows)

    def update_many(self, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Update records in bulk by id; each row holds all columns, `version` still the old one."""
        table = model.__table__
        assert isinstance(table, Table)
        for row in rows:
            vector = self._next_vector(row["version"])
            row["version"], row["change_number"] = json.dumps(vector), self._next_change()
            self._keep_values(table, row, sum(vector.values()))
        if rows:
            update_rows(self._connection, table, rows, ["id"], [name for name in rows[0] if name != "id"])

    def note(self, action: str = "", *, kind: str | None = None, record: str | None = None, **detail: object) -> None:
        """Add a line about something that is not a change of a record: a view, a search, a print."""
        text_detail = canonical(detail) if detail else None
        self._pending.lines.append((action or self._action, kind, record, None, None, text_detail))

    def write(self) -> None:
        """Put everything pending into the database, chained to the last line; before the commit."""
        pending, self._pending = self._pending, Pending()
        insert_rows(self._connection, RecordVersion.__table__, pending.versions)  # type: ignore[arg-type]
        if pending.closed:
            # After the new ones: a record changed twice in one transaction closes a version of the same transaction.
            self._close_versions(pending.closed)
        insert_rows(self._connection, AuditLine.__table__, list(self._chained(pending.lines)))  # type: ignore[arg-type]
        if self._change != self._first_change:
            statement = update(Counter).where(Counter.series == CHANGES).values(last=self._change)
            self._connection.execute(statement)
            self._first_change = self._change

    def _keep_values(self, table: Table, row: Mapping[str, Any], number: int) -> None:
        """Keep one version; its number counts the changes of all streams."""
        values = canonical({name: row[name] for name in row if name not in NOT_VALUES})
        record, salt = record_name(table, row), os.urandom(16)
        if number > 1:
            self._pending.closed.append(
                {"kind": table.name, "record": record, "version": number - 1, "valid_to": self._now}
            )
        self._pending.versions.append(
            {
                "kind": table.name,
                "record": record,
                "version": number,
                "valid_from": self._now,
                "valid_to": None,
                "salt": salt,
                "values": values,
                "batch": self.batch,
            }
        )
        line = (self._action, table.name, record, number, value_hash(salt, values), None)
        self._pending.lines.append(line)

    def _chained(self, lines: Iterable[tuple[Any, ...]]) -> Iterable[dict[str, Any]]:
        seq, prev = self._head()
        at = self._now.astimezone(UTC).isoformat(timespec="microseconds")
        for action, kind, record, version, hashed, detail in lines:
            seq += 1
            fields = (seq, at, self._who.actor, self._who.pc, action, kind, record, version, hashed, detail)
            line = dict(zip(LINE_FIELDS, fields, strict=True))
            line["prev"], line["hash"] = prev, line_hash(prev, fields)
            prev = line["hash"]
            yield line

    def _close_versions(self, closed: list[dict[str, Any]]) -> None:
        table = RecordVersion.__table__
        update_rows(self._connection, table, closed, ["kind", "record", "version"], ["valid_to"])  # type: ignore[arg-type]

    def _head(self) -> tuple[int, bytes]:
        row = self._connection.execute(text("SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1")).first()
        return (row.seq, row.hash) if row else (0, START)

    def _next_vector(self, version: str) -> dict[str, int]:
        vector: dict[str, int] = json.loads(version)
        vector[self._who.stream] = vector.get(self._who.stream, 0) + 1
        return vector

    def _last_change(self) -> int:
        return self._connection.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0

    def _next_change(self) -> int:
        self._change += 1
        return self._change


LINE_FIELDS = ("seq", "at", "actor", "pc", "action", "kind", "record", "version", "value_hash", "detail")
