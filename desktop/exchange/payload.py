"""The rows of a package as compressed lines of JSON, written and read a piece at a time (TRUST.md 4.3)."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import zstandard

from desktop.errors import Refused
from desktop.exchange.limits import Limits
from desktop.exchange.manifest import Payload

LEVEL = 6  # 9 saves a twentieth more and takes a third longer; on a thread beside the one that reads the rows
PIECE = 1 << 20

Buffer: TypeAlias = bytes | memoryview
"""Parts of a package are looked at where they lie, not copied."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Compressed rows, and what the manifest says of them."""

    data: bytes
    told: Payload


def pack(lines: Iterable[bytes], limits: Limits) -> Packed:
    """Compress lines: one or several at a time, the last always without its line end.

    Refused when they are more than any reader would take.
    """
    out, plain = io.BytesIO(), hashlib.sha256()
    records = size = 0
    with zstandard.ZstdCompressor(level=LEVEL, threads=1).stream_writer(out, closefd=False) as writer:
        for many in _together(lines):
            records += many.count(b"\n")
            size += len(many)
            if records > limits.rows or size > limits.plain:
                raise Refused("exchange.too_much")
            plain.update(many)
            writer.write(many)
    data = out.getvalue()
    told = Payload(records, size, plain.hexdigest(), len(data), hashlib.sha256(data).hexdigest())
    return Packed(data, told)


def unpack(data: Buffer, told: Payload, limits: Limits) -> Iterator[list[bytes]]:
    """Answer the lines in lists of some thousand; otherwise as `unpack_text`."""
    for text in unpack_text(data, told, limits):
        yield text[:-1].split(b"\n")


def unpack_text(data: Buffer, told: Payload, limits: Limits) -> Iterator[bytes]:
    """Answer whole lines with their ends, a mebibyte at a time. Ends in a refusal unless all is as the page says.

    Nothing may be kept of what came before the end: what was cut off shows only there.
    """
    if told.records > limits.rows or told.plain_bytes > limits.plain:
        raise Refused("exchange.too_much")
    if len(data) != told.bytes or hashlib.sha256(data).hexdigest() != told.sha256:
        raise Refused("exchange.payload_wrong")
    plain, records, size, rest = hashlib.sha256(), 0, 0, b""
    for piece in _pieces(data, limits):
        plain.update(piece)
        size += len(piece)
        if size > told.plain_bytes:
            raise Refused("exchange.payload_wrong")
        ended, end, begun = piece.rpartition(b"\n")
        text, rest = (rest + ended + end, begun) if end else (b"", rest + begun)
        records += text.count(b"\n")
        if _longest(text, rest, limits) > limits.line:
            raise Refused("exchange.payload_wrong")
        if text:
            yield text
    if rest or records != told.records or size != told.plain_bytes or plain.hexdigest() != told.plain_sha256:
        raise Refused("exchange.payload_wrong")


def _longest(text: bytes, rest: bytes, limits: Limits) -> int:
    """Length of the longest line, or of all of them where that is not too long for one."""
    longest = len(text) if len(text) <= limits.line else max(map(len, text.split(b"\n")))
    return max(longest, len(rest))


def _together(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines to pieces: hashing and compressing each by itself would cost more than the work."""
    held, size = list[bytes](), 0
    for line in lines:
        held.append(line)
        size += len(line) + 1
        if size >= PIECE:
            yield b"\n".join(held) + b"\n"
            held, size = [], 0
    if held:
        yield b"\n".join(held) + b"\n"


def _pieces(data: Buffer, limits: Limits) -> Iterator[bytes]:
    # Across frames, so that what stands behind the end of the rows is not passed over.
    reader = zstandard.ZstdDecompressor(max_window_size=limits.window).stream_reader(data, read_across_frames=True)
    try:
        while piece := reader.read(PIECE):
            yield piece
    except (zstandard.ZstdError, MemoryError):
        raise Refused("exchange.payload_wrong") from None
