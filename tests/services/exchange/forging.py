"""Packages as a changed program, or a stranger, could make them: rightly sealed and signed, with rows of one's own."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from desktop.exchange.keys import OfficeKeys
from desktop.exchange.manifest import Head, Kind
from desktop.exchange.opening import open_package
from desktop.exchange.sealing import Letter, seal
from desktop.models import Office
from desktop.services.exchange import own_keys
from desktop.store.migrate import HEAD
from tests.services.exchange.conftest import End

Row = dict[str, Any]


def keys_of(end: End) -> OfficeKeys:
    with end.desk.read() as session:
        return own_keys.in_use(session)


def rows_of(package: Path, sender: End, receiver: End) -> list[Row]:
    """The rows of a real package, to be spoiled."""
    opened = open_package(package.read_bytes(), keys_of(receiver), [keys_of(sender).card])
    return [json.loads(line) for lines in opened.lines() for line in lines]


def written(row: Row) -> bytes:
    """A row as the program writes it."""
    values = json.dumps(row["values"], sort_keys=True, ensure_ascii=False)
    if row["kind"] == "person":
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    version = json.dumps(row["version"])
    return f'{{"change":{row["change"]},"kind":"{row["kind"]}","values":{values},"version":{version}}}'.encode()


def sealed(
    sender: End, receiver: End, lines: Iterable[bytes], path: Path, *, keys: OfficeKeys | None = None, **said: Any
) -> Path:
    """A package of these lines; `said` changes what its first page says, `keys` who signs."""
    with sender.desk.read() as session:
        practice = session.get_one(Office, 1).practice
    usual: dict[str, Any] = {
        "kind": Kind.DATA,
        "schema": int(HEAD), "number": 1, "log": Head(1, "ab" * 32), "made_at": sender.desk.now(), "app": "0.1.0",
        "range": (0, 100_000), "practice": practice,
    }  # fmt: skip
    letter = Letter(to=keys_of(receiver).card, **usual | said)
    path.write_bytes(seal(letter, lines, keys or keys_of(sender)).data)
    return path


def spoiled(package: Path, sender: End, receiver: End, spoil: Callable[[list[Row]], object]) -> Path:
    """A real package whose rows were changed before it was signed anew."""
    rows = rows_of(package, sender, receiver)
    spoil(rows)
    return sealed(sender, receiver, map(written, rows), package.with_name("spoiled.ejsika"))
