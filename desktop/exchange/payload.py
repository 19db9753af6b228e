"""The rows of a package as compressed lines of JSON, written and read a piece at a time (TRUST.md 4.3)."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import zstandard

from desktop.errors import Refused
from desktop.exchange.limits import Limits
from desktop.exchange.manifest import Payload

LEVEL = 9
PIECE = 1 << 17


@dataclass(frozen=True, slots=True)
class Packed:
    """Compressed rows, and what the manifest says of them."""

    data: bytes
    told: Payload


def pack(lines: Iterable[bytes], limits: Limits) -> Packed:
    """Compress lines, each without its line end. Refused when they are more than any reader would take."""
    out, plain = io.BytesIO(), hashlib.sha256()
    records = size = 0
    with zstandard.ZstdCompressor(level=LEVEL).stream_writer(out, closefd=False) as writer:
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


def unpack(data: bytes, told: Payload, limits: Limits) -> Iterator[list[bytes]]:
    """Answer the lines in lists of some thousand. Ends in a refusal unless all is as the signed page says.

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
        *lines, rest = (rest + piece).split(b"\n")
        records += len(lines)
        if len(rest) > limits.line or any(len(line) > limits.line for line in lines):
            raise Refused("exchange.payload_wrong")
        yield lines
    if rest or records != told.records or size != told.plain_bytes or plain.hexdigest() != told.plain_sha256:
        raise Refused("exchange.payload_wrong")


def _together(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines to pieces: hashing and compressing each by itself would cost more than the work."""
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) == 1000:  # noqa: PLR2004 - lines, some hundred kilobytes
            yield b"\n".join(held) + b"\n"
            held = []
    if held:
        yield b"\n".join(held) + b"\n"


def _pieces(data: bytes, limits: Limits) -> Iterator[bytes]:
    # Across frames, so that what stands behind the end of the rows is not passed over.
    reader = zstandard.ZstdDecompressor(max_window_size=limits.window).stream_reader(data, read_across_frames=True)
    try:
        while piece := reader.read(PIECE):
            yield piece
    except (zstandard.ZstdError, MemoryError):
        raise Refused("exchange.payload_wrong") from None
