"""Readers of single cells: each takes what the file holds and answers a value and what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from desktop.errors import Refused
from desktop.rules.area_codes import area_code
from desktop.rules.date_reading import DateProblem, read_date
from desktop.rules.dates import long_date
from desktop.rules.nik import (
    KkProblem,
    NikProblem,
    check_kk,
    is_placeholder,
    normal_number,
    numeric_damage,
    well_formed,
)
from desktop.sheets.fields import FIELDS, Field, Reads, field_of
from desktop.sheets.headings import normal_code
from desktop.sheets.layouts import Codes
from desktop.sheets.reading import Cell, Covered

_NOTHING = frozenset({"", "-", "--", ".", "NULL", "NIHIL", "NONE", "NAN", "N/A", "(NULL)"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_AREA = re.compile(r"\d\d(\.\d\d){0,2}(\.\d{4})?")
_EXACT = 10**15  # a spreadsheet keeps 15 digits of a number
_SHOWN = 40  # letters of a wrong value that a sentence repeats
_NEIGHBOURHOOD = 3  # digits of RT and RW as on the identity card
_MOST_DIGITS = 12
_SHORTEST_PHONE = 6  # below it stands a code for having one
# One way to write a date is no problem here: day first is how Indonesia writes.
_QUIET_DATES = frozenset({DateProblem.AMBIGUOUS})
_UNUSABLE_KK = frozenset({KkProblem.DAMAGED, KkProblem.LENGTH, KkProblem.PLACEHOLDER})


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong in a cell, before it is known in which row."""

    code: str
    values: dict[str, object] = field(default_factory=dict)
    refuses: bool = False


Taken: TypeAlias = tuple[Any, tuple[Issue, ...]]
Reader: TypeAlias = Callable[[Cell], Taken]
NOTHING: Taken = (None, ())


def reader_for(name: str, codes: Codes | None, today: date) -> Reader:
    """The reader of one column; each cell is first looked at for emptiness and formula errors."""
    read = _reader(name, field_of(name), codes, today)

    def guarded(cell: Cell) -> Taken:
        if isinstance(cell, str):
            text = cell.strip()
            if len(text) <= _LONGEST_NOTHING and text.upper() in _NOTHING:
                return (None, (Issue("sheets.covered_cell"),)) if type(cell) is Covered else NOTHING
            if text[:1] == "#" and text in _ERRORS:
                return None, (Issue("sheets.error_cell", {"value": text}),)
        return read(cell)

    return guarded


def plain(cell: Cell) -> str:
    """Text of a cell as a person sees it: whole numbers without a point, signs that cannot be seen left out."""
    if isinstance(cell, str):
        text = cell
    elif isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    elif isinstance(cell, datetime | date):
        text = cell.isoformat()
    else:
        text = str(cell)
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def _reader(name: str, of: Field, codes: Codes | None, today: date) -> Reader:
    if codes is not None:
        return _coded(codes)
    if name == "kemendagri_code":
        return _area
    simple: dict[Reads, Reader] = {
        Reads.NIK: _nik,
        Reads.KK: _kk_reader(today),
        Reads.ID: _id,
        Reads.DATE: _date_reader(today),
        Reads.WHOLE: _number_reader(of),
        Reads.DEGREES: _number_reader(of),
        Reads.DIGITS: _digits_reader(name, of),
        Reads.RAW: _raw_reader(of),
    }
    return simple.get(of.reads) or _text_reader(name, of.longest)


def _text_reader(name: str, longest: int) -> Reader:
    too_long = "sheets.name_too_long" if name == "name" else "sheets.text_too_long"

    def read(cell: Cell) -> Taken:
        text = plain(cell)
        if len(text) <= longest:
            return text or None, ()
        return text[:longest].rstrip(), (Issue(too_long, {"limit": longest}, refuses=name == "name"),)

    return read


