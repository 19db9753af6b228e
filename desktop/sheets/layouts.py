"""Layouts of register files as data: which headings mean which field, and what their codes mean."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from desktop.errors import Refused
from desktop.paths import resources
from desktop.sheets.fields import field_of, in_parts
from desktop.sheets.headings import normal_code, normal_heading

CodeValue: TypeAlias = str | int | bool
_QUESTION = re.compile(r"\W*(\d{3}(?:[a-z]\d?)?)(?![a-z0-9])", re.IGNORECASE)
_SPECIAL = ("odd", "even", "any")
_WORDS = "shared/words.toml"


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of one column mean; "" means that the code says nothing we keep."""

    known: dict[str, CodeValue]  # by `normal_code`
    words: tuple[str, ...]  # as the layout writes them, for drop-downs
    odd: CodeValue | None = None
    even: CodeValue | None = None
    any: CodeValue | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """What one sheet of a layout looks like."""

    signature: tuple[str, ...]  # headings that tell it from the others, as written
    columns: dict[str, tuple[str, ...]]  # field: headings it may have, as written
    codes: dict[str, Codes]
    numbered: bool = False  # headings are known by the number of their question, "402. Nama" by 402

    def meaning(self, heading: str) -> str:
        """Reduce a heading to what is compared."""
        asked = _QUESTION.match(heading) if self.numbered else None
        return asked[1].lower() if asked else normal_heading(heading)

    def by_heading(self) -> dict[str, list[str]]:
        """Normalised heading: the fields it fills, the preferred headings first."""
        found: dict[str, list[str]] = {}
        for name, headings in self.columns.items():
            for heading in headings:
                found.setdefault(self.meaning(heading), []).append(name)
        return found


@dataclass(frozen=True, slots=True)
class Labels:
    """A sheet of labels in one column and their values in the next, which says what the whole file is about."""

    signature: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]  # what it says: labels it may have, as written
    words: dict[str, dict[str, str]]  # what it says: word by `normal_heading` and what that means


@dataclass(frozen=True, slots=True)
class Layout(Columns):
    """A layout with what its files are: who made them, and how far they may be trusted to tell families apart."""

    name: str = ""
    title: str = ""
    age_year: int | None = None  # the year the ages in the file are of
    example: str = ""  # a household id that marks rows as examples, not data
    poverty_register: bool = False  # standing in it is kept with the family
    local_ids: bool = False  # the family codes are made up per file, so the same code may mean another family
    id_of_either: bool = False  # the one id may be the family's or the person's: the file itself shows which
    people_known: bool = False  # says something of people who are here already, and brings nobody
    aids_of_last_year: bool = False  # aid is that of the year before the family was asked
    joined: tuple[Columns, ...] = ()  # other sheets, of families, told by their No KK
    about: Labels | None = None
    details_in: str = ""  # the code list that the person's details are in, where it is not the layout's own


def load_layouts(folder: Path | None = None) -> tuple[Layout, ...]:
    """Every layout packaged with the program, by name."""
    place = folder or resources() / "layouts"
    return tuple(_layout(_read(path), place) for path in sorted(place.glob("*.toml")))


def named_layout(name: str, layouts: tuple[Layout, ...]) -> Layout:
    for layout in layouts:
        if layout.name == name:
            return layout
    raise Refused("sheets.unknown_layout", layout=name, layouts=", ".join(layout.name for layout in layouts))


def load_words(folder: Path | None = None) -> dict[str, Codes]:
    """What people write where another layout has codes, by field; a column that a person explained is read so."""
    data = _read((folder or resources() / "layouts") / _WORDS)
    return {name: _codes(name, table) for name, table in in_parts(data["codes"]).items()}


def load_headings(folder: Path | None = None) -> dict[str, str]:
    """What people call columns in lists of their own: {normalised heading: field}."""
    data = _read((folder or resources() / "layouts") / _WORDS)
    return {normal_heading(heading): name for name, headings in data["columns"].items() for heading in headings}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _layout(data: dict[str, Any], place: Path) -> Layout:
    words = load_words(place) if data.get("words") else {}
    main = _columns(data, words)
    plain = (
        "age_year",
        "example",
        "poverty_register",
        "local_ids",
        "id_of_either",
        "people_known",
        "details_in",
        "aids_of_last_year",
    )
    return Layout(
        main.signature,
        main.columns,
        main.codes,
        main.numbered,
        name=str(data["name"]),
        title=str(data["title"]),
        joined=tuple(_columns({"numbered": main.numbered, **each}, words) for each in data.get("joined", ())),
        about=_labels(data["about"]) if "about" in data else None,
        **{name: data[name] for name in plain if name in data},
    )


def _columns(data: dict[str, Any], words: dict[str, Codes]) -> Columns:
    columns, codes = in_parts(data["columns"]), in_parts(data.get("codes", {}))
    unknown = [name for name in (*columns, *codes) if not _is_field(name)]
    if unknown:
        raise ValueError(f"{data.get('name', 'joined')}: no such field: {sorted(unknown)}")
    own = {name: _codes(name, table) for name, table in codes.items()}
    return Columns(
        signature=tuple(data["signature"]),
        columns={name: tuple(headings) for name, headings in columns.items()},
        codes={name: own.get(name) or words[name] for name in columns if name in own or name in words},
        numbered=bool(data.get("numbered")),
    )


def _labels(data: dict[str, Any]) -> Labels:
    words = {name: {normal_heading(word): str(said) for word, said in table.items()}
             for name, table in data.get("words", {}).items()}  # fmt: skip
    labels = {name: tuple(each) for name, each in data["labels"].items()}
    return Labels(tuple(data["signature"]), labels, words)


def _is_field(name: str) -> bool:
    try:
        return bool(field_of(name))
    except KeyError:
        return False


def _codes(name: str, table: Any) -> Codes:
    special = {key: _checked(name, table[key]) for key in _SPECIAL if key in table}
    plain = {key: _checked(name, value) for key, value in table.items() if key not in special}
    return Codes({normal_code(key): value for key, value in plain.items()}, tuple(plain), **special)


def _checked(name: str, value: CodeValue) -> CodeValue:
    """The field's own kind of value; a wrong word in a layout shows when it is loaded, not at a row."""
    kind = field_of(name).coded
    return value if value == "" or kind is None else kind(value)
