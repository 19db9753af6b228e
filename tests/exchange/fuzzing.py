"""What is thrown at the readers of the exchange: a first letter says by which door, the rest is what comes in there.

The doors behind the seal stand for somebody who can seal to us (`inner`), and for a trusted office with a changed
program (`page`, `rows`, `zipped`): there every signature and hash is made right, so that the readers behind them are
reached. Whatever comes in, one refusal goes out; any other error is a fault of ours.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import zstandard

from desktop.errors import Refused
from desktop.exchange import manifest as pages
from desktop.exchange import parts
from desktop.exchange.describing import card_in, describe
from desktop.exchange.keys import KeyCard, OfficeKeys
from desktop.exchange.limits import USUAL
from desktop.exchange.manifest import SIGNED_AS, Manifest, Payload
from desktop.exchange.opening import Opened, open_package, unseal
from desktop.exchange.payload import pack
from desktop.exchange.sealing import LENGTH, MAGIC
from desktop.services.exchange import incoming
from tests.exchange.golden_packages import Golden

CORPUS = Path(__file__).parent / "corpus"
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, -(2**63) - 1, 2**64, 0.5, 1.0, 1e308, "", "x", "x" * 70_000,
    "\x00", "\u202e", "2019-02-29", "2019-03-05T02:00:00Z", "3601", "36.01", "36.02", "36.01#1", "36.02#1",
    "'; DROP TABLE member", "=1+1", "../../etc", "CON", "00000000-0000-0000-0000-000000000000",
    [], [[]], {}, {"": {}}, ["36.01"],
)  # fmt: skip
"""What stands where something else should."""
QUICK = zstandard.ZstdCompressor(level=1)
RAW = (b"NaN", b"1e400", b'"\\ud800"', b"[" * 3000, b"-0", b"00", b'{"a":1,"a":2}', b"\xff", b"\x00", b"\r\n", b"\n")


@dataclass
class Doors:
    """The readers of one receiving office."""

    golden: Golden
    said: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.us: OfficeKeys = self.golden.receiver
        self.sender: OfficeKeys = self.golden.sender
        self.card: KeyCard = self.sender.card
        self._seal_to = pyrage.x25519.Recipient.from_str(self.us.card.sealing)
        self.file = self.golden.package.read_bytes()
        opened = open_package(self.file, self.us, [self.card])
        self.page: Manifest = opened.manifest
        self.rows = list(chain.from_iterable(opened.lines()))
        inner = unseal(self.file, self.us)
        start = len(MAGIC) + LENGTH
        self.rest = inner[start + int.from_bytes(inner[len(MAGIC) : start]) + 64 :]
        self.doors: dict[bytes, Callable[[bytes], object]] = {
            b"f": self._file, b"i": self._inner, b"p": self._page, b"r": self._rows, b"z": self._zipped,
            b"t": self._part, b"c": card_in, b"d": self._anything,
        }  # fmt: skip

    def put(self, data: bytes) -> str:
        """Bring something in by its door; answer "taken" or the code of the refusal."""
        door = self.doors.get(data[:1], self._file)
        try:
            door(data[1:])
        except Refused as refused:
            self.said[refused.code] += 1
            return refused.code
        self.said["taken"] += 1
        return "taken"

    def seeds(self) -> list[bytes]:
        """What is right, for each door."""
        inner, page = unseal(self.file, self.us), pages.written(self.page)
        part = next(parts.split(self.file[:300]))
        rows = [b"r" + line for line in {json.loads(line)["kind"]: line for line in self.rows}.values()]
        some = b"\n".join(self.rows[:6])
        zipped = b"z" + pack(self.rows[:3], USUAL).data
        return [b"f" + self.file, b"i" + inner, b"p" + page, b"r" + some, *rows, zipped, b"t" + part,
                b"c" + self.card.text.encode(), b"d" + part]  # fmt: skip

    def _file(self, data: bytes) -> None:
        self._read(open_package(data, self.us, [self.card]))

    def _inner(self, data: bytes) -> None:
        """By somebody who can seal to us and not sign."""
        self._file(pyrage.encrypt(data, [self._seal_to]))

    def _page(self, data: bytes) -> None:
        pages.read(data)
        self._inner(MAGIC + len(data).to_bytes(LENGTH) + data + self.sender.sign(SIGNED_AS + data) + self.rest)

    def _rows(self, data: bytes) -> None:
        plain = data + b"\n"
        zipped = QUICK.compress(plain)
        digests = (hashlib.sha256(one).hexdigest() for one in (plain, zipped))
        told = Payload(plain.count(b"\n"), len(plain), next(digests), len(zipped), next(digests))
        self._read(self._opened(zipped, told))

    def _zipped(self, data: bytes) -> None:
        told = msgspec.structs.replace(self.page.payload, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        self._read(self._opened(data, told))

    def _part(self, data: bytes) -> None:
        parts.join([parts.read(data, "berkas"), parts.read(next(parts.split(self.file)), "berkas")])

    def _anything(self, data: bytes) -> None:
        describe(data, "berkas")

    def _opened(self, payload: bytes, told: Payload) -> Opened:
        page = msgspec.structs.replace(self.page, payload=told, range=(0, 2**40))
        return Opened(page, self.card, "00" * 32, payload, (), USUAL)

    def _read(self, opened: Opened) -> None:
        for _ in incoming.read(opened):
            pass


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Spoil what comes in by its door: JSON by its structure, or any bytes."""
    door, body = data[:1], data[1:]
    if door in (b"p", b"r") and dice.random() < 0.7:
        lines = body.split(b"\n")
        at = dice.randrange(len(lines))
        lines[at] = _other_json(lines[at], dice)
        return door + b"\n".join(lines)
    return door + _other_bytes(body, dice)


