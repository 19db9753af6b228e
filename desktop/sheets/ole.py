"""Look into an old binary workbook (xls) before a reader does: a damaged one can ask it for all memory."""

import struct
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import Refused
from desktop.sheets.limits import damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILE = 128 << 20  # 65,536 rows of 256 columns fit
_END_OF_CHAIN = 0xFFFFFFFA  # and everything above it
_HEADER = 512
_ENTRY = 128
_STREAM = 2
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256
_BEGIN, _DIMENSIONS, _PASSWORD = 0x0809, 0x0200, 0x002F
_WIDE_DIMENSIONS = 14
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})


def check_binary(path: Path) -> None:
    """Refuse what is damaged, encrypted, no workbook, or claims more than an xls can hold."""
    if path.stat().st_size > MAX_FILE:
        raise Refused("sheets.too_large", name=path.name, megabytes=MAX_FILE >> 20)
    try:
        streams = _Compound(path.read_bytes()).streams()
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(path) from error
    if "EncryptedPackage" in streams:
        raise Refused("sheets.encrypted", name=path.name)
    book = streams.get("Workbook", streams.get("Book"))
    if book is None:
        raise Refused("sheets.not_spreadsheet", name=path.name)
    _check_records(path, book)


class _Compound:
    """The few parts of a compound file that lead to its streams (MS-CFB 2.2 to 2.6)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError(shift)
        self._size = 1 << shift
        self._cutoff = struct.unpack_from("<I", data, 56)[0]
        self._table = self._allocation()

    def streams(self) -> dict[str, bytes]:
        """Streams that may be workbooks; short ones live elsewhere and come back empty."""
        directory = self._chain(struct.unpack_from("<I", self._data, 48)[0])
        found: dict[str, bytes] = {}
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            if kind != _STREAM:
                continue
            name = directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
            first, size = struct.unpack_from("<II", directory, start + 116)
            if name in {"Workbook", "Book"}:
                found[name] = self._chain(first)[:size] if size >= self._cutoff else b""
            else:
                found[name] = b""
        return found

    def _allocation(self) -> list[int]:
        """The table that says which sector follows which."""
        own = list(struct.unpack_from("<109I", self._data, 76))
        first, count = struct.unpack_from("<II", self._data, 68)
        per_sector = self._size // 4
        for _ in range(min(count, len(self._data) // self._size)):
            if first >= _END_OF_CHAIN:
                break
            more = struct.unpack(f"<{per_sector}I", self._sector(first))
            own += more[:-1]
            first = more[-1]
        table: list[int] = []
        for number in own:
            if number < _END_OF_CHAIN:
                table += struct.unpack(f"<{per_sector}I", self._sector(number))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise IndexError(number)
        return sector.ljust(self._size, b"\0")

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        while first < _END_OF_CHAIN:
            if len(parts) > len(self._table):
                raise ValueError(first)
            parts.append(self._sector(first))
            first = self._table[first]
        return b"".join(parts)


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        yield kind, book[place + 4 : place + 4 + min(length, _WIDE_DIMENSIONS)]
        place += 4 + length


def _check_records(path: Path, book: bytes) -> None:
    if len(book) < 4 or struct.unpack_from("<H", book)[0] not in (_BEGIN, 0x0009, 0x0209, 0x0409):  # noqa: PLR2004 - older beginnings
        raise damaged(path)
    for kind, start in _records(book):
        if kind == _PASSWORD:
            raise Refused("sheets.encrypted", name=path.name)
        if kind == _DIMENSIONS:
            _check_dimensions(path, start)
        elif kind in _CELLS and (len(start) < 4 or struct.unpack_from("<H", start, 2)[0] >= _MAX_COLUMNS):  # noqa: PLR2004 - row and column
            raise damaged(path)


def _check_dimensions(path: Path, start: bytes) -> None:
    wide = len(start) >= _WIDE_DIMENSIONS
    shape = "<IIHH" if wide else "<HHHH"
    if len(start) < struct.calcsize(shape):
        raise damaged(path)
    first_row, end_row, first_column, end_column = struct.unpack_from(shape, start)
    if end_row > _MAX_ROWS or end_column > _MAX_COLUMNS or first_row > end_row or first_column > end_column:
        raise damaged(path)
