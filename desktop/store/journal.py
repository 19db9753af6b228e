"""Writes the chained audit line and the record version of every change, one at a time or by the thousand."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, inspect, select, text, update

from desktop.models import AuditLine, Base, Counter, Recorded, RecordVersion
from desktop.store.bulk import Columns, insert_columns, turned, update_columns, update_rows
from desktop.store.canonical import LINE, canonical, canonical_rows, filled, texts
from desktop.store.vectors import Numbering, refuse_foreign

START = b"\0" * 32
NOT_VALUES = frozenset({"version", "change_number"})
CHANGES = "changes"
SALT = 16  # bytes

Line: TypeAlias = tuple[str, str | None, str | None, int | None, bytes | None, str | None]
"""Action, kind, record, version, hash of the values, detail."""


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

    lines: list[Line] = field(default_factory=list)
    versions: list[tuple[str, str, int, bytes, str]] = field(
        default_factory=list
    )  # kind, record, version, salt, values
    closed: list[dict[str, Any]] = field(default_factory=list)


def line_hash(prev: bytes, fields: Sequence[object]) -> bytes:
    """Hash of one line: the hash before it and all its fields. Anyone can compute it again."""
    (hashed,) = chained(prev, [LINE.encode(fields)])
    return hashed


def chained(prev: bytes, lines: Sequence[str]) -> Iterator[bytes]:
    """Answer the hash of each line, written as JSON, after the one before it."""
    for line in lines:
        prev = hashlib.sha256(prev + line.encode()).digest()
        yield prev


def value_hash(salt: bytes, values: str) -> bytes:
    return hashlib.sha256(salt + values.encode()).digest()


def record_names(table: Table, columns: Columns) -> list[str]:
    """Text by which the journal names each record: its UUID, or its published code."""
    keys = [map(str, columns[column.key]) for column in table.primary_key.columns]
    return list(map("/".join, zip(*keys, strict=True)))


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
        self._numbering = Numbering(connection)
        self.batch: str | None = None

    def stamp(self, row: Recorded) -> None:
        """Give a new or changed record its owner, its next version and its change number."""
        row.owner = row.owner or self._who.owner
        refuse_foreign(row.owner, row.version or "{}", self._who.owner)
        vector = self._next_vector(row.version or "{}")
        row.version = json.dumps(vector)
        row.change_number = self.next_change()

    def keep(self, row: Recorded) -> None:
        """Keep the values of a record that was just flushed, and its audit line."""
        mapper = inspect(type(row))
        values = {column.key: getattr(row, mapper.get_property_by_column(column).key) for column in mapper.columns}
        assert isinstance(mapper.local_table, Table)
        columns = {name: [value] for name, value in values.items()}
        names = record_names(mapper.local_table, columns)
        self.keep_values(mapper.local_table, columns, self._numbering.of(mapper.local_table, names, [row.version]))

    def insert_many(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert records in bulk; each gets what `stamp` and `keep` give. Column defaults are the caller's work."""
        if not rows:
            return
        table, many = model.__table__, len(rows)
        assert isinstance(table, Table)
        columns = turned(rows, rows[0])
        columns |= {"owner": [self._who.owner] * many, "version": [json.dumps({self._who.stream: 1})] * many}
        columns["change_number"] = [self.next_change() for _ in rows]
        self.keep_values(table, columns, [1] * many)
        insert_columns(self._connection, table, columns)

    def update_many(self, model: type[Base], rows: Sequence[Mapping[str, Any]], names: Sequence[str] = ()) -> None:
        """Update records in bulk by id; each row holds all columns, `version` still the old one.

        Where only the columns `names` are other than before, saying so spares the indexes of the others.
        """
        if not rows:
            return
        table = model.__table__
        assert isinstance(table, Table)
        columns = turned(rows, rows[0])
        for owner, version in set(zip(columns["owner"], columns["version"], strict=True)):
            refuse_foreign(owner, version, self._who.owner)
        columns["version"] = [json.dumps(self._next_vector(version)) for version in columns["version"]]
        columns["change_number"] = [self.next_change() for _ in rows]
        numbers = self._numbering.of(table, record_names(table, columns), columns["version"])
        self.keep_values(table, columns, numbers)
        written = [*names, "version", "change_number"] if names else [name for name in columns if name != "id"]
        update_columns(self._connection, table, columns, ["id"], written)

    def note(self, action: str = "", *, kind: str | None = None, record: str | None = None, **detail: object) -> None:
        """Add a line about something that is not a change of a record: a view, a search, a print."""
        text_detail = canonical(detail) if detail else None
        self._pending.lines.append((action or self._action, kind, record, None, None, text_detail))

    def write(self) -> None:
        """Put everything pending into the database, chained to the last line; before the commit."""
        pending, self._pending = self._pending, Pending()
        if pending.versions:
            self._write_versions(pending.versions)
        if pending.closed:
            # After the new ones: a record changed twice in one transaction closes a version of the same transaction.
            self._close_versions(pending.closed)
        if pending.lines:
            self._write_lines(pending.lines)
        if self._change != self._first_change:
            statement = update(Counter).where(Counter.series == CHANGES).values(last=self._change)
            self._connection.execute(statement)
            self._first_change = self._change

    def keep_values(self, table: Table, columns: Columns, numbers: Sequence[int]) -> None:
        """Keep one version of each under its number, and its line. For records of this office `stamp` numbers them."""
        self.keep_texts(str(table.name), record_names(table, columns), canonical_rows(columns, NOT_VALUES), numbers)

    def keep_texts(self, kind: str, records: Sequence[str], kept: Sequence[str], numbers: Sequence[int]) -> None:
        """The same where the values are at hand as `canonical` writes them."""
        many, pending = len(numbers), self._pending
        salted = os.urandom(SALT * many)
        salts = [salted[at : at + SALT] for at in range(0, len(salted), SALT)]
        pending.versions.extend(zip([kind] * many, records, numbers, salts, kept, strict=True))
        sha256 = hashlib.sha256  # as `value_hash`, fifty thousand times
        hashes = [sha256(salt + values.encode()).digest() for salt, values in zip(salts, kept, strict=True)]
        pending.lines.extend(
            zip([self._action] * many, [kind] * many, records, numbers, hashes, [None] * many, strict=True)
        )
        pending.closed.extend(
            {"kind": kind, "record": record, "version": number - 1, "valid_to": self._now}
            for record, number in zip(records, numbers, strict=True)
            if number > 1
        )

    def _write_versions(self, versions: Sequence[tuple[str, str, int, bytes, str]]) -> None:
        columns: dict[str, Sequence[Any]] = dict(
            zip(("kind", "record", "version", "salt", "values"), zip(*versions, strict=True), strict=True)
        )
        for name, same in (("valid_from", self._now), ("valid_to", None), ("batch", self.batch)):
            columns[name] = [same] * len(versions)
        insert_columns(self._connection, RecordVersion.__table__, columns)  # type: ignore[arg-type]

    def _write_lines(self, lines: Sequence[Line]) -> None:
        seq, prev = _head(self._connection)
        at = self._now.astimezone(UTC).isoformat(timespec="microseconds")
        numbers = range(seq + 1, seq + 1 + len(lines))
        own, same = list(zip(*lines, strict=True)), (at, self._who.actor, self._who.pc)
        # What all lines share is put into the form once; the rest row by row.
        form = f"[%s,{','.join(map(LINE.encode, same)).replace('%', '%%')}{',%s' * len(own)}]"
        hashes = list(chained(prev, filled(form, map(texts, (numbers, *own)))))
        columns = [numbers, *([one] * len(lines) for one in same), *own]
        named = dict(zip(LINE_FIELDS, columns, strict=True))
        named |= {"prev": [prev, *hashes[:-1]], "hash": hashes}
        insert_columns(self._connection, AuditLine.__table__, named)  # type: ignore[arg-type]

    def _close_versions(self, closed: list[dict[str, Any]]) -> None:
        table = RecordVersion.__table__
        update_rows(self._connection, table, closed, ["kind", "record", "version"], ["valid_to"])  # type: ignore[arg-type]

    def _next_vector(self, version: str) -> dict[str, int]:
        vector: dict[str, int] = json.loads(version)
        vector[self._who.stream] = vector.get(self._who.stream, 0) + 1
        return vector

    def _last_change(self) -> int:
        return self._connection.scalar(select(Counter.last).where(Counter.series == CHANGES)) or 0

    def next_change(self) -> int:
        """Take the next number of the changes of this office."""
        self._change += 1
        return self._change


def _head(connection: Connection) -> tuple[int, bytes]:
    row = connection.execute(text("SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1")).first()
    return (row.seq, row.hash) if row else (0, START)


LINE_FIELDS = ("seq", "at", "actor", "pc", "action", "kind", "record", "version", "value_hash", "detail")