def _other_json(text: bytes, dice: random.Random) -> bytes:
    try:
        value = json.loads(text)
        _spoil(value, dice)
        return _written(value)
    except (ValueError, LookupError, TypeError, RecursionError):
        return _other_bytes(text, dice)


def _written(value: Any) -> bytes:
    """As rows and pages are written, so that readers behind the canonical form are reached."""
    if set(value) == {"change", "kind", "values", "version"}:
        values = json.dumps(value["values"], sort_keys=True, ensure_ascii=False)
        told = (json.dumps(value["change"]), json.dumps(value["kind"]), values, json.dumps(value["version"]))
        return '{{"change":{},"kind":{},"values":{},"version":{}}}'.format(*told).encode()
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _spoil(value: Any, dice: random.Random) -> None:
    """Change one thing somewhere within."""
    names = list(value) if isinstance(value, dict) else range(len(value))
    name = dice.choice(names)
    if isinstance(value[name], dict | list) and value[name] and dice.random() < 0.8:
        _spoil(value[name], dice)
        return
    match dice.randrange(4):
        case 0 if isinstance(value, dict):
            value.pop(name)
        case 1 if isinstance(value, dict):
            value[dice.choice(("more", "id", "owner", "version", ""))] = dice.choice(STRANGE)
        case 2 if isinstance(value[name], str):
            value[name] = value[name][: dice.randrange(len(value[name]) + 1)] + dice.choice(("", "0", "é", "x" * 500))
        case _:
            value[name] = dice.choice(STRANGE)


def _other_bytes(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    to = min(len(data), at + dice.randrange(1, 40))
    flipped = bytes([data[at] ^ 1 << dice.randrange(8)]) if at < len(data) else b""
    return dice.choice(
        (
            data[:at] + flipped + data[at + 1 :],
            data[:at] + dice.randbytes(dice.randrange(1, 20)) + data[to:],
            data[:at] + data[to:],
            data[:to] + data[at:],
            data[:at],
            data[:at] + dice.choice(RAW) + data[to:],
            data + data[at:to],
        )
    )


def corpus() -> list[Path]:
    return sorted(CORPUS.iterdir())
