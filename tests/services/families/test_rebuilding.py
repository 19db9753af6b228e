"""Dataclasses built again from JSON: what was kept, nothing of the wrong kind, nothing unknown."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.terms import Sex
from desktop.services.families.rebuilding import rebuild
from desktop.store.canonical import jsonable


@dataclass(frozen=True)
class Inner:
    day: date | None = None
    words: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Outer:
    name: str
    sex: Sex | None = None
    id: UUID | None = None
    count: int = 0
    degrees: float = 0.0
    said: bool | None = None
    inner: Inner = Inner()
    more: tuple[Inner, ...] = ()


INNER = st.builds(Inner, st.none() | st.dates(), st.none() | st.dictionaries(st.text(max_size=3), st.text(max_size=3)))


@given(
    st.builds(
        Outer, st.text(), st.none() | st.sampled_from(Sex), st.none() | st.uuids(), st.integers(),
        st.floats(allow_nan=False), st.none() | st.booleans(), INNER, st.lists(INNER, max_size=3).map(tuple),
    )
)  # fmt: skip
def test_what_was_kept_comes_back(value: Outer) -> None:
    assert rebuild(Outer, json.loads(json.dumps(asdict(value), default=jsonable))) == value


def test_what_is_missing_has_its_default_and_what_is_unknown_is_left_out() -> None:
    assert rebuild(Outer, {"name": "SITI", "unknown": [1], "inner": {"strange": 1}}) == Outer("SITI")


def test_a_whole_number_is_a_number() -> None:
    assert rebuild(Outer, {"name": "SITI", "degrees": 106}).degrees == 106.0


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "text",
        {},
        {"name": None},
        {"name": 3},
        {"name": "A", "sex": "X"},
        {"name": "A", "id": "no uuid"},
        {"name": "A", "count": "3"},
        {"name": "A", "count": True},
        {"name": "A", "degrees": True},
        {"name": "A", "degrees": "6.3"},
        {"name": "A", "said": 1},
        {"name": "A", "inner": None},
        {"name": "A", "inner": {"day": "31-31"}},
        {"name": "A", "inner": {"day": 3}},
        {"name": "A", "inner": {"words": {"a": 1}}},
        {"name": "A", "more": [None]},
        {"name": "A", "more": 3},
    ],
)
def test_what_is_of_another_kind_is_an_error(value: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        rebuild(Outer, value)
