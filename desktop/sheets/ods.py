"""How far the tables of an OpenDocument sheet truly reach: its repeat counts can make much of little."""

from pathlib import Path
from xml.parsers import expat

from desktop.sheets.extent import check_area, unpack_within_bounds
from desktop.sheets.limits import MAX_BYTES, damaged, refuse_size
from desktop.sheets.zipped import Package

CONTENT = "content.xml"
# Parsing is slow where xlsx is merely scanned; a register of this size belongs into an xlsx.
_MAX_CONTENT = MAX_BYTES >> 2


class _Walk:
    """Row and column of the farthest cell with a value, repeats unrolled."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._columns = 0
        self._row = self._column = 0
        self._repeat_row = self._repeat_column = 1
        self._text = 0  # letters of the cell that is open
        self._unrolled = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "table":
            self._rows = self._columns = self._row = 0
        elif local == "table-row":
            self._repeat_row = _repeat(attributes.get("table:number-rows-repeated"))
            self._column = 0
        elif local in {"table-cell", "covered-table-cell"}:
            self._repeat_column = _repeat(attributes.get("table:number-columns-repeated"))
            self._column += self._repeat_column
            self._text = 0
            if any(name.endswith((":value-type", ":formula")) for name in attributes):
                self._filled()
        elif local == "p":
            self._filled()

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local == "table-row":
            self._row += self._repeat_row
        elif local in {"table-cell", "covered-table-cell"}:
            self._unrolled += self._text * self._repeat_column * self._repeat_row
            if self._unrolled > MAX_BYTES:
                raise refuse_size(self._path)

    def text(self, text: str) -> None:
        self._text += len(text)

    def _filled(self) -> None:
        self._rows = max(self._rows, self._row + self._repeat_row)
        self._columns = max(self._columns, self._column)
        check_area(self._path, self._rows, self._columns)


def check_tables(package: Package) -> None:
    """Refuse tables that unroll to more than a reader can lay out."""
    if package.entries[CONTENT].file_size > _MAX_CONTENT:
        raise refuse_size(package.path)
    unpack_within_bounds(package)
    walk = _Walk(package.path)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    try:
        for part in package.unpacked(CONTENT):
            parser.Parse(part)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(package.path) from error


def _repeat(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= len("1048576") else 1
