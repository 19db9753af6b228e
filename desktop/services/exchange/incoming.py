"""Reads the rows of a package strictly: known kinds, the sender's own records, and every value as the log writes it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from desktop.errors import Refused
from desktop.exchange.opening import Opened
from desktop.services.exchange import outgoing
from desktop.services.exchange.kinds import RecordKind, kinds
from desktop.services.exchange.outgoing import PERSON
from desktop.store.bulk import Columns
from desktop.store.canonical import canonical_rows


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who acted at the other office."""

    id: UUID
    name: str
    full_name: str
    role: str


class Line(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One row as it travels."""

    kind: str
    values: Raw
    change: int = 0
    version: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of one kind that came one after another: the values by columns, their text, their versions and changes."""

    kind: RecordKind
    columns: Columns
    texts: Sequence[str]
    versions: Sequence[dict[str, int]]
    changes: Sequence[int]


_LINE = msgspec.json.Decoder(Line, strict=True)
_PERSON = msgspec.json.Decoder(Person, strict=True)


def read(opened: Opened) -> Iterator[Records | list[Person]]:
    """Answer people and records, some thousand at a time. Refused at the first row that is not as it has to be."""
    try:
        for lines in opened.lines():
            for name, group in groupby(zip(map(_LINE.decode, lines), lines, strict=True), _kind_of):
                rows, written_rows = zip(*group, strict=True)
                yield _people(rows) if name == PERSON else _records(name, rows, written_rows, opened)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused("exchange.row_wrong") from None


def _kind_of(row: tuple[Line, bytes]) -> str:
    return row[0].kind


def _people(rows: Sequence[Line]) -> list[Person]:
    return [_PERSON.decode(row.values) for row in rows]


def _records(name: str, rows: Sequence[Line], lines: Sequence[bytes], opened: Opened) -> Records:
    kind = kinds().get(name)
    if kind is None:
        raise Refused("exchange.kind_unknown", kind=name)
    values: list[Any] = [kind.reader.decode(row.values) for row in rows]
    columns = {column: [getattr(value, column) for value in values] for column in kind.columns}
    texts = [bytes(row.values).decode() for row in rows]
    if canonical_rows(columns) != texts or any(map(_otherwise_written, rows, lines)):
        raise Refused("exchange.row_wrong")
    _refuse_strange(columns, rows, opened)
    return Records(kind, columns, texts, [row.version for row in rows], [row.change for row in rows])


def _otherwise_written(row: Line, line: bytes) -> bool:
    """Whether the line is not exactly as it has to be written: a field twice, a space more."""
    version = json.dumps(row.version).encode()
    return outgoing.written(row.kind.encode(), row.change, bytes(row.values), version) != line


def _refuse_strange(columns: Columns, rows: Sequence[Line], opened: Opened) -> None:
    """Only its owner changes a record, and only changes that the signed page declares are in a package."""
    sender, (after, upto) = opened.manifest.from_, opened.manifest.range
    if set(columns["owner"]) != {sender}:
        raise Refused("exchange.not_its_own", office=sender)
    if any(not after < row.change <= upto or not _of_office(row.version, sender) for row in rows):
        raise Refused("exchange.row_wrong")


def _of_office(version: dict[str, int], office: str) -> bool:
    """Whether the office itself wrote this version, in this epoch or an earlier one."""
    return any(stream.startswith(f"{office}#") for stream in version)
