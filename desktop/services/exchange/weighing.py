"""Where the rows of a package stand beside the records that are here (TRUST.md 5.2); changes nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from desktop.errors import Refused
from desktop.services.exchange.incoming import Records
from desktop.services.exchange.kinds import PUBLISHED
from desktop.store import foreign
from desktop.store.vectors import came_from


class State(StrEnum):
    """Where one record stands."""

    NEW = "new"
    NEWER = "newer"
    KNOWN = "known"  # the same or a later version is here
    APART = "apart"  # two versions that came of the same earlier one


@dataclass(slots=True)
class Counts:
    """What becomes of the rows, by kind of record."""

    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    apart: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, states: Sequence[State]) -> None:
        named = ((State.NEW, self.new), (State.NEWER, self.changed), (State.KNOWN, self.known),
                 (State.APART, self.apart))  # fmt: skip
        for state, counts in named:
            if many := states.count(state):
                counts[kind] = counts.get(kind, 0) + many


@dataclass(frozen=True, slots=True)
class Scale:
    """What the rows of one package are held against."""

    connection: Connection
    sender: str
    first: bool  # nothing of this office is here yet, so nothing has to be looked for

    def weigh(self, records: Records) -> list[State]:
        """Find where each record stands. Refused where one is of another office."""
        published = records.kind.name in PUBLISHED
        if self.first and not published:
            return [State.NEW] * len(records.names)
        table = records.kind.table
        keys = list(zip(*(records.columns[key.name] for key in table.primary_key.columns), strict=True))
        here = foreign.standing(self.connection, table, keys)
        if not here:
            return [State.NEW] * len(keys)
        if not published and any(owner != self.sender for owner, _ in here.values()):
            raise Refused("exchange.not_its_own", office=self.sender)
        state = self._beside_published if published else self._state
        named = zip(keys, records.versions, strict=True)
        return [state(here.get(_hashable(key)), version) for key, version in named]

    def _state(self, here: tuple[str, str] | None, version: str) -> State:
        return State.NEW if here is None else compared(here[1], version)

    def _beside_published(self, here: tuple[str, str] | None, version: str) -> State:
        """What stands here in the sender's name until he sends it gives way to his, unless somebody here changed it.

        A row of another office stays as it is.
        """
        if here is None:
            return State.NEW
        owner, known = here
        if owner != self.sender:
            return State.KNOWN
        vector = json.loads(known)
        if came_from(owner, vector):
            return compared(known, version)
        return State.NEWER if sum(vector.values()) == 1 else State.APART


@lru_cache(maxsize=1000)
def compared(known: str, came: str) -> State:
    """Hold a version vector that came against the one that stands here."""
    here, there = json.loads(known), json.loads(came)
    streams = here.keys() | there.keys()
    behind = any(here.get(stream, 0) < there.get(stream, 0) for stream in streams)
    ahead = any(here.get(stream, 0) > there.get(stream, 0) for stream in streams)
    return State.NEWER if behind and not ahead else State.APART if behind else State.KNOWN


def _hashable(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, bytearray) else value for value in key)
