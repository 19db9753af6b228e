"""Versions as vectors {stream: counter}: whose record it is, and under which number the log keeps a version of it."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, Table, text

from desktop.errors import Refused

_NEWEST = text("SELECT max(version) FROM record_version WHERE kind = :kind AND record = :record")


def refuse_foreign(owner: str, version: str, here: str) -> None:
    """Only its owner changes a record (TRUST.md 5.2); what stands here in his name until he sends it may be changed."""
    if owner != here and came_from(owner, json.loads(version)):
        raise Refused("exchange.other_owner", office=owner)


def came_from(office: str, vector: dict[str, int]) -> bool:
    """Whether an office itself wrote a version, in whichever epoch."""
    return any(stream.startswith(f"{office}#") for stream in vector)


class Numbering:
    """The numbers of the versions of one transaction.

    A record that one stream wrote has as many versions as the stream counts. With several, one more than the last:
    after a restore the vector takes in what was lost, and is ahead of the versions that are here.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._given: dict[tuple[str, str], int] = {}

    def of(self, table: Table, names: Sequence[str], versions: Sequence[str]) -> list[int]:
        """Answer the number of each version of the records of these names."""
        kind = str(table.name)
        return [self._of(kind, name, json.loads(version)) for name, version in zip(names, versions, strict=True)]

    def _of(self, kind: str, name: str, vector: dict[str, int]) -> int:
        if len(vector) == 1:
            return sum(vector.values())
        last = self._given.get((kind, name)) or self._connection.scalar(_NEWEST, {"kind": kind, "record": name}) or 0
        self._given[kind, name] = last + 1
        return last + 1
