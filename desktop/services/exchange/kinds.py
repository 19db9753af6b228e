"""Which records travel between offices, in which order, and how each kind is written and strictly read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

import msgspec
from sqlalchemy import Boolean, Column, Date, Integer, Numeric, String, Table, Text
from sqlalchemy.types import Float, TypeEngine

from desktop.models import Base, Recorded
from desktop.models.base import Moment, Uuid16
from desktop.services.exchange.columns import Proved, proved
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

FOR_DISTRICTS = PUBLISHED | {"budget_line", "decree", "decree_quota", "quota_end", "village_quota"}
"""What a district is told by others: what the province publishes, and nothing of anybody's families."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its table, its class of the models, and the reader of its values."""

    name: str
    model: type[Base]
    table: Table
    columns: tuple[str, ...]  # of its values, in order
    shape: type[msgspec.Struct]  # of the values of one
    reader: "msgspec.json.Decoder[Any]"  # of the values of many, as one list
    proofs: tuple[Proved, ...]  # of what each column says, beyond its type


@cache
def kinds() -> Mapping[str, RecordKind]:
    """Answer all that travel, by name, each after what it points to."""
    models = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    tables = [table for table in Base.metadata.sorted_tables if issubclass(models.get(table, object), Recorded)]
    return MappingProxyType({table.name: _kind(models[table], table) for table in tables if table.name not in STAYS})


def kinds_for(receiver: str) -> Iterator[RecordKind]:
    """Answer what may travel to an office: to the province everything, since it answers for its districts' data."""
    district = "." in receiver
    return (kind for name, kind in kinds().items() if not district or name in FOR_DISTRICTS)


def _kind(model: type[Base], table: Table) -> RecordKind:
    columns = tuple(sorted(column.name for column in table.columns if column.name not in NOT_VALUES))
    fields = [(name, _type(table.c[name])) for name in columns]
    shape = msgspec.defstruct(f"Values_{table.name}", fields, frozen=True, forbid_unknown_fields=True, gc=False)
    reader = msgspec.json.Decoder(list[shape], strict=True)  # type: ignore[valid-type]
    proofs = tuple(proved(table.c[name]) for name in columns)
    return RecordKind(table.name, model, table, columns, shape, reader, proofs)


def _type(column: Column[Any]) -> Any:
    """What may stand in this column, as strictly as the table itself would have it; its proof says the rest."""
    kind = _plain_type(column.type)
    return kind | None if column.nullable and kind is not Fraction else kind


def _plain_type(kind: TypeEngine[Any]) -> Any:
    for column_type, python_type in _TYPES:
        if isinstance(kind, column_type):
            return python_type
    if isinstance(kind, String):
        return Annotated[str, msgspec.Meta(max_length=kind.length)] if kind.length else str
    raise TypeError(f"no reader for {kind!r}")


def _form(name: str) -> msgspec.Meta:
    return msgspec.Meta(extra_json_schema={"format": name})


# A number with a point may be written in many ways: its letters are looked at, and its text kept till then.
Fraction = Annotated[msgspec.Raw, msgspec.Meta(extra_json_schema={"anyOf": [{"type": "number"}, {"type": "null"}]})]
_TYPES: tuple[tuple[Any, Any], ...] = (
    (Uuid16, Annotated[str, _form("uuid")]), (Moment, Annotated[str, _form("date-time")]),
    (Date, Annotated[str, _form("date")]), (Boolean, bool), ((Numeric, Float), Fraction),
    (Integer, Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]), (Text, str),
)  # fmt: skip
