"""The values of a column as they travel, proved to be written in the one way, and read.

What a reader of `kinds` has found to be text may still be no id and no day; and a number may be written in many ways.
Each column is proved as a whole, since most of its values are equal or alike.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from msgspec import Raw
from sqlalchemy import Column, Date, Numeric
from sqlalchemy.types import Float

from desktop.models.base import Moment, Uuid16

Proved: TypeAlias = Callable[[Sequence[Any]], Sequence[Any]]
"""Answers the values that are meant. ValueError where one is none, or is written otherwise."""

UUID_LETTERS, UUID_BYTES = 36, 16
HYPHENS = (8, 13, 18, 23)


def proved(column: Column[Any]) -> Proved:
    """Find how a column's values are proved."""
    for kinds, prove in _PROOFS:
        if isinstance(column.type, kinds):
            return prove
    return _as_it_is


def identifiers(texts: Sequence[str | None]) -> list[bytearray | None]:
    """Sixteen bytes for each UUID: small letters, with hyphens."""
    found = [text for text in texts if text is not None]
    whole = "".join(found)
    plain = whole.replace("-", "")
    raw = bytes.fromhex(plain)
    if not set(map(len, found)) <= {UUID_LETTERS} or raw.hex() != plain or len(raw) != len(found) * UUID_BYTES:
        raise ValueError("not an id")
    if any(whole[at::UUID_LETTERS] != "-" * len(found) for at in HYPHENS):
        raise ValueError("not an id")
    each = [bytearray(raw[at : at + UUID_BYTES]) for at in range(0, len(raw), UUID_BYTES)]
    if len(each) == len(texts):
        return list(each)
    left = iter(each)
    return [text and next(left) for text in texts]  # type: ignore[misc]


def _days(texts: Sequence[str | None]) -> list[date | None]:
    days = {text: date.fromisoformat(text) for text in set(texts) if text is not None}
    if any(day.isoformat() != text for text, day in days.items()):
        raise ValueError("not a day")
    return [None if text is None else days[text] for text in texts]


def _moments(texts: Sequence[str | None]) -> list[datetime | None]:
    moments = {text: datetime.fromisoformat(text) for text in set(texts) if text is not None}
    if any(moment.tzinfo != UTC or moment.isoformat() != text for text, moment in moments.items()):
        raise ValueError("not a moment")
    return [None if text is None else moments[text] for text in texts]


def _fractions(values: Sequence[Raw]) -> list[float | None]:
    """Numbers with a point, as Python writes them."""
    written = list(map(bytes, values))
    numbers = {one: _fraction(one) for one in set(written)}
    return [numbers[one] for one in written]


def _fraction(written: bytes) -> float | None:
    number = json.loads(written)
    if number is not None and (type(number) is not float or repr(number).encode() != written):
        raise ValueError("not a number with a point")
    return number


def _as_it_is(values: Sequence[Any]) -> Sequence[Any]:
    return values


_PROOFS: tuple[tuple[type | tuple[type, ...], Proved], ...] = (
    (Uuid16, identifiers), (Moment, _moments), (Date, _days), ((Numeric, Float), _fractions),
)  # fmt: skip
