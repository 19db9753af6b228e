"""Parts of a package for e-mail: cut after sealing, joined in any order, missing ones named (TRUST.md 4.5).

    "EJSIKAP1" | SHA-256 of the package, 32 bytes | number, 2 | of how many, 2 | length of the package, 8
               | length of the part, 4 | SHA-256 of the part, 32 | the part

Parts carry no trust: what they join to is opened and checked like any package.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.errors import Refused
from desktop.exchange.limits import MIB, USUAL, Limits

MAGIC = b"EJSIKAP1"
HEAD = struct.Struct(">8s32sHHQI32s")
SIZE = 12 * MIB
"""Bytes of a part: within a mail it grows by 1.35, and many offices' servers stop at 20 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part that came whole."""

    package: bytes  # SHA-256 of what it is a part of
    number: int
    of: int
    length: int  # of the package
    data: bytes


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of the parts at hand: one of these for each package they are of."""

    package: str  # SHA-256 as hex
    of: int
    missing: tuple[int, ...]
    data: bytes  # empty while a part is missing


def split(package: bytes, size: int = SIZE) -> Iterator[bytes]:
    """Cut a package into parts of `size` bytes, each with its head."""
    count = max(1, -(-len(package) // size))
    digest = hashlib.sha256(package).digest()
    for at in range(count):
        piece = package[at * size : (at + 1) * size]
        yield HEAD.pack(MAGIC, digest, at + 1, count, len(package), len(piece), hashlib.sha256(piece).digest()) + piece


def is_part(data: bytes) -> bool:
    return data.startswith(MAGIC)


def read(data: bytes, name: str, limits: Limits = USUAL) -> Part:
    """Read one part. A damaged one is refused by the name of its file, with its number where that can still be read."""
    if len(data) < HEAD.size:
        raise Refused("exchange.part_damaged", file=name)
    magic, package, number, count, length, size, digest = HEAD.unpack_from(data)
    piece = data[HEAD.size :]
    right = magic == MAGIC and 1 <= number <= count and size == len(piece) and hashlib.sha256(piece).digest() == digest
    if not right or length > limits.file * 2:
        raise Refused("exchange.part_damaged", file=name)
    return Part(package, number, count, length, piece)


def join(parts: Iterable[Part]) -> list[Joined]:
    """Put parts together, of one package or several, in any order and with repeats."""
    packages: dict[tuple[bytes, int, int], dict[int, bytes]] = {}
    for part in parts:
        packages.setdefault((part.package, part.of, part.length), {}).setdefault(part.number, part.data)
    return [_joined(package, of, length, pieces) for (package, of, length), pieces in packages.items()]


def _joined(package: bytes, of: int, length: int, pieces: dict[int, bytes]) -> Joined:
    missing = tuple(number for number in range(1, of + 1) if number not in pieces)
    if missing:
        return Joined(package.hex(), of, missing, b"")
    data = b"".join(pieces[number] for number in range(1, of + 1))
    if len(data) != length or hashlib.sha256(data).digest() != package:
        raise Refused("exchange.parts_do_not_join", parts=of)
    return Joined(package.hex(), of, (), data)


def told(missing: Sequence[int]) -> str:
    """Write which parts are missing: 2, 4-6."""
    runs: list[list[int]] = []
    for number in missing:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
