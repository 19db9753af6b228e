"""Rows of text files with separators, as spreadsheets, exports and people write them."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from desktop.errors import Refused
from desktop.sheets.limits import MAX_ROWS, damaged, refuse_rows

_CHUNK = 1 << 20
_SAMPLE = 30
_SEPARATORS = (";", "\t", "|", ",")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Dialect:
    encoding: str
    separator: str
    declared: bool  # a line "sep=;" stands first, which spreadsheets do not count as a row


def detect(path: Path) -> Dialect:
    encoding = _encoding(path)
    try:
        with _open(path, encoding) as file:
            lines = list(islice(_lines(path, file), _SAMPLE))
    except UnicodeError as error:
        raise damaged(path) from error
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) <= len("sep=;"):
        return Dialect(encoding, first[4:] or "\t", declared=True)
    return Dialect(encoding, _separator(lines), declared=False)


def read_delimited(path: Path) -> Iterator[list[str]]:
    """Rows in order, the declaring line left out; a cell written ="0123" is its text."""
    dialect = detect(path)
    with _open(path, dialect.encoding) as file:
        if dialect.declared:
            file.readline()
        try:
            for number, row in enumerate(csv.reader(_lines(path, file), delimiter=dialect.separator)):
                if number >= MAX_ROWS:
                    raise refuse_rows(path)
                yield [_unwrapped(cell) for cell in row]
        except (csv.Error, UnicodeError) as error:
            raise damaged(path) from error


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """Lines of a length that a row can have: a file without line ends must not fill the memory."""
    while line := file.readline(_CHUNK):
        if len(line) == _CHUNK and not line.endswith("\n"):
            raise damaged(path)
        yield line


def _open(path: Path, encoding: str) -> TextIO:
    try:
        return path.open(encoding=encoding, newline="", errors="strict" if encoding != "cp1252" else "replace")
    except OSError as error:
        raise Refused("sheets.unreadable", name=path.name) from error


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        part = file.read(_CHUNK)
        for bom, encoding in _BOMS:
            if part.startswith(bom):
                return encoding
        try:
            while part:
                decoder.decode(part)
                part = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _separator(lines: list[str]) -> str:
    """The one that splits the widest row; at a tie the one a spreadsheet here writes."""
    widths = {separator: _widest(lines, separator) for separator in _SEPARATORS}
    return max(_SEPARATORS, key=widths.__getitem__)


def _widest(lines: list[str], separator: str) -> int:
    try:
        return max((len(row) for row in csv.reader(lines, delimiter=separator)), default=0)
    except csv.Error:
        return 0


def _unwrapped(cell: str) -> str:
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell
