"""What the file for a bank or the post looks like, as data that an office can change: columns, form, totals."""

import codecs
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn

from desktop.errors import Refused

FIELDS = (
    "row", "receipt", "card", "name", "holder", "nik", "no_kk", "account", "amount", "address", "rt", "rw", "village",
    "village_code", "district", "regency", "programme", "year", "tranche", "payer", "remark",
)  # fmt: skip
"""What a column may hold. `remark` is the programme with its tranche, for the statement of the account."""
NUMBERS = frozenset({"account", "nik", "no_kk", "card", "receipt", "amount"})
"""Never cut to fit: a shortened number is another one."""
OF_FILE = frozenset({"payer", "office", "agency", "date", "day", "count", "total", "number", "programme", "year",
                     "tranche", "sum"})  # fmt: skip
"""What lines above and below may name in braces; `total` is written as amounts are, `sum` as "1.750.000"."""
_NAME = re.compile(r"\w[\w -]*")
_SEPARATORS = (";", ",", "|", "\t")
_ENCODINGS = ("utf-8", "cp1252", "ascii")
_TEXT_KEYS = ("name", "title", "note", "sheet", "separator", "encoding", "decimal")
_KEYS = frozenset({*_TEXT_KEYS, "form", "payers", "headings", "decimals", "amount_as_text", "crlf", "above", "below",
                   "columns"})  # fmt: skip
_COLUMN_KEYS = frozenset({"field", "heading", "value", "width", "right", "zeros"})
_AT = re.compile(r"at line (\d+)")
_FILL = re.compile(r"[0 ][<>]\d{1,2}")
_MOST_COLUMNS, _MOST_LINES, _WIDEST = 60, 20, 400


class Form(StrEnum):
    XLSX = "xlsx"
    DELIMITED = "delimited"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class PayerColumn:
    """One column: a field, or the same text in every row. Width, side and filling are for fixed width only."""

    heading: str
    field: str = ""
    value: str = ""
    width: int = 0
    right: bool = False
    zeros: bool = False  # filled up with zeros instead of spaces


@dataclass(frozen=True, slots=True)
class PayerTemplate:
    name: str
    title: str
    form: Form
    columns: tuple[PayerColumn, ...]
    note: str = ""  # where the layout comes from, and how sure that is
    payers: tuple[str, ...] = ()  # it is offered first for these
    sheet: str = "Pembayaran"
    separator: str = ";"
    encoding: str = "utf-8"
    crlf: bool = True
    headings: bool = True
    decimals: int = 0  # of amounts, which are whole rupiah
    decimal: str = "."
    amount_as_text: bool = False  # in a workbook; other numbers are text always
    above: tuple[tuple[str, ...], ...] = ()
    below: tuple[tuple[str, ...], ...] = ()

    @property
    def suffix(self) -> str:
        return {Form.XLSX: ".xlsx", Form.DELIMITED: ".csv", Form.FIXED: ".txt"}[self.form]

    def amount(self, rupiah: int) -> str:
        return f"{rupiah}{self.decimal}{'0' * self.decimals}" if self.decimals else str(rupiah)


