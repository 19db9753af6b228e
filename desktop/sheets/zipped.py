"""Unpack the parts of a zipped workbook within bounds, believing nothing its directory says of sizes."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from desktop.sheets.limits import MAX_BYTES, damaged, refuse_size

_CHUNK = 1 << 20
_LOCAL_HEADER = 30
_LOCAL_MAGIC = b"PK\x03\x04"
_END_MAGIC = b"PK\x05\x06"
_END_SPAN = 22 + 65_535
_ENCRYPTED = 1
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_LONGEST_TAG = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file and its directory; the packed sizes in it bound what a reader looks at, so they count."""

    path: Path
    entries: dict[str, ZipInfo]

    def unpacked(self, name: str) -> Iterator[bytes]:
        """Stream one part as it really unpacks, up to the end of its packed bytes."""
        entry = self.entries[name]
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged(self.path)
        with self.path.open("rb") as file:
            self._to_data(file, entry)
            packed = _packed(file, entry.compress_size)
            try:
                yield from self._plain(packed if entry.compress_type == ZIP_STORED else _inflated(packed))
            except zlib.error as error:
                raise damaged(self.path) from error

    def _plain(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        """XML in two-byte letters is not looked through here, so it is refused; spreadsheets do not write it."""
        for number, part in enumerate(parts):
            if number == 0 and part.startswith(_WIDE):
                raise damaged(self.path)
            yield part

    def whole_tags(self, name: str) -> Iterator[bytes]:
        """Chunks of an XML part that end at the end of a tag, so that none is cut in two."""
        rest = b""
        for part in self.unpacked(name):
            text = rest + part
            end = text.rfind(b">") + 1
            rest = text[end:]
            if len(rest) > _LONGEST_TAG:
                raise damaged(self.path)
            yield text[:end]

    def text(self, name: str, limit: int = 4 << 20) -> str:
        """A small part as a whole; refused when it is not small."""
        whole = bytearray()
        for part in self.unpacked(name):
            whole += part
            if len(whole) > limit:
                raise damaged(self.path)
        return whole.decode("utf-8", errors="replace")

    def _to_data(self, file: BufferedReader, entry: ZipInfo) -> None:
        file.seek(entry.header_offset)
        header = file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or not header.startswith(_LOCAL_MAGIC):
            raise damaged(self.path)
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        file.seek(name_length + extra_length, 1)


def open_package(path: Path) -> Package:
    """Read the directory; refused when it already owns up to more than may be unpacked."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _END_SPAN))
            # With two ends this might look at one directory and the reader at another.
            if file.read().count(_END_MAGIC) != 1:
                raise damaged(path)
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, LargeZipFile, ValueError, struct.error, NotImplementedError, EOFError) as error:
        raise damaged(path) from error
    package = Package(path, {entry.filename: entry for entry in entries})
    if len(package.entries) != len(entries):
        raise damaged(path)
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise refuse_size(path)
    return package


def _packed(file: BufferedReader, left: int) -> Iterator[bytes]:
    while left > 0:
        part = file.read(min(_CHUNK, left))
        if not part:
            return
        left -= len(part)
        yield part


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    for part in packed:
        waiting = part
        while waiting and not inflater.eof:
            yield inflater.decompress(waiting, _CHUNK)
            waiting = inflater.unconsumed_tail
