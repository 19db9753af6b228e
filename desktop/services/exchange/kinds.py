"""Which records travel between offices, in which order, and how each kind is written and strictly read."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

import msgspec
from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, Numeric, String, Table, Text
from sqlalchemy.types import Float, TypeEngine

from desktop.models import Base, Recorded
from desktop.models.base import Moment, Uuid16
from desktop.store.journal import NOT_VALUES

STAYS = frozenset(
    {
        # What one office keeps for its own work, or about others' people, or about the exchange itself.
        "catch_up", "column_map", "exchange_alarm", "likeness", "list_match", "office_directory", "official_list",
        "received_package", "record_conflict", "sent_package", "trusted_card",
    }
)  # fmt: skip
PUBLISHED = frozenset({"programme_year", "tranche"})
"""Keyed by a published code and not by an id: whoever knows it already keeps his own."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its table, its class of the models, and the reader of its values."""

    name: str
    model: type[Base]
    table: Table
    columns: tuple[str, ...]  # of its values, in order
    reader: "msgspec.json.Decoder[Any]"


@cache
def kinds() -> Mapping[str, RecordKind]:
    """Answer all that travel, by name, each after what it points to."""
    models = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    tables = [table for table in Base.metadata.sorted_tables if issubclass(models.get(table, object), Recorded)]
    return MappingProxyType({table.name: _kind(models[table], table) for table in tables if table.name not in STAYS})


def _kind(model: type[Base], table: Table) -> RecordKind:
    columns = tuple(sorted(column.name for column in table.columns if column.name not in NOT_VALUES))
    fields = [(name, _type(table.c[name])) for name in columns]
    shape = msgspec.defstruct(f"Values_{table.name}", fields, frozen=True, forbid_unknown_fields=True, gc=False)
    return RecordKind(table.name, model, table, columns, msgspec.json.Decoder(shape, strict=True))


def _type(column: Column[Any]) -> Any:
    """What may stand in this column, as strictly as the table itself would have it."""
    kind = _plain_type(column.type)
    return kind | None if column.nullable else kind


def _plain_type(kind: TypeEngine[Any]) -> Any:
    if isinstance(kind, Uuid16):
        return uuid.UUID
    if isinstance(kind, Moment):
        return datetime
    plain: tuple[tuple[type[TypeEngine[Any]], Any], ...] = (
        (Date, date), (Boolean, bool), (Integer, Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]),
        (Numeric, float), (Float, float), (LargeBinary, str), (Text, str),
    )  # fmt: skip
    for column_type, python_type in plain:
        if isinstance(kind, column_type):
            return python_type
    if isinstance(kind, String):
        return Annotated[str, msgspec.Meta(max_length=kind.length)] if kind.length else str
    raise TypeError(f"no reader for {kind!r}")
