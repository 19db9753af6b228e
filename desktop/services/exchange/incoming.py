"""Reads the rows of a package strictly: known kinds, the sender's own records, and every value as the log writes it."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from desktop.errors import Refused
from desktop.exchange.manifest import Kind, Manifest, Positive, Stream
from desktop.exchange.opening import Opened
from desktop.services.exchange.kinds import RecordKind, kinds
from desktop.services.exchange.outgoing import PERSON, Tally
from desktop.store.bulk import Columns

Vector: TypeAlias = dict[Stream, Positive]
"""How often a record was changed, by stream."""


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who acted at the other office."""

    # In the order in which they are written.
    full_name: str
    id: UUID
    name: str
    role: str


class Line(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, gc=False):
    """One row as it travels; a person's has no change and no version."""

    change: int = 0
    kind: str
    values: Raw
    version: Raw = Raw()


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of one kind that came one after another: the values by columns, their text, their versions and changes.

    Ids are sixteen bytes here: nothing but the table needs them as more.
    """

    kind: RecordKind
    columns: Columns
    names: Sequence[str]  # by which the log knows them
    texts: Sequence[str]
    versions: Sequence[str]
    changes: Sequence[int]


Part: TypeAlias = Records | list[Person]

_LINE = msgspec.json.Decoder(Line, strict=True)
_PERSON = msgspec.json.Decoder(Person, strict=True)
_VECTOR = msgspec.json.Decoder(Vector, strict=True)
_WRITER = msgspec.json.Encoder()
_kind_of = attrgetter("kind")


def read(opened: Opened) -> Iterator[Part]:
    """Answer people and records, some thousand at a time. Refused at the first row that is not as it has to be.

    While one part is kept, which the database does alone, the next is read and proved.
    """
    parts = _parts(opened)
    with ThreadPoolExecutor(1, "package") as beside:
        coming = beside.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = beside.submit(next, parts, None)
            yield part


def _parts(opened: Opened) -> Iterator[Part]:
    vectors, tally = _Vectors(_owner(opened.manifest)), Tally()
    try:
        for text in opened.texts():
            rows = _LINE.decode_lines(text)
            # What comes out again as it went in has no field twice, no space more, and nothing written another way.
            if _WRITER.encode_lines(rows) != text:
                raise Refused("exchange.row_wrong")
            for name, group in groupby(rows, _kind_of):
                if name == PERSON:
                    yield _people(list(group))
                else:
                    records = _records(name, list(group), opened, vectors)
                    tally.add(name, len(records.names))
                    tally.add_money(name, records.columns)
                    yield records
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused("exchange.row_wrong") from None
    if tally.totals != opened.manifest.totals:
        raise Refused("exchange.totals_wrong")


def _people(rows: Sequence[Line]) -> list[Person]:
    people = [_PERSON.decode(row.values) for row in rows]
    if any(row.change or len(bytes(row.version)) for row in rows):
        raise Refused("exchange.row_wrong")
    if [_WRITER.encode(person) for person in people] != [bytes(row.values) for row in rows]:
        raise Refused("exchange.row_wrong")
    return people


def _records(name: str, rows: Sequence[Line], opened: Opened, vectors: "_Vectors") -> Records:
    kind = kinds().get(name)
    if kind is None:
        raise Refused("exchange.kind_unknown", kind=name)
    raw = [row.values for row in rows]
    told = dict(zip(kind.columns, _values(kind, raw), strict=True))
    names = list(map("/".join, zip(*(map(str, told[key.name]) for key in kind.table.primary_key.columns), strict=True)))
    changes = [row.change for row in rows]
    _refuse_strange(told["owner"], changes, opened)
    columns = {column: prove(told[column]) for column, prove in zip(kind.columns, kind.proofs, strict=True)}
    versions = [vectors[bytes(row.version)] for row in rows]
    return Records(kind, columns, names, [str(one, "utf-8") for one in raw], versions, changes)


def _values(kind: RecordKind, raw: Sequence[Raw]) -> Iterator[tuple[Any, ...]]:
    """Answer the values by columns. Each of `raw` is one whole value already, so that the list has as many.

    They are joined as the buffers they are.
    """
    joined = b"[" + b", ".join(raw) + b"]"
    values = kind.reader.decode(joined)
    if msgspec.json.format(_WRITER.encode(values), indent=0) != joined:
        raise Refused("exchange.row_wrong")
    return zip(*map(msgspec.structs.astuple, values), strict=True)


def _refuse_strange(owners: Sequence[str], changes: Sequence[int], opened: Opened) -> None:
    """Only its owner changes a record, and only changes that the signed page declares are in a package."""
    page = opened.manifest
    if set(owners) != {_owner(page)}:
        raise Refused("exchange.not_its_own", office=page.from_)
    (after, upto), back = page.range, page.kind is Kind.CATCH_UP
    if not back and (min(changes) <= after or max(changes) > upto):
        raise Refused("exchange.row_wrong")


def _owner(page: Manifest) -> str:
    """Whose records a package holds: the sender's, or what he has of the receiver, who came back from a backup."""
    return page.to if page.kind is Kind.CATCH_UP else page.from_


class _Vectors(dict[bytes, str]):
    """Version vectors that were proved: nearly all records of a package have one of a few."""

    def __init__(self, office: str) -> None:
        super().__init__()
        self._stream = f"{office}#"

    def __missing__(self, written: bytes) -> str:
        vector = _VECTOR.decode(written)
        text = json.dumps(vector)
        # The office itself wrote this version, in this epoch or an earlier one.
        if text.encode() != written or not any(stream.startswith(self._stream) for stream in vector):
            raise Refused("exchange.row_wrong")
        self[written] = text
        return text