def _nik(cell: Cell) -> Taken:
    """Form only; what contradicts birth date and sex is looked at with the whole row."""
    if not isinstance(cell, str):
        return None, (Issue("sheets.nik_number"),) if cell != 0 else ()
    number = normal_number(cell)
    if well_formed(number):
        return (None, (Issue(NikProblem.PLACEHOLDER.value),)) if is_placeholder(number) else (number, ())
    if not number:
        return NOTHING
    return None, (Issue((NikProblem.DAMAGED if numeric_damage(number) else NikProblem.LENGTH).value),)


def _kk_reader(today: date) -> Reader:
    def read(cell: Cell) -> Taken:
        if not isinstance(cell, str):
            return None, (Issue("sheets.kk_number"),) if cell != 0 else ()
        number = normal_number(cell)
        found = check_kk(number, today)
        if not number:
            return NOTHING
        return (
            None if _UNUSABLE_KK.intersection(found) else number,
            tuple(Issue(each.value) for each in found),
        )

    return read


def _id(cell: Cell) -> Taken:
    if isinstance(cell, str):
        damaged = numeric_damage(cell)
    else:
        damaged = isinstance(cell, bool) or not isinstance(cell, int | float) or abs(cell) >= _EXACT
    if damaged:
        return None, (Issue("sheets.id_number", refuses=True),)
    return _text_reader("", FIELDS["household_id"].longest)(cell)


def _date_reader(today: date) -> Reader:
    """Births, deaths and visits: what files tell of has happened."""

    def read(cell: Cell) -> Taken:
        reading = read_date(cell, today)
        if reading.value is not None and reading.value > today:
            return None, (Issue("sheets.future_date", {"on": long_date(reading.value)}),)
        return reading.value, () if reading.problem is None or reading.problem in _QUIET_DATES else (
            Issue(reading.problem.value),
        )

    return read


def _number_reader(of: Field) -> Reader:
    def read(cell: Cell) -> Taken:
        number = _number(cell)
        whole = of.reads is Reads.WHOLE
        if number is None or not of.least <= number <= of.most or (whole and not number.is_integer()):
            return None, (Issue("sheets.not_a_number", {"value": plain(cell)[:_SHOWN]}),)
        return int(number) if whole else number, ()

    return read


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        return float(cell.strip().replace(",", ".") if isinstance(cell, str) else cell)
    except (ValueError, OverflowError):
        return None


def _digits_reader(name: str, of: Field) -> Reader:
    def read(cell: Cell) -> Taken:
        text = plain(cell).lstrip("'")
        if not (text.isascii() and text.isdecimal()):
            return _text_reader(name, of.longest)(text)
        if name in {"rt", "rw"}:
            return neighbourhood(text) or None, ()
        if name == "phone":
            whole = "0" + text if text.startswith("8") else text
            return whole if _SHORTEST_PHONE <= len(whole) <= of.longest else None, ()
        if len(text) > of.longest:
            return None, (Issue("sheets.not_a_number", {"value": text[:_SHOWN]}),)
        return text.zfill(of.longest), ()

    return read


def neighbourhood(number: str) -> str:
    """RT and RW as on the identity card, three digits; 0 is none."""
    bare = number.lstrip("0")
    return bare.zfill(_NEIGHBOURHOOD)[:_MOST_DIGITS] if bare else ""


def _raw_reader(of: Field) -> Reader:
    def read(cell: Cell) -> Taken:
        text = plain(cell)
        return (normal_code(cell) if text.isascii() and text.isdecimal() else text[: of.longest]) or None, ()

    return read


def _coded(codes: Codes) -> Reader:
    def read(cell: Cell) -> Taken:
        code = normal_code(cell)
        value = codes.known.get(code)
        if value is None and code.isascii() and code.isdecimal() and len(code) <= _MOST_DIGITS and code != "0":
            value = codes.odd if int(code) % 2 else codes.even
        if value is None:
            value = codes.any
        if value is None:
            return None, (Issue("sheets.unknown_code", {"value": plain(cell)[:_SHOWN]}),)
        return None if value == "" else value, ()

    return read


def _area(cell: Cell) -> Taken:
    text = plain(cell)
    try:
        code = area_code(text)
    except Refused:
        code = ""
    if _AREA.fullmatch(code):
        return code, ()
    return None, (Issue("sheets.area_code", {"value": text[:_SHOWN]}),)
