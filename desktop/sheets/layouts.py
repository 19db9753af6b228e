"""Layouts of register files as data: which headings mean which field, and what their codes mean."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Refused
from desktop.paths import resources
from desktop.sheets.fields import FIELDS
from desktop.sheets.headings import normal_code, normal_heading

CodeValue = str | int | bool


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of one column mean; "" means that the code says nothing we keep."""

    known: dict[str, CodeValue]  # by `normal_code`
    words: tuple[str, ...]  # as the layout writes them, for drop-downs
    odd: CodeValue | None = None
    even: CodeValue | None = None
    any: CodeValue | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    title: str
    signature: tuple[str, ...]  # headings that tell it from the others, as written
    columns: dict[str, tuple[str, ...]]  # field: headings it may have, as written
    codes: dict[str, Codes]
    age_year: int | None = None  # the year the ages in the file are of
    example: str = ""  # a household id that marks rows as examples, not data

    def by_heading(self) -> dict[str, list[str]]:
        """Normalised heading: the fields it fills, the preferred headings first."""
        found: dict[str, list[str]] = {}
        for field, headings in self.columns.items():
            for heading in headings:
                found.setdefault(normal_heading(heading), []).append(field)
        return found


def load_layouts(folder: Path | None = None) -> tuple[Layout, ...]:
    """Every layout packaged with the program, by name."""
    place = folder or resources() / "layouts"
    return tuple(_layout(tomllib.loads(path.read_text("utf-8"))) for path in sorted(place.glob("*.toml")))


def named_layout(name: str, layouts: tuple[Layout, ...]) -> Layout:
    for layout in layouts:
        if layout.name == name:
            return layout
    raise Refused("sheets.unknown_layout", layout=name, layouts=", ".join(layout.name for layout in layouts))


def _layout(data: dict[str, object]) -> Layout:
    columns, codes, age_year = data["columns"], data.get("codes", {}), data.get("age_year")
    signature = data["signature"]
    assert isinstance(columns, dict)
    assert isinstance(codes, dict)
    assert isinstance(signature, list)
    unknown = (columns.keys() | codes.keys()) - FIELDS.keys()
    if unknown:
        raise ValueError(f"{data['name']}: no such field: {sorted(unknown)}")
    return Layout(
        name=str(data["name"]),
        title=str(data["title"]),
        signature=tuple(signature),
        columns={field: tuple(headings) for field, headings in columns.items()},
        codes={field: _codes(field, table) for field, table in codes.items()},
        age_year=age_year if isinstance(age_year, int) else None,
        example=str(data.get("example", "")),
    )


def _codes(field: str, table: dict[str, CodeValue]) -> Codes:
    special = {key: _checked(field, table[key]) for key in ("odd", "even", "any") if key in table}
    plain = {key: _checked(field, value) for key, value in table.items() if key not in special}
    return Codes({normal_code(key): value for key, value in plain.items()}, tuple(plain), **special)


def _checked(field: str, value: CodeValue) -> CodeValue:
    """The field's own kind of value; a wrong word in a layout shows when it is loaded, not at a row."""
    kind = FIELDS[field].coded
    return value if value == "" or kind is None else kind(value)
