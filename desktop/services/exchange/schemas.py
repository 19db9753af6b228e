"""The format of packages as JSON Schemas, made from the very readers that take packages in."""

import json
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from desktop.exchange.manifest import Manifest, Positive, Standing
from desktop.services.exchange.incoming import Person, Vector
from desktop.services.exchange.kinds import RecordKind, kinds
from desktop.services.exchange.outgoing import PERSON
from desktop.store.files import system_errors, whole_file

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Answer every schema by the name of its file: the manifest, both forms of a row, and the values of each kind."""
    pages = {
        "manifest.json": _page("The signed page in front of a package", _manifest()),
        "person.json": _page("A row: somebody who acted at the sender's office", _person()),
        "record.json": _page("A row: a record in its whole state", _record()),
    }
    return pages | {f"values/{kind.name}.json": _values(kind) for kind in kinds().values()}


def written(page: dict[str, Any]) -> bytes:
    """A schema as it stands in its file."""
    return json.dumps(page, indent=1, ensure_ascii=False).encode() + b"\n"


def write(folder: Path) -> int:
    """Write all of them into a folder, and answer how many."""
    pages = schemas()
    with system_errors(folder):
        (folder / "values").mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        with whole_file(folder / name) as file:
            file.write(written(page))
    return len(pages)


def _page(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **schema}


def _manifest() -> dict[str, Any]:
    """The writer leaves nothing out, so a reader finds every field."""
    schema = dict(msgspec.json.schema(Manifest))
    standing = schema["$defs"][Standing.__name__]
    standing["required"] = list(standing["properties"])
    for field in standing["properties"].values():
        field.pop("default", None)
    return schema


def _person() -> dict[str, Any]:
    values = msgspec.json.schema(Person)
    kind_and_values = {"kind": {"const": PERSON}, "values": {"$ref": values["$ref"]}}
    return {
        "type": "object", "properties": kind_and_values, "required": ["kind", "values"], "additionalProperties": False,
        "$defs": values["$defs"],
    }  # fmt: skip


class Record(Struct, forbid_unknown_fields=True):
    """One row as it travels."""

    change: Positive
    kind: str
    values: dict[str, Any]
    version: Vector


def _record() -> dict[str, Any]:
    schema = msgspec.json.schema(Record)
    properties = schema["$defs"][Record.__name__]["properties"]
    properties["kind"] = {"enum": sorted(kinds())}
    return dict(schema)


def _values(kind: RecordKind) -> dict[str, Any]:
    schema = msgspec.json.schema(kind.shape)
    title = f"Values of a {kind.name}"
    about = " ".join((kind.model.__doc__ or "").split())
    return {"$schema": DIALECT, "title": title, "description": about, **schema}