def parse_template(data: bytes) -> PayerTemplate:
    """Read a template (TOML, UTF-8); refused with the line and the field that is missing, strange or wrong."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        fields = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Refused("payers.template_unreadable", line=data[: error.start].count(b"\n") + 1) from error
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = int(found[1]) if found else data.count(b"\n") + 1
        raise Refused("payers.template_unreadable", line=line) from error
    return _Reading(text, fields).template()


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the fields of one file and knows the line each stands in."""

    text: str
    fields: Mapping[str, Any]

    def template(self) -> PayerTemplate:
        for name in self.fields:
            if name not in _KEYS:
                self._refuse("payers.template_unknown", name)
        texts: dict[str, Any] = {name: self._text(name) for name in _TEXT_KEYS if name in self.fields}
        if not texts.get("name", "").strip() or not texts.get("title", "").strip():
            self._refuse("payers.template_needs", "name" if not texts.get("name", "").strip() else "title")
        form = self._form()
        flags: dict[str, Any] = {
            name: self._flag(name) for name in ("headings", "amount_as_text", "crlf") if name in self.fields
        }
        columns = tuple(self._column(number, one) for number, one in enumerate(self._list("columns")))
        made = PayerTemplate(
            form=form, columns=columns, payers=self._payers(), decimals=self._decimals(),
            above=tuple(self._lines("above")), below=tuple(self._lines("below")), **texts, **flags,
        )  # fmt: skip
        self._check(made)
        return made

    def _form(self) -> Form:
        value = self._text("form")
        if value not in set(Form):
            self._refuse("payers.template_value", "form", value=value, known=", ".join(Form))
        return Form(value)

    def _check(self, made: PayerTemplate) -> None:
        fields = [column.field for column in made.columns]
        for needed in ("amount",):
            if needed not in fields:
                self._refuse("payers.template_column", "columns", needed=needed)
        if not {"account", "receipt", "nik", "card"} & set(fields):
            self._refuse("payers.template_column", "columns", needed="account")
        if not _NAME.fullmatch(made.name):
            self._refuse("payers.template_value", "name", value=made.name, known="a-z 0-9 _ -")
        if made.form is Form.DELIMITED and made.separator not in _SEPARATORS:
            self._refuse("payers.template_value", "separator", value=made.separator, known="; , | \\t")
        if len(made.decimal) != 1 or made.decimal.isalnum():
            self._refuse("payers.template_value", "decimal", value=made.decimal, known=". ,")
        # What is ASCII in every letter that ASCII has: others make files that no bank reads as the amounts they hold.
        if _encoding(made.encoding) not in _ENCODINGS:
            self._refuse("payers.template_value", "encoding", value=made.encoding, known=", ".join(_ENCODINGS))

    def _column(self, number: int, one: Any) -> PayerColumn:
        if not isinstance(one, dict):
            self._refuse("payers.template_kind", "columns")
        for name in one:
            if name not in _COLUMN_KEYS:
                self._refuse("payers.template_unknown", name, number)
        for name, kind in (("field", str), ("heading", str), ("value", str), ("width", int), ("right", bool),
                           ("zeros", bool)):  # fmt: skip
            # True is an int to Python, never to a person.
            if name in one and (not isinstance(one[name], kind) or (kind is int and isinstance(one[name], bool))):
                self._refuse("payers.template_kind", name, number)
        column = PayerColumn(one.get("heading", ""), one.get("field", ""), one.get("value", ""), one.get("width", 0),
                             right=one.get("right", False), zeros=one.get("zeros", False))  # fmt: skip
        if column.field and column.field not in FIELDS:
            self._refuse("payers.template_value", "field", number, value=column.field, known=", ".join(FIELDS))
        if bool(column.field) == ("value" in one):
            self._refuse("payers.template_field_or_value", "field", number)
        if not 0 <= column.width <= _WIDEST or (self.fields.get("form") == Form.FIXED and not column.width):
            self._refuse("payers.template_value", "width", number, value=column.width, known=f"1-{_WIDEST}")
        return column

    def _lines(self, name: str) -> Iterator[tuple[str, ...]]:
        for line in self._list(name):
            if not isinstance(line, list) or not all(isinstance(cell, str) for cell in line):
                self._refuse("payers.template_kind", name)
            for cell in line:
                for used in self._named(name, cell):
                    if used not in OF_FILE:
                        self._refuse("payers.template_value", name, value=used, known=", ".join(sorted(OF_FILE)))
            yield tuple(line)

    def _named(self, name: str, cell: str) -> list[str]:
        """What a cell names in braces, perhaps filled up to a width ("{count:0>8}"); nothing else stands there."""
        try:
            parts = [part for part in string.Formatter().parse(cell) if part[1] is not None]
        except ValueError:
            self._refuse("payers.template_kind", name)
        if any(conversion or (spec and not _FILL.fullmatch(spec)) for _, _, spec, conversion in parts):
            self._refuse("payers.template_kind", name)
        return [str(used) for _, used, _, _ in parts]

    def _payers(self) -> tuple[str, ...]:
        found = self._list("payers")
        if not all(isinstance(one, str) for one in found):
            self._refuse("payers.template_kind", "payers")
        return tuple(found)

    def _decimals(self) -> int:
        value = self.fields.get("decimals", 0)
        if not isinstance(value, int) or isinstance(value, bool) or value not in (0, 2):
            self._refuse("payers.template_value", "decimals", value=value, known="0, 2")
        return value

    def _text(self, name: str) -> str:
        value = self.fields.get(name)
        if value is None:
            self._refuse("payers.template_needs", name)
        if not isinstance(value, str) or len(value) > _WIDEST:
            self._refuse("payers.template_kind", name)
        return value

    def _flag(self, name: str) -> bool:
        value = self.fields[name]
        if not isinstance(value, bool):
            self._refuse("payers.template_kind", name)
        return value

    def _list(self, name: str) -> list[Any]:
        value = self.fields.get(name, [])
        most = _MOST_COLUMNS if name == "columns" else _MOST_LINES
        if not isinstance(value, list) or len(value) > most:
            self._refuse("payers.template_kind", name)
        return value

    def _refuse(self, code: str, name: str, column: int | None = None, **values: object) -> NoReturn:
        raise Refused(code, line=self._line(name, column), field=name, **values)

    def _line(self, name: str, number: int | None) -> int:
        """The line a field stands in, from 1; that of its table where it is missing."""
        lines = self.text.splitlines()
        start = 0
        if number is not None:
            tables = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*columns\s*\]\]", line)]
            start = tables[number] if number < len(tables) else 0
        key = re.compile(rf"\s*\"?{re.escape(name)}\"?\s*=|\s*\[+\s*{re.escape(name)}\s*\]+")
        for at in range(start, len(lines)):
            if at > start and number is not None and lines[at].lstrip().startswith("["):
                break
            if key.match(lines[at]):
                return at + 1
        return start + 1


def _encoding(name: str) -> str:
    """The name by which everybody knows it: "UTF8" is utf-8; "" where nobody does."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
