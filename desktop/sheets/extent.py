"""How far the sheets of a workbook truly reach, and where they hold formula errors, before a reader lays them out."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from desktop.sheets.limits import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    damaged,
    refuse_area,
    refuse_rows,
    refuse_size,
)
from desktop.sheets.shared import check_unrolled_text
from desktop.sheets.zipped import Package

_SHEET = b"sheetData"
# A cell counts unless the rest of its tag plainly closes it without a value: readers skip those.
_CELL = re.compile(rb"<c r=\"([A-Za-z]{1,7}[0-9]{1,10})\"(?!(?: \w+=\"[^\"<>]*\")*/>)")
# Any cell beyond the rectangle that whole pages of an ordinary sheet are taken to fill: five times as quick
# as looking for the farthest.
_ORDINARY_ROWS, _ORDINARY_COLUMNS = 99_999, 78
_FAR = re.compile(rb"<c r=\"(?![AB]?[A-Z]\d{1,5}\")")
_PAGE = 1 << 19  # bytes; what is smaller is looked at cell by cell
_OTHER_CELL = re.compile(rb"<(?:\w+:)?c(?! r=\")[\s>/]|<\w+:c\s")
_DIGITS = b"0123456789"
_LETTERS = bytes([*range(65, 91), *range(97, 123)])
_ERROR = re.compile(
    rb"<c r=\"([A-Z]{1,3})([0-9]{1,7})\"[^<>]*\bt=\"e\"[^<>]*>(?:<f[^<>]*>[^<>]*</f>|<f[^<>]*/>)?<v>([^<]{1,20})</v>"
)


@dataclass(slots=True)
class Extent:
    """Rows and columns count from 1 and are never too few; in a large sheet they may be more than there are.

    `cells` is how many may hold something. `errors` is row → column → text, for the reader drops error cells.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    errors: dict[int, dict[int, str]] = field(default_factory=dict)


def column_number(letters: str) -> int:
    """A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """1 is A, 16,384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_extents(package: Package) -> dict[str, Extent]:
    """The true extent of each sheet of an xlsx by the name of its part; refused when any is too large."""
    counted = unpack_within_bounds(package)
    extents = {name: _extent(package, name) for name in counted}
    # Counts can be misled by the spelling of tags; the areas cannot.
    check_unrolled_text(package, counted, sum(each.cells for each in extents.values()))
    return extents


def unpack_within_bounds(package: Package) -> dict[str, int]:
    """One fast pass over every part: total size, and counts good enough to stop early.

    Answers the parts that are sheets with their cells. A sheet is known by its content, for a workbook may
    keep it under any name.
    """
    total = 0
    found: dict[str, int] = {}
    for name in package.entries:
        rows = 0
        before = b""
        for part in package.unpacked(name):
            total += len(part)
            if total > MAX_BYTES:
                raise refuse_size(package.path)
            if name not in found:
                if _SHEET not in before + part:
                    before = part[-len(_SHEET) :]
                    continue
                found[name] = 0
            rows += part.count(b"<row")
            found[name] += part.count(b"<c")
            check_area(package.path, rows, 1)
            check_area(package.path, 1, 1, found[name])
    return found


def check_area(path: Path, rows: int, columns: int, cells: int = 0) -> None:
    if rows > MAX_ROWS:
        raise refuse_rows(path)
    if columns > MAX_COLUMNS:
        raise damaged(path)
    if max(cells, rows * columns) > MAX_CELLS:
        raise refuse_area(path)


def _extent(package: Package, name: str, *, closely: bool = False) -> Extent:
    extent = Extent()
    for text in package.whole_tags(name):
        cells = text.count(b'<c r="')
        if _unusual(text, cells):
            return _extent_by_parsing(package, name)
        extent.cells += cells
        if not closely and (len(text) >= _PAGE or extent.rows == _ORDINARY_ROWS):
            if _FAR.search(text):
                # A sheet that is long and narrow, or short and wide, is not to be taken for both.
                return _extent(package, name, closely=True)
            extent.rows, extent.columns = _ORDINARY_ROWS, _ORDINARY_COLUMNS
        else:
            _reach(text, extent)
        if b't="e"' in text:
            _note_errors(text, extent)
        check_area(package.path, extent.rows, extent.columns)
    return extent


def _reach(text: bytes, extent: Extent) -> None:
    references = b" ".join(_CELL.findall(text))
    for letters in set(references.translate(None, _DIGITS).split()):
        extent.columns = max(extent.columns, column_number(letters.decode()))
    extent.rows = max(extent.rows, *map(int, set(references.translate(None, _LETTERS).split())), 0)


def _unusual(text: bytes, cells: int) -> bool:
    """Whether some cell is not written `<c r="…`; the counts are quick, and nearly always enough."""
    if text.count(b"<c") == cells and b":c" not in text:
        return False
    return _OTHER_CELL.search(text) is not None


def _note_errors(text: bytes, extent: Extent) -> None:
    for letters, number, value in _ERROR.findall(text):
        row = extent.errors.setdefault(int(number), {})
        row[column_number(letters.decode())] = value.decode("utf-8", errors="replace")


class _Walk:
    """Follows rows and cells as a reader does, also where they carry no reference."""

    def __init__(self, path: Path) -> None:
        self.extent = Extent()
        self._path = path
        self._row = self._column = self._cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "row":
            self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
        elif local == "c":
            self._cell(attributes.get("r", ""))
        elif local in {"v", "is"}:
            self._cells += 1
            self.extent.rows = max(self.extent.rows, self._row)
            self.extent.columns = max(self.extent.columns, self._column)
            check_area(self._path, self.extent.rows, self.extent.columns, self._cells)

    def _cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        if letters.isascii() and letters.isalpha() and len(letters) <= len("XFD"):
            self._column = column_number(letters)
            self._row = _number(reference[len(letters) :], self._row)
        else:
            self._column += 1


def _extent_by_parsing(package: Package, name: str) -> Extent:
    """Slow and sure, for the rare sheet that is not written the usual way."""
    walk = _Walk(package.path)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    try:
        for part in package.unpacked(name):
            parser.Parse(part)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(package.path) from error
    walk.extent.cells = walk.extent.rows * walk.extent.columns
    return walk.extent


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= len("1048576") else otherwise
